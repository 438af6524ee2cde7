"""Which of our languages a line is in, where its source does not say: by script, then by function words."""

from bot.text.fold import folded

_SPANISH_WORDS = (
    "el la los las un una unos unas de del al y en con por para que se su sus lo como mas pero sobre tras entre "
    "desde hasta contra segun sin fue son esta este ha han es"
)
_ENGLISH_WORDS = (
    "the a an of and in on at to for with by from as that its his her their is are was were has have been be "
    "after over near against says said will not new into"
)
_SPANISH = frozenset(_SPANISH_WORDS.split())
_ENGLISH = frozenset(_ENGLISH_WORDS.split())


def language_of(text: str) -> str:
    """ "ar", "es" or "en" (when nothing decides). Never fails."""
    letters = [letter for letter in text if letter.isalpha()]
    arabic = sum("\u0600" <= letter <= "\u06ff" for letter in letters)
    if arabic * 2 > len(letters):
        return "ar"
    words = folded(text).split()
    spanish = sum(word in _SPANISH for word in words)
    english = sum(word in _ENGLISH for word in words)
    return "es" if spanish > english else "en"
