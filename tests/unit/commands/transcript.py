"""Transcripts: files that read like a chat. Lines of a person begin with ">"; the rest is what the bot answers.

-- private 42, en-GB            who speaks where (also: group, channel, topic, "as 7", "administrator")
-- 3h later                     time passes
-- alert 16                     the line with this seq arrives here, as it is delivered
-- invitation sesame            who may use the bot (also: "allow-list 42", "room for 1", "at most 2 regions")
-- 3 commands at once           and then silence for five minutes
> /subscribe lebanon            somebody writes
> [Lebanon]                     somebody presses the newest button of that label
> (in reply) /why               to the newest message of the bot
> {off:atlantis:africa:0}       somebody presses a button of an old menu, whose message is out of reach
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.commands.flood import FloodGate
from bot.commands.scene import Answer
from bot.commands.settings import Access
from bot.commands.when import span
from bot.deliver.render import Line, Mark, Style, fitting
from bot.deliver.settings import DeliverySettings
from bot.model.chat import ChatKey, ChatKind, ChatRecord
from bot.model.delivery import Outgoing
from bot.model.news import AlertKind
from bot.model.request import Presence, Rights
from tests.fakes.clock import START_AT
from tests.unit.commands.stage import Seat, Stage, quoted
from tests.unit.commands.world import alerts

_PLACE = re.compile(r"(private|group|supergroup|topic|channel) (-?\d+)(?:/(\d+))?")


DELIVERY = DeliverySettings(
    source_titles={
        f"almayadeen-{lang}": f"Al Mayadeen {name}" for lang, name in (("en", "English"), ("es", "Español"))
    }
    | {"almayadeen-ar": "الميادين"}
)


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that a looker-on sees, for pictures. `who`: "-" a change of scene, ">" a person, "<" the bot.

    `text`: what was written, pressed or shown over a button. `shown`: the bot's message.
    """

    who: str
    text: str
    shown: Outgoing | None = None


@dataclass(slots=True)
class Play:
    """Plays a transcript's lines and yields the transcript anew; `heard` is the same for pictures."""

    stage: Stage = field(default_factory=Stage)
    heard: list["Heard"] = field(default_factory=list)

    def performed(self, script: str) -> str:
        return "".join(f"{line}\n" for line in self._lines(script))

    def _lines(self, script: str) -> Iterator[str]:
        gap = False
        for line in script.splitlines():
            if line.startswith(("-- ", "> ")):
                self.heard.append(Heard(line[0], line.lstrip("->").strip()))
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
        elif not self._admit(words):
            raise AssertionError(f"not understood: {words}")

    def _sit(self, words: str, place: re.Match[str]) -> None:
        kind, chat, topic = place[1], int(place[2]), place[3]
        lang = re.search(r", ([a-z]{2}(?:-[A-Z]{2})?)", words)
        person = re.search(r"as (\d+)", words)
        title = re.search(r"“(.*?)”", words)
        if not self.stage.updates and not self.stage.shown:  # the news is in the language of who speaks first
            self.stage.log = alerts(START_AT - timedelta(hours=3), lang[1][:2] if lang else "en")
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
        seat = self.stage.seat
        record = self.stage.records.get(seat.chat) or ChatRecord(seat.chat, seat.kind, lang=seat.lang)
        mark = Mark.UPDATE if alert.kind is AlertKind.UPDATE else Mark.NEW
        style = Style.of(record, self.stage.house.graph, DELIVERY, self.stage.now)
        message, _ = fitting([Line(alert, mark)], style)
        outgoing = Outgoing(seat.chat, message)
        self.stage.show(outgoing)
        self.heard.append(Heard("<", "", outgoing))
        yield from _shown(outgoing, seat.chat)

    def _admit(self, words: str) -> bool:
        """Who may use the bot, and how much of it; False when `words` say something else."""
        settings, number = self.stage.house.settings, int("".join(re.findall(r"\d+", words)) or 0)
        if words.startswith("invitation "):
            settings = replace(settings, access=Access.INVITED, invitation=words.split()[1])
        elif words.startswith("allow-list "):
            settings = replace(settings, access=Access.LISTED, allowed=frozenset((number,)))
        elif words.startswith("room for "):
            settings = replace(settings, most_chats=number)
        elif words.startswith("at most "):
            settings = replace(settings, most_regions=number)
        elif words.endswith(" commands at once"):
            settings = replace(settings, flood_burst=number, flood_per_minute=1)
            self.stage.gate = FloodGate(settings)
        else:
            return False
        self.stage.house = replace(self.stage.house, settings=settings)
        return True

    def _act(self, text: str) -> Answer:
        if text.startswith("["):
            return self.stage.press(text.strip("[]"))
        if text.startswith("{"):
            return self.stage.press_raw(text.strip("{}"))
        if text.startswith("(in reply) "):
            newest = self.stage.shown[self.stage.seat.chat][-1]
            return self.stage.say(text.removeprefix("(in reply) "), quoted(newest))
        return self.stage.say(text)

    def _answered(self, decided: Answer) -> Iterator[str]:
        if decided.toast:
            self.heard.append(Heard("<", decided.toast))
            yield f"< (over the button) {decided.toast}"
        for reply in decided.replies:
            self.heard.append(Heard("<", "", reply))
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
