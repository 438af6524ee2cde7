"""`tocsin demo`: plays the day on a site of our own while the ordinary program watches it and rings."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from bot.app.rooms import region_graph, rooms_for
from bot.app.run import Hooks, run
from bot.app.view import Viewer
from bot.config.environment import parse_environment
from bot.config.settings import Settings, assembled
from bot.config.toml_file import SettingsFile
from bot.demo.day import CHANNELS, END_S, SCENES
from bot.demo.site import TickerSite
from bot.model.news import Decision, Outcome
from bot.ops.log import set_up

LATE_LEAST_S = 1.8
"""Polls are a second apart, or a little more on a busy machine."""
_MARKS = {
    Outcome.ALERT: ("rings", "green"),
    Outcome.UPDATE: ("update", "cyan"),
    Outcome.DUPLICATE: ("held back", "magenta"),
    Outcome.DROP: ("known", "dim"),
}


@dataclass(slots=True)
class Audience:
    """Shows what the program decides, and counts it for the summary."""

    console: Console
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    viewer: Viewer | None = None
    url: str = ""
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    def started(self, url: str, viewer: Viewer) -> None:
        self.url, self.viewer = url, viewer
        self.console.print(f"status page: [bold underline]{url}[/]\n")
        self.ready.set()

    def decided(self, decisions: Sequence[Decision], _at: datetime) -> None:
        known = sum(decision.outcome is Outcome.DROP for decision in decisions)
        if known:
            self.console.print(f"[dim]{known} lines stood there at the first look: known, they ring for nobody[/]")
        for decision in decisions:
            self.outcomes[decision.outcome] += 1
            if decision.outcome is not Outcome.DROP:
                self._show(decision)

    def _show(self, decision: Decision) -> None:
        word, style = _MARKS[decision.outcome]
        verdict, placement = decision.verdict, decision.placement
        line = Text(f"{word:>9}  ", style=style)
        line.append(decision.headline.text, style="default" if decision.outcome is Outcome.ALERT else "dim")
        self.console.print(line)
        if decision.outcome is not Outcome.ALERT and verdict is not None:
            self.console.print(Text(f"{'why':>9}  {'; '.join(verdict.because[:3])}", style="dim italic"))
            if verdict.of is not None:
                self.console.print(Text(f"{'of':>9}  {verdict.of.text}", style="dim italic"))
        if placement is not None and decision.outcome is not Outcome.DUPLICATE:
            self.console.print(Text(f"{'where':>9}  {', '.join(placement.about)}", style="dim italic"))


def demo_settings(folder: Path, url: str, speed: float) -> Settings:
    """The settings an operator would write for this site: one source, four channels, an embedded server."""
    file = SettingsFile.model_validate(
        {
            "source": [
                {
                    "name": "loopback-courier",
                    "title": "The Loopback Courier",
                    "url": url,
                    "every_s": 1,
                    "late_after_s": max(LATE_LEAST_S, 5 / speed),
                    "allow_private": True,
                    "robots": False,
                    "notice": {"unreachable_min": 0.05},
                }
            ],
            "channel": [{"chat": chat, "regions": list(regions)} for chat, regions in CHANNELS.items()],
            "delivery": {"burst_window_s": 8 / speed},
        }
    )
    values = {"TOCSIN_DATA_DIR": str(folder), "TOCSIN_HTTP_ADDRESS": "127.0.0.1:0"}
    return assembled(parse_environment(values, folder, []), file, region_graph(), [])


async def play(console: Console, *, speed: float = 1.0, stay: bool = False) -> int:
    """Play the whole day, then stop (or stay until Ctrl-C). Returns the exit code."""
    set_up("error", "text")
    console.print("[bold]A day of a ticker in about a minute.[/] The lines are invented.")
    console.print("[dim]One site on loopback, one embedded Valkey server, the ordinary program, four channels.[/]")
    site, audience, stop = TickerSite(), Audience(console), asyncio.Event()
    await site.start()
    try:
        with tempfile.TemporaryDirectory(prefix="tocsin-demo-") as folder:
            rooms = rooms_for(demo_settings(Path(folder), site.url, speed))
            hooks = Hooks(started=audience.started, decided=audience.decided, stop=stop)
            async with asyncio.TaskGroup() as group:
                group.create_task(run(rooms, console, hooks))
                group.create_task(_direct(site, audience, stop, speed, stay=stay))
    finally:
        await site.stop()
    return 0


async def _direct(site: TickerSite, audience: Audience, stop: asyncio.Event, speed: float, *, stay: bool) -> None:
    await audience.ready.wait()
    loop = asyncio.get_running_loop()
    started = loop.time()
    for scene in SCENES:
        if not await _until(started + scene.at_s / speed, stop):
            return
        audience.console.print(Rule(Text(scene.told, style="bold"), align="left", style="dim"))
        site.play(scene)
        if scene.down or not site.down:
            # However fast the day goes: what was shown must have been seen before it changes again.
            await _either(site.asked, stop)
    if await _until(started + END_S / speed, stop):
        await _quiet(audience)
        await _summarise(audience)
        if stay:
            audience.console.print(f"The page stays at [bold underline]{audience.url}[/]; Ctrl-C ends it.")
        else:
            stop.set()


async def _quiet(audience: Audience) -> None:
    """Wait until no chat has anything to come, or a quarter of a minute."""
    for _ in range(75):
        view = await audience.viewer.view() if audience.viewer else None
        if view is None or not sum(view.due.values()):
            return
        await asyncio.sleep(0.2)


async def _until(moment: float, stop: asyncio.Event) -> bool:
    """Wait until the loop's clock reaches `moment`; False when the run was stopped meanwhile."""
    try:
        async with asyncio.timeout_at(moment):
            await stop.wait()
    except TimeoutError:
        return True
    return False


async def _either(one: asyncio.Event, other: asyncio.Event) -> None:
    waits = [asyncio.ensure_future(event.wait()) for event in (one, other)]
    await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()


async def _summarise(audience: Audience) -> None:
    if audience.viewer is None:
        return
    view = await audience.viewer.view()
    table = Table(title="The day in numbers", title_style="bold", show_header=False, title_justify="left")
    for outcome in (Outcome.ALERT, Outcome.UPDATE, Outcome.DUPLICATE, Outcome.DROP):
        word = {Outcome.DROP: "known at the first look", Outcome.DUPLICATE: "held back as told already"}
        table.add_row(word.get(outcome, f"lines that ring: {outcome.value}"), str(audience.outcomes[outcome]))
    table.add_row("messages sent", str(view.deliveries.get("sent", 0)))
    table.add_row("messages edited", str(view.deliveries.get("edited", 0)))
    seconds = sorted(point.seconds for point in view.latency)
    if seconds:
        table.add_row("from the page to the chat, median", f"{seconds[len(seconds) // 2] * 1000:.0f} ms")
    audience.console.print(Rule(style="dim"))
    audience.console.print(table)
