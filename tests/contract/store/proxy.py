"""A line to the server that can be cut: after the request has run, before its answer arrives."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

from bot.store.embedded import EmbeddedServer


class Proxy:
    """Passes bytes on. `mute`: no answer; `cut`: the line breaks when the next answer comes."""

    def __init__(self, server: EmbeddedServer) -> None:
        self._server = server
        self.mute = False
        self.cut = False

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        answers, questions = await asyncio.open_unix_connection(str(self._server.socket))
        asking = asyncio.create_task(_pour(reader, questions))
        try:
            while answer := await answers.read(65_536):
                # Neither the greetings of a new connection nor "send me the script first".
                if self.cut and not answer.startswith((b"-NOSCRIPT", b"+OK")):
                    self.cut = False
                    break
                if not self.mute:
                    writer.write(answer)
        finally:
            asking.cancel()
            questions.close()
            writer.close()


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        while piece := await reader.read(65_536):
            writer.write(piece)
    writer.close()


@contextlib.asynccontextmanager
async def unix_proxy(server: EmbeddedServer, folder: Path) -> AsyncIterator[tuple[Proxy, str]]:
    """A proxy and its URL."""
    proxy = Proxy(server)
    listening = await asyncio.start_unix_server(proxy.serve, folder / "p.sock")
    try:
        yield proxy, f"unix://{folder / 'p.sock'}"
    finally:
        listening.close()


@contextlib.asynccontextmanager
async def tls_proxy(server: EmbeddedServer, certificate: Path, key: Path) -> AsyncIterator[int]:
    """The port of a proxy that speaks TLS."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    listening = await asyncio.start_server(Proxy(server).serve, "127.0.0.1", 0, ssl=context)
    try:
        yield listening.sockets[0].getsockname()[1]
    finally:
        listening.close()
