"""What the words around a name mean, by language: `data/languages/*.toml`. Another language is another file."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from bot.classify.spelling import ARTICLE, fold
from bot.classify.tables import FOLDER
from bot.classify.tokens import Words
from bot.text.tables import TableError

Phrases = frozenset[str]


@dataclass(frozen=True, slots=True)
class Language:
    """Lists of folded words; what each means is said in `data/languages/en.toml`. `plain_names`: nationalities are
    written without a capital. `hints`: per part of a region, what is said of that part alone. `divisions`: per
    region, what may follow the comma after a place of it. `signs`: per region, words of its institutions, which
    choose between places of one name. `written`: per region, names whose vowel signs tell them from others.
    `sole`: per region, what is said of no other region, so that it places a line that names nothing.
    `vocabulary`: the words of all lists but those of names."""

    code: str
    function_words: Phrases = frozenset()
    locatives: Phrases = frozenset()
    insides: Phrases = frozenset()
    soft_locatives: Phrases = frozenset()
    locative_prefixes: Phrases = frozenset()
    prefixes: Phrases = frozenset()
    towards: Phrases = frozenset()
    origins: Phrases = frozenset()
    companions: Phrases = frozenset()
    agents: Phrases = frozenset()
    parties: Phrases = frozenset()
    vessels: Phrases = frozenset()
    opponents: Phrases = frozenset()
    joining: Phrases = frozenset()
    articles: Phrases = frozenset()
    directions: Phrases = frozenset()
    before_name: Phrases = frozenset()
    after_name: Phrases = frozenset()
    borders: Phrases = frozenset()
    forces: Phrases = frozenset()
    deeds: Phrases = frozenset()
    forces_before: Phrases = frozenset()
    suffering: Phrases = frozenset()
    sufferers: Phrases = frozenset()
    amounts: Phrases = frozenset()
    ourselves: Phrases = frozenset()
    connectors: Phrases = frozenset()
    attack_verbs: Phrases = frozenset()
    statement_verbs: Phrases = frozenset()
    measures: Phrases = frozenset()
    launches: Phrases = frozenset()
    venues: Phrases = frozenset()
    speech: Phrases = frozenset()
    sources: Phrases = frozenset()
    offices: Phrases = frozenset()
    statements: Phrases = frozenset()
    referring: Phrases = frozenset()
    referring_prefixes: Phrases = frozenset()
    titles_after: Phrases = frozenset()
    company_after: Phrases = frozenset()
    honorifics: Phrases = frozenset()
    performers: Phrases = frozenset()
    mutual: Phrases = frozenset()
    acts: Phrases = frozenset()
    passives: Phrases = frozenset()
    upon: Phrases = frozenset()
    envoys: Phrases = frozenset()
    sites: Phrases = frozenset()
    stances: Phrases = frozenset()
    defends: Phrases = frozenset()
    modals: Phrases = frozenset()
    adverbs: Phrases = frozenset()
    particles: Phrases = frozenset()
    encounters: Phrases = frozenset()
    converse: Phrases = frozenset()
    hosting: Phrases = frozenset()
    fights: Phrases = frozenset()
    sports: Phrases = frozenset()
    sports_phrases: Phrases = frozenset()
    ways: Phrases = frozenset()
    civic: Phrases = frozenset()
    born: Phrases = frozenset()
    goods_after: Phrases = frozenset()
    not_places_before: Phrases = frozenset()
    not_places: Phrases = frozenset()
    namesakes: Phrases = frozenset()
    plain_countries: Phrases = frozenset()
    personal: Phrases = frozenset()
    mortal: Phrases = frozenset()
    scoring: Phrases = frozenset()
    times: Phrases = frozenset()
    small_words: Phrases = frozenset()
    adjectives: Phrases = frozenset()
    things: Phrases = frozenset()
    said_of_things: Phrases = frozenset()
    pronouns: Phrases = frozenset()
    institutions: Phrases = frozenset()
    beats: Phrases = frozenset()
    first_names: Phrases = frozenset()
    given_names: Phrases = frozenset()
    surnames: Phrases = frozenset()
    plain_names: bool = False
    hints: Mapping[str, Phrases] = field(default_factory=dict)
    divisions: Mapping[str, Phrases] = field(default_factory=dict)
    signs: Mapping[str, Phrases] = field(default_factory=dict)
    written: Mapping[str, Phrases] = field(default_factory=dict)
    sole: Mapping[str, Phrases] = field(default_factory=dict)
    vocabulary: Phrases = frozenset()


_LISTS = frozenset(one.name for one in fields(Language)) - {
    "code",
    "plain_names",
    "hints",
    "divisions",
    "signs",
    "written",
    "sole",
    "vocabulary",
}
_NAMES = frozenset(("first_names", "given_names", "surnames", "namesakes", "not_places"))  # no plain words


def load_languages(folder: Path = FOLDER / "languages") -> dict[str, Language]:
    """All languages by code (the file's name). Raises TableError naming the file and what is wrong in it."""
    return {path.stem: _language(path) for path in sorted(folder.glob("*.toml"))}


def _language(path: Path) -> Language:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeError, tomllib.TOMLDecodeError) as error:
        raise TableError(f"{path.name}: {error}") from error
    plain_names = table.pop("plain_names", False)
    by_region = {name: table.pop(name, {}) for name in ("hints", "divisions", "signs", "sole", "written")}
    for name, value in by_region.items():
        if not isinstance(value, dict):
            raise TableError(f"{path.name}: {name} must be a table of regions, each with a list of words")
    lists = _folded(table, path.name)
    unknown = sorted(lists.keys() - _LISTS)
    if unknown:
        raise TableError(f"{path.name}: unknown list {unknown[0]!r}; known are {', '.join(sorted(_LISTS))}")
    written = {region: frozenset(map(str, forms)) for region, forms in by_region.pop("written").items()}
    vocabulary = frozenset[str]().union(*(words for name, words in lists.items() if name not in _NAMES))
    hints, divisions, signs, sole = (_folded(of_region, path.name) for of_region in by_region.values())
    return Language(
        path.stem,
        plain_names=bool(plain_names),
        hints=hints,
        divisions=divisions,
        signs=signs,
        sole=sole,
        written=written,
        vocabulary=vocabulary,
        **lists,
    )


def _folded(table: Mapping[str, object], file: str) -> dict[str, Phrases]:
    found = {}
    for name, words in table.items():
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise TableError(f"{file}: {name} must be a list of words")
        found[name] = frozenset(folded for word in words if (folded := fold(word)))
    return found


def language_of(words: Words, languages: Mapping[str, Language], usual: str) -> Language:
    """The language of which the line holds most function words; `usual` when nothing decides."""
    # "Al Udeid" speaks for no Spanish.
    keys = [token.key for token in words.tokens if token.key != ARTICLE or not (token.hyphened or token.capital)]
    counted = {code: sum(map(language.function_words.__contains__, keys)) for code, language in languages.items()}
    best = max(counted.values(), default=0)
    if best == 0 and all(token.caseless for token in words.tokens[:8]) and "ar" in languages:
        return languages["ar"]
    first: Iterable[str] = (usual, *counted)
    code = next((code for code in first if counted.get(code, -1) == best), next(iter(languages)))
    return languages[code]
