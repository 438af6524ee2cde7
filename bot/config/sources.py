"""A [[source]] of the settings file as scrape takes it."""

from datetime import timedelta

from bot.config.toml_file import NoticeTable, SourceTable
from bot.ops.secret import Secret
from bot.scrape.settings import READY_MADE, NoticeAfter, SourceSettings


def source_of(table: SourceTable) -> SourceSettings:
    """One checked table, with minutes and seconds as durations."""
    return SourceSettings(
        name=table.name,
        url=table.url,
        title=table.title,
        kind=table.kind,
        lang=table.lang,
        every=timedelta(seconds=table.every_s),
        ceiling=timedelta(seconds=max(table.ceiling_s, table.every_s)),
        adapt=table.adapt,
        selector=table.selector,
        labels=tuple(table.labels),
        path=table.path,
        allow_private=table.allow_private,
        proxy=Secret(table.proxy) if table.proxy else None,
        robots=table.robots,
        first_poll_latest=table.first_poll_latest,
        repeat=timedelta(minutes=table.repeat_min),
        late_after=None if table.late_after_s is None else timedelta(seconds=table.late_after_s),
        max_bytes=table.max_kb * 1024,
        deadline=timedelta(seconds=table.deadline_s),
        parse_deadline=timedelta(seconds=table.parse_deadline_s),
        notice_after=_notice_after(table.notice),
        untried=_is_untried(table),
    )


def _is_untried(table: SourceTable) -> bool:
    """Whether the page and how it is read are still those of a preset that was never tried."""
    known = READY_MADE.get(table.preset or "")
    same = known is not None and table.url == known.url and table.selector is None
    return same and known is not None and known.untried


def _notice_after(table: NoticeTable) -> NoticeAfter:
    def minutes(number: float) -> timedelta:
        return timedelta(minutes=number)

    return NoticeAfter(
        blocked=minutes(table.blocked_min),
        throttled=minutes(table.throttled_min),
        unreachable=minutes(table.unreachable_min),
        broken=minutes(table.broken_min),
        empty=minutes(table.empty_min),
        frozen=minutes(table.frozen_min),
        frozen_links=table.frozen_links,
        quiet=minutes(table.quiet_min),
    )
