"""Transcripts: files that read like a chat. Lines of a person begin with ">"; the rest is what the bot answers.

-- private 42, en-GB            who speaks where (also: group, channel, topic, "as 7", "administrator")
-- 3h later                     time passes
-- alert 16                     the line with this seq arrives here, with its buttons
> /subscribe lebanon            somebody writes
> [Lebanon]                     somebody presses the newest button of that label
> (in reply) /why               to the newest message of the bot
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from bot.commands.scene import Answer
from bot.commands.when import span
from bot.model.callback import Latest, MuteRegion, Why
from bot.model.chat import ChatKey, ChatKind
from bot.model.delivery import Button, Message, Outgoing
from bot.model.request import Presence, Rights
from tests.unit.commands.stage import Seat, Stage, quoted

_PLACE = re.compile(r"(private|group|supergroup|topic|channel) (-?\d+)(?:/(\d+))?")


@dataclass(slots=True)
class Play:
    """Plays a transcript's lines and yields the transcript anew."""

    stage: Stage = field(default_factory=Stage)

    def performed(self, script: str) -> str:
        return "".join(f"{line}\n" for line in self._lines(script))

    def _lines(self, script: str) -> Iterator[str]:
        gap = False
        for line in script.splitlines():
            if line.startswith("-- "):
                yield from ("", line) if gap else (line,)
                yield from self._set(line[3:])
                gap = True
            elif line.startswith("> "):
                yield line
                yield from self._answered(self._act(line[2:]))
                gap = True
            elif line.startswith("#"):
                yield line
                gap = True

    def _set(self, words: str) -> Iterator[str]:
        place = _PLACE.match(words)
        if place is not None:
            self._sit(words, place)
        elif words.endswith(" later"):
            self.stage.now += span(words.removesuffix(" later")) or timedelta(0)
        elif words.startswith("alert "):
            yield from self._alert(int(words.split()[1]))
        elif words in ("added", "blocked", "unblocked", "kicked"):
            came = words in ("added", "unblocked")
            was, now_is = (Presence.OUT, Presence.MEMBER) if came else (Presence.MEMBER, Presence.OUT)
            if self.stage.seat.kind is ChatKind.CHANNEL and came:
                now_is = Presence.ADMIN
            yield from self._answered(self.stage.presence(was, now_is))
        else:
            raise AssertionError(f"not understood: {words}")

    def _sit(self, words: str, place: re.Match[str]) -> None:
        kind, chat, topic = place[1], int(place[2]), place[3]
        lang = re.search(r", ([a-z]{2}(?:-[A-Z]{2})?)", words)
        person = re.search(r"as (\d+)", words)
        title = re.search(r"“(.*?)”", words)
        self.stage.seat = seat = Seat(
            ChatKey(chat, int(topic) if topic else None),
            ChatKind.SUPERGROUP if kind == "topic" else ChatKind(kind),
            int(person[1]) if person else chat,
            lang[1] if lang else "en",
            title[1] if title else "",
        )
        if "administrator" in words:
            self.stage.admins.add((chat, seat.person or 0))
        if kind == "channel":
            name = re.search(r"(@\w+)", words)
            rights = Rights(chat, ChatKind.CHANNEL, admin=False, bot=Presence.ADMIN, title=seat.title)
            self.stage.channels.update(dict.fromkeys((chat, name[1] if name else chat), rights))

    def _alert(self, seq: int) -> Iterator[str]:
        alert = next(alert for alert in self.stage.log if alert.seq == seq)
        region = alert.about[0]
        buttons = (
            Button("1h", str(MuteRegion(region, 60))),
            Button("?", str(Why(seq))),
            Button("…", str(Latest(region))),
        )
        outgoing = Outgoing(self.stage.seat.chat, Message(alert.text, alert.text, buttons=(buttons,)))
        self.stage.show(outgoing)
        yield from _shown(outgoing, self.stage.seat.chat)

    def _act(self, text: str) -> Answer:
        if text.startswith("["):
            return self.stage.press(text.strip("[]"))
        if text.startswith("(in reply) "):
            newest = self.stage.shown[self.stage.seat.chat][-1]
            return self.stage.say(text.removeprefix("(in reply) "), quoted(newest))
        return self.stage.say(text)

    def _answered(self, decided: Answer) -> Iterator[str]:
        if decided.toast:
            yield f"< (over the button) {decided.toast}"
        for reply in decided.replies:
            yield from _shown(reply, self.stage.seat.chat)
        if not decided.replies and not decided.toast:
            yield "< (silence)"


def _shown(reply: Outgoing, here: ChatKey) -> Iterator[str]:
    how = ("" if reply.chat == here else f"(to {reply.chat}) ") + ("(edits) " if reply.edit is not None else "")
    first, *rest = reply.message.plain.split("\n")
    yield f"< {how}{first}"
    yield from (f"  {line}".rstrip() for line in rest)
    for row in reply.message.buttons:
        yield "  " + " ".join(f"[{button.text}]" for button in row)
