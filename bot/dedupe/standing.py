"""How a name stands in its line. Pure."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

from bot.dedupe import countries, weights
from bot.dedupe.token import Token
from bot.dedupe.vocabulary import Sort, Vocabulary
from bot.model.news import Who


def is_people(token: Token) -> bool:
    """Whether the word is of a country's people, "Ukrainian", rather than its name."""
    slug = token.key[1:]
    return slug in countries.slugs() and len(token.form) > 3 and token.form != slug.replace("-", "")


@lru_cache(maxsize=32768)
def standing(token: Token, **where: bool) -> Token:
    """The name, standing where a place stands, where the news happens, or where who did it stands."""
    changes: dict[str, Any] = {**where}
    return replace(token, **changes)


def names_storm(before: list[str], meaning: Vocabulary) -> bool:
    """Whether a name after these words is a storm's: not in "police storm Goma", where it says what they do."""
    if not before or before[-1] not in meaning.storms:
        return False
    silent = meaning.fillers | meaning.slight
    return before[-1] != "storm" or len(before) == 1 or before[-2] in silent or before[-2] == "tropical"


@lru_cache(maxsize=32768)
def known_as(token: Token, key: str, who: Who, home: str) -> Token:
    """The last word of an actor's name, with what is known of it: a person is the same by any of their names.

    What the vocabulary itself has a meaning for keeps it.
    """
    is_one = who is Who.PERSON and token.sort is Sort.WORD and token.key[0] != "="
    return replace(token, key=f"&{key}", name=True, home=home) if is_one else replace(token, home=home)


@lru_cache(maxsize=4096)
def acting(key: str, home: str, forms: tuple[str, ...], lang: str, *, group: bool) -> Token:
    """The token of a person, an armed group or a party, by whichever of their names."""
    share = min(weights.expected(weights.frequency(form, lang)) for form in forms)
    return Token(f"&{key}", "".join(forms), Sort.WORD, share, name=True, home=home, group=group)
