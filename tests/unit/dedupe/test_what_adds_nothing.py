"""Ages, initials, governments of countries, quarters: other dress of the same; and what stands close to them."""

import pytest

from bot.model.news import Kind
from tests.unit.dedupe.lines import judged


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Chess champion Ljubojevic dies", "Chess champion Ljubojevic dies at 74"),
        ("Chess champion Ljubojevic dies aged 74", "Chess champion Ljubojevic dies at age 74"),
        ("Novelist Ana Blandic, 91, dies in Split", "Novelist Ana Blandic dies in Split"),
        ("Siemens Energy posts loss in third quarter", "Siemens Energy posts loss in Q3"),
        ("General Atomics wins contract for naval drones", "GA wins contract for naval drones"),
        ("Canada approves pipeline to the coast", "Canadian government approves pipeline to the coast"),
        ("Captain of sunken South Korean ferry arrested", "Captain of sunken S Korean ferry arrested"),
        ("Tribunal finds former mayor Petrov guilty of fraud", "Tribunal convicts former mayor Petrov of fraud"),
        ("Rescuers search the debris of the school", "Rescuers search the rubble of the school"),
        ("Talks on an alliance of the four parties collapse", "Talks on a coalition of the four parties collapse"),
    ],
)
def test_the_same_in_another_dress(old: str, new: str) -> None:
    assert judged(old, new).kind is Kind.DUPLICATE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Chess champion Ljubojevic dies aged 74", "Chess champion Ljubojevic dies aged 47"),
        ("Shares of Norsk Hydro close at 82", "Shares of Norsk Hydro close at 74"),
        ("Venezuelan opposition holds rally in Caracas", "Venezuelan government holds rally in Caracas"),
        ("Venezuelan government holds rally in Caracas", "Venezuelan opposition holds rally in Caracas"),
        ("Siemens Energy posts loss in third quarter", "Siemens Energy posts loss in Q2"),
        ("Tribunal finds former mayor Petrov guilty of fraud", "Tribunal finds former mayor Petrov in hiding"),
    ],
)
def test_what_stands_close_to_it_is_sent(old: str, new: str) -> None:
    assert judged(old, new).kind is not Kind.DUPLICATE
