"""What the words of a language mean to telling apart, from `data/<lang>.toml`. Pure; package files only."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache
from typing import Any

from bot.dedupe import countries
from bot.dedupe.tables import table
from bot.dedupe.thesaurus import Thesaurus, thesaurus
from bot.text.fold import folded

_LISTS = (
    "fillers",
    "locatives",
    "inside",
    "agents",
    "purposes",
    "recurring",
    "slight",
    "capitals",
    "settlements",
    "storms",
    "ages",
)


class Sort(IntEnum):
    """What a word is to the comparison. FILLER and REPORTING words tell nothing of the event."""

    WORD = 0
    FILLER = 1
    REPORTING = 2
    NUMBER = 3
    VAGUE = 4
    PLACE = 5
    DIRECTION = 6
    NEGATION = 7
    FUTURE = 8
    DOUBT = 9


# Classes of the thesaurus whose words say nothing of their own.
_SORTS = {"filler": Sort.FILLER, "future": Sort.FUTURE}


@dataclass(frozen=True, slots=True)
class Entry:
    """A word's meaning: `key` is shared by all words that mean the same. `phase`, `state`: "" when it has none.

    `spoken`: it is an expression, no name, though a headline may write it with capitals.
    """

    key: str
    sort: Sort = Sort.WORD
    phase: str = ""
    state: str = ""
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one first word: all words -> meaning. `lengths`: the longest first."""

    entries: Mapping[tuple[str, ...], Entry]
    lengths: tuple[int, ...]
    seconds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One language's words. `phrases`: first word -> those that begin with it.

    `numbers`, `scales`, `ordinals`: word -> value. `endings`, `spellings`: of one country, and of the other.
    `locatives`: a name after one is a place. `inside`: those after which it is where the news happens.
    `agents`: a name after one is who did it. `purposes`: words after which "to" tells no time.
    `recurring`: words of what happens daily, which say little. `slight`: words that only colour.
    `capitals`: names only with one. `settlements`: kinds of places, silent beside the name of one.
    `excluding`: word -> (kind, which of that kind), of words that cannot stand for each other.
    `storms`: a name after one is that storm's. `ages`: a figure after one is how old somebody is.
    `written_out`: short forms -> long.
    `poles`: small word -> (kind, side), contrary to those of the other side. `senses`: word -> (words, the meaning
    it has beside one of them). `core`: the words of the vocabulary itself, without those of the thesaurus.
    `named`: the names of one word among them.
    `duals`: "two of a thing" in one word -> the thing.
    """

    lang: str
    entries: Mapping[str, Entry]
    phrases: Mapping[str, Phrases]
    numbers: Mapping[str, float]
    scales: Mapping[str, float]
    ordinals: Mapping[str, int]
    endings: tuple[tuple[re.Pattern[str], str], ...]
    spellings: Mapping[str, str]
    fillers: frozenset[str]
    locatives: frozenset[str]
    inside: frozenset[str]
    agents: frozenset[str]
    purposes: frozenset[str]
    recurring: frozenset[str]
    slight: frozenset[str]
    capitals: frozenset[str]
    settlements: frozenset[str]
    storms: frozenset[str]
    ages: frozenset[str]
    written_out: Mapping[str, str]
    excluding: Mapping[str, tuple[str, str]]
    poles: Mapping[str, tuple[str, str]]
    senses: Mapping[str, tuple[tuple[frozenset[str], Entry], ...]]
    core: tuple[str, ...]
    named: frozenset[str]
    duals: Mapping[str, str]


@dataclass(slots=True)
class _Draft:
    """Entries in the making: a word may belong to a class, a phase and a state at once."""

    keys: dict[str, str] = field(default_factory=dict)
    sorts: dict[str, Sort] = field(default_factory=dict)
    phases: dict[str, str] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)

    def entries(self) -> dict[str, Entry]:
        words = dict.fromkeys((*self.keys, *self.sorts, *self.phases, *self.states))
        return {
            word: Entry(
                self.keys.get(word, ""),
                self.sorts.get(word, Sort.WORD),
                self.phases.get(word, ""),
                self.states.get(word, ""),
            )
            for word in words
            if " " not in word
        }


@cache
def vocabulary(lang: str) -> Vocabulary:
    """The vocabulary of "en", "ar" or "es"."""
    raw = table(lang)
    draft = _Draft()
    phrases = _phrases(raw, lang, draft)
    named = frozenset(draft.keys)
    _plain_classes(draft, raw)
    core = tuple(draft.entries())
    excluding = _excluding(raw["excluding"])
    heads = {name: _split(words)[0] for name, words in raw["synonyms"].items()}
    added = thesaurus(lang)
    for parts, name in added.expressions.items():
        phrases.setdefault(parts[0], {}).setdefault(parts, _meant(name, draft, added, heads))
    _add_words(draft, added, heads, excluding)
    numbers = raw["numbers"]
    return Vocabulary(
        lang,
        draft.entries(),
        {first: _gathered(found) for first, found in phrases.items()},
        {word: float(value) for word, value in _pairs(numbers["words"])},
        {word: float(value) for word, value in _pairs(numbers["scales"])},
        {word: int(value) for word, value in _pairs(numbers["ordinals"])},
        tuple((re.compile(old), new) for old, new in raw.get("spelling", {}).get("endings", ())),
        dict(_pairs(" ".join(raw.get("spelling", {}).get(name, "") for name in ("words", "irregular")))),
        written_out=raw["written_out"],
        excluding=excluding,
        poles=_excluding(raw["poles"]),
        senses={
            word: tuple((one.beside, _meant(one.name, draft, added, heads)) for one in found)
            for word, found in added.senses.items()
        },
        core=core,
        named=named,
        duals=dict(_pairs(numbers.get("duals", ""))),
        **{name: frozenset(_split(raw[name])) for name in _LISTS},
    )


def _phrases(raw: Mapping[str, Any], lang: str, draft: _Draft) -> dict[str, dict[tuple[str, ...], Entry]]:
    """First word -> names and empty expressions of several words; the names of one word go into the draft."""
    found: dict[str, dict[tuple[str, ...], Entry]] = {}
    for name, words in _names(raw, lang):
        entry, parts = _named(name), tuple(words.split())
        if len(parts) > 1:
            found.setdefault(parts[0], {}).setdefault(parts, entry)
        else:
            draft.keys[words], draft.sorts[words] = entry.key, entry.sort
    for words in filter(None, raw["light"].split("|")):
        parts = tuple(words.split())
        found.setdefault(parts[0], {}).setdefault(parts, Entry("", Sort.FILLER))
    return found


def _gathered(found: Mapping[tuple[str, ...], Entry]) -> Phrases:
    lengths = {len(parts) for parts in found}
    return Phrases(found, tuple(sorted(lengths, reverse=True)), frozenset(parts[1] for parts in found))


def _plain_classes(draft: _Draft, raw: Mapping[str, Any]) -> None:
    for name, words in raw["synonyms"].items():
        draft.keys.update((word, f"={name}") for word in _split(words))
    for name, words in raw["phases"].items():
        draft.phases.update((word, name) for word in _split(words))
    for name, words in raw["states"].items():
        draft.states.update((word, name) for word in _split(words))
    for listed, sort in (
        ("reporting", Sort.REPORTING),
        ("future", Sort.FUTURE),
        ("doubt", Sort.DOUBT),
        ("fillers", Sort.FILLER),
    ):
        draft.sorts.update((word, sort) for word in _split(raw[listed]))
    for word in _split(raw["negations"]):
        draft.sorts[word] = Sort.NEGATION
    for name, words in raw["directions"].items():
        for word in _split(words):
            draft.keys[word], draft.sorts[word] = f"dir:{name}", Sort.DIRECTION
    for word in _split(raw["numbers"]["vague"]):
        draft.keys[word], draft.sorts[word] = f"~{word}", Sort.VAGUE


def _meant(name: str, draft: _Draft, added: Thesaurus, heads: Mapping[str, str]) -> Entry:
    """The meaning of a class of the thesaurus; one of the vocabulary brings its phase and state."""
    if name in _SORTS:
        return Entry("", _SORTS[name], spoken=True)
    head = heads.get(name, "")
    return Entry(
        f"={name}",
        Sort.NEGATION if name.startswith("no-") else Sort.WORD,
        draft.phases.get(head) or added.phases.get(name, ""),
        draft.states.get(head) or added.states.get(name, ""),
        spoken=True,
    )


def _add_words(
    draft: _Draft, added: Thesaurus, heads: Mapping[str, str], excluding: dict[str, tuple[str, str]]
) -> None:
    """Add the thesaurus' words. Those that the vocabulary knows already keep the meaning that they have there."""
    for word, name in added.words.items():
        if draft.keys.get(word) or draft.sorts.get(word, Sort.WORD) is not Sort.WORD:
            continue
        entry, head = _meant(name, draft, added, heads), heads.get(name, "")
        draft.keys[word], draft.sorts[word] = entry.key, entry.sort
        if entry.phase:
            draft.phases.setdefault(word, entry.phase)
        if entry.state:
            draft.states.setdefault(word, entry.state)
        if head in excluding:
            excluding.setdefault(word, excluding[head])


def _names(raw: Mapping[str, Any], lang: str) -> Iterator[tuple[str, str]]:
    """(class, word or phrase): countries first, so that our own lists win."""
    for words, key in countries.names(lang).items():
        yield key, words
    for key, listed in raw.get("peoples", {}).items():
        first, *phrases = listed.split("|")
        yield key, key.replace("-", " ")
        for word in (*first.split(), *phrases):
            yield key, folded(word)
    for key, listed in raw["names"].items():
        for words in listed.split("|"):
            yield key, folded(words).replace(".", "").replace("-", " ")


def _named(name: str) -> Entry:
    return Entry(f"@{name}", Sort.PLACE) if name in countries.slugs() else Entry(f"={name}")


def _excluding(raw: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Of "rise rose|fall fell" the second words exclude the first; without bars each word excludes all others."""
    found: dict[str, tuple[str, str]] = {}
    for kind, listed in raw.items():
        sides = listed.split("|")
        for which, words in enumerate(sides):
            found.update((word, (kind, str(which) if len(sides) > 1 else "")) for word in _split(words))
    return found


def _split(words: str) -> list[str]:
    return folded(words).split()


def _pairs(words: str) -> list[tuple[str, str]]:
    return [(left, right) for left, _, right in (pair.partition("=") for pair in _split(words))]
