"""Small words say nothing, until one line has one where the other has its contrary."""

import pytest

from bot.model.news import Kind
from tests.unit.dedupe.lines import judged


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Copper up 3% in early trade", "Copper down 3% in early trade"),
        ("Bundestag votes for a ban on fur farms", "Bundestag votes against a ban on fur farms"),
        ("Lava flows into Grindavik", "Lava flows out of Grindavik"),
        ("Ferries from Rhodes cancelled", "Ferries to Rhodes cancelled"),
        ("Mayor dies before trial in Lyon", "Mayor dies after trial in Lyon"),
        ("Police open fire on protesters in Dakar", "Protesters open fire on police in Dakar"),
        ("Ranger kills elephant in Kenya", "Elephant kills ranger in Kenya"),
        ("مستوطنون يهاجمون جنودا في الخليل", "جنود يهاجمون مستوطنين في الخليل"),
        ("Choir boss quits in Oslo", "PM quits in Oslo"),
        ("Diputados votan a favor de la reforma", "Diputados votan en contra de la reforma"),
    ],
)
def test_the_contrary_is_told(old: str, new: str) -> None:
    assert judged(old, new).kind is not Kind.DUPLICATE
    assert judged(new, old).kind is not Kind.DUPLICATE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Ferries to Rhodes cancelled over gale", "Rhodes ferries cancelled over gale"),
        ("Mayor dies before trial, after long illness in Lyon", "Mayor dies after long illness in Lyon"),
        ("Ranger kills elephant in Kenya", "Elephant killed by ranger in Kenya"),
        ("Students meet teachers over Turin pay row", "Teachers meet students over Turin pay row"),
        ("Tunnel near Oslo shut at 3 pm", "Tunnel near Oslo shut at 3"),
    ],
)
def test_a_small_word_alone_adds_nothing(old: str, new: str) -> None:
    assert judged(old, new).kind is Kind.DUPLICATE
