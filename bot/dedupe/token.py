"""A word as it is compared: its meaning, its rarity, and what else decides. Pure."""

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.dedupe import weights
from bot.dedupe.stems import stem, usual
from bot.dedupe.vocabulary import Entry, Sort, vocabulary
from bot.text.words import words

# Share of lines that hold a given figure: small ones are common, large ones hardly ever the same by chance.
_FIGURES = ((13, 0.06), (100, 0.02), (1000, 0.005), (float("inf"), 0.001))
# Shorter words are one slip from another word by chance.
_LONG_ENOUGH = 6
# One Arabic letter before a word: and, in, to, so, as.
_CLITICS = frozenset("وبلفك")
# Once in two million words: the slips that people make most often are met as often.
_DOUBTFUL = 5e-7
_MUCH_COMMONER = 100
_IN_EVERY_TEXT = 1e-4
# A weekday is told or not; only another one is other news.
_EVERY_OTHER_LINE = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """A word as it is compared. Two tokens with one `key` mean the same; lines share them.

    `form`: as spelt, folded. `share`: expected share of lines that hold it, in 0..1. `name`: it is one, by its
    capital (or a place). `spot`: a name that stands where a place stands, as after "of" or "in"; `inside`: after
    "in", where the news happens; `agent`: after "by", who did it. `daily`: it tells of what happens every day
    somewhere. `slight`: it only colours. `kind`, `choice`: one of several that exclude each other. `title`: an
    office, as before a name; `glued`: of a name, the word before it stands beside it and tells something too;
    `listed`: a comma or "and" joins it to what stands before; `owner`: of a name, with a possessive, "Egypt's".
    `region`: of a place that is no country, the country it lies in; `home`: of a known actor, the country whose
    it is, and of a place in a part of a country, that country; `group`: it is a known group or party.
    """

    key: str
    form: str
    sort: Sort
    share: float
    name: bool = False
    known: bool = True
    spot: bool = False
    inside: bool = False
    agent: bool = False
    daily: bool = False
    slight: bool = False
    kind: str = ""
    choice: str = ""
    title: bool = False
    glued: bool = False
    listed: bool = False
    owner: bool = False
    phase: str = ""
    state: str = ""
    region: str = ""
    home: str = ""
    group: bool = False


@lru_cache(maxsize=4096)
def phrased(parts: tuple[str, ...], entry: Entry, lang: str, capital: bool) -> Token:
    """The token of several words with one meaning."""
    if entry.sort is Sort.FUTURE:
        return Token("will", " ".join(parts), entry.sort, 1.0)
    share = min(weights.expected(weights.frequency(part, lang)) for part in parts)
    silent, recurring = vocabulary(lang).fillers, vocabulary(lang).recurring
    return Token(
        entry.key,
        " ".join(parts) if entry.spoken else "".join(part for part in parts if part not in silent),
        entry.sort,
        share,
        name=(capital and not entry.spoken) or entry.sort is Sort.PLACE,
        daily=entry.key[1:] in recurring or all(part in recurring or part in silent for part in parts),
        title=" ".join(parts) in words()["titles"],
        phase=entry.phase,
        state=entry.state,
    )


@lru_cache(maxsize=4096)
def sensed(form: str, entry: Entry, lang: str) -> Token:
    """The token of a word that means `entry` in the company it keeps."""
    if entry.sort is not Sort.WORD:
        return Token("will" if entry.sort is Sort.FUTURE else "", form, entry.sort, 1.0)
    kind, choice = vocabulary(lang).excluding.get(form, ("", ""))
    share, recurring = weights.expected(weights.frequency(form, lang)), vocabulary(lang).recurring
    return Token(
        entry.key,
        form,
        entry.sort,
        share,
        daily=form in recurring or entry.key[1:] in recurring,
        kind=kind,
        choice=choice or entry.key,
        phase=entry.phase,
        state=entry.state,
    )


@lru_cache(maxsize=16384)
def placed(
    key: str, region: str, is_country: bool, forms: tuple[str, ...], lang: str, *, country: str = ""
) -> Token:
    """The token of a place of the gazetteer. `country`: that its region is a part of, else ""."""
    share = min(weights.expected(weights.frequency(form, lang)) for form in forms)
    named = f"@{region}" if is_country else f"@{key}"
    return Token(
        named, "".join(forms), Sort.PLACE, share, name=True, region="" if is_country else region, home=country
    )


@lru_cache(maxsize=8192)
def numeral(kind: str, value: float) -> Token:
    """The token of a figure. `kind`: "n" for how many, "o" for which."""
    share = next(share for below, share in _FIGURES if value < below)
    return Token(f"{kind}{value:g}" if value < 1e6 else f"{kind}{value:.0f}", f"{value:g}", Sort.NUMBER, share)


@lru_cache(maxsize=65536)
def lexeme(form: str, lang: str, name: bool) -> Token:
    """The token of a single word."""
    meaning = vocabulary(lang)
    entry = meaning.entries.get(form) or meaning.entries.get(usual(form, lang)) or _without_article(form, lang)
    share = weights.expected(weights.frequency(form, lang))
    known = weights.is_known(form, lang)
    if entry is None and not name:
        entry = _inflected(form, lang) if known or len(form) <= 3 else None
        entry = entry or (_misspelt(form, lang) if _is_doubtful(form, lang) else None)
    entry = entry or _NOTHING
    sort = entry.sort
    if sort is Sort.NEGATION:
        return Token("not", form, sort, 0.05)
    if sort is Sort.FUTURE:
        return Token("will", form, sort, 1.0)
    key = entry.key or stem(form, lang)
    kind, choice = meaning.excluding.get(form, ("", ""))
    if name and kind != "day":
        kind = choice = ""
    if kind == "day":
        return Token(key, form, Sort.WORD, _EVERY_OTHER_LINE, kind=kind, choice=choice or key)
    if sort is Sort.PLACE:
        return Token(key, form, sort, share, name=True)
    return Token(
        key,
        form,
        sort,
        share,
        name=name and sort is Sort.WORD,
        known=known,
        daily=form in meaning.recurring,
        slight=not name and form in meaning.slight,
        kind=kind,
        choice=choice or key,
        title=form in words()["titles"],
        phase=entry.phase,
        state=entry.state,
    )


def plain(form: str, lang: str) -> Token:
    """The token of a word that is no name here, though it may be one: "turkey"."""
    return Token(form, form, Sort.WORD, weights.expected(weights.frequency(form, lang)))


_NOTHING = Entry("")


@lru_cache(maxsize=8192)
def is_listed(form: str, lang: str) -> bool:
    """Whether the vocabulary knows the word, in this inflection or another."""
    meaning = vocabulary(lang)
    listed = form in meaning.entries or form in meaning.recurring or form in meaning.slight
    return listed or stem(form, lang) in _stems(lang)


def _inflected(form: str, lang: str) -> Entry | None:
    """The entry of a word of the same stem: "abductions" means what "abducted" does."""
    return _stems(lang).get(stem(form, lang))


@lru_cache(maxsize=3)
def _stems(lang: str) -> dict[str, Entry]:
    """Stem -> the first entry of the vocabulary itself: the thesaurus lists its forms, and stems mislead.

    "Authorities" would be those who "authorize", and "research" what a "researcher" is.
    """
    meaning = vocabulary(lang)
    return {
        stem(word, lang): meaning.entries[word]
        for word in reversed(meaning.core)
        if meaning.entries[word].key.startswith("=") and meaning.entries[word].sort is Sort.WORD
    }


def _misspelt(form: str, lang: str) -> Entry | None:
    """The entry of which the word is a slip of the pen: "aftr" and "kiled" say what they mean.

    The dictionary has met some slips too; then the right word is a hundred times as frequent.
    """
    entries = vocabulary(lang).entries
    found = [word for word, _, _ in extract(form, _long_words(lang), scorer=OSA.distance, score_cutoff=1, limit=4)]
    if not found and lang != "ar" and not weights.is_known(form, lang):
        near = extract(form, _small_words(lang), scorer=OSA.distance, score_cutoff=2, limit=4)
        found = [word for word, _, _ in near]
    if not found:
        return None
    best = max(found, key=lambda word: (weights.frequency(word, lang), word))
    much = _MUCH_COMMONER * weights.frequency(form, lang) if weights.is_known(form, lang) else 0.0
    return entries[best] if weights.frequency(best, lang) >= much else None


def _is_doubtful(form: str, lang: str) -> bool:
    """Whether the word is so rare that it may be a slip of the pen."""
    return len(form) > 3 and weights.frequency(form, lang) < _DOUBTFUL


@lru_cache(maxsize=3)
def _long_words(lang: str) -> list[str]:
    meaning = vocabulary(lang)
    return [word for word in meaning.core if len(word) > 3 and meaning.entries[word].sort is not Sort.PLACE]


@lru_cache(maxsize=3)
def _small_words(lang: str) -> list[str]:
    """Words without meaning that stand in every text: two slips in one are still no other word."""
    return [
        word
        for word in vocabulary(lang).fillers
        if len(word) > 5 and weights.frequency(word, lang) > _IN_EVERY_TEXT
    ]


@lru_cache(maxsize=8192)
def is_settlement(form: str, lang: str) -> bool:
    """Whether the word, or the word of which it is a slip, is a kind of place: "town", "districct"."""
    kinds = vocabulary(lang).settlements
    if lang == "ar" and form[:1] in _CLITICS and form[1:] in kinds:
        return True
    if form in kinds or not _is_doubtful(form, lang) or len(form) < _LONG_ENOUGH:
        return form in kinds
    return any(OSA.distance(form, kind, score_cutoff=1) <= 1 for kind in kinds)


def _without_article(form: str, lang: str) -> Entry | None:
    """The Arabic article and conjunction do not change what a word means."""
    if lang != "ar":
        return None
    entries = vocabulary("ar").entries
    for prefix in ("ال", "و", "وال", "ب", "بال", "ل", "لل", "ف"):
        if form.startswith(prefix) and form[len(prefix) :] in entries:
            return entries[form[len(prefix) :]]
    return None
