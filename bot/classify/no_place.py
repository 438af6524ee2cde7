"""Names of places that name none: goods, airlines, ships, companies, bands, and people by their title. Pure."""

from bot.classify.cues import BREAKS
from bot.classify.languages import Language
from bot.classify.matching import Name
from bot.classify.terms import Kind
from bot.classify.tokens import Token, Words

_DASHES = frozenset(("-", "–"))
_REACH = 4  # words of an apposition: ", the indie folk band"


def is_no_place(name: Name, words: Words, language: Language) -> bool:
    """Whether the words around a name say that it is no place, nationality or actor here."""
    if name.has(Kind.NOTHING):
        return True
    if name.has(Kind.ACTOR):
        return False
    if (
        _has_surname(name, words, language)
        or _has_initial(name, words)
        or _is_plain_word(name, words, language)
        or _is_told_after(name, words, language)
        or _performs(name, words, language)
        or _plays(name, words, language)
        or _is_called_upon(name, words, language)
    ):
        return True
    before = words.before(name.start)
    if name.has(Kind.DEMONYM) or before is None or set(words.tokens[name.start].gap) - set(" -."):
        return False
    earlier = words.before(name.start - 1)
    if before.key in language.vessels or (earlier and f"{earlier.key} {before.key}" in language.vessels):
        return True
    if not before.may_name or name.end - name.start > 1:
        return False
    if name.has(Kind.COUNTRY):
        return before.key in language.honorifics  # "Mrs Ireland", not "President Lebanon"
    return before.key in language.not_places_before


def _has_surname(name: Name, words: Words, language: Language) -> bool:
    """Whether a surname follows, so that the name is a first name: "Chad Johnson", not "in Chad Johnson says"."""
    after, before = words.after(name.end), words.before(name.start)
    if after is None or after.gap != " " or not after.capital or words.shouting or name.end - name.start > 1:
        return False
    first = words.tokens[name.start]
    if not first.text.isalpha() or first.text.isupper():
        return False  # "Jamaica's Thompson", "UK Johnson"
    if before is not None and before.key in language.locatives:
        return False
    return after.key in language.surnames and not name.has(Kind.DEMONYM)


def _is_plain_word(name: Name, words: Words, language: Language) -> bool:
    """Whether a country's name is the plain word here: "High School Reunion", not "Cyclone hits Reunion"."""
    before, after = words.before(name.start), words.after(name.end)
    if words.tokens[name.start].key not in language.plain_countries or before is None:
        return False
    called = after is not None and after.key in language.after_name
    return before.capital and before.key not in language.locatives | language.before_name and not called


def _has_initial(name: Name, words: Words) -> bool:
    """Whether an initial follows, as in a person's name: "Jos. A. Bank"."""
    after, following = words.after(name.end), words.after(name.end + 1)
    if after is None or following is None or name.terms:
        return False
    return len(after.text) == 1 and after.text.isupper() and following.gap.startswith(".")


def _is_told_after(name: Name, words: Words, language: Language) -> bool:
    after = words.after(name.end)
    if after is None or set(after.gap) & (BREAKS | {","}):
        return False
    if after.key in language.goods_after or (after.key in language.titles_after and after.may_name):
        return True
    if after.key in language.said_of_things and words.tokens[name.start].key in language.things:
        return True  # "Bordeaux prices"
    if after.key in language.company_after and after.gap == " " and not name.terms:
        return True  # "Patagonia founder"
    if after.key in language.born and after.gap == "-":
        return True  # "Ukraine-born designer"
    if after.key in language.ways and after.capital and name.has(Kind.COUNTRY) and not words.shouting:
        return True  # "Cyprus Avenue"
    told = words.after(name.end + 1)
    titled = told is not None and told.key in language.not_places_before | language.performers
    return after.key in language.articles and titled  # "Jordan the player"


def _plays(name: Name, words: Words, language: Language) -> bool:
    """Whether a town is a club here: "Milan win derby". Whole countries play too, and are meant then."""
    if name.terms or not name.readings:
        return False
    if not (_is_match(words, language) or _beats(name, words, language)):
        return False
    violent = (language.suffering, language.attack_verbs, language.deeds)
    if any(not words.keys.isdisjoint(listed) for listed in violent):
        return False  # "Derby day riot: Milan fans shot" is no match
    before = words.before(name.start)
    return before is None or before.key not in language.locatives | language.before_name


def _is_match(words: Words, language: Language) -> bool:
    """Whether words of a match stand in the line, or its result: "2-1"."""
    if not words.keys.isdisjoint(language.sports):
        return True
    if any(f" {phrase} " in words.line for phrase in language.sports_phrases):
        return True
    return any(
        token.gap in _DASHES and _is_goals(token) and _is_goals(words.tokens[at])
        for at, token in enumerate(words.tokens[1:])
    )


def _is_goals(token: Token) -> bool:
    return token.text.isdecimal() and len(token.text) == 1


def _beats(name: Name, words: Words, language: Language) -> bool:
    """Whether a club beats another here, or is beaten: "Barcelona crush Malaga", "Lyon sweep past Bayern"."""
    if words.shouting:
        return False
    tokens, wins = words.tokens, words.after(name.end)
    if wins is not None and wins.key in language.beats and not wins.capital:
        return any(other.capital and other.gap == " " for other in tokens[name.end + 1 : name.end + 3])
    for verb in range(max(1, name.start - 2), name.start):
        if tokens[verb].key in language.beats and not tokens[verb].capital:
            return tokens[verb - 1].capital
    return False


def _is_called_upon(name: Name, words: Words, language: Language) -> bool:
    """Whether the line opens by calling somebody: "Houston, we have a problem"."""
    after = words.after(name.end)
    if name.start or after is None or after.gap.strip() != "," or name.has(Kind.DEMONYM):
        return False
    return after.key in language.ourselves and after.key != "us"


def _performs(name: Name, words: Words, language: Language) -> bool:
    """Whether an apposition tells of a stage or a field: "Beirut, the indie folk band"."""
    if name.has(Kind.DEMONYM):
        return False
    told: tuple[Token, ...] = words.tokens[name.end : name.end + _REACH]
    if len(told) < 2 or told[0].gap.strip() != "," or told[0].key not in language.articles:
        return False
    for token in told[1:]:
        if set(token.gap) & (BREAKS | {","}) or token.key in language.function_words:
            return False
        if token.key in language.performers:
            return True
    return False
