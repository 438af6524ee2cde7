"""What the last answers say of Telegram as a whole, beyond the chat they were about. Pure state, no I/O.

One chat that is gone is gone; twenty different ones in a row mean a wrong token or server. A 429 raises the
deadline for everybody, on trial: it may be that chat's own limit. A second one to another chat, with no success
between, proves that it is the whole bot's. The trial is kept in the store too, for the next run and for answers.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.model.chat import ChatKey
from bot.ports.errors import Gone, Rejected, SendError, Throttled, TopicGone, Unauthorised

MANY_GONE = 20
LEAST_WAIT = timedelta(milliseconds=100)


@dataclass(slots=True)
class Outlook:
    """`gone`: the different chats out of reach since the last success. `unauthorised`: nothing can be sent.

    `took_over_at`: before it another run of ours may have sent what it could not settle.
    `parked`: channels and groups that wait for the end of a 429 of their own.
    `doubtful`: send one at a time until something succeeds. `flood_until_at`: the deadline for every chat.
    """

    gone: set[ChatKey] = field(default_factory=set)
    unauthorised: bool = False
    doubtful: bool = False
    flood_until_at: datetime | None = None
    took_over_at: datetime | None = None
    throttled: dict[str, tuple[datetime, timedelta]] = field(default_factory=dict)
    parked: dict[ChatKey, datetime] = field(default_factory=dict)

    @property
    def all_gone(self) -> bool:
        """So many chats failed for good in a row that it is not the chats."""
        return len(self.gone) >= MANY_GONE

    def succeeded(self) -> None:
        self.gone.clear()
        self.throttled.clear()
        self.unauthorised = self.doubtful = False

    def failed(self, chat: ChatKey, error: SendError, now: datetime) -> None:
        match error:
            case Gone():
                self.gone.add(chat)
            case Unauthorised():
                self.unauthorised = True
            case Throttled():
                wait = max(error.retry_after, LEAST_WAIT)
                self.on_trial(str(chat.id), now + wait, now)
                if str(chat.id).startswith(("-", "@")):
                    self.parked[chat] = now + wait
                running = [wait for until, wait in self.throttled.values() if until > now]
                if len(running) > 1:
                    # No answer names less than the bot's own wait; one may name its chat's, which is longer. From
                    # now: a refused message may begin the wait anew.
                    self.flood_until_at = now + min(running)
            case Rejected() | TopicGone():
                pass
            case _:
                self.doubtful = True

    def on_trial(self, chat: str, until: datetime, now: datetime) -> None:
        """That chat (all its topics) was refused until then: the next one that is due is the test."""
        self.doubtful = True
        self.throttled[chat] = until, until - now

    def deadline(self, now: datetime) -> datetime | None:
        """The moment before which nobody is sent anything, None when there is none."""
        return self.flood_until_at if self.flood_until_at is not None and self.flood_until_at > now else None

    def doubts(self, chat: ChatKey, failures: int) -> bool:
        """Whether a chat that seems gone is not believed yet: others are too, and it was not asked again."""
        return self.all_gone or (bool(self.gone - {chat}) and failures == 0)
