"""The table of commands: what each is called, which function it calls, what it says of itself, its options."""

import math
from argparse import ArgumentTypeError
from collections.abc import Mapping
from typing import Any

KINDS = ("ticker", "feed", "liveblog", "json", "telegram")
SPEEDS = (0.1, 100.0)


def speed(text: str) -> float:
    """How fast the demo plays. Raises ArgumentTypeError, which argparse tells."""
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not SPEEDS[0] <= number <= SPEEDS[1]:
        raise ArgumentTypeError(f"{text} is not possible; a number from {SPEEDS[0]:g} to {SPEEDS[1]:g} is needed")
    return number


Option = tuple[tuple[str, ...], dict[str, Any]]

JSON: Option = (("--json",), {"action": "store_true", "help": "JSON lines, also on a terminal"})
FILE: Option = (("file",), {"nargs": "?", "metavar": "FILE", "help": "a file of lines; standard input by default"})

COMMANDS: Mapping[str, tuple[str, str, tuple[Option, ...]]] = {
    "run": (
        "program:run",
        """watch the sources and ring, until stopped
Without any settings: embedded Valkey in ./data, Al Mayadeen English, messages to the terminal.
SIGTERM and Ctrl-C end it within seconds, finishing what is in flight; SIGHUP reads the settings file again.""",
        (),
    ),
    "demo": (
        "program:demo",
        """play a day of a ticker in about a minute, on an embedded server
A small ticker site on loopback shows invented lines; the ordinary program polls it and rings in this terminal.
It needs no token, no network and leaves nothing behind.""",
        (
            (("--stay",), {"action": "store_true", "help": "go on serving the status page when the day is over"}),
            (("--speed",), {"type": speed, "default": 1.0, "metavar": "X", "help": "play X times as fast (1)"}),
        ),
    ),
    "check": (
        "program:check",
        """print the settings in effect, secrets hidden, and ask Redis and Telegram whether they answer
Exit code 0 when all is well, 1 when something does not answer, 2 when the settings are wrong.""",
        (),
    ),
    "health": (
        "program:health",
        """ask the running bot whether it is alive; exit code 0 or 1, for containers
Asks /healthz at TOCSIN_HTTP_ADDRESS; with --ready /readyz: whether it can do its work.""",
        ((("--ready",), {"action": "store_true", "help": "ask /readyz instead"}),),
    ),
    "scrape": (
        "pages:scrape",
        """show the headlines on a page, oldest first
JSON lines {"source", "text", "key"} when not on a terminal. A page without a ticker gives none, a word on
standard error, and exit code 0; a page that cannot be had, exit code 1.""",
        (
            (("page",), {"metavar": "FILE|URL", "help": "a saved page, or an address"}),
            JSON,
            (("--kind",), {"default": "ticker", "choices": KINDS, "help": "what the page is (ticker)"}),
            (("--selector",), {"help": "CSS of the lines or of what holds them"}),
            (("--label",), {"action": "append", "default": [], "help": "a word that stands before the lines"}),
            (("--path",), {"default": "", "help": "where the lines are in a JSON answer"}),
            (("--lang",), {"default": "en", "help": "language of the lines (en)"}),
            (
                ("--diagnose",),
                {"action": "store_true", "help": "say what was found, by which rule, which selector"},
            ),
        ),
    ),
    "dedupe": (
        "stages:dedupe",
        """tell lines apart: new, update or duplicate
Reads lines, oldest first, each plain text or JSON {"text", "at", "source"}; a blank line starts afresh. For each
line one JSON line {"n", "text", "decision", "of", "score", "because"}; n is the line's number in the input, from
1, blank lines counted, and `of` counts the same way. Lines without "at" are a minute apart.""",
        (FILE, JSON),
    ),
    "classify": (
        "stages:classify",
        """place lines: the regions each is about
Reads lines, oldest first; a blank line ends what they share as context. JSON lines {"text", "about", "also",
"because"}; `about` has the main region first, `world` where nothing places the line.""",
        (FILE, JSON),
    ),
    "regions": (
        "stages:regions",
        """list the regions one may subscribe to
JSON lines {"slug", "name", "parents", "iso"} when not on a terminal.""",
        (JSON,),
    ),
    "explain": (
        "stages:explain",
        """say what would become of a line, and why, stage by stage
Against what the bot on this data folder (or TOCSIN_REDIS_URL) remembers, where it runs.""",
        (
            (("line",), {"metavar": "LINE", "help": "the line, in quotes"}),
            (("--source",), {"default": "", "help": "the name of the source that shows it"}),
        ),
    ),
    "gazetteer": (
        "carrying:gazetteer",
        """add a GeoNames country dump to the gazetteer: tocsin gazetteer import LB.txt
The dump is checked whole and copied into the data folder; it is used from the next start (or SIGHUP) on.""",
        (
            (("action",), {"choices": ["import"], "help": "what to do"}),
            (("file",), {"metavar": "FILE", "help": "a dump as GeoNames offers it for each country, unpacked"}),
        ),
    ),
    "export": (
        "carrying:export",
        """write all subscriptions as JSON lines, to standard output
They survive a change of token or server: `tocsin import` takes them up again.""",
        (),
    ),
    "import": (
        "carrying:import_",
        """take up subscriptions that `tocsin export` wrote
All lines are read before the first is written. Chats that are known already are left as they are.""",
        (
            FILE,
            (("--over",), {"action": "store_true", "help": "replace the settings of known chats too"}),
        ),
    ),
    "record": (
        "carrying:record",
        """poll the sources of the settings and write what they show, until Ctrl-C
One JSON object a line, a new one whenever a window changes; `tocsin replay` plays them.""",
        ((("file",), {"metavar": "FILE", "help": "the file to append to"}),),
    ),
    "replay": (
        "carrying:replay",
        """play a recorded day through the deciding half and print what would have rung
With the settings in effect, for choosing them; nothing is sent or stored.""",
        (FILE, JSON),
    ),
}
