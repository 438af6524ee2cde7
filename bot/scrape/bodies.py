"""Bodies of answers: decompressed under a cap, and looked at for their end. Pure."""

import re
import zlib
from typing import Protocol

import brotli

_END = re.compile(rb"</(?:html|body|rss|feed|rdf:RDF|channel)\s*>|[}\]]\s*$", re.IGNORECASE)


class BodyTooLarge(Exception):
    """More came out than allowed."""


class BodyDamaged(Exception):
    """The body is not what its Content-Encoding says, or it ends too early."""


class Inflater(Protocol):
    """Takes the body in pieces. `most`: how many bytes may still come out."""

    def feed(self, piece: bytes, most: int) -> bytes: ...

    def end(self) -> None:
        """Raises BodyDamaged when the body is not complete."""
        ...


class _Plain:
    def feed(self, piece: bytes, most: int) -> bytes:
        if len(piece) > most:
            raise BodyTooLarge
        return piece

    def end(self) -> None:
        return


class _Zlib:
    """gzip (several members too) and deflate (with and without its wrapper)."""

    def __init__(self, wbits: int) -> None:
        self._wbits = wbits
        self._inner = zlib.decompressobj(wbits)
        self._begun = False

    def feed(self, piece: bytes, most: int) -> bytes:
        if not self._begun and piece:
            self._begun = True
            if self._wbits == zlib.MAX_WBITS and piece[0] & 0x0F != 8:
                self._inner = zlib.decompressobj(-zlib.MAX_WBITS)
        out: list[bytes] = []
        try:
            while piece:
                if self._inner.eof:
                    if not piece.startswith(b"\x1f\x8b"):
                        break
                    self._inner = zlib.decompressobj(self._wbits)
                got = self._inner.decompress(piece, most + 1)
                most -= len(got)
                if most < 0:
                    raise BodyTooLarge
                out.append(got)
                piece = self._inner.unused_data or self._inner.unconsumed_tail
        except zlib.error as error:
            raise BodyDamaged(f"the body is not compressed as it says ({error})") from error
        return b"".join(out)

    def end(self) -> None:
        if self._begun and not self._inner.eof:
            raise BodyDamaged("the compressed body ends too early")


class _Brotli:
    def __init__(self) -> None:
        self._inner = brotli.Decompressor()
        self._begun = False

    def feed(self, piece: bytes, most: int) -> bytes:
        self._begun = self._begun or bool(piece)
        out: list[bytes] = []
        try:
            got = self._inner.process(piece, output_buffer_limit=most + 1)
            while True:
                most -= len(got)
                if most < 0:
                    raise BodyTooLarge
                out.append(got)
                if self._inner.can_accept_more_data() or self._inner.is_finished():
                    return b"".join(out)
                got = self._inner.process(b"", output_buffer_limit=most + 1)
        except brotli.error as error:
            raise BodyDamaged("the body is not compressed as it says") from error

    def end(self) -> None:
        if self._begun and not self._inner.is_finished():
            raise BodyDamaged("the compressed body ends too early")


def inflater(encoding: str) -> Inflater:
    """For a Content-Encoding header. Raises BodyDamaged for encodings that were not asked for."""
    match encoding.strip().lower():
        case "" | "identity":
            return _Plain()
        case "gzip" | "x-gzip":
            return _Zlib(zlib.MAX_WBITS | 16)
        case "deflate":
            return _Zlib(zlib.MAX_WBITS)
        case "br":
            return _Brotli()
        case other:
            raise BodyDamaged(f"the body is encoded as {other[:40]!r}, which was not asked for")


def has_end(body: bytes) -> bool:
    """Whether a page, feed or JSON text shows its own end; for bodies whose length nobody announced."""
    tail = body[-4096:].replace(b"\0", b"").rstrip()
    return _END.search(tail) is not None
