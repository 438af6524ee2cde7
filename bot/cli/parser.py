"""The commands, their options and help; which function each one calls."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import version

from bot.cli.commands import COMMANDS
from bot.cli.lines import InputError
from bot.config.problems import SettingsError
from bot.ports.errors import TocsinError

EXIT_BAD_SETTINGS = 2
_SETTINGS_NOTE = "Settings: TOCSIN_ variables, .env and tocsin.toml; docs/settings.md lists every one."


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 well, 1 it failed, 2 the call or the settings are wrong."""
    options = build_parser().parse_args(argv)
    try:
        return _called(options.call)(options)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return EXIT_BAD_SETTINGS
    except InputError as error:
        print(f"tocsin {options.command}: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read us has had enough (`| head`): no error, and nothing more to flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (TocsinError, OSError) as error:
        print(f"tocsin {options.command}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _called(name: str) -> Callable[[argparse.Namespace], int]:
    """The function behind a command; its module is imported only now, so that each command starts at once."""
    module, _, function = name.partition(":")
    found: Callable[[argparse.Namespace], int] = getattr(import_module(f"bot.cli.{module}"), function)
    return found


def build_parser() -> argparse.ArgumentParser:
    """All commands with their help."""
    parser = argparse.ArgumentParser(
        prog="tocsin",
        description="Watches the BREAKING tickers of news sites and rings the bell in Telegram, region by region.",
        epilog=_SETTINGS_NOTE,
    )
    parser.add_argument("--version", action="version", version=f"tocsin {version('tocsin')}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (call, says, options) in COMMANDS.items():
        what, _, more = says.partition("\n")
        command = commands.add_parser(
            name, help=what, description=f"{what}\n{more}", formatter_class=argparse.RawDescriptionHelpFormatter
        )
        command.set_defaults(call=call)
        for flags, given in options:
            command.add_argument(*flags, **given)
    return parser
