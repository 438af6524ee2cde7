"""Names that several places share, and wars in which an army acts outside its country."""

import pytest

from bot.classify.lines import Line
from bot.classify.place import Placer


def main_of(placer: Placer, text: str) -> str:
    return placer.place([Line(text, "almayadeen-en")])[0].about[0]


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Fire in Ohio kills five", "united-states"),
        ("Ohio governor declares emergency", "united-states"),
        ("Train derails near Columbus, Ohio", "united-states"),
        ("Georgia governor declares emergency as storm nears Valdosta", "united-states"),
        ("Georgia secretary of state rejects fraud claims", "united-states"),
        ("Georgia parliament passes foreign agents law", "georgia"),
        ("Heavy gunfire heard near El Geneina", "sudan"),
        ("Tanks advance towards al-Jneina, east of Rafah", "gaza"),
        ("Clashes near Zawiya refinery", "libya"),
        ("Settlers attack Zawiya, west of Salfit", "west-bank"),
        ("Drone hits Nur Khan air base", "pakistan"),
        ("Wildfire spreads in Hawaii", "united-states"),
        ("Israeli drone strike on Al-Abbasiya kills one", "lebanon"),
        ("Raid on the town of Abbasiyeh near Tyre", "lebanon"),
        ("Explosion in Al-Abbasiya, Palmyra countryside, Syria", "syria"),
        ("Human losses in Duma", "syria"),
        ("Regime warplanes bomb Duma in Eastern Ghouta", "syria"),
        ("Shelling of Douma leaves 12 dead", "syria"),
        ("Settlers set fire to homes in Duma", "west-bank"),
        ("Arson attack on Duma, south of Nablus, kills Palestinian toddler", "west-bank"),
        ("Israeli artillery shells Houla", "lebanon"),
        ("Israeli drone raid on Hula", "lebanon"),
        ("Regime forces commit massacre in Houla, Homs countryside", "syria"),
        ("Houla massacre: Syrian regime forces kill 100", "syria"),
        ("Clashes in Al-Houla, northern Homs", "syria"),
        ("Oil tanker ablaze in the Persian Gulf", "mena"),
        ("IRGC seizes oil tanker in Persian Gulf", "iran"),
        ("Qatar hosts Persian Gulf security talks", "qatar"),
        ("US carrier leaves the Persian Gulf", "united-states"),
        ("Oil spill off Kuwait in Arabian Gulf", "kuwait"),
        ("Israeli raid targets Blida", "lebanon"),
        ("Fire in Blida, Algeria", "algeria"),
        ("Algerian police arrest five in Blida", "algeria"),
    ],
)
def test_one_name_in_several_countries(placer: Placer, text: str, main: str) -> None:
    assert main_of(placer, text) == main


@pytest.mark.parametrize(
    ("text", "about"),
    [
        # Small places before ", Country" are of that country, whether known or not; great cities are not moved.
        ("Local sources: Device detonated in Bir Hasna, in the Palmyra countryside, Syria", ("syria",)),
        ("Shelling of Khiam, Lebanon", ("lebanon",)),
        ("Flight from Beirut to Damascus, Syria cancelled", ("syria",)),
        ("Lebanon, Syria and Iraq sign a water deal", ("lebanon", "syria", "iraq")),
    ],
)
def test_the_country_after_the_comma_settles(placer: Placer, text: str, about: tuple[str, ...]) -> None:
    assert placer.place([Line(text, "almayadeen-en")])[0].about == about


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Two Turkish soldiers killed in PKK attack in Hakkari", "turkey"),
        ("Turkish security forces kill four Kurdish militants in southeast", "turkey"),
        ("PKK claims responsibility for attack on TUSAS headquarters in Ankara", "turkey"),
        ("Kurdish rebels kill three Turkish soldiers in Sirnak", "turkey"),
        ("Turkish troops neutralize 5 PKK terrorists in Tunceli", "turkey"),
        ("Turkish army neutralizes 7 PKK terrorists in northern Iraq", "iraq"),
        ("Turkish airstrikes kill PKK members in Metina and Zap", "iraq"),
        ("ISIS attack kills four Peshmerga near Kirkuk", "iraq"),
        ("Iraqi forces kill 10 ISIS militants in Hamrin mountains", "iraq"),
        ("Suicide bombing kills 30 in Baghdad's Tayaran Square", "iraq"),
        ("Iranian missiles hit Kurdish party headquarters in Koya", "iraq"),
        ("Roadside bomb targets US convoy in Dhi Qar", "iraq"),
        ("Saraya Awliya al-Dam claims rocket attack on Erbil", "iraq"),
        ("Turkish forces shell SDF positions in Ain Issa", "syria"),
        ("SOHR: 12 regime soldiers killed in ISIS attack in Badia", "syria"),
        ("ISIS cells attack SDF checkpoint in Deir Ezzor countryside", "syria"),
        ("Regime shelling kills civilians in Jabal al-Zawiya", "syria"),
        ("HTS fighters clash with Assad's forces in Latakia countryside", "syria"),
        ("Russian airstrikes kill nine in Jisr al-Shughour", "syria"),
        ("Turkish-backed factions shell Tal Rifaat", "syria"),
        ("YPG kills two Turkish-backed rebels in Afrin", "syria"),
        ("US-led coalition kills ISIS leader in al-Bab raid", "syria"),
        ("Coalition warplanes bomb Baghouz", "syria"),
        ("Israeli missiles hit Iranian positions near al-Kiswah", "syria"),
        ("Israel kills Iranian general in Damascus consulate strike", "syria"),
        ("Houthi missile kills seven at Marib mosque", "yemen"),
        ("Houthi shelling kills child in Taiz", "yemen"),
        ("Saudi-led airstrikes kill 13 in Hajjah", "yemen"),
        ("Suspected AQAP gunmen kill six soldiers in Abyan", "yemen"),
        ("Drone strike kills al-Qaeda suspects in Shabwa", "yemen"),
        ("UAE-backed Giants Brigades retake Bayhan", "yemen"),
        ("Southern separatists storm presidential palace in Aden", "yemen"),
        ("Houthi drones strike Aramco facility in Jeddah", "saudi-arabia"),
        ("Houthi missile intercepted over Najran", "saudi-arabia"),
        ("Yemen's Houthis attack Abha airport, wounding eight", "saudi-arabia"),
        ("Houthi attack on Abu Dhabi kills three", "united-arab-emirates"),
        ("Egyptian army kills 15 militants in North Sinai", "egypt"),
        ("Islamic State claims attack on Egyptian soldiers in Bir al-Abd", "egypt"),
        ("Gunmen kill Coptic Christian in El-Arish", "egypt"),
        ("Egypt: 19 Jihadists killed in Sinai", "egypt"),
        ("Sinai Province attacks checkpoint near Sheikh Zuweid", "egypt"),
        ("Jordanian forces kill 27 drug smugglers on border with Syria", "jordan"),
        ("Drone attack kills three US troops at Tower 22 in Jordan", "jordan"),
        ("Jaish al-Adl attack on police station kills 11 in Rask", "iran"),
        ("Gunmen kill two border guards in Saravan", "iran"),
        ("Kurdish fighters clash with Iranian Revolutionary Guards in West Azerbaijan", "iran"),
        ("Protester killed by security forces in Mahabad", "iran"),
        ("Bomb blasts kill scores near Soleimani's grave in Kerman", "iran"),
        ("Pakistan strikes militant hideouts in Saravan", "iran"),
        ("Israel says it killed a Hamas commander in Sidon", "lebanon"),
        ("Israeli drone strike kills Hamas deputy al-Arouri in Beirut suburb", "lebanon"),
        ("Fighting between Fatah and Islamists in Ain al-Hilweh camp kills five", "lebanon"),
        ("Clashes in Tripoli between Bab al-Tabbaneh and Jabal Mohsen", "lebanon"),
        ("Israeli shelling kills Reuters journalist Issam Abdallah in Alma al-Shaab", "lebanon"),
        ("Hezbollah member killed in Israeli strike on vehicle in Mansouri", "lebanon"),
        ("Palestinian gunman kills three in Bnei Brak", "israel"),
        ("Two Israelis stabbed to death in Beit Shemesh", "israel"),
        ("Rocket fired from Gaza lands near Sderot", "israel"),
        ("Hezbollah anti-tank missile kills Israeli civilian in Margaliot", "israel"),
        ("Israeli soldier killed in Hezbollah drone attack on Binyamina base", "israel"),
        ("Israel kills Islamic Jihad commander in Gaza airstrike", "gaza"),
        ("Israeli troops kill two Palestinians along Gaza border fence", "gaza"),
        ("Israel army kills Palestinian who approached fence", "gaza"),
        ("Two Hamas militants killed in tunnel collapse", "gaza"),
        ("Israel strikes Hamas posts after rocket fire", "gaza"),
        ("Israeli tank shell kills three Palestinian fighters", "gaza"),
        ("Palestinian killed as Israeli navy fires at fishermen", "gaza"),
        ("Israeli airstrike kills 11 members of Palestinian family", "gaza"),
        ("Palestinian stabs Israeli soldier, is shot dead", "west-bank"),
        ("Israeli troops kill Palestinian during arrest raid", "west-bank"),
        ("Israeli forces kill Palestinian assailant at checkpoint", "west-bank"),
        ("Israeli soldiers shoot dead Palestinian stone thrower", "west-bank"),
        ("Palestinian gunmen kill Israeli settler", "west-bank"),
        ("Palestinian killed in clashes with settlers", "west-bank"),
        ("Israeli settler kills Palestinian activist in Umm al-Khair", "west-bank"),
        ("Israel kills Lions' Den commander in Nablus Old City", "west-bank"),
        ("Israeli drone strike kills four in Tubas", "west-bank"),
        ("Palestinian Authority forces clash with gunmen in Jenin camp", "west-bank"),
        ("Undercover Israeli unit kills three in hospital in Jenin", "west-bank"),
        ("Palestinian shot dead after stabbing attack in Jerusalem's Old City", "jerusalem"),
        ("Gunman kills seven outside synagogue in Neve Yaakov", "jerusalem"),
    ],
)
def test_conflicts_of_the_middle_east(placer: Placer, text: str, main: str) -> None:
    assert main_of(placer, text) == main


@pytest.mark.parametrize(
    "text",
    [
        "The Times of Israel wins a press award",  # a newspaper
        "Turkey sandwich tops the lunch menu",  # an idiom
        "Jordan the player retires for good",  # a person
        "USS Georgia surfaces after six months",  # a ship
        "Ethiopian Airlines orders eleven jets",  # an airline
        "Chadwick Boseman film returns to cinemas",  # inside a longer word
    ],
)
def test_names_of_things_are_no_places(placer: Placer, text: str) -> None:
    assert main_of(placer, text) == "world"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "?!… — «»؟،؛",
        "…" * 500,
        "a" * 10_000,
        "\u0300" * 10_000,
        "9" * 10_000,
        "\ud83d",
        "\udc00\ud800",
        "Qwzx \u202eلكسز\u202c 漢字 ק\ufeff\u200d",
    ],
)
def test_bad_input_is_the_world_and_no_error(placer: Placer, text: str) -> None:
    placement = placer.place([Line(text, "almayadeen-en")])[0]
    assert placement.about == ("world",)
    assert placer.mentions(text) == ()


def test_broken_text_around_a_name_hides_nothing(placer: Placer) -> None:
    assert main_of(placer, "\ud800 Raid on Bint Jbeil \udfff\u202e غارة") == "lebanon"
    assert main_of(placer, "Raid on Bint Jbeil " + "x " * 5_000) == "lebanon"
