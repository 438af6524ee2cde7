"""The operators' desk: /status /sources /pause /resume /test /push /broadcast /correct /withdraw."""

from datetime import timedelta

from babel.dates import format_timedelta

from bot.commands.asks import (
    Broadcast,
    Census,
    Correct,
    Line,
    Pause,
    Push,
    Resume,
    StatusNow,
    StopBroadcast,
    Test,
    Withdraw,
)
from bot.commands.desk_words import DUTIES, NUMBERS, STATES, spoken
from bot.commands.fold import cleaned, clipped
from bot.commands.press import Press, button
from bot.commands.reading import quoted_seq
from bot.commands.scene import Answer, Scene, message
from bot.commands.target import said_no
from bot.commands.texts import Html, Texts, joined
from bot.model.callback import Why
from bot.model.delivery import Button, Message
from bot.ports.desk import SourceLine

LONGEST_LINE = 1000


def status(scene: Scene) -> Answer:
    now = scene.learn(StatusNow())
    lines = [scene.say("status-paused" if now.paused else "status-running", up=_span(scene, now.up))]
    lines.append(scene.say("status-log", head=str(now.head)))
    if now.oldest_wait is not None:
        lines.append(scene.say("status-wait", wait=_span(scene, now.oldest_wait)))
    lines += [
        scene.say("status-role", role=spoken(scene, role, DUTIES), holder=holder)
        for role, holder in sorted(now.roles.items())
    ]
    lines += [
        scene.say("status-number", name=spoken(scene, name, NUMBERS), count=count)
        for name, count in sorted(now.numbers.items())[:30]
    ]
    lines += [_source(scene, source) for source in now.sources]
    return Answer(replies=(scene.reply(joined(lines)),))


def sources(scene: Scene) -> Answer:
    found = scene.learn(StatusNow()).sources
    lines = [_source(scene, source) for source in found] or [scene.say("sources-none")]
    return Answer(replies=(scene.reply(joined(lines)),))


def pause(scene: Scene) -> Answer:
    key = "paused" if scene.learn(Pause()) else "already-paused"
    return Answer(replies=(scene.reply(scene.say(key)),))


def resume(scene: Scene) -> Answer:
    key = "resumed" if scene.learn(Resume()) else "was-not-paused"
    return Answer(replies=(scene.reply(scene.say(key)),))


def test(scene: Scene, text: str) -> Answer:
    """A marked line to the region's channels, and what became of it."""
    slug = _one_region(scene, text)
    tested = scene.learn(Test(scene.request.id, slug))
    lines = [scene.say("tested", region=scene.region(slug), channels=len(tested.reached), people=tested.people)]
    lines += [scene.say("tested-reached", channel=name) for name in tested.reached]
    lines += [scene.say("tested-failed", channel=name, why=why) for name, why in tested.failed.items()]
    return Answer(replies=(scene.reply(joined(lines)),))


def push(scene: Scene, text: str) -> Answer:
    """A line of the operators' own, to everybody who hears of its region."""
    words = text.split()
    for used in range(min(6, len(words) - 1), 0, -1):
        slug = scene.house.names.named(" ".join(words[:used]).strip('"“”«»'))
        if slug is not None:
            line = clipped(" ".join(words[used:]), LONGEST_LINE)
            seq = scene.learn(Push(scene.request.id, slug, line))
            why = Button(scene.label("button-why"), str(Why(seq)))
            html = scene.say("pushed", region=scene.region(slug), text=line)
            return Answer(replies=(scene.reply(html, [[why]]),))
    raise said_no(scene, "push-how")


def broadcast(scene: Scene, text: str) -> Answer:
    """The preview: exactly what will be sent, with two buttons. Nothing is kept until one is pressed."""
    said = cleaned(text).strip()
    if not said:
        raise said_no(scene, "broadcast-how")
    if len(said) > LONGEST_LINE * 3:
        raise said_no(scene, "too-long", most=str(LONGEST_LINE * 3))
    count = scene.learn(Census())
    yes = button(scene.label("button-broadcast", count=count), "bcast", "yes")
    no = button(scene.label("button-discard"), "bcast", "no")
    preview = scene.reply(scene.say("verbatim", text=said), [[yes], [no]])
    return Answer(replies=(preview,))


def broadcast_pressed(scene: Scene, press: Press) -> Answer:
    """What is sent is what the pressed message shows; a second press finds no button any more."""
    quoted = scene.request.quoted
    if not scene.is_operator:
        raise said_no(scene, "only-operators")
    if quoted is None or not quoted.ours or not quoted.text:
        raise said_no(scene, "old-menu")
    token, said = f"{scene.request.chat}:{quoted.message_id}", quoted.text
    match press.value(0):
        case "yes":
            count = scene.learn(Broadcast(token, said))
            stop = button(scene.label("button-stop"), "bcast", "stop")
            html = scene.say("broadcast-done", text=said, count=count)
            return Answer(replies=(scene.redraw(html, [[stop]]),))
        case "stop":
            key = "broadcast-stopped" if scene.learn(StopBroadcast(token)) else "broadcast-over"
            return Answer(replies=(scene.redraw(scene.say(key, text=_first_part(said))),))
    return Answer(replies=(scene.redraw(scene.say("broadcast-discarded", text=said)),))


def _first_part(said: str) -> str:
    """What was broadcast, without the line of ours below it."""
    return said.rpartition("\n\n")[0] or said


def trial_message(texts: Texts, lang: str, region: str) -> Message:
    """What /test sends. `region`: its name in that language."""
    return message(texts.say(lang, "test-line", region=region))


def correct(scene: Scene, text: str) -> Answer:
    """As a reply to a sent alert: its text anew, wherever it went."""
    line = clipped(text, LONGEST_LINE)
    if not line:
        raise said_no(scene, "correct-how")
    seq = _replied_to(scene, "correct-how")
    mended = scene.learn(Correct(scene.request.id, seq, line))
    if not mended.found:
        raise said_no(scene, "why-gone", days=str(scene.house.settings.keep_days))
    html = scene.say("corrected-line", text=line, messages=mended.messages, chats=mended.chats)
    return Answer(replies=(scene.reply(html),))


def withdraw(scene: Scene) -> Answer:
    """As a reply to a sent alert: struck through wherever it went, and said."""
    seq = _replied_to(scene, "withdraw-how")
    alert = scene.learn(Line(seq))
    mended = scene.learn(Withdraw(scene.request.id, seq))
    if alert is None or not mended.found:
        raise said_no(scene, "why-gone", days=str(scene.house.settings.keep_days))
    html = scene.say("withdrawn", text=clipped(alert.text, 300), messages=mended.messages, chats=mended.chats)
    return Answer(replies=(scene.reply(html),))


def _replied_to(scene: Scene, how: str) -> int:
    seq = quoted_seq(scene)
    if seq is None:
        raise said_no(scene, how)
    return seq


def _one_region(scene: Scene, text: str) -> str:
    reading = scene.house.names.read(text)
    if len(reading.found) == 1:
        return reading.found[0]
    raise said_no(scene, "test-how")


def _source(scene: Scene, source: SourceLine) -> Html:
    ago = _span(scene, scene.now - source.polled_at) if source.polled_at is not None else "-"
    line = scene.say(
        "status-source", name=source.name, state=spoken(scene, source.state, STATES), ago=ago, lines=source.lines
    )
    return joined([line, scene.say("status-note", note=clipped(source.note, 200))], " ") if source.note else line


def _span(scene: Scene, length: timedelta) -> str:
    return format_timedelta(length, threshold=1.5, locale=scene.lang)
