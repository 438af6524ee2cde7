"""Those who deal with each other, governments called by their capital, and words of one country's institutions."""

import pytest

from bot.classify.lines import Line
from bot.classify.place import Placer


def about(placer: Placer, text: str) -> tuple[str, ...]:
    return placer.place([Line(text, "somewhere", "en")])[0].about


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("Jordan and Israel resume talks on the shared river", {"jordan", "israel"}),
        ("Lebanese and Syrian officers meet to mark the frontier", {"lebanon", "syria"}),
        ("Russian and Turkish ministers discuss grain", {"russia", "turkey"}),
        ("Ankara and Tehran sign gas agreement", {"turkey", "iran"}),
        ("Iraq, Iran and Kuwait agree on dust storms plan", {"iraq", "iran", "kuwait"}),
        ("Sisi and Erdogan discuss the Suez Canal by phone", {"egypt", "turkey"}),
    ],
)
def test_what_two_do_with_each_other_is_the_affair_of_both(placer: Placer, text: str, both: set[str]) -> None:
    assert set(about(placer, text)) == both


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Israel and Hezbollah exchange fire in Aitaroun", "lebanon"),  # where it happens is more
        ("Israeli and US planes strike Isfahan", "iran"),  # not a deed of two with each other
    ],
)
def test_where_it_happens_counts_more_than_the_parties(placer: Placer, text: str, main: str) -> None:
    assert about(placer, text) == (main,)


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Amman announces closure of an airspace corridor", "jordan"),
        ("Islamabad: We will answer every Indian shell", "pakistan"),
        ("Denzel Washington says he may retire", "world"),
    ],
)
def test_a_government_speaks_by_the_name_of_its_capital(placer: Placer, text: str, main: str) -> None:
    assert about(placer, text)[0] == main


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Sheriff: two deputies shot in Georgia", "united-states"),
        ("Georgia judge blocks new ballot rule", "united-states"),
        ("Border police detain smugglers in Georgia", "georgia"),
        ("Granada: Guardia Civil seizes hashish", "spain"),
    ],
)
def test_institutions_choose_between_places_of_one_name(placer: Placer, text: str, main: str) -> None:
    assert about(placer, text)[0] == main


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Damascus, Virginia, opens a trail museum", "united-states"),
        ("Blaze at furniture store in Boston, Lincolnshire", "united-kingdom"),
        ("Bus plunges off bridge in Salem, Tamil Nadu", "india"),
    ],
)
def test_the_division_after_the_comma_makes_a_small_place_sure(placer: Placer, text: str, main: str) -> None:
    assert about(placer, text)[0] == main


@pytest.mark.parametrize(
    "text",
    [
        "Patagonia founder sells his house",
        "Review: Beirut, the indie folk band, returns",
        "Mrs Ireland, the oldest pupil, passes her exam",
        "Aleppo pepper is back on the menu",
        "When in Rome, order the artichokes",
    ],
)
def test_these_words_around_a_name_tell_that_it_is_no_place(placer: Placer, text: str) -> None:
    assert about(placer, text) == ("world",)


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("Iraqi and Kuwaiti patrol boats clash", {"iraq", "kuwait"}),
        ("Ecuador-Peru border closed after floods", {"ecuador", "peru"}),
        ("Iraq signs electricity deal with Jordan", {"iraq", "jordan"}),
        ("Egypt and Sudan sign accord in Geneva", {"egypt", "sudan"}),  # the venue is not concerned
    ],
)
def test_parties_are_joined_in_other_ways_too(placer: Placer, text: str, both: set[str]) -> None:
    assert set(about(placer, text)) == both


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Haaretz: Budget vote put off again", "israel"),
        ("Haaretz: Strike hits a car in Tyre", "lebanon"),
        ("Reuters: Budget vote put off again", "world"),
    ],
)
def test_a_countrys_own_medium_tells_of_its_country_where_nothing_else_is_named(
    placer: Placer, text: str, main: str
) -> None:
    assert about(placer, text) == (main,)


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Witkoff: Talks were productive and constructive", "united-states"),
        ("Envoy Barrack says progress was made", "united-states"),
        ("Witkoff: Hamas must accept", "palestine"),
        ("A book on Witkoff is out", "world"),
        ("Musk: It will work next year", "world"),
    ],
)
def test_an_envoy_speaks_for_his_country_where_nothing_else_is_named(placer: Placer, text: str, main: str) -> None:
    assert about(placer, text) == (main,)


def test_a_line_takes_its_neighbours_regions_before_its_envoys(placer: Placer) -> None:
    lines = [
        Line("Barrack: Explosion rocks the port of Tyre", "x"),
        Line("Barrack: The explosion wounded six", "x"),
    ]
    assert placer.place(lines)[1].about == ("lebanon",)


def test_a_mediums_country_is_not_even_merely_named(placer: Placer) -> None:
    placed = placer.place([Line("Haaretz: Strike hits a car in Tyre", "somewhere", "en")])[0]
    assert "israel" not in (*placed.about, *placed.also)


def test_a_line_takes_its_neighbours_regions_before_its_mediums(placer: Placer) -> None:
    lines = [Line("Maariv: Explosion rocks the port of Tyre", "x"), Line("Maariv: The explosion wounded six", "x")]
    assert placer.place(lines)[1].about == ("lebanon",)


@pytest.mark.parametrize(("text", "main"), [("حريق في عمّان", "jordan"), ("حريق في عمان", "oman")])
def test_vowel_signs_tell_names_of_the_same_letters_apart(placer: Placer, text: str, main: str) -> None:
    assert about(placer, text)[0] == main


@pytest.mark.parametrize(
    "text",
    [
        "Whitney Boston wins the talent show",
        "Denzel Washington buys a farm",
        "Orlando Bloom sells his yacht",
        "Chad Johnson opens a gym",
        "Jordan Peterson cancels his tour",
        "Hugh Bonneville returns to the stage",
        "Sienna Dallas quits the show",
        "Milan win derby with late goal",
        "Syria-born chef opens his first diner",
        "Cyprus Avenue voted best song",
        "Mali the elephant dies aged 43",
        "The Times of Israel: Editor resigns",
    ],
)
def test_people_clubs_streets_and_animals_are_no_places(placer: Placer, text: str) -> None:
    assert about(placer, text) == ("world",)


def test_what_happens_in_a_town_of_a_match_happens_there(placer: Placer) -> None:
    assert about(placer, "Fans fight police before derby in Milan")[0] == "italy"


def test_an_unknown_channel_with_a_nationality_tells_of_its_country(placer: Placer) -> None:
    assert about(placer, "Israeli Channel 12: Coalition near collapse") == ("israel",)


@pytest.mark.parametrize(
    ("text", "lang", "both"),
    [
        ("Chile y Perú firman un acuerdo de pesca", "es", {"chile", "peru"}),
        ("السعودية وإيران توقعان اتفاقاً للملاحة", "ar", {"saudi-arabia", "iran"}),
        ("اتفقت روسيا وأوكرانيا على تبادل الأسرى", "ar", {"russia", "ukraine"}),
    ],
)
def test_parties_are_heard_in_other_languages(placer: Placer, text: str, lang: str, both: set[str]) -> None:
    assert set(placer.place([Line(text, "somewhere", lang)])[0].about) == both


def test_a_power_is_merely_named_where_its_envoy_arrives(placer: Placer) -> None:
    placed = placer.place([Line("US envoy arrives in Beirut for talks", "somewhere", "en")])[0]
    assert placed.about == ("lebanon",)
    assert "united-states" in placed.also


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Oman hosts Houthi delegation", "oman"),
        ("Ankara hosts Hamas leaders for consultations", "turkey"),
        ("Hamas delegation arrives in Ankara", "palestine"),  # a guest's own journey stays his affair
    ],
)
def test_who_has_guests_is_concerned_first(placer: Placer, text: str, main: str) -> None:
    assert about(placer, text)[0] == main


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Gunfight in Rio leaves four dead", "brazil"),
        ("Rio Ferdinand joins a podcast", "world"),
        ("Rio Tinto lifts its dividend", "world"),
        ("Metro line opens in Hyderabad", "india"),
        ("Sindh police find arms in Hyderabad", "pakistan"),
        ("Orange growers march in Valencia", "spain"),
        ("Caracas: Protest in Valencia broken up", "venezuela"),
    ],
)
def test_cities_by_their_short_or_shared_names(placer: Placer, text: str, main: str) -> None:
    assert about(placer, text)[0] == main


@pytest.mark.parametrize(
    "text",
    ["Milan fans shot after derby", "Naples derby riot: two killed", "Ultras bomb Naples clubhouse after derby"],
)
def test_violence_at_a_match_is_no_match(placer: Placer, text: str) -> None:
    assert about(placer, text) == ("italy",)


@pytest.mark.parametrize(
    "text", ["Austin police shoot gunman", "Madison school evacuated", "Austin mayor resigns"]
)
def test_a_plain_name_before_what_towns_have_is_a_town(placer: Placer, text: str) -> None:
    assert about(placer, text)[0] == "united-states"


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Jamaica's Thompson wins gold", "jamaica"),
        ("Germany’s Weber calls for talks", "germany"),
        ("UK Johnson says no to tariffs", "united-kingdom"),
        ("Two killed in Chad, Johnson says", "chad"),
    ],
)
def test_a_surname_makes_a_first_name_only_of_the_bare_word(placer: Placer, text: str, main: str) -> None:
    assert about(placer, text)[0] == main
