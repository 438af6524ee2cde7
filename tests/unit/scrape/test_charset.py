"""From bytes to text: headers lie, pages lie, and a line that cannot be read for certain is not announced."""

import pytest

from bot.scrape.charset import decoded
from bot.scrape.reading import Page, read_page
from bot.scrape.sites.found import Ask, Sight
from tests.unit.scrape.layout_lines import ARABIC, SPANISH
from tests.unit.scrape.layouts import plain_list

LINE = "وزارة الداخلية تعلن توقيف شبكة تهريب في المرفأ الغربي"
HTML = "<html><head>{meta}</head><body>{line}</body></html>"


def page(meta: str = "", line: str = LINE) -> str:
    return HTML.format(meta=meta, line=line)


CASES = {
    "header": (page().encode("cp1256"), "text/html; charset=windows-1256"),
    "header in quotes": (page().encode("cp1256"), 'text/html; charset="Windows-1256"'),
    "meta": (page('<meta charset="windows-1256">').encode("cp1256"), "text/html"),
    "old meta": (
        page('<meta http-equiv="content-type" content="text/html; charset=windows-1256">').encode("cp1256"),
        "",
    ),
    "byte order mark": (b"\xef\xbb\xbf" + page().encode(), "text/html; charset=windows-1256"),
    "utf-16 with a mark": (b"\xff\xfe" + page().encode("utf-16-le"), "text/html"),
    "header says ascii": (page().encode(), "text/html; charset=us-ascii;"),
    "header says utf-8, meta is right": (
        page('<meta charset="windows-1256">').encode("cp1256"),
        "text/html; charset=utf-8",
    ),
    "meta says utf-16 in ascii": (page('<meta charset="utf-16">').encode(), "text/html"),
    "nothing is said": (page().encode(), ""),
    "a codec that is no charset": (page().encode(), "text/html; charset=zip_codec"),
    "a name of nonsense": (page('<meta charset="no-such-thing">').encode(), "text/html; charset=%%%"),
    "xml": (f'<?xml version="1.0" encoding="windows-1256"?><a>{LINE}</a>'.encode("cp1256"), "text/xml"),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_words_are_read_as_they_were_meant(case: tuple[bytes, str]) -> None:
    text, sure = decoded(*case)
    # A single-byte charset decodes anything: where the header is wrong in that way, nobody can know.
    assert LINE in text
    assert sure


def test_latin_labels_mean_what_browsers_take_them_for() -> None:
    text, sure = decoded("<p>“Última hora” – 5 €</p>".encode("cp1252"), "text/html; charset=ISO-8859-1")
    assert text == "<p>“Última hora” – 5 €</p>"
    assert sure


def test_a_damaged_byte_outside_of_the_lines_does_not_matter() -> None:
    whole = f"<html><body>{plain_list(SPANISH, 'BREAKING')}<p>".encode() + b"\xff\xfe!</p></body></html>"
    found = read_page(Page(whole, "text/html; charset=utf-8"), Ask())
    assert [line.text for line in found.lines] == list(SPANISH)


def test_a_damaged_byte_in_a_line_is_not_announced() -> None:
    whole = f"<html><body>{plain_list(ARABIC, 'BREAKING')}</body></html>".encode()
    cut = whole.replace("صفارات".encode(), "صفارات".encode()[:-1] + b"\xff")
    found = read_page(Page(cut, "text/html; charset=utf-8"), Ask())
    assert found.sight is Sight.BROKEN
    assert found.lines == ()


def test_a_page_cut_in_the_middle_is_broken_where_nobody_announced_its_length() -> None:
    whole = f"<html><body>{plain_list(SPANISH, 'BREAKING')}</body></html>".encode()
    assert read_page(Page(whole[: len(whole) // 2], "", announced=False), Ask()).sight is Sight.BROKEN
    assert read_page(Page(whole, "", announced=False), Ask()).sight is Sight.LINES
    assert read_page(Page(b"  ", ""), Ask()).sight is Sight.BROKEN
