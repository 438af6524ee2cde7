"""/latest, /search and /why: from the log, a page at a time."""

import re

from bot.commands.asks import Line, Lines, RecordOf
from bot.commands.clues import in_short, reasons
from bot.commands.fold import clipped, folded
from bot.commands.press import Press, button
from bot.commands.recent import WITHDRAWN
from bot.commands.scene import Answer, Scene
from bot.commands.target import said_no
from bot.commands.texts import Html, escaped, joined, without_tags
from bot.model.callback import Why, parsed_press
from bot.model.chat import ChatKey, ChatKind, Receipt, Subscription
from bot.model.delivery import Button, Outgoing
from bot.model.news import Alert, AlertKind
from bot.model.request import Act

COUNT = 5
MOST = 10
ROOM = 3500  # characters of a page, so that it stays one message of Telegram's 4096
_ASKED = re.compile(r"[“«](.*?)[”»]")


def latest(scene: Scene, text: str) -> Answer:
    """The newest lines of some regions, or of those subscribed to; the last number says how many."""
    text, count = _count(text)
    if not text:
        return _page_of_latest(scene, "", 0, count)
    reading = scene.house.names.read(text)
    if not reading.found:
        offers = dict.fromkeys(slug for guess in reading.offered for slug in guess.slugs)
        rows = [[button(scene.region(slug), "more", "latest", slug, "0", str(count))] for slug in offers]
        key = "which-region" if rows else "unknown-region"
        html = scene.say(key, typed=clipped(text))
        return Answer(replies=(scene.reply(html, rows),))
    return _page_of_latest(scene, "+".join(reading.found), 0, count)


def region_pressed(scene: Scene, slug: str) -> Answer:
    """The button under an alert. In a channel the page would ring for all its readers."""
    if scene.request.kind is ChatKind.CHANNEL:
        raise said_no(scene, "ask-in-private", bot=scene.house.bot_name)
    if slug not in scene.house.graph:
        raise said_no(scene, "old-menu")
    return _page_of_latest(scene, slug, 0, COUNT)


def search(scene: Scene, text: str) -> Answer:
    """The newest lines that hold all the words."""
    if not folded(text):
        return Answer(replies=(scene.reply(scene.say("search-what")),))
    return _page_of_search(scene, clipped(text, 80), 0)


def pressed(scene: Scene, press: Press) -> Answer:
    """Older lines, in a message of their own, so that the earlier page can still be read."""
    before, count = _number(press.value(2)), min(_number(press.value(3)) or COUNT, MOST)
    if press.value(0) == "latest":
        return _page_of_latest(scene, press.value(1), before, count)
    asked = _ASKED.search(scene.request.quoted.text) if scene.request.quoted is not None else None
    if press.value(0) != "search" or asked is None:
        raise said_no(scene, "old-menu")
    return _page_of_search(scene, clipped(asked[1], 80), before)


def why(scene: Scene) -> Answer:
    """What placed the line replied to (or the last one sent here), and its story."""
    seq = quoted_seq(scene)
    if seq is None and scene.request.quoted is None and scene.home is not None and scene.home.receipts:
        seq = scene.home.receipts[-1].seq
    if seq is None:
        return Answer(replies=(scene.reply(scene.say("why-which")),))
    return why_line(scene, seq)


def why_line(scene: Scene, seq: int) -> Answer:
    alert = scene.learn(Line(seq))
    if alert is None:
        raise said_no(scene, "why-gone", days=str(scene.house.settings.keep_days))
    regions = scene.listed([slug for slug in alert.about if slug != "world"] or list(alert.about))
    if scene.request.kind is ChatKind.CHANNEL and scene.request.act is Act.PRESS:
        # An answer in the channel would ring for all its readers.
        because = in_short(scene, alert)
        said = scene.label("why-short", regions=regions, because=because) if because else without_tags(regions)
        return Answer(toast=clipped(said, 195))
    lines = [scene.say("why-title", text=clipped(alert.text, 300)), scene.say("why-regions", regions=regions)]
    if alert.origin == WITHDRAWN:
        lines.append(scene.say("why-withdrawn"))
    lines += reasons(scene, alert)
    if alert.kind is AlertKind.UPDATE and alert.told_before:
        lines.append(scene.say("why-update", text=clipped(alert.told_before, 300)))
    if alert.also:
        lines.append(scene.say("why-also", regions=scene.listed(alert.also)))
    story = scene.learn(Lines(6, story=alert.story))
    others = [line for line in reversed(story) if line.seq != alert.seq]
    if others:
        lines += [scene.say("why-story", count=len(others)), *(_told(scene, line) for line in others)]
    return Answer(replies=(scene.reply(_fit(lines)),))


def quoted_seq(scene: Scene) -> int | None:
    """The place in the log of the message replied to: from its buttons, or from the receipts of its chat."""
    quoted = scene.request.quoted
    if quoted is None:
        return None
    presses = (parsed_press(text) for text in quoted.presses)
    seq = next((press.seq for press in presses if isinstance(press, Why)), None)
    if seq is not None or quoted.forwarded is None:
        return seq if seq is not None else _receipt(scene.home.receipts if scene.home else (), quoted.message_id)
    channel, message_id = quoted.forwarded
    record = scene.learn(RecordOf(ChatKey(channel)))
    return _receipt(record.receipts if record is not None else (), message_id)


def _receipt(receipts: tuple[Receipt, ...], message_id: int) -> int | None:
    return next((receipt.seq for receipt in reversed(receipts) if receipt.message_id == message_id), None)


def _page_of_latest(scene: Scene, slugs: str, before: int, count: int) -> Answer:
    graph = scene.house.graph
    wanted = [slug for slug in slugs.split("+") if slug in graph]
    if not wanted and scene.home is not None:
        wanted = sorted(scene.home.subscription.regions)
    below = frozenset(low for slug in wanted if slug in graph for low in graph.below(slug))
    wants = scene.home.subscription if scene.home is not None else Subscription()
    found = scene.learn(Lines(count + 1, before, below, languages=wants.languages, sources=wants.sources))
    if not found:
        return Answer(replies=(scene.reply(scene.say("latest-older-none" if before else "latest-none")),))
    head = scene.say("latest-title", regions=scene.listed(wanted)) if wanted else scene.say("latest-title-all")
    return Answer(replies=(_page(scene, head, found, count, ("latest", slugs)),))


def _page_of_search(scene: Scene, text: str, before: int) -> Answer:
    words = tuple(dict.fromkeys(folded(text).split()))[:8]
    found = scene.learn(Lines(COUNT + 1, before, words=words))
    if not found:
        key = "latest-older-none" if before else "search-none"
        return Answer(replies=(scene.reply(scene.say(key, typed=text)),))
    return Answer(replies=(_page(scene, scene.say("search-title", typed=text), found, COUNT, ("search", "")),))


def _page(scene: Scene, head: Html, found: tuple[Alert, ...], count: int, where: tuple[str, str]) -> Outgoing:
    """The page oldest first, as a chat is read; `found` is newest first, with one more if there are older."""
    shown = found[:count]
    html = _fit([head, *(_told(scene, alert) for alert in reversed(shown))])
    older = _older(scene, where, shown[-1].seq, count) if len(found) > count else []
    return scene.reply(html, [older])


def _older(scene: Scene, where: tuple[str, str], before: int, count: int) -> list[Button]:
    try:
        return [button(scene.label("button-older"), "more", *where, str(before), str(count))]
    except ValueError:  # a long list of regions: the first page must do
        return []


def _told(scene: Scene, alert: Alert) -> Html:
    zone = scene.home.subscription.zone if scene.home is not None else "UTC"
    text = escaped(clipped(alert.text, 600))
    key = "told-withdrawn" if alert.origin == WITHDRAWN else "told-line"
    return scene.say(key, clock=scene.clock(alert.seen_at, zone), text=text, source=alert.source)


def _fit(lines: list[Html]) -> Html:
    """As many lines as one message holds."""
    kept: list[Html] = []
    for line in lines:
        if sum(map(len, kept)) + len(line) > ROOM:
            break
        kept.append(line)
    return joined(kept)


def _count(text: str) -> tuple[str, int]:
    words = text.split()
    if words and words[-1].isdigit() and len(words[-1]) < 4:
        return " ".join(words[:-1]), min(max(int(words[-1]), 1), MOST)
    return " ".join(words), COUNT


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
