"""The pictures show what the bot says now, are small, and are all in the guide."""

import json

import pytest

from tests.pictures.draw import FOLDER, LARGEST, PICTURES, SOURCES, digest
from tests.pictures.page import Picture, page

GUIDE = (FOLDER.parent / "subscribers.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_picture_is_drawn_from_what_is_said_now(picture: Picture) -> None:
    drawn_from = json.loads(SOURCES.read_text(encoding="utf-8"))
    assert drawn_from.get(picture.name) == digest(picture), (
        f"what this picture shows is said otherwise now: make pictures ARGS={picture.name}"
    )


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_picture_is_small_and_shown(picture: Picture) -> None:
    file = FOLDER / f"{picture.name}.webp"
    assert file.read_bytes()[8:12] == b"WEBP"
    assert file.stat().st_size < LARGEST
    readme = (FOLDER.parents[1] / "README.md").read_text(encoding="utf-8")
    assert f"pictures/{file.name}" in GUIDE + readme


def test_no_picture_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.webp")} == {picture.name for picture in PICTURES}


def test_arabic_stands_right_to_left_and_pressed_buttons_are_marked() -> None:
    arabic = page(next(picture for picture in PICTURES if picture.name == "arabic"))
    assert '<section dir="rtl" lang="ar" class="dark">' in arabic
    assert '<span class="pressed">لبنان</span>' in arabic
    assert "<b>" in arabic
