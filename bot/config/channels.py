"""A [[channel]] of the settings file as a chat with a subscription."""

from collections.abc import Sequence

from rapidfuzz import process

from bot.config.problems import Problem, shortened
from bot.config.toml_file import ChannelTable
from bot.deliver.channels import ChannelSetting
from bot.model.chat import ChatKey, Quiet, Rhythm, Subscription
from bot.model.region import RegionGraph

EVERYTHING = "all"
"""A channel may ask for every region at once."""


def channels_of(
    rows: Sequence[ChannelTable],
    regions: RegionGraph,
    sources: Sequence[str],
    file: str,
    problems: list[Problem],
) -> tuple[ChannelSetting, ...]:
    """The channels, checked against what exists; a channel that stands there twice is a mistake."""
    channels: dict[ChatKey, ChannelSetting] = {}
    for row in rows:
        key = ChatKey(row.chat.lower() if isinstance(row.chat, str) else row.chat, row.topic)
        where = f"{file}, [[channel]] {row.chat}"
        if key in channels:
            problems.append(Problem(where, "", "is there twice; put all its regions into one table"))
        problems.extend(_unknown(row.regions, regions, f"{where}, regions"))
        problems.extend(
            Problem(f"{where}, sources", shortened(name), f"is no source; there are {', '.join(sources)}")
            for name in row.sources
            if name not in sources
        )
        channels[key] = ChannelSetting(key, _subscription(row, regions), row.lang)
    return tuple(channels.values())


def _unknown(slugs: Sequence[str], regions: RegionGraph, where: str) -> list[Problem]:
    found = []
    for slug in slugs:
        if slug in regions or slug == EVERYTHING:
            continue
        near = process.extractOne(slug.lower(), [region.slug for region in regions], score_cutoff=70)
        hint = f"did you mean {near[0]!r}?" if near else "`tocsin regions` lists them"
        found.append(Problem(where, shortened(slug), f"is no region; {hint}"))
    return found


def _subscription(row: ChannelTable, regions: RegionGraph) -> Subscription:
    wanted = frozenset(row.regions)
    if EVERYTHING in wanted:
        wanted = frozenset(region.slug for region in regions.sections)
    return Subscription(
        regions=wanted,
        also=row.also,
        only_if=tuple(word.casefold() for word in row.only_if),
        never_if=tuple(word.casefold() for word in row.never_if),
        sources=frozenset(row.sources),
        languages=frozenset(row.languages),
        silent=row.silent,
        rhythm=Rhythm(row.rhythm),
        daily_at=row.daily_at,
        zone=row.zone,
        quiet=Quiet(row.quiet.start, row.quiet.end, row.quiet.zone) if row.quiet else None,
        hashtags=row.hashtags,
    )
