"""A channel of the settings file has the options that a chat has in its menu."""

from datetime import time
from pathlib import Path

import pytest

from bot.app.rooms import region_graph
from bot.config.problems import SettingsError
from bot.config.settings import load
from bot.deliver.audience import has_word
from bot.model.chat import Quiet, Rhythm, Subscription

CHANNEL = """
[[source]]
name = "harbour-en"
url = "https://harbour.example/"
[[channel]]
chat = -1001234
regions = ["lebanon", "gaza"]
also = true
only_if = ["Power cut", "هدنة", "C++ (2)"]
never_if = ["football"]
sources = ["harbour-en"]
languages = ["es", "ar"]
silent = true
rhythm = "daily"
daily_at = 07:45:00
zone = "Asia/Beirut"
quiet = {start = 23:00:00, end = 07:00:00, zone = "Europe/Madrid"}
hashtags = true
lang = "es"
"""


def test_every_option_is_taken(tmp_path: Path) -> None:
    (tmp_path / "tocsin.toml").write_text(CHANNEL, "utf-8")
    channel = load(tmp_path, region_graph()).channels[0]
    assert channel.lang == "es"
    assert channel.subscription == Subscription(
        regions=frozenset(("lebanon", "gaza")),
        also=True,
        only_if=("power cut", "هدنة", "c++ (2)"),
        never_if=("football",),
        sources=frozenset(("harbour-en",)),
        languages=frozenset(("es", "ar")),
        silent=True,
        rhythm=Rhythm.DAILY,
        daily_at=time(7, 45),
        zone="Asia/Beirut",
        quiet=Quiet(time(23), time(7), "Europe/Madrid"),
        hashtags=True,
    )


@pytest.mark.parametrize(
    ("line", "heard"),
    [
        ("A POWER CUT darkens Homs", True),
        ("A power  cut darkens Homs", True),
        ("The power was cut in Homs", False),
        ("Powercut in Homs", False),
        ("Power cuts in Homs", False),
        ("اتفاق هدنة", True),
        ("The C++ (2) conference", True),
        ("The Cxx (2) conference", False),
    ],
)
def test_a_phrase_stands_whole_and_is_no_pattern(tmp_path: Path, line: str, heard: bool) -> None:
    (tmp_path / "tocsin.toml").write_text(CHANNEL, "utf-8")
    only_if = load(tmp_path, region_graph()).channels[0].subscription.only_if
    assert has_word(line, only_if) is heard


def test_the_fifty_first_word_is_refused(tmp_path: Path) -> None:
    words = ", ".join(f'"word {number}"' for number in range(51))
    (tmp_path / "tocsin.toml").write_text(CHANNEL.replace('"football"', words), "utf-8")
    with pytest.raises(SettingsError, match="never_if"):
        load(tmp_path, region_graph())
