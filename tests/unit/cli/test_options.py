"""Options say what they take, before anything is started."""

import pytest

from bot.cli.commands import KINDS
from bot.cli.parser import main
from bot.scrape.sites import registry


@pytest.mark.parametrize("speed", ["0", "-1", "nan", "1e9", "fast"])
def test_a_speed_that_is_none_is_refused(speed: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["demo", f"--speed={speed}"])
    assert left.value.code == 2
    assert speed in capsys.readouterr().err


def test_a_kind_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["scrape", "--kind", "newspaper", "page.html"])
    assert left.value.code == 2
    assert "liveblog" in capsys.readouterr().err


def test_every_kind_may_be_asked_for() -> None:
    assert tuple(registry.KINDS) == KINDS
