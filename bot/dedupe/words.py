"""A text cut into words: folded, with what their spelling in the text tells. Pure."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.dedupe.vocabulary import vocabulary
from bot.text.fold import folded, plain

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W\d_]))?|\d+(?:[.,]\d+)*|[^\W\d_][^\W_]*(?:'[^\W_]+)*|%")
_COMPASS = re.compile(r"(?<![.\w])([NSEW])\.\s?(?=[A-Z][A-Za-z])")
_COMPASS_NAMES = {"N": "North ", "S": "South ", "E": "East ", "W": "West "}
_CAMEL = re.compile(r"#(\w+)")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)")
_ARTICLE = re.compile(r"\b(?:al|el|as|ash|ar|ad|an|az|at|ath|es|er|ez|ed|en|et)-(?=\w)", re.IGNORECASE)
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_CONTRACTED = {"wo": "will", "ca": "can", "sha": "shall"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands: text[start:end]. `form`: folded, no possessive. `capital`: begins with one."""

    form: str
    start: int
    end: int
    capital: bool
    after_comma: bool = False


def readable(text: str) -> str:
    """Hashtags and compass points written out: "#GazaCity" -> "Gaza City", "N.Korea" -> "North Korea"."""
    text = _COMPASS.sub(lambda found: _COMPASS_NAMES[found[1]], plain(text))
    if "#" in text:
        text = _CAMEL.sub(lambda found: _HUMP.sub(" ", found[1]).replace("_", " "), text)
    return text


def cut(text: str) -> tuple[Word, ...]:
    """The words of a readable text, in order."""
    joined = text
    if "-" in text:
        joined = _ARTICLE.sub(lambda found: " " * len(found[0]), text)
    made: list[Word] = []
    last = 0
    for found in _WORD.finditer(joined):
        raw = found[0]
        between = joined[last : found.start()].strip()
        last = found.end()
        listed = between in {",", "&"}
        made.extend(Word(form, found.start(), found.end(), raw[0].isupper(), listed) for form in _forms(raw))
    return tuple(made)


@lru_cache(maxsize=32768)
def _forms(raw: str) -> tuple[str, ...]:
    """One word, or two for "won't". Thousands lose their commas, acronyms their stops, names their apostrophes."""
    if raw[0].isdigit():
        return (
            raw.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", raw) else raw.replace(",", "."),
        )
    form = folded(raw).replace(".", "")
    if form.endswith("n't"):
        base = form[:-3]
        return (_CONTRACTED.get(base, base), "not") if base else ("not",)
    for ending in ("'s", "'ll", "'re", "'ve", "'d", "'m"):
        if form.endswith(ending):
            form = form.removesuffix(ending)
            break
    form = form.replace("'", "")
    return (form,) if form else ()


def is_shouted(text: str) -> bool:
    """Whether capitals tell nothing, because nearly all letters are."""
    upper = sum(char.isupper() for char in text)
    return upper > 8 and upper > 4 * sum(char.islower() for char in text)


def language(words: tuple[Word, ...]) -> str:
    """ "ar" by script, "es" when more Spanish than English small words stand there, else "en"."""
    if not words:
        return "en"
    if sum(1 for word in words if _ARABIC.match(word.form)) * 2 > len(words):
        return "ar"
    english, spanish = vocabulary("en").fillers, vocabulary("es").fillers
    forms = [word.form for word in words]
    spoken = sum(form in spanish and form not in english for form in forms)
    return "es" if spoken > 1 and spoken > sum(form in english and form not in spanish for form in forms) else "en"
