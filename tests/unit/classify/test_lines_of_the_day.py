"""Lines as desks write them: capitals against villages of their name, and who speaks about elsewhere."""

import pytest

from bot.classify.gazetteer import Gazetteer
from bot.classify.lines import Line
from bot.classify.place import Placer
from bot.classify.regions import load_regions

PLACER = Placer(Gazetteer.load(), load_regions())


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Martyrs and wounded as occupation targets aid seekers near Zikim", "gaza"),
        ("US-Saudi aggression: artillery shelling on Shada border district", "yemen"),
        ("Hamas delegation arrives in Doha for talks", "palestine"),
        ("Israeli airstrike targets Hamas leaders in Doha", "qatar"),
        ("Clashes in Tripoli's Abu Salim district after militia leader's killing", "libya"),
        ("Lai: Taipei to boost defence budget", "taiwan"),
        ("Merz: We will continue to arm Ukraine", "germany"),
        ("Spanish government approves arms embargo on 'Israel'", "spain"),
        ("Jordan rejects the displacement of Palestinians", "jordan"),
    ],
)
def test_the_main_region_is(text: str, main: str) -> None:
    assert PLACER.place([Line(text, "somewhere", "en")])[0].about[0] == main
