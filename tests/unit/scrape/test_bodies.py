"""Bodies: what comes out is what went in, bombs end at the cap, damage and early ends are noticed."""

import gzip
import zlib

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.scrape.bodies import BodyDamaged, BodyTooLarge, has_end, inflater

MB = 1024 * 1024


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


PACKED = {
    "gzip": ("gzip", gzip.compress),
    "gzip in two members": ("gzip", lambda body: gzip.compress(body[:40]) + gzip.compress(body[40:])),
    "deflate": ("deflate", zlib.compress),
    "deflate without its wrapper": ("deflate", raw_deflate),
    "brotli": ("br", brotli.compress),
    "nothing": ("identity", bytes),
}


def unpacked(encoding: str, packed: bytes, most: int, step: int = 16 * 1024) -> bytes:
    inflated = inflater(encoding)
    out = b""
    for at in range(0, len(packed), step):
        out += inflated.feed(packed[at : at + step], most - len(out))
    inflated.end()
    return out


@pytest.mark.parametrize("way", PACKED)
@settings(max_examples=25, deadline=None)
@given(body=st.binary(max_size=400), step=st.integers(1, 60))
def test_what_went_in_comes_out_however_it_is_cut(way: str, body: bytes, step: int) -> None:
    encoding, packed = PACKED[way]
    assert unpacked(encoding, packed(body), 1000, step) == body


@pytest.mark.parametrize("way", PACKED)
def test_a_bomb_ends_at_the_cap(way: str) -> None:
    encoding, packed = PACKED[way]
    bomb = packed(bytes(32 * MB))
    with pytest.raises(BodyTooLarge):
        unpacked(encoding, bomb, MB)


@pytest.mark.parametrize("way", [way for way in PACKED if way != "nothing"])
def test_an_early_end_and_damage_are_noticed(way: str) -> None:
    encoding, packed = PACKED[way]
    whole = packed(b"some words of a page, again and again, " * 50)
    with pytest.raises(BodyDamaged):
        unpacked(encoding, whole[: len(whole) // 2], MB)
    with pytest.raises(BodyDamaged):
        unpacked(encoding, b"<html>not compressed at all</html>", MB)


def test_an_encoding_not_asked_for_is_refused() -> None:
    for encoding in ("zstd", "gzip, br", "compress"):
        with pytest.raises(BodyDamaged, match="not asked for"):
            inflater(encoding)


def test_the_end_of_a_page_is_known() -> None:
    for whole in (b"<p>x</html>", b"<rss>..</RSS>\n", b"</feed>", b'{"a": [1]}', b"[]\n", b"</body>\0\0"):
        assert has_end(whole)
    for cut in (b"<html><body><li>Minis", b'{"a": ["Minis', b"", b"<rss><channel><item>"):
        assert not has_end(cut)
