"""Names beside the gazetteer's: countries, nationalities, actors, and phrases that only look like places."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.classify.actors import Actor
from bot.classify.languages import Language
from bot.classify.spelling import bare, fold
from bot.model.region import Region, RegionGraph
from bot.text.peoples import peoples
from bot.text.tables import Row


class Kind(StrEnum):
    """What a name is. NOTHING: a phrase that holds a name of a place and is none."""

    COUNTRY = "country"
    SECTION = "section"
    DEMONYM = "nationality"
    ACTOR = "actor"
    PLACE = "place"
    NOTHING = "no place"


@dataclass(frozen=True, slots=True)
class Term:
    """One meaning of a phrase. `lang`: of the name. `acronym`: counts only in capitals.

    `ends_small`: its last word is written small ("Factions' statement"). After a nationality that word has a
    part of its own to play ("Israeli army"), and does not count as one name with it. `home`: a medium's country,
    "" for the others and for those that report on the whole world. `actor`, `name`: whose row it is, and
    by which of its names.
    `alone`: it is a surname, and means the actor only where no first name stands before it.
    """

    kind: Kind
    regions: tuple[tuple[str, float], ...]
    lang: str = ""
    acronym: bool = False
    actor_kind: str = ""
    ends_small: bool = False
    home: str = ""
    actor: Actor | None = None
    name: str = ""
    alone: bool = False


Terms = Mapping[str, tuple[Term, ...]]
ARMED = frozenset(("armed_group", "army"))
_LONGEST_ACRONYM = 4


def terms_of(
    regions: RegionGraph, languages: Mapping[str, Language], actors: Iterable[Actor]
) -> dict[str, tuple[Term, ...]]:
    """All phrases by folded key. Raises TableError."""
    found: dict[str, list[Term]] = {}
    for name, term in _all(regions, languages, actors):
        key = fold(name)
        for form in dict.fromkeys((key, bare(key)) if term.kind is Kind.ACTOR and len(bare(key)) > 4 else (key,)):
            known = found.setdefault(form, [])
            if form and all(not _means_the_same(other, term) for other in known):
                known.append(term)
    return {key: tuple(terms) for key, terms in found.items() if key}


def _means_the_same(one: Term, other: Term) -> bool:
    """Whether a phrase needs only one of them. "israelí" is Spanish beside "Israeli", for it is written small."""
    same_language = one.kind is not Kind.DEMONYM or one.lang == other.lang
    return same_language and (one.kind, one.regions) == (other.kind, other.regions)


def _all(
    regions: RegionGraph, languages: Mapping[str, Language], actors: Iterable[Actor]
) -> Iterator[tuple[str, Term]]:
    for region in regions:
        yield from _names_of(region)
    adjectives: set[str] = set()
    for row in peoples():
        adjectives.update(fold(name) for name in row.several("en"))
        yield from _demonyms(row, regions)
    told: set[str] = set()
    actors = tuple(actors)
    for actor in actors:
        fresh = [name for name in actor.names if fold(name) not in told]
        told |= {fold(name) for name in fresh}
        for name in fresh:
            yield name, _term_of(actor, name, adjectives)
    for actor in actors:
        for surname in actor.surnames:
            if fold(surname) not in told:
                yield surname, replace(_term_of(actor, surname, adjectives), alone=True)
    for language in languages.values():
        for phrase in language.not_places:
            yield phrase, Term(Kind.NOTHING, (), language.code)


def _term_of(actor: Actor, name: str, adjectives: set[str]) -> Term:
    return Term(
        Kind.ACTOR,
        () if actor.kind == "media" else actor.regions,
        acronym=_is_acronym(name),
        actor_kind=actor.kind,
        home=actor.regions[0][0] if actor.kind == "media" and actor.regions else "",
        actor=actor,
        name=name,
        ends_small=name.rsplit(maxsplit=1)[-1][:1].islower() and fold(name.split(maxsplit=1)[0]) not in adjectives,
    )


def _names_of(region: Region) -> Iterator[tuple[str, Term]]:
    is_section = region.iso is None and not region.parents
    if region.slug == "world":
        return
    for lang, names in region.names.items():
        for name in names:
            kind = Kind.SECTION if is_section else Kind.COUNTRY
            yield name, Term(kind, ((region.slug, 1.0),), lang, _is_acronym(name))


def _demonyms(row: Row, regions: RegionGraph) -> Iterator[tuple[str, Term]]:
    if row["slug"] not in regions:
        raise row.error(f"unknown region {row['slug']!r}")
    for lang in ("en", "ar", "es"):
        for name in row.several(lang):
            yield name, Term(Kind.DEMONYM, ((row["slug"], 1.0),), lang)


def _is_acronym(name: str) -> bool:
    letters = name.replace(".", "")
    return len(letters) <= _LONGEST_ACRONYM and letters.isupper() and letters.isascii()
