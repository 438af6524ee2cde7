"""/mute and /unmute, for a chat or for one region of it."""

from dataclasses import replace
from datetime import datetime, timedelta

from babel.dates import format_timedelta

from bot.commands.fold import clipped
from bot.commands.press import button
from bot.commands.scene import Answer, Scene
from bot.commands.target import changed, said_no
from bot.commands.when import until
from bot.model.callback import MuteRegion
from bot.model.chat import ChatRecord

SPANS = ("1h", "3h", "8h", "24h")


def mute(scene: Scene, text: str, channel: int | str | None) -> Answer:
    """ "3h", "until 08:00", "lebanon 3h"; without a time, buttons. What comes meanwhile waits."""
    target, record = changed(scene, channel)
    if not text.strip():
        row = [button(_shortly(scene, length), "hush", length, chat=target.channel) for length in SPANS]
        return Answer(replies=(scene.reply(scene.say("mute-how-long"), [row]),))
    region, rest = _region_first(scene, text)
    return _muted(scene, record, region, rest)


def _shortly(scene: Scene, length: str) -> str:
    """ "3h" in the reader's language."""
    hours = timedelta(hours=int(length[:-1]))
    return format_timedelta(hours, granularity="hour", threshold=100, format="narrow", locale=scene.lang)


def pressed(scene: Scene, length: str, channel: int | None) -> Answer:
    """A button of the mute menu."""
    _, record = changed(scene, channel)
    answer = _muted(scene, record, "", length)
    return replace(answer, replies=tuple(scene.redraw(reply.message.html) for reply in answer.replies))


def region_pressed(scene: Scene, press: MuteRegion) -> Answer:
    """The button under an alert."""
    _, record = changed(scene)
    return _muted(scene, record, press.region, f"{press.minutes}m")


def unmute(scene: Scene, text: str, channel: int | str | None) -> Answer:
    """All that is muted, or one region; what waited comes now."""
    _, record = changed(scene, channel)
    wants = record.subscription
    region = scene.house.names.named(text) if text.strip() else None
    if region is not None and region in wants.region_mutes:
        mutes = {slug: at for slug, at in wants.region_mutes.items() if slug != region}
        grown = replace(record, subscription=replace(wants, region_mutes=mutes))
        html = scene.say("unmuted-region", region=scene.region(region))
        return Answer(grown, due_at=scene.now, replies=(scene.reply(html),))
    if not _is_muted(record, scene.now):
        return Answer(replies=(scene.reply(scene.say("was-not-muted")),))
    grown = replace(record, subscription=replace(wants, muted_until_at=None, region_mutes={}))
    return Answer(grown, due_at=scene.now, replies=(scene.reply(scene.say("unmuted")),))


def _is_muted(record: ChatRecord, now: datetime) -> bool:
    wants = record.subscription
    moments = [*wants.region_mutes.values(), *([wants.muted_until_at] if wants.muted_until_at else [])]
    return any(at > now for at in moments)


def _region_first(scene: Scene, text: str) -> tuple[str, str]:
    """A region's name before the time, if there is one."""
    words = text.split()
    for used in range(min(6, len(words) - 1), 0, -1):
        slug = scene.house.names.named(" ".join(words[:used]))
        if slug is not None:
            return slug, " ".join(words[used:])
    return "", text


def _muted(scene: Scene, record: ChatRecord, region: str, text: str) -> Answer:
    wants = record.subscription
    end = until(text, scene.now, wants.zone)
    if end is None:
        raise said_no(scene, "mute-unclear", typed=clipped(text))
    longest = scene.house.settings.longest_mute
    if end - scene.now > longest:
        raise said_no(scene, "mute-too-long", days=str(longest.days))
    clock = scene.clock(end, wants.zone)
    if not region:
        grown = replace(record, subscription=replace(wants, muted_until_at=end))
        return Answer(grown, due_at=end, replies=(scene.reply(scene.say("muted", until=clock)),))
    if region not in scene.house.graph:
        raise said_no(scene, "old-menu")
    mutes = {slug: at for slug, at in wants.region_mutes.items() if at > scene.now} | {region: end}
    grown = replace(record, subscription=replace(wants, region_mutes=mutes))
    html = scene.say("muted-region", region=scene.region(region), until=clock)
    return Answer(grown, due_at=end, replies=(scene.reply(html),))
