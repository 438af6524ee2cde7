"""TLS with an authority of one's own, on a real server: what is right works, what is wrong is refused."""

import os
import shutil
import subprocess
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.ports.errors import StoreError
from bot.store import open_store
from tests.contract.store.test_failover import until
from tests.contract.store.test_ill_servers import pings
from tests.fakes.valkey import free_port
from tests.fakes.valkey_process import ValkeyProcess, redis_server, sentinel_process, valkey_process


@dataclass(frozen=True)
class Papers:
    """An authority, and what it signed: for 127.0.0.1, and for a host that nobody asks for."""

    folder: Path
    openssl: str

    @property
    def ca(self) -> Path:
        return self.folder / "ca.pem"

    def make(self) -> "Papers":
        # Python 3.13 and later ask of an authority that it says what it may be used for.
        used_for = ("-addext", "keyUsage=critical,keyCertSign,cRLSign")
        kept = ("-keyout", "ca.key", "-out", "ca.pem")
        self._openssl("req", "-x509", "-subj", "/CN=our authority", *kept, *used_for, *NEW_KEY)
        self._signed("here", "IP:127.0.0.1,DNS:localhost")
        self._signed("elsewhere", "DNS:redis.example.org")
        return self

    def _signed(self, name: str, where: str) -> None:
        self._openssl("req", "-subj", f"/CN={name}", "-keyout", f"{name}.key", "-out", f"{name}.csr", *NEW_KEY)
        (self.folder / "ext").write_text(f"subjectAltName={where}\nauthorityKeyIdentifier=keyid\n")
        by = ("-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "1")
        self._openssl("x509", "-req", "-in", f"{name}.csr", *by, "-extfile", "ext", "-out", f"{name}.pem")

    def _openssl(self, *words: str) -> None:
        subprocess.run([self.openssl, *words], cwd=self.folder, check=True, capture_output=True)  # noqa: S603

    def server(self, port: int, name: str = "here", clients: str = "no") -> tuple[str, ...]:
        """Options of a server whose only other port speaks TLS."""
        return (
            *("--tls-port", str(port), "--tls-auth-clients", clients, "--tls-ca-cert-file", str(self.ca)),
            *("--tls-cert-file", str(self.folder / f"{name}.pem")),
            *("--tls-key-file", str(self.folder / f"{name}.key")),
        )


NEW_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1")


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    openssl = shutil.which("openssl")
    if openssl is not None and redis_server() is not None:
        return Papers(tmp_path_factory.mktemp("papers"), openssl).make()
    lacking = "openssl and a Redis or Valkey of the system that speaks TLS are needed"
    if "CI" in os.environ:
        pytest.fail(lacking)
    pytest.skip(lacking)


async def _refuses(url: str, words: str) -> None:
    async with open_store(url) as store:
        with pytest.raises(StoreError, match=words):
            await store.log.head()


async def test_a_certificate_of_our_own_authority_is_taken_and_no_other(tmp_path: Path, papers: Papers) -> None:
    port, binary = free_port(), redis_server() or ""
    async with valkey_process(tmp_path, *papers.server(port), binary=binary):
        for host in ("127.0.0.1", "localhost"):
            async with open_store(f"rediss://{host}:{port}/0?ssl_ca_certs={papers.ca}") as store:
                await store.probe.ping()
        await _refuses(f"rediss://127.0.0.1:{port}/0", "CERTIFICATE_VERIFY_FAILED")
        stranger = papers.folder / "elsewhere.pem"
        await _refuses(f"rediss://127.0.0.1:{port}/0?ssl_ca_certs={stranger}", "CERTIFICATE_VERIFY_FAILED")
        await _refuses(f"rediss://127.0.0.1:{port}/0?ssl_ca_certs=/nowhere/ca.pem", "No such file")
        await _refuses(f"redis://127.0.0.1:{port}/0", "ConnectionError")


async def test_a_certificate_for_another_host_is_refused(tmp_path: Path, papers: Papers) -> None:
    port, binary = free_port(), redis_server() or ""
    async with valkey_process(tmp_path, *papers.server(port, "elsewhere"), binary=binary):
        await _refuses(f"rediss://127.0.0.1:{port}/0?ssl_ca_certs={papers.ca}", "IP address mismatch")
        await _refuses(f"rediss://localhost:{port}/0?ssl_ca_certs={papers.ca}", "Hostname mismatch")


async def test_a_server_may_ask_for_our_certificate(tmp_path: Path, papers: Papers) -> None:
    port, binary = free_port(), redis_server() or ""
    ours = f"ssl_certfile={papers.folder / 'here.pem'}&ssl_keyfile={papers.folder / 'here.key'}"
    async with valkey_process(tmp_path, *papers.server(port, clients="yes"), binary=binary):
        async with open_store(f"rediss://127.0.0.1:{port}/0?ssl_ca_certs={papers.ca}&{ours}") as store:
            await store.probe.ping()
        await _refuses(f"rediss://127.0.0.1:{port}/0?ssl_ca_certs={papers.ca}", "ConnectionError|SSLError")


async def test_sentinels_and_clusters_speak_tls_too(tmp_path: Path, papers: Papers) -> None:
    binary = redis_server() or ""
    async with AsyncExitStack() as stack:
        primary_port, sentinel_port, node_port = free_port(), free_port(), free_port()
        primary = await stack.enter_async_context(
            valkey_process(tmp_path / "p", *papers.server(primary_port), binary=binary)
        )
        secret = ("--tls-replication", "yes")
        sentinel = sentinel_process(
            tmp_path / "s",
            primary,
            1,
            binary=binary,
            options=(*papers.server(sentinel_port), *secret),
            at=primary_port,
        )
        await stack.enter_async_context(sentinel)
        url = f"rediss+sentinel://127.0.0.1:{sentinel_port}/main/0?ssl_ca_certs={papers.ca}"
        store = await stack.enter_async_context(open_store(url))
        await until(lambda: pings(store))

        cluster = ("--cluster-enabled", "yes", "--cluster-port", str(free_port()), "--tls-cluster", "yes")
        options = (*papers.server(node_port), *cluster)
        node: ValkeyProcess = await stack.enter_async_context(
            valkey_process(tmp_path / "n", *options, binary=binary)
        )
        await node.ask("CLUSTER ADDSLOTSRANGE 0 16383")
        far = await stack.enter_async_context(
            open_store(f"rediss+cluster://127.0.0.1:{node_port}?ssl_ca_certs={papers.ca}")
        )
        await until(lambda: pings(far))
        await _refuses(f"rediss+cluster://127.0.0.1:{node_port}", "CERTIFICATE_VERIFY_FAILED")
        await _refuses(f"rediss+sentinel://127.0.0.1:{sentinel_port}/main", "CERTIFICATE_VERIFY_FAILED")
