"""Addresses of Redis servers: what they say, and how they are shown without their passwords."""

from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

SENTINEL_PORT = 26379
NODE_PORT = 6379
SCHEMES = ("redis", "rediss", "unix", "redis+sentinel", "rediss+sentinel", "redis+cluster", "rediss+cluster")
FILES = ("ssl_ca_certs", "ssl_certfile", "ssl_keyfile")
"""Options of an address that name a file."""
NUMBERS = ("db", "health_check_interval", "socket_timeout", "socket_connect_timeout")
OPTIONS = (
    *FILES,
    *("ssl_check_hostname", "ssl_cert_reqs", "ssl_min_version", "ssl_ciphers"),
    *NUMBERS,
    *("client_name", "socket_keepalive", "sentinel_username", "sentinel_password"),
)
_SECRET_FIELDS = ("password", "sentinel_password")


class AddressError(ValueError):
    """An address that cannot be understood; the words hold nothing secret."""


@dataclass(frozen=True, slots=True)
class SentinelAddress:
    """`redis+sentinel://user:password@host:port,host:port/service/db?sentinel_password=...`, taken apart."""

    sentinels: tuple[tuple[str, int], ...]
    service: str
    db: int
    tls: bool
    username: str | None
    password: str | None
    sentinel_username: str | None
    sentinel_password: str | None
    rest: tuple[tuple[str, str], ...]

    @classmethod
    def parse(cls, url: str) -> "SentinelAddress":
        """Raises AddressError, naming what is wrong and nothing secret."""
        split = _split(url)
        username, password, hosts = _authority(split)
        service, _, db = split.path.strip("/").partition("/")
        if not service:
            raise AddressError("needs the service's name: redis+sentinel://HOST:PORT,HOST:PORT/SERVICE")
        query = dict(parse_qsl(split.query))
        return cls(
            sentinels=tuple(_host(host, SENTINEL_PORT) for host in hosts.split(",")),
            service=unquote(service),
            db=_number(db or "0"),
            tls=split.scheme.startswith("rediss"),
            username=unquote(username) or None,
            password=unquote(password) or None,
            sentinel_username=query.pop("sentinel_username", None),
            sentinel_password=query.pop("sentinel_password", None),
            rest=tuple(query.items()),
        )


def _split(url: str) -> SplitResult:
    """Like urlsplit, but what names several hosts may have [::1] anywhere among them.

    Python 3.14 refuses that, and so do later releases of those before it. Raises ValueError.
    """
    scheme, there, rest = url.partition("://")
    if not there or not scheme.endswith(("+sentinel", "+cluster")):
        return urlsplit(url)
    ends = [rest.find(mark) for mark in "/?#" if mark in rest]
    hosts = rest[: min(ends)] if ends else rest
    return urlsplit(f"{scheme}://host{rest[len(hosts) :]}")._replace(netloc=hosts)


def _authority(split: SplitResult) -> tuple[str, str, str]:
    """User, password and hosts as they are written; "" for what is not there."""
    user, _, hosts = split.netloc.rpartition("@")
    name, _, password = user.partition(":")
    return name, password, hosts


def _number(text: str) -> int:
    if not text.isdigit():
        raise AddressError("after the service's name comes the number of a database, or nothing")
    return int(text)


@dataclass(frozen=True, slots=True)
class ClusterAddress:
    """`redis+cluster://user:password@host:port,host:port?...`, taken apart. Any node leads to all of them."""

    nodes: tuple[tuple[str, int], ...]
    tls: bool
    username: str | None
    password: str | None
    rest: tuple[tuple[str, str], ...]

    @classmethod
    def parse(cls, url: str) -> "ClusterAddress":
        """Raises AddressError, naming what is wrong and nothing secret."""
        split = _split(url)
        username, password, hosts = _authority(split)
        if split.path.strip("/") not in ("", "0"):
            raise AddressError(
                "a cluster has no databases: nothing may follow redis+cluster://HOST:PORT,HOST:PORT"
            )
        return cls(
            nodes=tuple(_host(host, NODE_PORT) for host in hosts.split(",")),
            tls=split.scheme.startswith("rediss"),
            username=unquote(username) or None,
            password=unquote(password) or None,
            rest=tuple(parse_qsl(split.query)),
        )


def _host(text: str, usual_port: int) -> tuple[str, int]:
    # [::1]:26379, host:26379 or a bare host
    host, colon, port = text.rpartition(":")
    if not colon or (port and not port.isdigit()):
        host, port = text, ""
    if not host.strip("[]"):
        raise AddressError("a host is missing")
    if not 0 < int(port or usual_port) < 65536:
        raise AddressError("a port is a number from 1 to 65535")
    return host.strip("[]"), int(port or usual_port)


def problem_with(url: str) -> str:
    """What is wrong with an address, in words without anything secret; "" when it can be understood."""
    scheme, there, _ = url.partition("://")
    if scheme not in SCHEMES or not there:
        return f"must start with one of {', '.join(f'{known}://' for known in SCHEMES)}"
    try:
        split = _split(url)
        options = parse_qsl(split.query, keep_blank_values=True)
        if any(name not in OPTIONS for name, _ in options):
            return f"what stands behind the question mark must be one of {', '.join(OPTIONS)}"
        if any(name in NUMBERS and not value.replace(".", "", 1).isdigit() for name, value in options):
            return f"{', '.join(NUMBERS)} are numbers"
        if scheme.endswith("+sentinel"):
            SentinelAddress.parse(url)
        elif scheme.endswith("+cluster"):
            ClusterAddress.parse(url)
        elif scheme == "unix":
            return "" if split.path.strip("/") else "needs the path of a socket: unix:///run/valkey.sock"
        else:
            return _problem_with_host(split)
    except AddressError as error:
        return str(error)
    except ValueError:
        # The standard library's words repeat what they could not parse, a password perhaps.
        return "is no address: a port is a number from 1 to 65535, an IPv6 address stands in brackets"
    return ""


def _problem_with_host(split: SplitResult) -> str:
    if not split.hostname:
        return "needs a host: redis://HOST:PORT/DB"
    if split.path.strip("/") and not split.path.strip("/").isdigit():
        return "needs the number of a database after the host, or nothing: redis://HOST:PORT/DB"
    return "" if split.port != 0 else "a port is a number from 1 to 65535"


def secrets_of(url: str) -> tuple[str, ...]:
    """The passwords in an address, as written and as meant, longest first."""
    try:
        split = _split(url)
    except ValueError:
        return ()
    found = {value for name, value in parse_qsl(split.query) if name in _SECRET_FIELDS}
    found.add(_authority(split)[1])
    found |= {unquote(secret) for secret in found}
    return tuple(sorted(filter(None, found), key=len, reverse=True))


def without_password(url: str) -> str:
    """The address as it may be shown: no password, no query."""
    try:
        split = _split(url)
    except ValueError:
        return f"{url.partition('://')[0]}://..."
    name, _, hosts = _authority(split)
    shown = f"{split.scheme}://{f'{name}@' if name else ''}{hosts}{split.path}"
    return shown if "@" in split.netloc else url.partition("?")[0]
