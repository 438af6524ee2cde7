"""A word or two that make it other news: of another person, of a part, of another stage, hour or share."""

import pytest

from bot.dedupe.turning import turning
from bot.dedupe.vocabulary import vocabulary
from bot.model.news import Kind
from tests.unit.dedupe.lines import judged


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Bodyguard of Sri Lankan president killed", "Sri Lankan president killed"),
        ("Wife of Gabonese ex-leader arrested", "Gabonese ex-leader arrested"),
        ("Deputy governor of Nineveh resigns", "Governor of Nineveh resigns"),
        ("Governor of Nineveh resigns", "Deputy governor of Nineveh resigns"),
        ("Former Peruvian president jailed", "Peruvian president jailed"),
        ("Peruvian president jailed", "Former Peruvian president jailed"),
        ("Vice president of Ecuador hospitalised", "President of Ecuador hospitalised"),
        ("Acting mayor of Odesa detained", "Mayor of Odesa detained"),
        ("Some roads in Kashmir closed by snow", "All roads in Kashmir closed by snow"),
        ("Half of Beirut left without power", "All of Beirut left without power"),
        ("Nearly 200 killed in Libya floods", "Over 200 killed in Libya floods"),
        ("Just under 500 arrested in Tunis", "More than 500 arrested in Tunis"),
        ("Blasts heard in Karaj this morning", "Blasts heard in Karaj this evening"),
        ("Israeli raid on Jenin at dawn", "Israeli raid on Jenin in the afternoon"),
        ("Airport in Tripoli to open next week", "Airport in Tripoli to open today"),
        ("Airport in Tripoli to open tomorrow", "Airport in Tripoli to open today"),
        ("Rebels capture colonel in Goma", "Rebels capture general in Goma"),
        ("Nigerian army clashes with youths in Jos", "Nigerian police clash with youths in Jos"),
        ("Water pipeline blown up near Basra", "Gas pipeline blown up near Basra"),
        ("Army takes control of Hama countryside", "Army takes control of Hama"),
        ("Militants seize army camp in Bamako", "Militants seize Bamako"),
        ("Flood warning issued in Valencia", "Flood warning over in Valencia"),
        ("Mutiny under way in Niamey", "Mutiny over in Niamey"),
        ("Airline considers cutting flights to Israel", "Airline confirms cutting flights to Israel"),
        ("Iran threatens to close Strait of Hormuz", "Iran closes Strait of Hormuz"),
        ("Guards open fire at Chaman crossing", "Guards open Chaman crossing"),
        ("Soldier shot by protester in Nairobi", "Protester shot by soldier in Nairobi"),
        ("Official in Aleppo: blast in Homs", "Official in Homs: blast in Aleppo"),
        ("Libya rivals sign truce in Geneva", "Libya rivals break truce signed in Geneva"),
        ("Residents head back to Khartoum", "Residents head out of Khartoum"),
        ("Attack on embassy in Amman foiled", "Attack on embassy in Amman"),
        ("Miners found alive in Chile", "Miners found dead in Chile"),
        ("Son of Chadian president named army chief", "Chadian president names army chief"),
        ("Thirty killed in Sudan daily", "Thirty killed in Sudan today"),
        ("Coup attempt in Bamako", "Coup in Bamako"),
        ("Bid to oust Thai premier", "Thai premier ousted"),
        ("River level just under danger mark", "River level just over danger mark"),
        ("الجيش اليمني يقصف مواقع الانتقالي في عدن", "الانتقالي يقصف مواقع الجيش اليمني في عدن"),
        ("تركيا تهدد بإغلاق مجالها الجوي", "تركيا تغلق مجالها الجوي"),
        ("وفد إيراني يصل بغداد غدا", "وفد إيراني يصل بغداد"),
        ("بوتين قد يزور القاهرة", "بوتين يزور القاهرة"),
        ("قصف على رفح فجر اليوم", "قصف على رفح مساء اليوم"),
        ("اغتيال نجل محافظ البصرة", "اغتيال محافظ البصرة"),
        ("مقتل نائب قائد اللواء", "مقتل قائد اللواء"),
        ("الجيش يسيطر على ريف حلب", "الجيش يسيطر على مدينة حلب"),
        ("إحباط تفجير في بغداد", "تفجير في بغداد"),
        ("Petro amenaza con cerrar la embajada", "Petro cierra la embajada"),
        ("Bolivia busca entrar en los BRICS", "Bolivia entra en los BRICS"),
        ("Detienen al hermano del presidente de Perú", "Detienen al presidente de Perú"),
        ("Hallan sin vida a los mineros", "Hallan con vida a los mineros"),
        ("Muere la esposa del vicepresidente de Colombia", "Muere el vicepresidente de Colombia"),
        ("Toda Caracas sin luz", "Media Caracas sin luz"),
        ("Explosión en Quito esta mañana", "Explosión en Quito esta noche"),
    ],
)
def test_it_is_no_repeat(old: str, new: str) -> None:
    assert judged(old, new).kind is not Kind.DUPLICATE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("US envoy Barrack arrives in Beirut", "Barrack arrives in Beirut"),
        ("Former President Kirchner jailed in Argentina", "Kirchner jailed in Argentina"),
        ("More than 40 killed in Mali village", "Over 40 killed in Mali village"),
        ("Blasts heard in Karaj this evening", "Blasts heard in Karaj tonight"),
        ("Suspect shot by police in Lyon", "Suspect shot by the police in Lyon"),
    ],
)
def test_it_is_one(old: str, new: str) -> None:
    assert judged(old, new).kind is Kind.DUPLICATE


@pytest.mark.parametrize("lang", ["en", "ar", "es"])
def test_no_word_of_turning_is_silent(lang: str) -> None:
    words = turning(lang)
    silent = vocabulary(lang).fillers
    assert not (words.rank | words.kin | words.alone) & silent
