"""Lines that a hasty reader takes for a repeat, judged with the gazetteer: none may be dropped."""

import pytest

from bot.classify.gazetteer import Gazetteer
from bot.classify.place import Placer
from bot.classify.regions import load_regions
from bot.model.news import Kind
from tests.unit.dedupe.lines import judged

PLACER = Placer(Gazetteer.load(), load_regions())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Aoun: The army will deploy in the south", "Salam: The army will deploy in the south"),
        ("Tibi: The law is racist", "Odeh: The law is racist"),
        ("Washington condemns attack on tanker", "London condemns attack on tanker"),
        (
            "Israeli strike kills Hezbollah commander in Lebanon",
            "Israeli strike kills Hezbollah commander in Syria",
        ),
        ("Iranian government rejects proposal", "Iranian opposition rejects proposal"),
        ("Syrian government forces shell Idlib", "Syrian opposition forces shell Idlib"),
        ("Explosion in Damascus", "Explosion near presidential palace in Damascus"),
        ("Israeli army: We struck a launcher in Khiam", "Hezbollah: We struck a launcher in Khiam"),
        ("Two killed in strike on Khiam", "Two children killed in strike on Khiam"),
        ("Court acquits former minister Petrov", "Court convicts former minister Petrov"),
        ("EU to impose sanctions on Belarus", "US to impose sanctions on Belarus"),
        ("Ship attacked off Hodeidah", "Greek ship attacked off Hodeidah"),
        ("Putin meets Erdogan in Sochi", "Putin meets Raisi in Sochi"),
        ("Trump speaks with Putin", "Trump speaks with Zelensky"),
        ("Hamas hands over three bodies", "Hamas receives three bodies"),
        ("Israeli drone strike on car in Tyre", "Israeli drone strike on car in Tyre kills Hamas official"),
        ("Moscow rejects ceasefire proposal", "Kyiv rejects ceasefire proposal"),
        ("Riyadh summons Lebanese ambassador", "Lebanon summons Saudi ambassador"),
        ("Tehran summons Swiss ambassador", "Bern summons Iranian ambassador"),
        ("Prime minister arrives in Cairo", "Prime minister leaves Cairo"),
        (
            "Al-Qassam Brigades: We targeted a tank east of Rafah",
            "Al-Quds Brigades: We targeted a tank east of Rafah",
        ),
        ("Quake of magnitude 5 hits Crete", "Quake of magnitude 5 hits Cyprus"),
        ("Actress Maria Lopez dies at 81", "Actress Maria Gomez dies at 81"),
        ("Parliament approves budget", "Parliament rejects budget"),
        ("Parliament approves budget", "Parliament approves budget in first reading"),
        ("IAEA: Iran increases stockpile", "IAEA: Iran reduces stockpile"),
        ("UN envoy Pedersen arrives in Damascus", "UN envoy Grundberg arrives in Damascus"),
        ("Netanyahu: We will not withdraw from Rafah", "Gallant: We will not withdraw from Rafah"),
        ("Qatar: Talks made progress", "Egypt: Talks made progress"),
        ("Sirens sound in Haifa", "Sirens sound in Acre"),
        ("Missile launched from Yemen", "Missile launched from Yemen intercepted"),
        ("Houthis release ten crew of tanker", "Houthis seize ten crew of tanker"),
        ("Germany's Merz visits Beirut", "France's Macron visits Beirut"),
        ("US shoots down Houthi drone", "Houthis shoot down US drone"),
        ("Six soldiers wounded near Metula", "Six soldiers wounded, one critically, near Metula"),
        ("Storm damages port of Latakia", "Storm destroys port of Latakia"),
        ("Barrack: Lebanon must act now", "Ortagus: Lebanon must act now"),
        ("Abbas arrives in Amman", "Mansour Abbas arrives in Amman"),
        ("Palestinian government resigns", "Palestinian prime minister resigns"),
        ("Mali junta expels French envoy", "Niger junta expels French envoy"),
        ("Beirut protests Israeli violation", "Damascus protests Israeli violation"),
        ("Judge orders release of Khalil", "Judge orders release of Khalil on bail"),
        ("Fire at Bushehr plant", "Fire at Bushehr plant put out"),
        ("Second round of talks begins in Muscat", "Third round of talks begins in Muscat"),
        ("Talks resume in Doha", "Talks collapse in Doha"),
        ("North Korea fires missile", "South Korea fires missile"),
        ("Minister offers to resign", "Minister withdraws offer to resign"),
        ("Suspect in mall shooting identified", "Suspect in mall shooting identified as soldier"),
        ("عون: الجيش لن ينسحب", "سلام: الجيش لن ينسحب"),
        ("واشنطن ترفع العقوبات عن سوريا", "لندن ترفع العقوبات عن سوريا"),
        ("Madrid expulsa al embajador israelí", "Lisboa expulsa al embajador israelí"),
        ("Kestrel One ready for X Prize", "Kestrel One Wins X Prize"),
        ("Oil price, earnings send stocks lower", "Stocks edge higher as oil price retreats"),
        ("Corporate tax bill nearing approval", "Senate passes corporate tax bill"),
        ("Aust stocks set to open lower", "Share this on:"),
        ("EM Morning Roundup: Asia slumped on weak data", "Larkspur Review Roundup"),
    ],
)
def test_never_taken_for_a_repeat(old: str, new: str) -> None:
    assert judged(old, new, minutes=20, finder=PLACER).kind is not Kind.DUPLICATE
