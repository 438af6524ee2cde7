"""Which part of a region a line means that names only the whole: by words typical of one part. Pure.

"Palestinians killed near an aid distribution point" is Gaza's, "Settlers attack Palestinians" the West Bank's.
A line with words of two parts, or of none, keeps the whole.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.classify.languages import Language
from bot.classify.tokens import Words
from bot.model.news import Evidence, Placement
from bot.model.region import RegionGraph
from bot.text.tables import TableError

_WORTH = 0.5


def hinted(placement: Placement, words: Words, language: Language, homes: Mapping[str, str]) -> Placement:
    """The placement with a whole in `about` replaced by the one part that the line's words speak for.

    `homes`: the country that a region lies in. Nothing changes where a part is named, in `about` or `also`.
    """
    if not language.hints or not any(homes.get(part) in placement.about for part in language.hints):
        return placement
    named = {*placement.about, *placement.also}
    told = told_parts(words, language)
    if len(told) != 1:
        return placement
    ((part, phrase),) = told.items()
    whole = homes.get(part, part)
    if whole not in placement.about or any(homes.get(slug) == whole != slug for slug in named):
        return placement
    about = tuple(part if slug == whole else slug for slug in placement.about)
    evidence = Evidence(phrase, part, "typical of it", _WORTH, f"{whole} is named, {phrase!r} is said of {part}")
    return replace(placement, about=about, evidence=(*placement.evidence, evidence))


def told_parts(words: Words, language: Language) -> dict[str, str]:
    """The parts that words of the line are said of, each with the words."""
    return _told(words, language.hints)


def told_alone(placement: Placement, words: Words, language: Language) -> Placement:
    """A placement in the world, in the one region of which alone its words are said ("aid seekers")."""
    told = _told(words, language.sole) if language.sole else {}
    if len(told) != 1:
        return placement
    ((region, phrase),) = told.items()
    evidence = Evidence(phrase, region, "typical of it", _WORTH, f"{phrase!r} is said of {region} alone")
    return replace(placement, about=(region,), evidence=(*placement.evidence, evidence))


def signs_of(words: Words, language: Language) -> dict[str, str]:
    """The countries of whose institutions the line speaks ("sheriff", "borough council"), each with the words."""
    return _told(words, language.signs) if language.signs else {}


def _told(words: Words, by_region: Mapping[str, frozenset[str]]) -> dict[str, str]:
    return {region: found for region, phrases in by_region.items() if (found := _found(words.line, phrases))}


def check_hints(languages: Mapping[str, Language], regions: RegionGraph) -> None:
    """Raises TableError when a language's hints, divisions or signs are of a region that is not known."""
    for language in languages.values():
        for part in (*language.hints, *language.divisions, *language.signs, *language.sole):
            if part not in regions:
                raise TableError(
                    f"{language.code}.toml: hints, divisions or signs of an unknown region {part!r};"
                    " see `tocsin regions`"
                )


def _found(line: str, phrases: frozenset[str]) -> str:
    return min((phrase for phrase in phrases if f" {phrase} " in line), default="")
