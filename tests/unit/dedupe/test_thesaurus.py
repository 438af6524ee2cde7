"""One editor's word for another's: what headlines use for one another, alone and in company, and what not."""

import pytest

from bot.dedupe.inflection import noun, verb
from bot.dedupe.line import parse
from bot.dedupe.tables import table
from bot.dedupe.thesaurus import thesaurus
from bot.dedupe.token import lexeme
from bot.dedupe.vocabulary import Sort, vocabulary
from bot.model.news import Kind
from tests.unit.dedupe.lines import judged


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Chile declares curfew in three regions", "Chile imposes curfew in three regions"),
        ("Nadal wins Barcelona title", "Nadal captures Barcelona title"),
        ("Nairobi stocks end higher on Tuesday", "Nairobi stocks close higher on Tuesday"),
        ("Danish frigate hands over pirates to Kenya", "Danish frigate transfers pirates to Kenya"),
        ("Judge set to rule on Lima airport", "Judge to rule on Lima airport"),
        ("Quake hits Valparaiso, no casualties", "Quake rocks Valparaiso, none hurt"),
        ("Driver set himself on fire outside Oslo court", "Driver set himself ablaze outside Oslo court"),
        ("Sofia mayor resigns over landfill fire", "Sofia mayor steps down over landfill fire"),
        ("Peru names Ortiz as central bank head", "Peru picks Ortiz as central bank head"),
        ("Bus plunges into ravine near Cusco", "Bus falls into ravine near Cusco"),
        ("Talks under way in Geneva on fish quotas", "Talks begin in Geneva on fish quotas"),
        ("Two jailed for life over Delhi bombing", "Two get life over Delhi bombing"),
        ("Volvo buys Turku yard for $38b", "Volvo buys Turku yard for US$38 bn"),
        ("Bank of England holds talks on bond rules", "BoE holds talks on bond rules"),
        ("Three hurt in Fla. bridge collapse", "Three hurt in Florida bridge collapse"),
        (
            "Sirens sound in Eilat, fire crews cast doubt on drone",
            "Sirens sound in Eilat, fire crews cast duobt on drone",
        ),
        ("Renuncia el ministro de Obras de Perú", "Dimite el ministro de Obras de Perú"),
        ("Chile declara estado de emergencia en Arica", "Chile decreta estado de emergencia en Arica"),
        ("El canciller de Cuba se reúne con Lula", "El canciller de Cuba se entrevista con Lula"),
        ("Sismo remece Antofagasta, sin víctimas", "Terremoto sacude Antofagasta, no hay víctimas"),
        ("الشرطة تعتقل ثلاثة تجار في طنجة", "الشرطة تلقي القبض على ثلاثة تجار في طنجة"),
        ("طائرة مسيرة تستهدف شاحنة في نيالا", "مسيّرة تقصف شاحنة في نيالا"),
        ("محادثات لوقف إطلاق النار في الفاشر", "مفاوضات لوقف إطلاق النار في الفاشر"),
        ("Nadal clinches Barcelona title", "Nadal clincehs Barcelona title"),
        ("Sofia mayor steps down over landfill fire", "Sofia mayor stpes down over landfill fire"),
        ("Ferrari drops to No. 2 in Monza", "Ferrari drops to number 2 in Monza"),
        ("Bulgarian cabinet survives no-confidence vote", "Bulgarian cabinet survives vote of no confidence"),
    ],
)
def test_another_word_for_the_same_adds_nothing(old: str, new: str) -> None:
    assert judged(old, new).kind is Kind.DUPLICATE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Police officer shot at in Memphis", "Police officer shot in Memphis"),
        ("Two miners wounded in Zonguldak shaft", "Two miners killed in Zonguldak shaft"),
        ("Senate proposes ban on single-use plastic bags", "Senate approves ban on single-use plastic bags"),
        ("Doha talks on border villages open", "Doha talks on border villages end"),
        ("Ex-governor of Bahia charged with graft", "Ex-governor of Bahia convicted of graft"),
        ("Ex-governor of Bahia pleads guilty to graft", "Ex-governor of Bahia pleads not guilty to graft"),
        ("Man given life sentence for Lagos school fire", "Man given death sentence for Lagos school fire"),
        ("Rebels capture Bambari, casualties reported", "Rebels capture Bambari, no casualties reported"),
        ("Ankara imposes curfew on four border districts", "Ankara lifts curfew on four border districts"),
        ("Volvo buys Turku yard for $5 million", "Volvo buys Turku yard for 5 million euros"),
        ("Hallan culpable a exalcalde de Cali", "Declaran inocente a exalcalde de Cali"),
        ("El Congreso debate la reforma minera", "El Congreso aprueba la reforma minera"),
        ("انفجار في حمص وسقوط إصابات", "انفجار في حمص دون إصابات"),
        ("محكمة تونسية تدين تاجرا بالتهريب", "محكمة تونسية تبرئ تاجرا من التهريب"),
        ("شهيدان في غارة على عيتا الشعب", "جريحان في غارة على عيتا الشعب"),
        ("Maduro descarta diálogo con la oposición", "Maduro anuncia diálogo con la oposición"),
        ("Incendio en Temuco, bajo control", "Incendio en Temuco, fuera de control"),
        ("Army repels attack on Babanusa", "Army launches attack on Babanusa"),
        ("Fire put out at Haifa refinery", "Fire breaks out at Haifa refinery"),
        ("Asian shares fall before Fed ruling", "World shares fall before Fed ruling"),
        ("Hungary vetoes aid to Moldova", "Hungary announces aid to Moldova"),
        ("Tunis court upholds verdict against ex-minister", "Tunis court overturns verdict against ex-minister"),
    ],
)
def test_another_deed_is_no_other_word(old: str, new: str) -> None:
    assert judged(old, new).kind is not Kind.DUPLICATE
    assert judged(new, old).kind is not Kind.DUPLICATE


@pytest.mark.parametrize(
    ("wanted", "done"),
    [
        ("Iran seeks talks with Oman", "Iran holds talks with Oman"),
        ("Malta urges inquiry into ferry fire", "Malta opens inquiry into ferry fire"),
        ("Egypt mulls ban on beach parties", "Egypt ban on beach parties"),
        ("Fans mourn singer killed in crash in Leon", "Singer killed in crash in Leon"),
        ("Chile demands Peruvian withdrawal from islet", "Peruvian withdrawal from islet, says Chile"),
        ("Lula propone cumbre con Petro", "Cumbre con Petro, anuncia Lula"),
        ("الجزائر تطالب بانسحاب تونسي من المعبر", "انسحاب تونسي من المعبر"),
    ],
)
def test_what_is_wanted_or_mourned_is_not_what_happens(wanted: str, done: str) -> None:
    assert judged(wanted, done).kind is not Kind.DUPLICATE
    assert judged(done, wanted).kind is not Kind.DUPLICATE


def test_what_happens_daily_does_so_in_any_words() -> None:
    for line in ("Army carries out strike on Khiam", "Drone attack on Khiam", "Quake rattles Khiam"):
        assert any(token.daily and token.key == "=strike" for token in parse(line).tokens), line


def test_a_stem_alone_makes_no_synonym() -> None:
    assert lexeme("authorities", "en", False).key != lexeme("authorize", "en", False).key
    assert lexeme("stallion", "en", False).key != lexeme("stall", "en", False).key
    assert lexeme("deportation", "en", False).key == lexeme("deports", "en", False).key


def test_an_arabic_dual_is_a_toll() -> None:
    one, two = "شهيد في غارة على عيتا الشعب", "شهيدان في غارة على عيتا الشعب"
    assert judged(one, two).kind is Kind.UPDATE
    assert judged("شهيدان اثنان في غارة على عيتا الشعب", two).kind is Kind.DUPLICATE


def test_verbs_and_nouns_have_all_their_forms() -> None:
    assert verb("grab", "en", {}) == {"grab", "grabs", "grabbed", "grabbing"}
    assert verb("commit", "en", {}) >= {"commits", "committed", "committing"}
    assert verb("deny", "en", {}) == {"deny", "denies", "denied", "denying"}
    assert verb("take", "en", {"take": "took,taken"}) == {"take", "takes", "took", "taken", "taking"}
    assert verb("matar", "es", {}) >= {"mata", "matan", "mato", "mataron", "matara", "matado", "matadas"}
    assert verb("اعلن/يعلن", "ar", {}) >= {"اعلن", "اعلنت", "يعلن", "تعلن", "يعلنون"}
    assert noun("crash", "en") == {"crash", "crashes"}
    assert noun("incendio", "es") == {"incendio", "incendios"}


def test_a_word_keeps_the_meaning_that_the_vocabulary_gives_it() -> None:
    assert "down" in thesaurus("en").words
    assert vocabulary("en").entries["down"].sort is Sort.FILLER


def test_expressions_may_leave_out_what_stands_in_brackets() -> None:
    told = thesaurus("en").expressions
    assert told["gave", "a", "speech"] == told["giving", "speech"] == "speak"


@pytest.mark.parametrize("kind", ["verbs", "nouns", "words"])
@pytest.mark.parametrize("lang", ["en", "ar", "es"])
def test_nothing_stands_in_two_classes(lang: str, kind: str) -> None:
    """The second class would never be asked: whoever adds a word there finds that it does nothing."""
    seen: dict[str, str] = {}
    for name, listed in table(f"{lang}_thesaurus")[kind].items():
        words, *expressions = listed.split("|")
        for one in (*words.split(), *(expression.strip() for expression in expressions)):
            assert one not in seen, f"{one} stands in {seen[one]} and again in {name}"
            seen[one] = name
