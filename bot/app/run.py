"""`tocsin run`: opens the resources, runs the roles as loops in one TaskGroup, drains, closes in reverse."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version

from rich.console import Console

from bot.app.confirming import Confirming
from bot.app.desk import ProgramDesk
from bot.app.listening import listening
from bot.app.pulse import Pulse
from bot.app.resources import Resources, jitter, new_stem, open_resources, refuse_to_rob
from bot.app.rooms import Rooms, open_rooms
from bot.app.sighting import Sightings
from bot.app.telling import Listener, Sendings, everybody, log_decisions
from bot.app.tenure import RENEW_S, Tenure
from bot.app.view import Viewer
from bot.config.problems import SettingsError
from bot.deliver.channels import Channels, ChannelSetting
from bot.deliver.courier import Courier
from bot.deliver.operators import Operators
from bot.model.chat import ChatKey, Subscription
from bot.ops.clock import SystemClock
from bot.ops.log import logger
from bot.ops.loops import Backoff, Loop, Step, run_loop, run_together
from bot.ops.metrics import Metrics
from bot.ops.notify import Notifier, Watchdog
from bot.ops.signals import signals
from bot.panel.gauges import build_metrics
from bot.panel.server import Address, Panel, Webhook
from bot.pipeline.river import River
from bot.pipeline.shelf import Shelf
from bot.pipeline.watch import SourceWatch
from bot.ports.errors import StoreError, TocsinError
from bot.ports.watching import Role
from bot.scrape.poll import Poller
from bot.scrape.settings import SourceSettings
from bot.scrape.states import Notice

log = logger(__name__)

DRAIN_S = 8.0
SOON = Backoff(0.5, 2.0)
"""For what must go on the moment that Redis is back."""
FOLLOW_S = 2.0
TERMINAL_CHAT = "@terminal"


@dataclass(frozen=True, slots=True)
class Hooks:
    """For who looks on. `started` hears the page's address; `decided` of every decision; `stop` ends the run."""

    started: Callable[[str, Viewer], None] = lambda url, viewer: None
    decided: Listener = lambda decisions, at: None
    stop: asyncio.Event | None = None


async def run(
    rooms: Rooms, console: Console, hooks: Hooks | None = None, notifier: Notifier | None = None
) -> None:
    """Run until SIGTERM, Ctrl-C or `hooks.stop`. Raises StoreError or OSError when it cannot start.

    SIGHUP reads the settings again: refused whole when a mistake is in them, else everything is drained, closed
    and opened with the new ones, in the same process. A loop that dies raises an ExceptionGroup; what it was
    doing is taken up at the next start.
    """
    hooks, notifier = hooks or Hooks(), notifier or Notifier(None)
    began_at = SystemClock().now()
    following: Rooms | None = rooms
    while following is not None:
        rooms, following = following, None
        stopping = hooks.stop or asyncio.Event()
        renewal = _Renewal(stopping, notifier, began_at)
        with signals(stopping, renewal.ask):
            async with open_resources(rooms, console) as resources, AsyncExitStack() as stack:
                await refuse_to_rob(resources)
                await _run(resources, hooks, renewal, stack)
        following = renewal.rooms
    log.info("stopped")


class _Renewal:
    """One run between two sets of settings. New ones, asked for by SIGHUP, are taken whole or refused whole."""

    def __init__(self, stopping: asyncio.Event, notifier: Notifier, began_at: datetime) -> None:
        self.stopping, self.notifier = stopping, notifier
        self.began_at = began_at  # of the process: new settings are no new start
        self.rooms: Rooms | None = None
        self.refused = ""  # what the operators are still to be told

    def ask(self) -> None:
        try:
            self.rooms = open_rooms()
        except SettingsError as error:
            log.warning("settings_refused", problems=[str(problem) for problem in error.problems])
            # Without the values: one may be a password.
            wrong = "\n".join(f"{problem.where}: {problem.allowed}" for problem in error.problems)
            self.refused = f"The new settings were refused; those before stay in effect.\n{wrong}"
            return
        log.info("settings_taken", file=str(self.rooms.settings.file))
        self.notifier.reloading(SystemClock().monotonic())
        self.stopping.set()

    def ending(self) -> None:
        """A service that says it stops is ended by systemd; one that takes new settings says "ready" again."""
        if self.rooms is None:
            self.notifier.stopping()


async def _run(resources: Resources, hooks: Hooks, renewal: _Renewal, stack: AsyncExitStack) -> None:
    notifier, stopping = renewal.notifier, renewal.stopping
    program = _Program(resources, hooks, renewal)
    settings = resources.rooms.settings
    for tenure in resources.tenures.values():
        stack.push_async_callback(tenure.give_up)
    heard = await listening(resources, program.desk, program.pulse, stopping, stack)
    url = await _open_panel(program, heard.webhook, stack)
    loops = [
        *program.loops(),
        *heard.loops,
        Loop("watchdog", Watchdog(notifier, resources.beats).step),
    ]
    hooks.started(url, program.viewer)
    notifier.ready(f"status page at {url}")
    log.info("started", version=program.viewer.version, page=url, sources=[one.name for one in settings.sources])
    for loop in loops:
        program.metrics.watch_loop(loop.name)
        loop.on_failure = program.metrics.loop_failed
    tasks = {
        loop.name: run_loop(loop, clock=resources.clock, beats=resources.beats, stopping=stopping)
        for loop in loops
    }
    try:
        await run_together(tasks, clock=resources.clock, stopping=stopping, drain_s=DRAIN_S)
    finally:
        renewal.ending()
        await program.courier.drain()


async def _open_panel(program: "_Program", webhook: tuple[str, Webhook] | None, stack: AsyncExitStack) -> str:
    """Serve health, metrics and the page until `stack` closes; the page's address. Raises OSError."""
    resources = program.resources
    environment = resources.rooms.settings.environment
    panel = Panel(
        Address(environment.http_host, environment.http_port, environment.http_token, environment.http_open),
        program.viewer.view,
        beats=resources.beats,
        metrics=program.metrics,
        clock=resources.clock,
        webhook=webhook,
    )
    url = await panel.start()
    stack.push_async_callback(panel.stop)
    return url


class _Program:
    """The parts of one run, wired."""

    def __init__(self, resources: Resources, hooks: Hooks, renewal: _Renewal) -> None:
        self.renewal = renewal
        rooms, settings = resources.rooms, resources.rooms.settings
        self.resources = resources
        self.metrics: Metrics = build_metrics(version("tocsin"), _roles(resources))
        self.sendings = Sendings()
        self.pulse = Pulse(resources)
        self.operators = Operators(resources.store.chats, [ChatKey(chat) for chat in settings.operators])
        self.river = River(
            resources.store.watcher,
            rooms.memory,
            rooms.placer,
            rooms.regions,
            resources.clock,
            lease=resources.lease,
            stem=new_stem,
            remembering=settings.remembering,
            observe=everybody(log_decisions, hooks.decided),
        )
        self.pulse.on_another_run.append(self.river.forget)
        self.courier = Courier(
            store=resources.store.courier,
            log_of_alerts=resources.store.log,
            sender=resources.sender,
            clock=resources.clock,
            regions=rooms.regions,
            settings=settings.delivery,
            hold=resources.tenures[Role.COURIER],
            operators=self.operators,
            probe=resources.store.probe,
            paused=lambda: self.pulse.paused,
            delivered=lambda alert, at: self.sendings.sent(alert, at, self.metrics),
        )
        self.watches = [self._watch(source) for source in settings.sources]
        self.sightings = Sightings(resources, self.watches, self.pulse)
        self.viewer = Viewer(
            resources, self.sightings, self.pulse, self.sendings, version("tocsin"), renewal.began_at
        )
        self.desk = ProgramDesk(self.viewer, self.river, self.courier.stir.set)

    def _watch(self, source: SourceSettings) -> SourceWatch:
        self.metrics.watch_source(source.name)
        return SourceWatch(
            source,
            Poller(source, self.resources.fetcher, self.resources.readers),
            self.river,
            self.resources.tenures[Role.WATCHER],
            self.resources.clock,
            jitter=jitter,
            notify=self._notify,
            shelf=Shelf(self.resources.store.sources, self.resources.tenures[Role.WATCHER].value, source),
            counted=lambda name, state: self.metrics.polled(name, state.value),
            stir=self.courier.stir.set,
        )

    async def _notify(self, notice: Notice) -> None:
        # One trouble may pass through several states: it begins and ends under the source's name.
        if notice.over:
            await self.operators.over(f"source {notice.source}", notice.text, told=True)
        else:
            await self.operators.tell(f"source {notice.source}", notice.text)

    def loops(self) -> Sequence[Loop]:
        resources, outside = self.resources, (TocsinError,)
        channels = Channels(resources.store.chats, resources.sender, self._channels(), self.operators)
        return [
            *(
                Loop(f"lease-{role}", _renewing(tenure), limit_s=20.0, known=(StoreError,), backoff=SOON)
                for role, tenure in resources.tenures.items()
                if role in _roles(resources)
            ),
            Loop("pulse", self.pulse.step, limit_s=20.0),
            Loop("telegram", self.pulse.telegram_step, limit_s=40.0),
            *(
                Loop(
                    f"watch-{watch.settings.name}",
                    watch.step,
                    limit_s=180.0,
                    known=outside,
                    wake=resources.tenures[Role.WATCHER].waker(),
                )
                for watch in self.watches
            ),
            Loop("memory", self._follow, limit_s=180.0, known=outside, backoff=SOON),
            Loop("courier", self.courier.step, limit_s=30.0, known=outside, wake=self.courier.stir, backoff=SOON),
            Loop("channels", channels.step, limit_s=120.0, known=outside),
            Loop("board", self.sightings.show, limit_s=30.0, known=outside),
            Loop("notices", self._flush_notices, limit_s=30.0, known=outside),
            *self._confirming(),
        ]

    async def _follow(self) -> float:
        """Whoever watches reads the memory with each turn; a standby keeps up, so as to take over at once."""
        if not self.resources.tenures[Role.WATCHER].held:
            await self.river.follow()
        return FOLLOW_S

    def _confirming(self) -> Sequence[Loop]:
        durability, now = self.resources.store.durability, self.resources.clock.now()
        if not durability.asked:
            return ()
        confirming = Confirming(durability, self.river.recent, self.operators, now)
        return (Loop("confirming", confirming.step, limit_s=20.0),)

    async def _flush_notices(self) -> float:
        refused, self.renewal.refused = self.renewal.refused, ""
        if refused:
            await self.operators.tell(f"settings: {refused}", refused)
        await self.operators.flush()
        return 5.0

    def _channels(self) -> tuple[ChannelSetting, ...]:
        """The settings' channels; without a token and without channels, the terminal hears everything."""
        settings = self.resources.rooms.settings
        if settings.channels or self.resources.members is not None:
            return settings.channels
        everything = frozenset(region.slug for region in self.resources.rooms.regions.sections)
        return (ChannelSetting(ChatKey(TERMINAL_CHAT), Subscription(regions=everything)),)


def _roles(resources: Resources) -> list[Role]:
    """The roles in use: without a token nobody listens."""
    return [role for role in Role if role is not Role.LISTENER or resources.members is not None]


def _renewing(tenure: Tenure) -> Step:
    async def renew() -> float:
        await tenure.renew()
        return RENEW_S

    return renew
