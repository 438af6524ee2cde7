"""Words that headlines use for one another, from `data/<lang>_thesaurus.toml`. Pure; package files only.

A class is a list of words, after bars also of expressions: "stop arrest | pull over". Its name may be that of a
class of the vocabulary, which it then adds to.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from bot.dedupe.inflection import deed, definite, noun, verb
from bot.dedupe.tables import table
from bot.dedupe.weights import is_known
from bot.text.fold import folded

_Forms = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word means in a line that holds one of `beside`."""

    beside: frozenset[str]
    name: str


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """`words`: word -> name of its class; `expressions`: the same of several words. `senses`: the first that fits.

    `phases`, `states`: of classes that the vocabulary does not hold.
    """

    words: Mapping[str, str]
    expressions: Mapping[tuple[str, ...], str]
    senses: Mapping[str, tuple[Sense, ...]]
    phases: Mapping[str, str]
    states: Mapping[str, str]


@cache
def thesaurus(lang: str) -> Thesaurus:
    """The thesaurus of "en", "ar" or "es"."""
    raw = table(f"{lang}_thesaurus")
    irregular = _pairs(folded(raw["irregular"]))
    kinds: dict[str, _Forms] = {
        "verbs": lambda word: verb(word, lang, irregular),
        "nouns": lambda word: noun(word, lang),
        "words": lambda word: (word,),
    }
    words: dict[str, str] = {}
    expressions: dict[tuple[str, ...], str] = {}
    for kind, forms in kinds.items():
        for name, form in _forms(raw[kind], forms):
            if len(form) > 1:
                expressions.setdefault(form, name)
                if lang == "ar" and kind == "nouns" and len(form) == 2:
                    expressions.setdefault(definite(form), name)
            else:
                words.setdefault(form[0], name)
    for word, name in _deeds(raw["verbs"], lang):
        words.setdefault(word, name)
    senses: dict[str, list[Sense]] = {}
    for company in raw["company"].values():
        beside = frozenset(folded(company["beside"]).split())
        for kind, forms in kinds.items():
            for name, form in _forms(company.get(kind, {}), forms):
                senses.setdefault(form[0], []).append(Sense(beside, name))
    return Thesaurus(
        words,
        expressions,
        {word: tuple(found) for word, found in senses.items()},
        _pairs(raw["phases"]),
        _pairs(raw["states"]),
    )


def _deeds(classes: Mapping[str, str], lang: str) -> Iterator[tuple[str, str]]:
    """(noun, class) of the verbs of one word, of nouns that are in use."""
    for name, (first, *rest) in _forms(classes, lambda word: (word,)):
        if not rest:
            yield from ((form, name) for form in sorted(deed(first, lang)) if is_known(form, lang))


def _forms(classes: Mapping[str, str], forms: _Forms) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(class, words of one form): of an expression the first word is inflected."""
    for name, listed in classes.items():
        words, *expressions = folded(listed).replace("'", "").split("|")
        for one in (*words.split(), *expressions):
            for first, *rest in _with_and_without(one.split()):
                for form in forms(first):
                    yield name, (form, *rest)
                if first == "be":
                    yield name, tuple(rest)


def _with_and_without(words: list[str]) -> tuple[list[str], ...]:
    """An expression, and the same without what stands in brackets."""
    if not any(word[0] == "(" for word in words):
        return (words,)
    return [word.strip("()") for word in words], [word for word in words if word[0] != "("]


def _pairs(listed: str) -> dict[str, str]:
    """Of "win=won put=put" the words and what they stand for."""
    return dict(pair.split("=") for pair in listed.split())
