"""No secret leaves by a log line, whoever writes it and however it is wrapped."""

import io
import json
import logging
import sys
import warnings
from collections.abc import Iterator
from urllib.parse import quote

import aiohttp
import httpx
import pytest
import structlog

from bot.ops.log import Redactor, logger, set_up
from bot.ops.secret import Secret

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw_"
PASSWORD = 'p"ss/wörd'


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """A stream with the log set up on it as JSON; everything is put back afterwards."""
    hook, root, before = sys.excepthook, logging.getLogger(), logging.getLogger().handlers[:]
    level = root.level
    out = io.StringIO()
    set_up("debug", "json", out).add(Secret(TOKEN), Secret(PASSWORD))
    yield out
    sys.excepthook, root.handlers[:] = hook, before
    root.setLevel(level)
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def assert_clean(text: str) -> None:
    for form in (TOKEN, PASSWORD, json.dumps(PASSWORD)[1:-1], quote(PASSWORD, safe=""), quote(TOKEN, safe="")):
        assert form not in text


def test_an_event_is_one_json_line_with_its_fields(stream: io.StringIO) -> None:
    logger("bot.pipeline").info("line_decided", outcome="alert", score=0.5, text="عاجل")
    (line,) = lines(stream)
    assert line["event"] == "line_decided"
    assert line["outcome"] == "alert"
    assert line["text"] == "عاجل"
    assert line["level"] == "info"
    assert line["logger"] == "bot.pipeline"
    assert str(line["timestamp"]).endswith("Z")


def test_secrets_are_taken_out_of_fields_nested_values_and_exceptions(stream: io.StringIO) -> None:
    try:
        httpx.get(f"unheard-of://api.telegram.org/bot{TOKEN}/sendMessage?{TOKEN}")
    except httpx.UnsupportedProtocol as error:
        error.add_note(f"bot{TOKEN}")
        logger("x").exception("send_failed", url=f"/bot{TOKEN}", deep={"a": [PASSWORD]}, quoted=quote(PASSWORD))
    text = stream.getvalue()
    assert_clean(text)
    assert "***" in text
    assert "UnsupportedProtocol" in text


def test_a_token_that_was_never_registered_is_known_by_its_shape() -> None:
    redact = Redactor()
    other = "987654321:ZZHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw-"
    assert redact(f"https://api.telegram.org/bot{other}/getMe") == "https://api.telegram.org/bot***/getMe"
    assert redact(quote(other, safe="")) == "***"
    assert redact("12:30:45 in Beirut") == "12:30:45 in Beirut"


def test_passwords_in_addresses_go() -> None:
    redact = Redactor()
    assert redact("redis://bot:hunter2@db:6379/0") == "redis://***@db:6379/0"
    assert redact("rediss://:hunter2@db/0 refused") == "rediss://***@db/0 refused"
    assert redact("see https://example.org/a:b@c") == "see https://example.org/a:b@c"


def test_secrets_too_short_to_be_secrets_do_not_shred_the_log() -> None:
    assert Redactor([Secret(""), Secret("ab")])("a cab") == "a cab"


def test_a_long_secret_that_holds_a_short_one_leaves_no_rest() -> None:
    assert Redactor([Secret("pass"), Secret("password1")])("password1") == "***"


def test_records_of_libraries_take_the_same_way_out(stream: io.StringIO) -> None:
    logging.getLogger("redis.client").warning("cannot reach redis://u:%s@h/0", PASSWORD)
    logging.getLogger("telegram.ext").error("bot%s", TOKEN, exc_info=ValueError(TOKEN))
    assert_clean(stream.getvalue())
    assert [line["event"] for line in lines(stream)] == ["cannot reach redis://***@h/0", "bot***"]


def test_libraries_that_log_every_address_are_quiet(stream: io.StringIO) -> None:
    with httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200))) as client:
        client.get(f"https://api.telegram.org/bot{TOKEN}/getMe")
    logging.getLogger("aiohttp.access").info("GET /")
    assert aiohttp.log.access_logger.level >= logging.WARNING
    assert stream.getvalue() == ""


def test_a_record_that_does_not_fit_its_arguments_is_named_and_harms_nobody(stream: io.StringIO) -> None:
    arguments = (TOKEN,)
    logging.getLogger("redis").error("two %s %s", *arguments)
    assert stream.getvalue() == "log record of redis cannot be written: TypeError\n"


def test_warnings_and_crashes_end_in_the_log(stream: io.StringIO) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(f"odd {TOKEN}", stacklevel=1)
    error = RuntimeError(f"lost {TOKEN}")
    sys.excepthook(RuntimeError, error, None)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert_clean(stream.getvalue())
    assert [line["event"] for line in lines(stream)][1:] == ["crashed"]


def test_readable_form_is_for_terminals(stream: io.StringIO) -> None:
    out = io.StringIO()
    set_up("info", "text", out).add(Secret(TOKEN))
    logger("x").info("line_decided", url=f"/bot{TOKEN}/")
    logger("x").debug("hidden")
    text = out.getvalue()
    assert "line_decided" in text
    assert "hidden" not in text
    assert not text.startswith("{")
    assert_clean(text)


def test_setting_up_again_moves_the_log_instead_of_doubling_it(stream: io.StringIO) -> None:
    out = io.StringIO()
    set_up("info", "json", out)
    logger("x").info("once")
    assert stream.getvalue() == ""
    assert len(lines(out)) == 1
