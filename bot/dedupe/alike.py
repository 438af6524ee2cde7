"""Are two tokens one word, spelt two ways? Pure."""

from bot.dedupe.countries import slugs
from bot.dedupe.spelling import doubled, loose, same_name, slips, swapped
from bot.dedupe.token import Token
from bot.dedupe.vocabulary import Sort, vocabulary
from bot.dedupe.weights import expected


def same_word(one: Token, other: Token) -> bool:
    """Whether two words with different keys are one word spelt two ways. Two known places are only
    when one country has both and they sound alike: then the gazetteer holds one place twice."""
    if one.sort is Sort.NEGATION or other.sort is Sort.NEGATION:
        return _is_slip_in_small(one, other) or _is_slip_in_small(other, one)
    if one.sort not in _SPELLABLE or other.sort not in _SPELLABLE:
        return False
    a, b = one.form, other.form
    if a == b:
        return not one.key[0] == other.key[0] == "&"  # else two known people of one name
    is_doubled = not (one.known and other.known) and doubled(a, b)
    if is_doubled or _is_slip_in_country(one, other) or _is_slip_in_country(other, one):
        return True
    if one.known and other.known and not (one.name and other.name):
        return False
    if one.sort is Sort.PLACE and other.sort is Sort.PLACE:
        return bool(one.region) and one.region == other.region and loose(a) == loose(b)
    if not (one.known and other.known) and not _reversed(a, b) and _is_error(one, other):
        return True
    return (one.name or not one.known) and (other.name or not other.known) and same_name(a, b)


def same_in_its_place(one: Token, other: Token) -> bool:
    """Whether two words that stand between the same words are one, by one slip of the pen.

    There a slip may even have made another word: "mist parts" for "most parts". The one that was meant is met much
    more often; of two that are met as often neither is a slip, and a name is one only where nobody bears it.
    """
    if not {one.sort, other.sort} <= _SPELLABLE or one.sort is other.sort is Sort.PLACE:
        return False
    if slips(one.form, other.form) != 1:
        return False
    rare, usual = sorted((one, other), key=lambda token: token.share)
    if usual.sort is Sort.PLACE and usual.key[1:] in slugs() and rare.sort is Sort.WORD:
        return usual.share >= _A_COUNTRY_COMMONER * rare.share
    if one.name or other.name:
        return rare.share <= _NEVER_SEEN < usual.share and _shorter(one, other) > _SHORT_NAME
    is_word = rare.share > _NEVER_SEEN
    return not is_word or (usual.share >= _MUCH_COMMONER * rare.share and one.form[0] == other.form[0])


def is_slip_in_filler(token: Token, lang: str) -> bool:
    """Whether a word that nobody uses is one slip from a small word that says nothing: "ovr" for "over"."""
    if token.sort is not Sort.WORD or token.share > _HARDLY_USED or token.region:
        return False
    return any(slips(token.form, small) == 1 for small in vocabulary(lang).fillers)


def _is_slip_in_country(one: Token, other: Token) -> bool:
    """Whether a word that nobody uses is a slip in the name of a country: "Sysra"; there are few countries."""
    return (
        other.sort is Sort.PLACE
        and other.key[1:] in slugs()
        and one.sort is Sort.WORD
        and one.share <= _NEVER_SEEN
        and one.form[0] == other.form[0]
        and slips(one.form, other.form) > 0
    )


def _is_slip_in_small(one: Token, other: Token) -> bool:
    """Whether a word that hardly anybody uses is one slip from a word of denial: "fals" for "fails"."""
    return (
        one.sort is Sort.WORD
        and other.sort is Sort.NEGATION
        and not one.name
        and one.share < _HARDLY_USED
        and min(len(one.form), len(other.form)) > 3
        and slips(one.form, other.form) == 1
    )


def _shorter(one: Token, other: Token) -> int:
    """Letters of the shorter word."""
    return min(len(one.form), len(other.form))


def _is_error(one: Token, other: Token) -> bool:
    """Whether the rarer spelling is so much rarer that it is an error for the other, or neither is a word."""
    named = one.name and other.name
    apart = slips(one.form, other.form)
    if apart == 0 or (
        apart == 2 and (named or one.share > _NEVER_SEEN < other.share) and _shorter(one, other) < 7
    ):
        return False
    if one.known or other.known:
        much = _MUCH_COMMONER_NAME if named else _MUCH_COMMONER
        return max(one.share, other.share) >= much * min(one.share, other.share)
    return not named or _shorter(one, other) >= 7 or swapped(one.form, other.form)


# The share of a word that the dictionary never met.
_NEVER_SEEN = expected(0.0)
_HARDLY_USED = expected(1e-6)
# A word is written wrong about once in a hundred times or less.
_MUCH_COMMONER = 20
_SHORT_NAME = 4
# There are few countries, and their names are in every other line.
_A_COUNTRY_COMMONER = 200
# Names one letter apart are often two names, so there the gap must be wider.
_MUCH_COMMONER_NAME = 50
_SPELLABLE = frozenset((Sort.WORD, Sort.PLACE))


def _reversed(one: str, other: str) -> bool:
    """ "affected" and "unaffected" are two letters apart and say the contrary."""
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer.endswith(shorter) and longer != shorter
