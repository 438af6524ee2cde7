"""From names with roles to regions: what each is worth, which are `about`, which are merely named. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.classify.homonyms import Sense, is_great_city
from bot.classify.roles import SPEAKING, Role
from bot.classify.terms import Kind
from bot.model.news import Evidence, Placement
from bot.model.region import WORLD, RegionGraph

ROLE_WORTH = {
    Role.WHERE: 4.0,
    Role.TARGET: 3.0,
    Role.DATELINE: 3.0,
    Role.CORRESPONDENT: 1.5,
    Role.TOWARD: 2.2,
    Role.NAMED: 2.2,
    Role.PARTY: 2.0,
    Role.HOST: 3.5,
    Role.OURSELVES: 2.7,
    Role.DOER: 2.7,
    Role.STANCE: 1.53,
    Role.OPINION: 1.53,
    Role.ORIGIN: 1.8,
    Role.FIRED: 0.75,
    Role.COMPANION: 1.0,
    Role.VENUE: 0.95,
    Role.SPEAKER: 1.53,
    Role.NEAR: 0.6,
    Role.AGENT: 0.5,
    Role.SOURCE: 0.3,
    Role.NOTHING: 0.0,
}
KIND_WORTH = {Kind.PLACE: 1.1, Kind.COUNTRY: 1.0, Kind.DEMONYM: 0.65, Kind.ACTOR: 0.9, Kind.SECTION: 0.3}
KIND_WORTH |= {Kind.NOTHING: 0.0}
AGENT_AT_HOME = 1.0  # forces of a country that does not act abroad: "Algerian army kills three militants"
LOUDEST = 0.3  # how much of an actor's weight above 1 counts: he is named, the place is where it happens
# Roles in which a second region is as much the line's affair as the first.
_EQUAL = frozenset((Role.WHERE, Role.TARGET, Role.NAMED, Role.TOWARD, Role.DATELINE, Role.CORRESPONDENT))
_DEALING = frozenset((Role.PARTY, Role.HOST))
_SCENES = frozenset((Role.WHERE, Role.TARGET))
# Roles in which a speaker has a part in what he speaks of, wherever it is.
_SAYS_OF = frozenset((Role.OURSELVES, Role.STANCE))
_TAKES_PART = frozenset((Role.OURSELVES, Role.STANCE, Role.OPINION))
ANOTHER = 0.3  # a second name of a region adds this part of its worth
NAMED_AT_ALL = 0.12  # below this a region is not even `also`
NAMED_PLACE = 0.3  # nor is a mere word that may be a place, below this
NAMED_ALONE = 1.0  # nor a mere word that is a place somewhere abroad, below this
PLACED_AT_ALL = 0.6  # below this a name of a place, by itself, places a line nowhere
KNOWN_AT_ALL = 0.35  # nor does somebody of less weight than this, as a company is
OF_RANK = 0.5  # an actor's weight from which he speaks for his region
EQUAL = 0.85  # the part of the main region's worth that makes another region `about` too
BESIDE = 0.7  # and that which makes a country about which "we" speak
PART = 0.45  # the part of Palestine's worth that a part of it needs


@dataclass(frozen=True, slots=True)
class Spoken:
    """A name's meaning in its line: the words, their role, the sense chosen and those that lost."""

    words: str
    role: Role
    sense: Sense
    worth: float
    lost: tuple[Sense, ...] = ()
    at: int = 0


@dataclass(slots=True)
class _Claim:
    worth: float
    best: Spoken
    roles: frozenset[Role]


def placement_of(spoken: Sequence[Spoken], regions: RegionGraph, homes: Mapping[str, str]) -> Placement:
    """The regions of a line. Always at least one: `world` when nothing places it."""
    claims = _claims(spoken, lambda region: homes.get(region, region))
    countries = {home: claim for home, claim in claims.items() if claim.best.sense.kind is not Kind.SECTION}
    ranked = sorted((countries or claims).items(), key=lambda item: (-item[1].worth, item[1].best.at))
    evidence = tuple(_evidence(spoken))
    if not ranked or not _places(ranked[0][1]):
        return Placement((WORLD,), (), evidence)
    main, main_claim = ranked[0]
    about = [main, *(home for home, claim in ranked[1:] if _is_equal(claim, main_claim))]
    also = [home for home, claim in ranked if home not in about and claim.worth >= _least(claim)]
    fine = [part for home in about for part in _parts(home, spoken, regions, homes)]
    named = [part for home in also for part in _parts(home, spoken, regions, homes)]
    return Placement(tuple(dict.fromkeys(fine)), tuple(dict.fromkeys(named)), evidence, _areas(spoken, set(fine)))


def _claims(spoken: Iterable[Spoken], home_of: Callable[[str], str]) -> dict[str, _Claim]:
    of_homes: dict[str, list[Spoken]] = {}
    for one in spoken:
        of_homes.setdefault(home_of(one.sense.region), []).append(one)
    return {home: _claim(names) for home, names in of_homes.items()}


def _claim(names: Sequence[Spoken]) -> _Claim:
    best = max(names, key=lambda one: one.worth)
    # Of parties the first is the main one, wherever they meet: "Sharaa meets Trump at the White House".
    worth = best.worth if best.role is Role.PARTY else _joined([one.worth for one in names])
    return _Claim(worth, best, frozenset(one.role for one in names))


def _places(claim: _Claim) -> bool:
    """Whether a claim is enough: a country or nationality always, a mere word that may be a place only if sure."""
    sense = claim.best.sense
    if sense.kind is Kind.ACTOR and sense.weight < KNOWN_AT_ALL:
        return False
    if sense.kind is not Kind.PLACE:
        return claim.worth >= NAMED_AT_ALL
    is_abroad = claim.best.role is Role.NAMED and sense.known is not None and not sense.known.own
    return claim.worth >= (NAMED_ALONE if is_abroad else PLACED_AT_ALL)


def _least(claim: _Claim) -> float:
    """What a claim needs to be named at all."""
    return NAMED_PLACE if claim.best.sense.kind is Kind.PLACE else NAMED_AT_ALL


def _joined(worths: Sequence[float]) -> float:
    return max(worths) + ANOTHER * min(sum(worths) - max(worths), max(worths))


def _is_equal(claim: _Claim, main: _Claim) -> bool:
    if claim.roles & _TAKES_PART and claim.best.sense.weight >= OF_RANK and main.best.role not in SPEAKING:
        return True  # "Kuwait condemns the strikes on Iran"
    if main.best.role in _SAYS_OF and claim.best.role in _EQUAL and _is_state(claim.best.sense):
        return claim.worth >= BESIDE * main.worth
    if (
        main.best.role is Role.DATELINE
        and claim.best.role is Role.NAMED
        and _is_capital(main)
        and _is_capital(claim)
    ):
        return True  # "Cairo: Addis Ababa's dam harms us"
    if _is_done_by(claim, main) or _is_done_by(main, claim):
        return True  # "Islamabad: We shot down Indian jets"
    deals = main.roles & _DEALING or claim.best.at < main.best.at  # not "... since the pact of Putin and Erdogan"
    if deals and Role.PARTY in claim.roles and main.best.role not in _SCENES:
        return True  # "Pezeshkian and Putin discuss Bushehr"
    if main.best.role in SPEAKING or main.best.role is Role.VENUE:
        return False  # "Lebanese President: Israel must withdraw": whom he speaks of is merely named
    kinds = (Kind.PLACE, Kind.COUNTRY)
    if claim.best.role not in _EQUAL or claim.best.sense.kind not in kinds or claim.worth < PLACED_AT_ALL:
        return (
            claim.best.sense.kind is main.best.sense.kind
            and claim.best.role is main.best.role
            and (claim.best.role in _EQUAL and claim.worth >= EQUAL * main.worth)
        )
    return claim.worth >= EQUAL * main.worth


def _is_state(sense: Sense) -> bool:
    """Whether a country is meant, by its name or its capital's."""
    return sense.kind is Kind.COUNTRY or (sense.known is not None and is_great_city(sense.known))


def _is_capital(claim: _Claim) -> bool:
    known = claim.best.sense.known
    return known is not None and is_great_city(known)


def _is_done_by(deed: _Claim, doer: _Claim) -> bool:
    """Whether it is the second's own deed, told by himself, that happens in the first's or is done to him."""
    return Role.DOER in doer.roles and bool(deed.roles & _SCENES) and deed.worth >= PLACED_AT_ALL


def _parts(home: str, spoken: Sequence[Spoken], regions: RegionGraph, homes: Mapping[str, str]) -> list[str]:
    """The parts of a region that its names speak for (gaza for palestine), else the region itself."""
    own = [one for one in spoken if homes.get(one.sense.region, one.sense.region) == home]
    claims = _claims((one for one in own if one.sense.region != home), lambda region: region)
    if not claims:
        return [home]
    most = max(claim.worth for claim in claims.values())
    whole = _joined([one.worth for one in own])
    if most < PART * whole:
        return [home]
    ranked = sorted(claims.items(), key=lambda item: (-item[1].worth, item[1].best.at))
    return [part for part, claim in ranked if claim.worth >= EQUAL * most]


def _areas(spoken: Sequence[Spoken], about: set[str]) -> tuple[str, ...]:
    placed = [one for one in spoken if one.sense.area and one.sense.region in about and one.worth >= PLACED_AT_ALL]
    return tuple(dict.fromkeys(one.sense.area for one in sorted(placed, key=lambda one: one.worth)))


def _evidence(spoken: Sequence[Spoken]) -> Iterable[Evidence]:
    for one in sorted(spoken, key=lambda one: -one.worth):
        yield Evidence(one.words, one.sense.region, one.role.value, round(one.worth, 2), one.sense.note)
        for sense in one.lost:
            note = f"{sense.note}; {sense.likelihood:.1f} against {one.sense.likelihood:.1f}"
            yield Evidence(one.words, sense.region, one.role.value, round(sense.likelihood, 2), note, lost=True)
