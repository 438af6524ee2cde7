"""The commands that run the program, show it, or ask after it: run, demo, check, health."""

import argparse
import asyncio
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Literal, cast

from rich.console import Console

from bot.app.checking import Checked, check_services, effective
from bot.app.rooms import Rooms, open_rooms
from bot.app.run import run as run_program
from bot.config.environment import notify_socket, parse_environment, read_environment, watchdog_s
from bot.demo.play import play
from bot.ops.log import set_up
from bot.ops.notify import Notifier
from bot.ops.secret import Secret

HEALTH_PATIENCE_S = 5.0


def run(_options: argparse.Namespace) -> int:
    """Run until stopped."""
    rooms = open_rooms()
    start_logging(rooms)
    try:
        asyncio.run(run_program(rooms, Console(), notifier=Notifier(notify_socket(), watchdog_s())))
    except ExceptionGroup as group:
        # The loop's own log line says what happened; a traceback of the whole group would only hide it.
        for error in group.exceptions:
            print(f"tocsin run: {error}", file=sys.stderr)
        return 1
    return 0


def start_logging(rooms: Rooms) -> None:
    """Logs as the environment asks for, with every secret known to the redactor."""
    environment = rooms.settings.environment
    form = cast("Literal['auto', 'json', 'text']", environment.log_format)
    redact = set_up(environment.log_level, form)
    proxies = [source.proxy for source in rooms.settings.sources]
    held = (environment.token, environment.proxy, environment.redis_url, environment.http_token, *proxies)
    redact.add(*(secret for secret in held if isinstance(secret, Secret)))


def demo(options: argparse.Namespace) -> int:
    """Play a day."""
    return asyncio.run(play(Console(), speed=options.speed, stay=options.stay))


def check(_options: argparse.Namespace) -> int:
    """Print what is in effect; ask Redis and Telegram."""
    rooms = open_rooms()
    start_logging(rooms)
    print("\n".join(effective(rooms)))
    found: list[Checked] = asyncio.run(check_services(rooms))
    for one in found:
        print(f"{'ok  ' if one.well else 'BAD '} {one.what}: {one.says}")
    return 0 if all(one.well for one in found) else 1


def health(options: argparse.Namespace) -> int:
    """Ask the running bot; what it says goes to standard output."""
    environment = parse_environment(read_environment(Path.cwd()), Path.cwd(), [], lenient=True)
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(environment.http_host, environment.http_host)  # noqa: S104
    address = f"http://{host}:{environment.http_port}/{'readyz' if options.ready else 'healthz'}"
    request = urllib.request.Request(address)
    if environment.http_token is not None:
        request.add_header("Authorization", f"Bearer {environment.http_token.reveal()}")
    try:
        with urllib.request.urlopen(request, timeout=HEALTH_PATIENCE_S) as answer:  # noqa: S310
            print(answer.read().decode())
            return 0
    except urllib.error.HTTPError as error:
        print(error.read().decode(errors="replace"))
    except OSError as error:
        print(f"tocsin health: no answer from {address}: {error}", file=sys.stderr)
    return 1
