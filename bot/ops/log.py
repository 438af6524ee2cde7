"""Logs: one event a line, JSON or readable, from our own code and from libraries, without any secret.

Our code writes `log.info("line_decided", outcome=..., ...)`: the event is a stable word in snake_case, the
rest are fields. Records of the standard library (httpx, aiohttp, telegram, redis, asyncio) take the same way
out. Secrets are removed from the finished line, so that no field, exception text or traceback escapes it.
"""

import json
import logging
import re
import sys
import threading
from collections.abc import Iterable
from types import TracebackType
from typing import IO, Any, Literal
from urllib.parse import quote, quote_plus

import structlog

from bot.ops.secret import Secret

Form = Literal["auto", "json", "text"]

_STARS = "***"
# A Bot API token: the bot's id, a colon, 35 characters (the length is not promised, hence "at least 30").
_TOKEN = re.compile(r"\d+(?::|%3[aA])[A-Za-z0-9_-]{30,}")
_USERINFO = re.compile(r"(?<=://)[^/\s@'\"]*:[^/\s@'\"]*(?=@)")
# They write the whole address of each request, and Telegram's addresses contain the token.
_CHATTY = ("httpx", "httpcore", "telegram", "aiohttp.access", "aiohttp.client", "hpack", "asyncio")

_raw = structlog.stdlib.get_logger("bot.ops.log")


class Redactor:
    """Takes secrets out of texts. Secrets may be added at any time; those shorter than 4 are left alone."""

    def __init__(self, secrets: Iterable[Secret] = ()) -> None:
        self._forms: tuple[str, ...] = ()
        self.add(*secrets)

    def add(self, *secrets: Secret) -> None:
        """Remember secrets in every form they may take in a line: as they are, in an address, in JSON."""
        forms = set(self._forms)
        for text in (secret.reveal() for secret in secrets):
            if len(text) >= 4:
                escaped = json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1], repr(text)[1:-1]
                forms |= {text, quote(text, safe=""), quote(text), quote_plus(text), *escaped}
        self._forms = tuple(sorted(forms, key=len, reverse=True))

    def __call__(self, text: str) -> str:
        """The text with stars for every secret, bot token and password in an address."""
        for form in self._forms:
            text = text.replace(form, _STARS)
        return _USERINFO.sub(_STARS, _TOKEN.sub(_STARS, text))


class _Formatter(structlog.stdlib.ProcessorFormatter):
    """The one place where a record becomes text, and the last one before it leaves."""

    def __init__(self, redact: Redactor, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        try:
            line = super().format(record)
        except (TypeError, ValueError) as error:  # a library's message that does not fit its arguments
            line = f"log record of {record.name} cannot be written: {type(error).__name__}"
        return self._redact(line)


class _Handler(logging.StreamHandler[IO[str]]):
    """Our handler, told apart from those of others when the set-up is called again."""


def _shared() -> list[structlog.typing.Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]


def _as_json(value: object, **options: Any) -> str:
    options["default"] = str
    return json.dumps(value, ensure_ascii=False, **options)


def _renderers(form: Form, stream: IO[str]) -> list[structlog.typing.Processor]:
    readable = form == "text" or (form == "auto" and stream.isatty())
    if readable:
        colours = stream.isatty()
        plain = structlog.dev.plain_traceback
        return [structlog.dev.ConsoleRenderer(colors=colours, exception_formatter=plain, sort_keys=False)]
    names = structlog.processors.EventRenamer("event")
    return [structlog.processors.format_exc_info, names, structlog.processors.JSONRenderer(serializer=_as_json)]


def set_up(level: str = "info", form: Form = "auto", stream: IO[str] | None = None) -> Redactor:
    """Send all logs to `stream` (standard error by default); returns the redactor to which secrets are added.

    `form`: "json", "text", or "auto": readable on a terminal, else JSON. May be called again.
    """
    stream = stream or sys.stderr
    redact = Redactor()
    strip = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler = _Handler(stream)
    handler.setFormatter(
        _Formatter(redact, foreign_pre_chain=_shared(), processors=[strip, *_renderers(form, stream)])
    )
    root = logging.getLogger()
    for old in [one for one in root.handlers if isinstance(one, _Handler)]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level.upper())
    for name in _CHATTY:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    logging.captureWarnings(capture=True)
    logging.raiseExceptions = False  # it would print a record's arguments to standard error, as they are
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_shared(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    _catch_crashes()
    return redact


def _catch_crashes() -> None:
    """Uncaught exceptions end in the log, redacted, instead of raw on standard error."""
    sys.excepthook = _crashed
    threading.excepthook = _thread_crashed


def _crashed(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    _raw.critical("crashed", exc_info=(kind, error, trace))


def _thread_crashed(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        _crashed(args.exc_type, args.exc_value, args.exc_traceback)


def logger(name: str) -> structlog.stdlib.BoundLogger:
    """A logger for one module: `log = logger(__name__)`."""
    bound: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return bound
