"""Settings: right ones become values; wrong ones are told all at once, each with where, what, and what else."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.app.checking import effective
from bot.app.rooms import open_rooms, region_graph
from bot.config.environment import VARIABLES
from bot.config.problems import SettingsError
from bot.config.settings import Settings, load
from bot.model.chat import ChatKey
from bot.scrape.settings import READY_MADE

TOKEN = "7000000001:AAF0p8Q2rZxk3T1sVbYcNdEeGhIjKlMnOpQ"
GOOD = """
operators = [123456]
[[source]]
name = "harbour-en"
url = "http://127.0.0.1:8000/"
every_s = 1
allow_private = true
[[channel]]
chat = "@Lebanon_Breaking"
regions = ["lebanon"]
[[channel]]
chat = -1001234
topic = 7
regions = ["all"]
quiet = {start = 23:00:00, end = 07:00:00, zone = "Asia/Beirut"}
"""


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def loaded(folder: Path, toml: str = "", **environment: str) -> Settings:
    """The settings of a folder with this `tocsin.toml` and this `.env`."""
    (folder / "tocsin.toml").write_text(toml, "utf-8")
    (folder / ".env").write_text("".join(f"{name}={value}\n" for name, value in environment.items()), "utf-8")
    return load(folder, region_graph())


def problems(folder: Path, toml: str = "", **environment: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        loaded(folder, toml, **environment)
    return [str(problem) for problem in caught.value.problems]


def test_nothing_at_all_is_a_setting(tmp_path: Path) -> None:
    settings = load(tmp_path, region_graph())
    assert [source.name for source in settings.sources] == ["almayadeen-en"]
    assert settings.file is None
    assert settings.channels == ()
    assert settings.environment.token is None
    assert settings.environment.data_dir == tmp_path / "data"
    assert (settings.environment.http_host, settings.environment.http_port) == ("127.0.0.1", 8080)


def test_what_is_written_is_taken(tmp_path: Path) -> None:
    settings = loaded(tmp_path, GOOD, TOCSIN_TELEGRAM_TOKEN=TOKEN)
    assert settings.operators == (123456,)
    assert settings.sources[0].every == timedelta(seconds=1)
    assert settings.sources[0].allow_private
    first, second = settings.channels
    assert first.key == ChatKey("@lebanon_breaking")
    assert first.subscription.regions == {"lebanon"}
    assert second.key == ChatKey(-1001234, 7)
    assert {"europe", "mena", "palestine"} <= second.subscription.regions
    assert settings.environment.token is not None
    assert settings.environment.token.reveal() == TOKEN


def test_the_environment_wins_over_the_file_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOCSIN_HTTP_ADDRESS", "127.0.0.1:9000")
    environment = loaded(tmp_path, TOCSIN_HTTP_ADDRESS="127.0.0.1:7000", TOCSIN_LOG_LEVEL="debug").environment
    assert environment.http_port == 9000
    assert environment.log_level == "debug"


def test_a_token_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    token = loaded(tmp_path, TOCSIN_TELEGRAM_TOKEN_FILE=str(tmp_path / "token")).environment.token
    assert token is not None
    assert token.reveal() == TOKEN


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TOCSIN_TELEGRAM_TOKEN", "nonsense", "is not a bot token"),
        ("TOCSIN_TELEGRAM_TOKEN_FILE", "/nowhere/token", "cannot be read"),
        ("TOCSIN_TELEGRAM_API_URL", "https://api.example/", "ends in /bot"),
        ("TOCSIN_TELEGRAM_PROXY", "socks5://x:1", "http://[USER:PASSWORD@]HOST:PORT"),
        ("TOCSIN_TELEGRAM_WEBHOOK_URL", "http://bot.example", "https address"),
        ("TOCSIN_REDIS_URL", "localhost:6379", "redis://"),
        ("TOCSIN_REDIS_URL", "http://localhost", "redis://"),
        ("TOCSIN_REDIS_URL", "redis://localhost:port", "a port is a number from 1 to 65535"),
        ("TOCSIN_REDIS_URL", "redis://[::1", "in brackets"),
        ("TOCSIN_REDIS_URL", "redis:///0", "redis://HOST:PORT/DB"),
        ("TOCSIN_REDIS_URL", "redis://localhost/one", "the number of a database"),
        ("TOCSIN_REDIS_URL", "redis://localhost?ssl_ca_cert=ca.pem", "one of ssl_ca_certs, "),
        ("TOCSIN_REDIS_URL", "redis://localhost?db=one", "are numbers"),
        ("TOCSIN_REDIS_URL", "rediss://localhost?ssl_ca_certs=/nowhere/ca.pem", "/nowhere/ca.pem"),
        ("TOCSIN_REDIS_URL", "unix://", "unix:///run/valkey.sock"),
        ("TOCSIN_REDIS_URL", "redis+sentinel://localhost", "HOST:PORT,HOST:PORT/SERVICE"),
        ("TOCSIN_REDIS_URL", "redis+sentinel://localhost/main/one", "the number of a database"),
        ("TOCSIN_REDIS_URL", "redis+cluster://localhost:6379/1", "a cluster has no databases"),
        ("TOCSIN_REDIS_URL", "redis+cluster://localhost:0", "a port is a number"),
        ("TOCSIN_REDIS_CONFIRM", "replicas=0", "replicas=N (1 to 99)"),
        ("TOCSIN_REDIS_CONFIRM", "disk,", "disk,replicas=N"),
        ("TOCSIN_REDIS_CONFIRM", "replicas=1", "the embedded server has no replicas"),
        ("TOCSIN_HTTP_ADDRESS", "8080", "HOST:PORT"),
        ("TOCSIN_HTTP_ADDRESS", "0.0.0.0:8080", "TOCSIN_HTTP_TOKEN"),
        ("TOCSIN_HTTP_ADDRESS", "127.0.0.1:99999", "HOST:PORT"),
        ("TOCSIN_HTTP_OPEN", "yes", "one of 0, 1"),
        ("TOCSIN_SETTINGS", "nowhere.toml", "there is no such file"),
        ("TOCSIN_LOG_FORMAT", "xml", "one of auto, json, text"),
        ("TOCSIN_LOG_LEVEL", "loud", "one of info, debug"),
        ("TOCSIN_TELEGRAM_TOKN", "1:x", "there is no such variable"),
        ("TOCSIN_DATA_DIR", "tocsin.toml", "is a file"),
    ],
)
def test_each_wrong_variable_is_named_with_what_is_allowed(
    tmp_path: Path, name: str, value: str, said: str
) -> None:
    (found,) = problems(tmp_path, **{name: value})
    assert found.startswith(name)
    assert said in found


@pytest.mark.parametrize("name", ["TOCSIN_TELEGRAM_TOKEN", "TOCSIN_TELEGRAM_PROXY", "TOCSIN_REDIS_URL"])
def test_a_secret_is_not_shown_even_when_it_is_wrong(tmp_path: Path, name: str) -> None:
    assert "hunter2" not in str(problems(tmp_path, **{name: "ftp+x://:hunter2@host"}))
    assert "hunter2" not in str(problems(tmp_path, **{name: "redis://:hunter2@host:port"}))


@pytest.mark.parametrize(
    ("toml", "where", "said"),
    [
        ("a = ", "tocsin.toml", "is not TOML"),
        ("nonsense = 1", "tocsin.toml, nonsense", "there is no such setting"),
        ('operators = ["me"]', "operators[0]", "valid integer"),
        ('[[source]]\nurl = "https://x.example/"', "[[source]] number 1, name", "is required"),
        ('[[source]]\nname = "a"\nurl = "ftp://x"', "[[source]] number 1 a, url", "http or https address"),
        (
            '[[source]]\nname = "a"\nurl = "https://x.example"\nevery_s = 0',
            "every_s: 0",
            "greater than or equal to 1",
        ),
        ('[[source]]\nname = "a"\nurl = "https://x.example"\nkind = "tape"', "kind: 'tape'", "'ticker', 'feed'"),
        (
            '[[channel]]\nchat = "lebanon"\nregions = ["lebanon"]',
            "number 1 lebanon, chat: 'lebanon'",
            "numeric id",
        ),
        ('[[channel]]\nchat = "@lebanon"\nregions = []', "[[channel]] number 1 @lebanon, regions", "at least 1"),
        (
            '[[channel]]\nchat = "@abc"\nregions = ["lebannon"]',
            "@abc, regions: 'lebannon'",
            "did you mean 'lebanon'?",
        ),
        ('[[channel]]\nchat = "@abc"\nregions = ["zzzzzz"]', "@abc, regions: 'zzzzzz'", "`tocsin regions` lists"),
        (
            '[[channel]]\nchat = "@abc"\nregions = ["all"]\nsources = ["nobody"]',
            "@abc, sources: 'nobody'",
            "there are almayadeen-en",
        ),
        (
            '[[channel]]\nchat = "@abc"\nregions = ["all"]\n[[channel]]\nchat = "@ABC"\nregions = ["all"]',
            "[[channel]] @ABC",
            "is there twice",
        ),
        ('[[place]]\nname = "X"\nregion = "nowhere"', "[[place]] X, region: 'nowhere'", "is no region"),
        ('[[actor]]\nname = "Y"\nregions = {nowhere = 0.5}', "[[actor]] Y, regions: 'nowhere'", "is no region"),
        ("[delivery]\nper_second = 31", "delivery, per_second: 31", "less than or equal to 30"),
        ('[access]\nmode = "secret"', "access, mode: 'secret'", "'open', 'listed' or 'invited'"),
    ],
)
def test_each_mistake_in_the_file_is_named_with_where_it_stands(
    tmp_path: Path, toml: str, where: str, said: str
) -> None:
    (found,) = problems(tmp_path, toml)
    assert where in found
    assert said in found


@pytest.mark.parametrize("preset", READY_MADE)
def test_a_preset_is_used_by_its_name_and_marked_as_untried(tmp_path: Path, preset: str) -> None:
    toml = f'[[source]]\npreset = "{preset}"\n[[source]]\npreset = "{preset}"\nname = "mine"\nevery_s = 30\n'
    as_it_is, mine = loaded(tmp_path, toml).sources
    assert as_it_is == READY_MADE[preset]
    assert as_it_is.untried
    assert (mine.name, mine.url, mine.every) == ("mine", READY_MADE[preset].url, timedelta(seconds=30))
    assert mine.labels == READY_MADE[preset].labels
    assert "sources[1].untried = True" in "\n".join(effective(open_rooms(tmp_path)))
    tried = loaded(tmp_path, f'[[source]]\npreset = "{preset}"\nselector = ".strip li"\n').sources[0]
    assert not tried.untried


def test_a_preset_that_is_none_is_the_one_mistake(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, '[[source]]\npreset = "almayadin"\n')
    assert "preset: 'almayadin'" in found
    assert "almayadeen-en" in found


def test_a_preset_that_is_none_hides_no_other_mistake(tmp_path: Path) -> None:
    found = "\n".join(
        problems(tmp_path, '[[source]]\npreset = "almayadin"\nevery_s = 0\n[[source]]\nname = "b"\n')
    )
    assert "every_s: 0" in found
    assert "[[source]] number 2 b, url: is required" in found


def test_two_sources_of_one_name(tmp_path: Path) -> None:
    row = '[[source]]\nname = "a"\nurl = "https://x.example"\n'
    (found,) = problems(tmp_path, row + row)
    assert "[[source]] name: 'a'" in found
    assert "twice" in found


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        '[[source]]\nname = "A!"\nurl = "x"\nevery_s = 0.1\n'
        '[[channel]]\nchat = "@abc"\nregions = ["lebannon"]\n[dedupe]\nremember_h = "long"\n',
        TOCSIN_TELEGRAM_TOKEN="nonsense",
        TOCSIN_REDIS_URL="nowhere",
    )
    told = "\n".join(found)
    for part in ("TOKEN", "REDIS_URL", "A!, name", "A!, url", "every_s", "lebannon", "remember_h"):
        assert part in told
    assert len(found) == 7


def test_the_settings_in_effect_show_no_secret(tmp_path: Path) -> None:
    loaded(tmp_path, GOOD, TOCSIN_TELEGRAM_TOKEN=TOKEN, TOCSIN_REDIS_URL="redis://:hunter2@localhost/0")
    told = "\n".join(effective(open_rooms(tmp_path)))
    assert TOKEN.partition(":")[2] not in told
    assert "hunter2" not in told
    assert "sources[1].name = harbour-en" in told
    assert "sources[1].every = 0:00:01" in told
