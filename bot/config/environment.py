"""The only reader of the environment and of `.env`: secrets and addresses, all with the prefix TOCSIN_."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from dotenv import dotenv_values

from bot.config.problems import Problem, shortened
from bot.ops.addresses import is_loopback
from bot.ops.secret import Secret
from bot.store.addresses import FILES, problem_with, without_password
from bot.store.durability import Wanted

PREFIX = "TOCSIN_"
VARIABLES: Mapping[str, str] = {
    "TOCSIN_TELEGRAM_TOKEN": "the bot's token as BotFather gave it; unset: messages go to the terminal",
    "TOCSIN_TELEGRAM_TOKEN_FILE": "a file that holds the token and nothing else; instead of the variable",
    "TOCSIN_TELEGRAM_API_URL": "base address of the Bot API, ending in /bot; the token is appended",
    "TOCSIN_TELEGRAM_PROXY": "proxy for Telegram, http://[USER:PASSWORD@]HOST:PORT",
    "TOCSIN_TELEGRAM_WEBHOOK_URL": "public https address of this bot; set: webhooks instead of long polling",
    "TOCSIN_REDIS_URL": "address of Redis or Valkey, with Sentinel or Cluster too; unset: the embedded server",
    "TOCSIN_REDIS_CONFIRM": "what Redis must confirm of a commit: none, replicas=N, disk, or disk,replicas=N",
    "TOCSIN_DATA_DIR": "folder for the embedded server's files and the replica's identity",
    "TOCSIN_HTTP_ADDRESS": "HOST:PORT of the health endpoint and the status page",
    "TOCSIN_HTTP_TOKEN": "bearer token for the status page and the metrics",
    "TOCSIN_HTTP_OPEN": "1: serve the page without a token on an address that is not loopback",
    "TOCSIN_SETTINGS": "path of the settings file; unset: tocsin.toml in the working folder, where present",
    "TOCSIN_LOG_FORMAT": "json, text or auto (text on a terminal)",
    "TOCSIN_LOG_LEVEL": "debug, info, warning or error",
}
DEFAULT_API_URL = "https://api.telegram.org/bot"
_TOKEN = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{8,}")
_OUR_PATHS = ("/", "/healthz", "/readyz", "/metrics", "/events")


@dataclass(frozen=True, slots=True)
class Environment:
    """What the environment says, checked. `token` None: messages go to the terminal.

    `folder`: where `.env` was looked for.
    """

    token: Secret | None
    api_url: str
    proxy: Secret | None
    webhook_url: str | None
    redis_url: Secret | None
    redis_confirm: Wanted
    data_dir: Path
    http_host: str
    http_port: int
    http_token: Secret | None
    http_open: bool
    settings_path: Path | None
    log_format: str
    log_level: str
    folder: Path = Path()


def read_environment(folder: Path) -> dict[str, str]:
    """TOCSIN_ variables of the process over those of `folder`/.env. Empty values count as unset."""
    stored = dotenv_values(folder / ".env") if (folder / ".env").is_file() else {}
    merged = {**stored, **os.environ}
    return {name: value for name, value in merged.items() if name.startswith(PREFIX) and value}


def notify_socket() -> str | None:
    """Where systemd wants to hear how the service is; set by systemd itself, never by an operator."""
    return os.environ.get("NOTIFY_SOCKET") or None


def watchdog_s() -> float | None:
    """After how many silent seconds systemd ends this process; None when it watches another, or none."""
    microseconds, whose = os.environ.get("WATCHDOG_USEC", ""), os.environ.get("WATCHDOG_PID", "")
    if not microseconds.isdecimal() or int(microseconds) == 0 or whose not in ("", str(os.getpid())):
        return None
    return int(microseconds) / 1_000_000


def parse_environment(
    values: Mapping[str, str], folder: Path, problems: list[Problem], *, lenient: bool = False
) -> Environment:
    """Check every variable; mistakes are appended to `problems`. `lenient`: the settings file may be absent."""
    unknown = sorted(name for name in values if name not in VARIABLES)
    problems.extend(Problem(name, "", "there is no such variable") for name in unknown)
    host, port = _address(values.get("TOCSIN_HTTP_ADDRESS", "127.0.0.1:8080"), problems)
    http_token = values.get("TOCSIN_HTTP_TOKEN")
    http_open = _choice(values, "TOCSIN_HTTP_OPEN", ("0", "1"), problems) == "1"
    if not is_loopback(host) and not http_token and not http_open:
        problems.append(
            Problem(
                "TOCSIN_HTTP_ADDRESS",
                repr(f"{host}:{port}"),
                "others can reach it: set TOCSIN_HTTP_TOKEN, or TOCSIN_HTTP_OPEN=1 to let everybody in",
            )
        )
    return Environment(
        token=_token(values, problems),
        api_url=_api_url(values, problems),
        proxy=_proxy(values, problems),
        webhook_url=_webhook(values, problems),
        redis_url=_redis_url(values, problems),
        redis_confirm=_redis_confirm(values, problems),
        data_dir=_data_dir(values, folder, problems),
        http_host=host,
        http_port=port,
        http_token=Secret(http_token) if http_token else None,
        http_open=http_open,
        settings_path=_settings_path(values, folder, problems, lenient=lenient),
        log_format=_choice(values, "TOCSIN_LOG_FORMAT", ("auto", "json", "text"), problems),
        log_level=_choice(values, "TOCSIN_LOG_LEVEL", ("info", "debug", "warning", "error"), problems),
        folder=folder,
    )


def token_now(environment: Environment) -> Secret | None:
    """The token as it is set now: a token file or `.env` may have been replaced while the program runs.

    None when there is none, or one that cannot be right.
    """
    return _token(read_environment(environment.folder), [])


def _token(values: Mapping[str, str], problems: list[Problem]) -> Secret | None:
    text, path = values.get("TOCSIN_TELEGRAM_TOKEN"), values.get("TOCSIN_TELEGRAM_TOKEN_FILE")
    name = "TOCSIN_TELEGRAM_TOKEN"
    if text and path:
        problems.append(Problem(name, "", "give the token or TOCSIN_TELEGRAM_TOKEN_FILE, not both"))
    if path:
        name = "TOCSIN_TELEGRAM_TOKEN_FILE"
        try:
            text = Path(path).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not text"
            problems.append(Problem(name, shortened(path), f"the file cannot be read: {reason}"))
            return None
    if text is None:
        return None
    if not _TOKEN.fullmatch(text.strip()):
        # The value is a secret even when it is wrong, so it is not shown.
        problems.append(Problem(name, "", "is not a bot token: digits, a colon, then letters and digits"))
        return None
    return Secret(text.strip())


def _api_url(values: Mapping[str, str], problems: list[Problem]) -> str:
    name, text = "TOCSIN_TELEGRAM_API_URL", values.get("TOCSIN_TELEGRAM_API_URL", DEFAULT_API_URL)
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or not parts.path.endswith("/bot"):
        problems.append(Problem(name, shortened(text), "an http or https address that ends in /bot is needed"))
    return text


def _proxy(values: Mapping[str, str], problems: list[Problem]) -> Secret | None:
    text = values.get("TOCSIN_TELEGRAM_PROXY")
    if text is None:
        return None
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        problems.append(Problem("TOCSIN_TELEGRAM_PROXY", "", "http://[USER:PASSWORD@]HOST:PORT is needed"))
    return Secret(text)


def _webhook(values: Mapping[str, str], problems: list[Problem]) -> str | None:
    name, text = "TOCSIN_TELEGRAM_WEBHOOK_URL", values.get("TOCSIN_TELEGRAM_WEBHOOK_URL")
    if text is None:
        return None
    parts = urlsplit(text)
    if parts.scheme != "https" or not parts.hostname:
        problems.append(Problem(name, shortened(text), "an https address is needed"))
    elif parts.path in ("", *_OUR_PATHS) or parts.path.startswith("/static/"):
        problems.append(Problem(name, shortened(text), "needs a path of its own, /telegram say"))
    return text


def _redis_url(values: Mapping[str, str], problems: list[Problem]) -> Secret | None:
    text = values.get("TOCSIN_REDIS_URL")
    if text is None:
        return None
    # A password may stand in it, so it is shown without.
    given = shortened(without_password(text)) if "://" in text else ""
    if wrong := problem_with(text):
        problems.append(Problem("TOCSIN_REDIS_URL", given, wrong))
    for option, path in parse_qsl(text.partition("?")[2]):
        if option in FILES and not Path(path).is_file():
            wrong = f"there is no such file: {option} names certificates or a key in PEM"
            problems.append(Problem(f"TOCSIN_REDIS_URL, {option}", shortened(path), wrong))
    return Secret(text)


def _redis_confirm(values: Mapping[str, str], problems: list[Problem]) -> Wanted:
    name, text = "TOCSIN_REDIS_CONFIRM", values.get("TOCSIN_REDIS_CONFIRM", "none")
    wanted = Wanted.parse(text)
    if wanted is None:
        problems.append(Problem(name, shortened(text), "one of none, replicas=N (1 to 99), disk, disk,replicas=N"))
    elif wanted.replicas and "TOCSIN_REDIS_URL" not in values:
        problems.append(
            Problem(name, shortened(text), "the embedded server has no replicas; set TOCSIN_REDIS_URL")
        )
    return wanted or Wanted()


def _data_dir(values: Mapping[str, str], folder: Path, problems: list[Problem]) -> Path:
    path = folder / Path(values.get("TOCSIN_DATA_DIR", "data")).expanduser()
    if path.exists() and not path.is_dir():
        problems.append(Problem("TOCSIN_DATA_DIR", shortened(str(path)), "is a file; a folder is needed"))
    elif path.exists() and not os.access(path, os.W_OK | os.X_OK):
        problems.append(Problem("TOCSIN_DATA_DIR", shortened(str(path)), "cannot be written to"))
    return path


def _settings_path(
    values: Mapping[str, str], folder: Path, problems: list[Problem], *, lenient: bool
) -> Path | None:
    text = values.get("TOCSIN_SETTINGS")
    path = folder / Path(text or "tocsin.toml").expanduser()
    if path.is_file():
        return path
    if text and not lenient:
        problems.append(Problem("TOCSIN_SETTINGS", shortened(text), "there is no such file"))
    return None


def _address(text: str, problems: list[Problem]) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not host or not port.isdigit() or not 0 <= int(port) <= 65535:
        problems.append(Problem("TOCSIN_HTTP_ADDRESS", shortened(text), "HOST:PORT is needed, 127.0.0.1:8080 say"))
        return "127.0.0.1", 0
    return host, int(port)


def _choice(values: Mapping[str, str], name: str, allowed: tuple[str, ...], problems: list[Problem]) -> str:
    text = values.get(name, allowed[0]).lower()
    if text not in allowed:
        problems.append(Problem(name, shortened(values[name]), f"one of {', '.join(allowed)}"))
        return allowed[0]
    return text
