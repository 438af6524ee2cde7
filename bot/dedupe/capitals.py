"""What a capital tells of a word: nothing, in a line written In Title Case. Pure."""

from functools import lru_cache

from bot.dedupe.token import is_listed
from bot.dedupe.vocabulary import vocabulary
from bot.dedupe.weights import frequency, is_known
from bot.dedupe.words import Word

# Fewer telling words may all be names: "Israel Katz: Hezbollah".
_FEWEST = 3
_TITLED = 0.8
_LONG = 4
# "Storms" is met a fifth as often as "storm", "Ryans" hardly ever: names have no other forms.
_OTHER_FORMS = 0.06
_ENDINGS = (("", "s"), ("", "es"), ("", "ed"), ("", "d"), ("", "ing"), ("e", "ing"), ("y", "ies"), ("", "ly"))
_ENDINGS_OFF = (
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
)
# Every name stands below this: once in four thousand words.
_EVERYDAY = 2.5e-4


def telling(words: tuple[Word, ...], lang: str) -> tuple[Word, ...]:
    """The words with the capitals that tell something: in a line In Title Case only those of names."""
    if lang == "ar" or not is_titled(words, lang):
        return words
    always = vocabulary(lang).capitals
    return tuple(
        word._replace(capital=False)
        if word.capital and word.form not in always and word.form != "us" and is_ordinary(word.form, lang)
        else word
        for word in words
    )


def is_titled(words: tuple[Word, ...], lang: str) -> bool:
    """Whether nearly all words of a text that are no small ones have a capital, ordinary words among them."""
    if sum(word.capital for word in words) < _FEWEST:
        return False
    fillers = vocabulary(lang).fillers
    asked = [
        word
        for word in words[1:]
        if len(word.form) >= _LONG and word.form.isalpha() and word.form not in fillers and not word.opens
    ]
    raised = [word for word in asked if word.capital]
    return (
        len(raised) >= _FEWEST
        and len(raised) >= _TITLED * len(asked)
        and sum(is_ordinary(word.form, lang) for word in raised) * 3 >= len(raised)
    )


@lru_cache(maxsize=8192)
def is_ordinary(form: str, lang: str) -> bool:
    """Whether the word, written small, is hardly a name: the vocabulary knows it, or it is met in other forms."""
    if form in vocabulary(lang).named:
        return False
    if is_listed(form, lang) or frequency(form, lang) >= _EVERYDAY:
        return True
    if not is_known(form, lang):
        return False
    least = _OTHER_FORMS * frequency(form, lang)
    longer = (form.removesuffix(off) + put for off, put in _ENDINGS if form.endswith(off))
    shorter = (
        form[: -len(off)] + put for off, put in _ENDINGS_OFF if form.endswith(off) and len(form) > len(off) + 2
    )
    return any(frequency(other, lang) >= least for other in (*longer, *shorter))


def is_before_verb(words: tuple[Word, ...], position: int, *, shouted: bool) -> bool:
    """Whether "to" stands before a verb, as of what is to come: the dictionary knows the word with -ing."""
    if position + 1 >= len(words):
        return False
    word = words[position + 1]
    titled = position > 0 and words[position].capital
    if (word.capital and not (shouted or titled)) or not word.form.isalpha():
        return False
    form = word.form
    meaning = vocabulary("en")
    if form in meaning.fillers or form in meaning.numbers or form in meaning.ordinals:
        return False
    return not is_known(form, "en") or any(
        is_known(one, "en")
        for one in (f"{form}ing", f"{form[:-1]}ing" if form[-1] == "e" else f"{form}{form[-1]}ing")
    )
