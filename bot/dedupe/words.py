"""A text cut into words: folded, with what their spelling in the text tells. Pure."""

import re
import string
from functools import lru_cache
from typing import NamedTuple

from bot.dedupe.vocabulary import Sort, vocabulary
from bot.dedupe.weights import frequency, is_known
from bot.text.fold import folded, plain
from bot.text.language import ENGLISH, SPANISH

# A word from its first letter on, "U.S." and "a.m." among them; a figure; a percent sign.
_WORD = re.compile(
    r"([^\W\d_](?:\.(?:[^\W\d_]\.)*(?:[^\W\d_](?![^\W\d_])\.?|(?<=\.[^\W\d_]\.))|[^\W_]*(?:'[^\W_]+)*)"
    r"|\d+(?:[.,]\d+)*|%)"
)
_COMPASS = re.compile(
    r"(?<![.\w])([NSEW])(?:\.\s?(?=[A-Z][A-Za-z])|\s(?=(?:Korea|Africa|Sudan|Ireland|Timor|Bank|Ossetia|Macedonia)))"
)
_COMPASS_NAMES = {"N": "North ", "S": "South ", "E": "East ", "W": "West "}
_CAMEL = re.compile(r"#(\w+)")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)")
_ARTICLE = re.compile(r"\b(?:al|el|as|ash|ar|ad|an|az|at|ath|es|er|ez|ed|en|et)-(?=\w)", re.IGNORECASE)
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_OPENING = re.compile(r"[.:!?|•\u2022*]\s|[\"]$")
_VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0670\u0640]")
_TO_COME = re.compile("(?<=..)[aei]r(?:á|án|emos)$")
# "$38bn", "US$ 1.2 million": the sign tells which money, wherever a line writes it.
_MONEY = re.compile(
    r"(?:\bUS)?([$€£])\s?(\d+(?:[.,]\d+)*)(?:[\s-]?(bn|bln|b|m|mn|mln|k|tn|trn|(?:m|b|tr)il\w+)\b)?",
    re.IGNORECASE,
)
# "No. 2", "No 10": which one, and no denial.
_NUMERO = re.compile(r"\b(?:Nos?\.?|no\.)\s?(?=\d)")
_CURRENCIES = {"$": "dollars", "€": "euros", "£": "pounds"}
_SCALES = {"b": "billion", "m": "million", "k": "thousand"}
# The endings of an Arabic word that says "two".
_DUAL = ("ان", "ين")
_CAPITALS = string.ascii_uppercase.encode()
_LISTING = frozenset((",", "&"))
_CONTRACTED = {"wo": "will", "ca": "can", "sha": "shall"}


class Word(NamedTuple):
    """A word where it stands: text[start:end]. `form`: folded, no possessive. `capital`: begins with one.

    `opens`: a sentence, a quotation or what is said after a colon, where a capital tells nothing.
    `owner`: it stands with a possessive, "Egypt's".
    """

    form: str
    start: int
    end: int
    capital: bool
    after_comma: bool = False
    opens: bool = False
    owner: bool = False


_new = tuple.__new__  # half the time of Word(...), for millions of words


def readable(text: str) -> str:
    """Hashtags and compass points written out: "#GazaCity" -> "Gaza City", "N.Korea" -> "North Korea"."""
    text = plain(text)
    if not text.isascii():
        text = _VOWEL_SIGNS.sub("", text)
    if "$" in text or "€" in text or "£" in text:
        text = _MONEY.sub(_amount, text)
    text = _COMPASS.sub(lambda found: _COMPASS_NAMES[found[1]], text)
    if "No" in text or "no." in text:
        text = _NUMERO.sub("number ", text)
    if [sign for sign in _short_signs() if sign in text] and not is_shouted(text):
        text = _short_forms().sub(lambda found: vocabulary("en").written_out[found[0]], text)
    if "#" in text:
        text = _CAMEL.sub(lambda found: _HUMP.sub(" ", found[1]).replace("_", " "), text)
    return text


def _amount(found: re.Match[str]) -> str:
    """ "US$38b" -> "38 billion dollars"."""
    scale = (found[3] or "").lower()
    return " ".join(filter(None, (found[2], _SCALES.get(scale, scale), _CURRENCIES[found[1]])))


@lru_cache(maxsize=1)
def _short_signs() -> tuple[str, ...]:
    """What a text with a short form holds: a stop, or the form itself where it has none."""
    return (".", *(form for form in vocabulary("en").written_out if "." not in form))


@lru_cache(maxsize=1)
def _short_forms() -> re.Pattern[str]:
    short = sorted(vocabulary("en").written_out, key=len, reverse=True)
    return re.compile(r"(?<![\w.])(?:" + "|".join(map(re.escape, short)) + r")(?!\w)")


def cut(text: str) -> tuple[Word, ...]:
    """The words of a readable text, in order."""
    joined = text
    if "-" in text:
        joined = _ARTICLE.sub(lambda found: " " * len(found[0]), text)
    parts = _WORD.split(joined)  # what stands between words and, at each odd place, a word
    made: list[Word] = []
    end = 0
    for between, raw in zip(parts[:-1:2], parts[1::2], strict=True):
        start = end + len(between)
        end = start + len(raw)
        listed, opens = (False, False) if between == " " else _parting(between)
        for form, capital, owner in _seen(raw):
            made.append(_new(Word, (form, start, end, capital, listed, opens, owner)))
    return tuple(made)


@lru_cache(maxsize=256)
def _parting(between: str) -> tuple[bool, bool]:
    """Whether what stands between two words makes the second one of a list, or the first of a sentence."""
    return between.strip() in _LISTING, _OPENING.search(between) is not None


@lru_cache(maxsize=32768)
def _seen(raw: str) -> tuple[tuple[str, bool, bool], ...]:
    """Each form of a word, with whether it has a capital and a possessive: vocabularies are small, lines many."""
    capital, owner = raw[0].isupper(), raw[-2:] == "'s"
    return tuple((form, capital, owner) for form in _forms(raw))


def _forms(raw: str) -> tuple[str, ...]:
    """One word, or two for "won't" and an Arabic dual. Thousands lose commas, acronyms stops, names apostrophe."""
    if raw[0].isdigit():
        return (
            raw.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", raw) else raw.replace(",", "."),
        )
    form = folded(raw).replace(".", "")
    if form[:1] == "س" and _is_future(form):
        return "سوف", form[1:]
    if form.endswith(_DUAL) and (one := vocabulary("ar").duals.get(form.removeprefix("و"))):
        return "2", one
    if _TO_COME.search(raw) and raw.islower():
        return "sera", form
    if form.endswith("n't"):
        base = form[:-3]
        return (_CONTRACTED.get(base, base), "not") if base else ("not",)
    for ending in ("'s", "'ll", "'re", "'ve", "'d", "'m"):
        if form.endswith(ending):
            form = form.removesuffix(ending)
            break
    form = form.replace("'", "")
    return (form,) if form else ()


@lru_cache(maxsize=16)
def is_shouted(text: str) -> bool:
    """Whether capitals tell nothing, because nearly all letters are."""
    if text.isascii() and len(text) - len(text.encode().translate(None, _CAPITALS)) <= 8:
        return False  # as nearly all lines; to look at each letter takes long
    upper = sum(map(str.isupper, text))
    return upper > 8 and upper > 4 * sum(map(str.islower, text))


def _is_future(form: str) -> bool:
    """Whether an Arabic word is a verb with the letter of the future before it: "ستشارك", she will take part."""
    verb = form[1:]
    return (
        len(form) > 4
        and verb[0] in "يتن"
        and verb[-1] != "ه"
        and form not in vocabulary("ar").entries
        and is_known(verb, "ar")
        and frequency(verb, "ar") > frequency(form, "ar")
    )


def language(words: tuple[Word, ...]) -> str:
    """ "ar" by script, "es" when more words there are Spanish than English, else "en"."""
    if not words:
        return "en"
    forms = [word.form for word in words]
    foreign = [form for form in forms if not form.isascii()]
    if foreign and sum(_ARABIC.match(form) is not None for form in foreign) * 2 > len(words):
        return "ar"
    english, spanish = _telltale_words()
    # "Los Angeles", "El Salvador": a capital within the line makes it a name of any language.
    plain_forms = [word.form for at, word in enumerate(words) if not (word.capital and at)]
    spoken = len([form for form in plain_forms if form in spanish])
    return "es" if spoken and spoken > len([form for form in forms if form in english]) else "en"


@lru_cache(maxsize=1)
def _telltale_words() -> tuple[frozenset[str], frozenset[str]]:
    """Words of English that are none of Spanish, and the other way round."""
    english, spanish = _all_words("en") | ENGLISH, _all_words("es") | SPANISH
    return english - spanish, spanish - english


def _all_words(lang: str) -> frozenset[str]:
    meaning = vocabulary(lang)
    listed = (word for word in meaning.core if meaning.entries[word].sort is not Sort.PLACE)
    return meaning.fillers | meaning.recurring | meaning.slight | meaning.excluding.keys() | frozenset(listed)
