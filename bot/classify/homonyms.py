"""Which of the places of one name is meant: by the rest of the line, by what the source covers, by size. Pure."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from bot.classify.gazetteer import Reading
from bot.classify.matching import Name
from bot.classify.raw import CORE
from bot.classify.roles import SPEAKING, Role
from bot.classify.terms import ARMED, Kind, Term
from bot.classify.tokens import Words

STRAY = 0.2  # what a guessed spelling is still worth against a country that the line names
SUPPORT, HABIT, SIZE, OWN, COUNTRY = 4.0, 1.6, 0.5, 1.1, 5.0
SIGNED = 0.9  # a country's institutions tell it as surely as an actor does
HINTED = 1.0  # words said of a part of a region count as if the source wrote of nothing else
KNOWN = 2.0  # somebody of half the usual weight tells the country as surely as anybody
_WORTH = {Kind.COUNTRY: 1.0, Kind.DEMONYM: 0.8, Kind.ACTOR: 0.9}  # how surely a term speaks for its region
GREAT = 5.4  # log10 of a population: a capital, a city known to all
GREAT_AREA = 6.15  # and of a sub-area that is a great city
ALTERNATE, BARE, INEXACT = 1.0, 0.5, 0.6


class Sense(NamedTuple):
    """One meaning of a name and how likely it is. `credit`, 0..1: how surely the words name it at all.

    `known`, `named`, `usual`: for the note: what the gazetteer tells of it, the country that the line names too,
    whether the source usually covers it.
    """

    region: str
    kind: Kind
    likelihood: float
    credit: float
    weight: float = 1.0
    area: str = ""
    place_id: int = 0
    commonness: int = 0
    known: Reading | None = None
    named: str = ""
    usual: bool = False

    @property
    def note(self) -> str:
        """Why it may be meant, for people."""
        place = self.known
        if place is None:
            return f"{self.kind.value} of {self.region}"
        size = f"{place.kind} of about {round(10**place.population, -2):,.0f}"
        reasons = ["our gazetteer" if place.own else size]
        reasons += [f"{self.named} named"] * bool(self.named) + ["usual for the source"] * self.usual
        return f"{place.name or place.kind} in {self.region}: {', '.join(reasons)}"


def senses_of(
    name: Name, support: Mapping[str, float], habits: Mapping[str, float], homes: Mapping[str, str]
) -> list[Sense]:
    """All meanings of a name, the likeliest first. `support`: regions that the rest of the line names, 0..1.

    `habits`: what the source usually covers, 0..1. `homes`: the country that a region lies in.
    """
    senses = [sense for term in name.terms for sense in _of_term(term, support, habits, homes)]
    if not name.readings and len(senses) < 2:
        return senses
    best: dict[tuple[str, str], Sense] = {}
    for reading in _named_so(name.readings):
        sense = _of_reading(reading, support, habits, homes)
        key = (sense.region, "place")
        if key not in best or sense.likelihood > best[key].likelihood:
            best[key] = sense
    return sorted([*senses, *best.values()], key=lambda sense: (-sense.likelihood, sense.region))


def _named_so(readings: Sequence[Reading]) -> Sequence[Reading]:
    """Without the places that are also called so, or lack an article, where a great city bears the name.

    Islamabad is Pakistan's, though Anantnag in India is called so too; "Ad-Doha" is not Doha.
    """
    if not any(map(is_great_city, readings)):
        return readings
    return [one for one in readings if not (one.bare or one.alternate)]


def is_great_city(reading: Reading) -> bool:
    """Whether it is a city of ours known to all, by its very name: what a government is called by."""
    own = reading.own and reading.exact and not (reading.bare or reading.alternate)
    own = own and reading.kind in ("city", "district")
    # Some capitals are sub-areas of their own, as Tehran and Beirut are.
    return own and reading.population >= (GREAT if reading.kind == "city" else GREAT_AREA)


def may_be_great_city(name: Name) -> bool:
    """Whether one of the places that bear a name is a city known to all."""
    return any(map(is_great_city, name.readings))


def _of_term(
    term: Term, support: Mapping[str, float], habits: Mapping[str, float], homes: Mapping[str, str]
) -> list[Sense]:
    kind = term.kind
    return [
        Sense(
            region,
            kind,
            COUNTRY
            + weight
            + HABIT * habits.get(region, 0.0)
            + SUPPORT * support.get(homes.get(region, region), 0.0) * (kind is not Kind.ACTOR),
            1.0,
            weight,
        )
        for region, weight in term.regions
    ]


def _of_reading(
    reading: Reading, support: Mapping[str, float], habits: Mapping[str, float], homes: Mapping[str, str]
) -> Sense:
    home = homes.get(reading.region, reading.region)
    backed, habit = support.get(home, 0.0), habits.get(reading.region, habits.get(home, 0.0))
    ours = OWN * reading.weight * (reading.own and not reading.alternate)
    likelihood = SUPPORT * backed + HABIT * habit + SIZE * reading.population + ours
    likelihood -= ALTERNATE * reading.alternate + BARE * reading.bare + INEXACT * (not reading.exact)
    return Sense(
        reading.region,
        Kind.PLACE,
        likelihood,
        credit(reading, backed) * (STRAY if _is_stray(reading, backed, support) else 1.0),
        reading.weight,
        reading.area,
        reading.id,
        reading.commonness,
        reading,
        home if backed > 0 else "",
        habit >= 0.5,
    )


def _is_stray(reading: Reading, backed: float, support: Mapping[str, float]) -> bool:
    """Whether a guessed spelling would take the line to another country than the one that it names."""
    return not reading.exact and not backed and max(support.values(), default=0.0) >= 0.6


def credit(reading: Reading, backed: float) -> float:
    """How surely a bare word names this place, 0..1: known places surely, a hamlet or a common word hardly."""
    size = min(1.0, max(0.1, (reading.population - 2.4) / 3.2))
    worth = 1.0 if reading.own else size
    worth *= (
        (1.0, 0.3, 0.08)[reading.commonness]
        * (_other_name(reading) if reading.alternate else 1.0)
        * (0.8 if reading.bare else 1.0)
    )
    worth *= 1.0 if reading.exact else 0.8
    return min(1.0, worth + 0.5 * backed * (worth < 1))


def _other_name(reading: Reading) -> float:
    """How surely a place is meant by what it is called elsewhere or was called once."""
    return 0.7 if not reading.own or reading.region in CORE else 0.5


def _goes_on(name: Name, words: Words, connectors: frozenset[str]) -> bool:
    """Whether the name goes on with "de" and a capital: "Loma de Bolívar" is neither Loma nor Bolívar."""
    at = name.end
    while at < len(words.tokens) and words.tokens[at].key in connectors and not words.tokens[at].capital:
        at += 1
    if at > name.end and at < len(words.tokens) and words.tokens[at].capital and name.end - name.start == 1:
        return words.tokens[name.end].gap == " "
    at = name.start - 1
    while at > 0 and words.tokens[at].key in connectors and not words.tokens[at].capital:
        at -= 1
    return 0 < at < name.start - 1 and words.tokens[at].capital and name.end - name.start == 1


def in_a_longer_name(name: Name, words: Words, taken: Collection[int], connectors: frozenset[str]) -> bool:
    """Whether a capitalised word that is part of no name adjoins: then the words are likely a person's name."""
    if words.shouting:
        return False
    if _goes_on(name, words, connectors):
        return True
    for at in (name.start - 1, name.end):
        if 0 <= at < len(words.tokens) and at not in taken:
            token = words.tokens[at]
            gap = words.tokens[max(at, name.start if at < name.start else name.end)].gap
            if token.capital and not set(gap) - set(" -") and at > 0:
                return True
    return False


def certain_support(
    names: Sequence[Name], roles: Sequence[Role], homes: Mapping[str, str], standing: Mapping[str, float]
) -> dict[int, dict[str, float]]:
    """Per name, the countries that the other names of the line speak for, 0..1.

    `standing`: how much of an affair is a power's own: Russian equipment is destroyed in Ukraine's Pokrovsk.
    """
    if len(names) == 1:
        return {0: {}}
    spoken = [_spoken(name, role, homes, standing) for name, role in zip(names, roles, strict=True)]
    totals: dict[int, dict[str, float]] = {}
    if len(names) == 2:
        return {at: {home: worth for home, worth in spoken[1 - at].items() if worth > 0} for at in (0, 1)}
    for at in range(len(names)):
        others: dict[str, float] = {}
        for of_other in spoken[:at] + spoken[at + 1 :]:
            for home, worth in of_other.items():
                if worth > others.get(home, 0.0):
                    others[home] = worth
        totals[at] = others
    return totals


def _spoken(name: Name, role: Role, homes: Mapping[str, str], standing: Mapping[str, float]) -> dict[str, float]:
    if role is Role.NOTHING:
        return {}
    return _by_terms(name, role, homes, standing) if name.terms else _by_places(name, role, homes)


def _by_terms(name: Name, role: Role, homes: Mapping[str, str], standing: Mapping[str, float]) -> dict[str, float]:
    spoken: dict[str, float] = {}
    for term in name.terms:
        for region, weight in term.regions:
            home = homes.get(region, region)
            spoken[home] = max(spoken.get(home, 0.0), _WORTH.get(term.kind, 0.0) * min(1.0, KNOWN * weight))
            if term.kind is Kind.DEMONYM or term.actor_kind in ARMED:
                spoken[home] *= standing.get(region, 1.0) ** 2  # "destroy Russian equipment in Pokrovsk"
    if role is Role.SOURCE:
        return {home: 0.5 * worth for home, worth in spoken.items()}
    if role is Role.AGENT:  # a power acts abroad; the police of others act at home
        return {home: worth * (0.5 if home in standing else 1.0) for home, worth in spoken.items()}
    if role in SPEAKING:  # "Russia says it captured Pokrovsk"
        return {home: 0.6 * worth * standing.get(home, 1.0) for home, worth in spoken.items()}
    return spoken


def _by_places(name: Name, role: Role, homes: Mapping[str, str]) -> dict[str, float]:
    spoken: dict[str, float] = {}
    found = [homes.get(reading.region, reading.region) for reading in name.readings]
    is_one = len(set(found)) == 1
    for reading, home in zip(name.readings, found, strict=True):
        if role is Role.DATELINE and (reading.own or reading.kind == "province"):
            spoken[home] = 0.95  # "Ohio: ..." tells whose villages follow
            continue
        sure = (
            (0.8 if reading.own else 0.7) if is_one else 0.45 if reading.own or reading.population >= 5.5 else 0.2
        )
        spoken[home] = max(spoken.get(home, 0.0), sure * (1.0, 0.4, 0.1)[reading.commonness])
    return spoken
