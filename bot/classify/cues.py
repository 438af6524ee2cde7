"""The word left of a name that tells its part: a preposition, a verb, a comma that joins. Pure."""

from collections.abc import Sequence

from bot.classify.languages import Language
from bot.classify.matching import Name
from bot.classify.tokens import Token, Words

BREAKS = frozenset('.;:!?|—–"“”()[]…،؛؟')
_SIGHT = 6  # how many words back a preposition may stand


def cue_of(at: int, names: Sequence[Name], words: Words, language: Language) -> tuple[str, bool]:
    """The first telling word left of names[at], and whether words like "town of" stand between.

    The cue is that of its list (`attack`, `locative`, ...), or joined, owner, start, break, other.
    """
    if _sticks(words.tokens[names[at].start], names[at], language):
        return "locative", False
    first, crossed, counted = names[at].start, False, False
    place = first
    for _ in range(_SIGHT):
        if place == 0 or set(words.tokens[place].gap) & BREAKS:
            return ("start" if place == 0 else "break"), crossed
        before = words.tokens[place - 1]
        previous_end = names[at - 1].end if at else -1
        earlier = place if names[at].terms else _before_unknown(place, previous_end, words)
        if earlier < place:
            place = earlier  # "in Los Espinos, Zamora"
            continue
        kind = _kind_of_cue(place, previous_end, words, language, whole=not counted)
        if kind:
            return kind, crossed
        if place == previous_end:
            if not crossed and place == first and before.owner:
                return "owner", crossed
            at -= 1
            place = first = names[at].start
        elif _is_skipped(before, language):
            crossed = crossed or before.key in language.before_name
            counted = counted or before.key.isdecimal() or before.key in language.amounts
            place -= 1
        else:
            break
    return "other", crossed


def _kind_of_cue(place: int, previous_end: int, words: Words, language: Language, *, whole: bool) -> str:
    """What the word before words.tokens[place] is for it, "" when it tells nothing."""
    before = words.tokens[place - 1]
    if "," in words.tokens[place].gap or before.key in language.joining:
        return "joined" if previous_end in (place, place - 1) else "other"
    kind = _cue_word(before.key, language, whole=whole)
    earlier = words.before(place - 1)
    is_inside = before.key in language.insides  # "ban in Atlanta"
    if kind == "locative" and not is_inside and earlier is not None and earlier.key in language.measures:
        return "stated"  # "embargo on Israel"
    if kind == "locative" and earlier is not None and earlier.key in language.attack_verbs | language.forces:
        return "assault"  # "attack on Egyptian soldiers"
    if kind == "companion" and earlier is not None and earlier.key in language.borders:
        return "border"  # "border with Syria"
    if kind == "origin" and earlier is not None and earlier.key in language.launches:
        return "fired"  # "missile from Yemen"
    return kind


def _before_unknown(at: int, taken_to: int, words: Words) -> int:
    """Where capitalised words begin that stand before a comma and are no name that is known; `at` when none do."""
    place = at
    if "," not in words.tokens[at].gap:
        return at
    while (
        place > max(taken_to, 0)
        and words.tokens[place - 1].capital
        and (place == at or words.tokens[place].gap == " ")
    ):
        place -= 1
    return place


def _sticks(first: Token, name: Name, language: Language) -> bool:
    """Whether the locative is part of the word itself, as in Arabic "ببيروت"."""
    if not first.caseless or name.end - name.start > 1:
        return False
    return any(first.key.startswith(prefix) for prefix in language.locative_prefixes) and not any(
        reading.own and reading.name == first.text for reading in name.readings
    )


def _is_skipped(token: Token, language: Language) -> bool:
    """Whether a word may stand between a preposition and its name: "of", "southern", "town", "20"."""
    lists = (language.before_name, language.articles, language.directions, language.amounts)
    return token.key.isdecimal() or any(token.key in words for words in lists)


def _cue_word(key: str, language: Language, *, whole: bool) -> str:
    """The kind of cue that a word is, "" for none. `whole`: no number follows it ("over Iran", not "over 300")."""
    if key in language.amounts and not whole:
        return ""
    lists = (
        ("party", language.parties),
        ("locative", language.locatives),
        ("agent", language.agents),
        ("opponent", language.opponents),
        ("companion", language.companions),
        ("stated", language.statement_verbs),
        ("attack", language.attack_verbs),
        ("toward", language.towards),
        ("origin", language.origins),
    )
    for cue, words in lists:
        if key in words and key not in language.before_name:
            return cue
    return ""
