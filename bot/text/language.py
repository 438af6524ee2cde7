"""Which of our languages a line is in, where its source does not say: by script, then by its commonest words.

A headline may hold one function word alone, so what headlines always tell of counts too. "A" is of both languages.
"""

from bot.text.fold import folded

_SPANISH_WORDS = (
    "el la los las un una unos unas de del al y en con por para que se su sus lo como mas pero sobre tras entre "
    "desde hasta contra segun sin fue son esta este ha han es a ante bajo durante mientras ya hay ser muy "
    "presidente presidenta ministro ministra canciller gobierno policia ejercito muertos muerto heridos herido "
    "ataque ataques bombardeo guerra paz acuerdo elecciones incendio sismo terremoto huelga detenidos detenido "
    "mueren muere anuncia asegura afirma denuncia exige rechaza condena viaja llega tropas soldados fuerzas"
)
_ENGLISH_WORDS = (
    "the a an of and in on at to for with by from as that its his her their is are was were has have been be "
    "after over near against says said will not new into"
)
SPANISH = frozenset(_SPANISH_WORDS.split())
ENGLISH = frozenset(_ENGLISH_WORDS.split())


def language_of(text: str) -> str:
    """ "ar", "es" or "en" (when nothing decides). Never fails."""
    letters = [letter for letter in text if letter.isalpha()]
    arabic = sum("\u0600" <= letter <= "\u06ff" for letter in letters)
    if arabic * 2 > len(letters):
        return "ar"
    words = folded(text).split()
    spanish = sum(word in SPANISH for word in words)
    english = sum(word in ENGLISH for word in words)
    return "es" if spanish > english else "en"
