"""How the world may fail, by meaning. Each error is translated once, at its seam, with the cause kept.

TocsinError
├── SourceError           a source could not be read
│   ├── SourceUnreachable     no connection, time-out, 5xx
│   ├── SourceBlocked         401, 403, 451, a challenge page, robots.txt: never evaded
│   ├── SourceThrottled       429 or 503 with Retry-After: `retry_after`
│   ├── SourceBroken          the page came, the ticker's mark-up did not
│   └── SourceOversized       too large, too deep, too slow to parse
├── StoreError            Redis did not answer, or not what was asked
└── SendError             a message was not sent
    ├── Throttled             429: `retry_after`
    ├── Gone                  the chat is out of reach: `why` (blocked, kicked, not_found ...)
    ├── TopicGone             the forum topic is no longer there; the chat is
    ├── Migrated              the group became a supergroup: `to`
    ├── Rejected              this message is impossible (mark-up, too long, empty)
    ├── Unauthorised          401 or 404 on the token: nothing can be sent with it
    ├── NotSent               certainly not delivered (no connection): try again
    └── Ambiguous             perhaps delivered: the answer was lost
"""

from datetime import timedelta


class TocsinError(Exception):
    """Anything that goes wrong outside of our own code."""


class SourceError(TocsinError):
    """A source could not be read. `state` is the word for it on the status page."""

    state = "unreachable"


class SourceUnreachable(SourceError):
    state = "unreachable"


class SourceBlocked(SourceError):
    state = "blocked"


class SourceThrottled(SourceError):
    """`retry_after`: how long the site asked us to wait, None when it did not say."""

    state = "throttled"

    def __init__(self, message: str, retry_after: timedelta | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class SourceBroken(SourceError):
    state = "broken"


class SourceOversized(SourceError):
    state = "broken"


class StoreError(TocsinError):
    """Redis did not answer, or not what was asked. Never reads as a decision."""


class SendError(TocsinError):
    """A message was not sent."""


class Throttled(SendError):
    def __init__(self, message: str, retry_after: timedelta) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Gone(SendError):
    """`why` is one of: blocked, deactivated, kicked, not_member, not_found, no_rights."""

    def __init__(self, message: str, why: str) -> None:
        super().__init__(message)
        self.why = why


class TopicGone(SendError):
    pass


class Migrated(SendError):
    def __init__(self, message: str, to: int) -> None:
        super().__init__(message)
        self.to = to


class Rejected(SendError):
    pass


class Unauthorised(SendError):
    pass


class NotSent(SendError):
    pass


class Ambiguous(SendError):
    pass
