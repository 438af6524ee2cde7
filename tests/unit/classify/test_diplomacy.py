"""Acts of one state upon another, and deeds that a state tells of itself, are the affair of both."""

import pytest

from bot.classify.lines import Line
from bot.classify.place import Placer


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Benin expels French ambassador", "benin,france"),
        ("Latvia expels five Russian diplomats", "latvia,russia"),
        ("Finland summons Russian ambassador over severed cable", "finland,russia"),
        ("Gabon recalls its ambassador to France", "gabon,france"),
        ("Peru recalls its ambassador from Mexico", "peru,mexico"),
        ("Belgium summons Israeli charge d'affaires", "belgium,israel"),
        ("Uruguay summons US envoy over tariffs", "uruguay,united-states"),
        ("Dutch Foreign Ministry summons Iranian ambassador", "netherlands,iran"),
        ("Gambia sues Myanmar at the World Court", "gambia,myanmar"),
        ("Eswatini thanks Taiwan for vaccines", "eswatini,taiwan"),
        ("Vilnius summons Belarusian diplomat over balloons", "lithuania,belarus"),
        ("Vietnam lodges protest with China over fishing ban", "vietnam,china"),
        ("Turkish ambassador summoned in Athens", "turkey,greece"),
        ("New Delhi: We shot down two Pakistani jets", "india,pakistan"),
        ("Tehran: Our missiles hit an airbase in Haifa", "iran,israel"),
        ("Kyiv: We struck a refinery in Russia's Ryazan", "ukraine,russia"),
    ],
)
def test_both_are_concerned(placer: Placer, text: str, wanted: str) -> None:
    assert set(placer.place([Line(text)])[0].about) == set(wanted.split(","))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("South Korea summons Chinese ambassador over Taiwan remarks", "south-korea,china"),
        ("Tehran: We were attacked by Israeli jets", "iran"),
        ("Lebanese President: We will not negotiate under Israeli fire", "lebanon"),
        ("Iranian President: Israel would not have attacked without the US", "iran"),
        ("Ghana summons lawmakers over budget", "ghana"),
    ],
)
def test_what_is_merely_named_is_no_party(placer: Placer, text: str, wanted: str) -> None:
    assert set(placer.place([Line(text)])[0].about) == set(wanted.split(","))


def test_the_united_states_are_not_us(placer: Placer) -> None:
    placement = placer.place([Line("Iraqi Prime Minister: US forces leave next year")])[0]
    assert all(one.role != "who speaks of themselves" for one in placement.evidence)


@pytest.mark.parametrize(
    ("text", "main", "other"),
    [
        ("Vucic meets Guterres in Belgrade", "serbia", ""),
        ("Fidan meets Lavrov in Antalya", "turkey", "russia"),
        ("Araghchi holds talks with Fidan in Istanbul", "iran", "turkey"),
        ("Sharaa meets Trump at the White House", "syria", "united-states"),
        ("Kuwaiti interior minister meets Iraqi counterpart", "kuwait", "iraq"),
        ("Mitsotakis to meet Erdogan next week", "greece", "turkey"),
        ("Maduro speaks with Lula by phone", "venezuela", "brazil"),
        ("Macron hosts Zelensky for dinner", "france", "ukraine"),
    ],
)
def test_who_meet_are_both_concerned(placer: Placer, text: str, main: str, other: str) -> None:
    about = placer.place([Line(text)])[0].about
    assert about[0] == main
    assert set(about) == {main, other} - {""}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Hamas delegation holds talks with Egyptian mediators", "palestine"),
        ("Lebanon meets US demands on customs", "lebanon"),
    ],
)
def test_a_mediator_and_a_demand_are_nobody_met(placer: Placer, text: str, wanted: str) -> None:
    assert placer.place([Line(text)])[0].about == (wanted,)


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("Perú convoca al embajador israelí", "es", "peru,israel"),
        ("Bolivia llama a consultas a su embajadora en Chile", "es", "bolivia,chile"),
        ("Araghchi se reúne con Lavrov en Moscú", "es", "iran,russia"),
        ("تشاد تطرد السفير الفرنسي", "ar", "chad,france"),
        ("عراقجي يلتقي لافروف في موسكو", "ar", "iran,russia"),
        ("السيسي يستقبل ملك الأردن في القاهرة", "ar", "egypt,jordan"),
    ],
)
def test_both_are_concerned_in_other_languages(placer: Placer, text: str, lang: str, wanted: str) -> None:
    assert set(placer.place([Line(text, "", lang)])[0].about) == set(wanted.split(","))
