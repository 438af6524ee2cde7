"""Nationalities: a country and its people are one name, two peoples never a slip of the pen."""

import pytest

from bot.dedupe import countries
from bot.dedupe.line import parse
from bot.model.news import Kind
from bot.text.fold import folded
from bot.text.peoples import peoples
from tests.unit.dedupe.lines import judged

# Those who live in several countries, or share a word with another people or thing.
_OF_SEVERAL = frozenset(
    [
        "bosniak",
        "croat",
        "serb",
        "turkmen",
        "kiwi",
        "english",
        "scottish",
        "welsh",
        "papal",
        "congolese",
        "dominican",
    ]
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Volcano erupts in Iceland", "Icelandic volcano erupts"),
        ("Court in Sri Lanka frees minister", "Sri Lankan court frees minister"),
        ("Blast at police post in Belgium", "Blast at Belgian police post"),
        ("Tropas de Colombia matan a cinco rebeldes", "Tropas colombianas matan a cinco rebeldes"),
        ("El presidente de Argelia viaja a Roma", "El presidente argelino viaja a Roma"),
        ("جيش الجزائر يقتل ثلاثة مسلحين", "الجيش الجزائري يقتل ثلاثة مسلحين"),
    ],
)
def test_a_country_and_its_people_are_one(old: str, new: str) -> None:
    assert judged(old, new).kind is Kind.DUPLICATE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("El presidente argentino viaja a Roma", "El presidente argelino viaja a Roma"),
        ("Presidente argentino viaja a Roma", "Presidente argelino viaja a Roma"),
        ("Canciller chileno renuncia", "Canciller chino renuncia"),
        ("Tajik border guards kill two", "Kazakh border guards kill two"),
        ("Slovak minister resigns", "Slovene minister resigns"),
        ("الجيش الجزائري يقتل ثلاثة مسلحين", "الجيش التونسي يقتل ثلاثة مسلحين"),
    ],
)
def test_another_people_is_another_event(old: str, new: str) -> None:
    assert judged(old, new).kind is Kind.NEW


@pytest.mark.parametrize("lang", ["en", "es", "ar"])
def test_every_nationality_is_known(lang: str) -> None:
    known = countries.slugs()
    unknown = [
        form
        for row in peoples()
        for form in map(folded, row.several(lang))
        if row["slug"] in known and not _OF_SEVERAL & {form, form.rstrip("s")} and not _is_known(form, lang)
    ]
    assert unknown == []


def _is_known(form: str, lang: str) -> bool:
    spoken = {"en": "The {} ministers said to be there", "es": "ministros {} de la", "ar": "وزراء {}"}[lang]
    return any(
        token.key.startswith("@") for token in parse(spoken.format(form.title() if lang == "en" else form)).tokens
    )
