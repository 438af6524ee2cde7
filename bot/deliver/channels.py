"""The channels of the settings file and their records: resolve names, compare, change what differs.

`@name` and the numeric id are one channel: names are resolved before anything is written, or it would hear
everything twice.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.deliver.operators import Operators
from bot.model.chat import ChatKey, ChatKind, ChatRecord, ChatState, Subscription
from bot.ops.log import logger
from bot.ports.chats import Change, ChangeStatus, ChatStore
from bot.ports.errors import Gone, SendError, Unauthorised
from bot.ports.sender import Sender

log = logger(__name__)

ORIGIN = "settings"
PAGE = 500
RETRY_S = 60.0
SETTLED_S = 3600.0
"""A name may come to belong to another channel: it is resolved anew every hour."""


@dataclass(frozen=True, slots=True)
class ChannelSetting:
    """One `[[channel]]`: `key` as it is written ("@name" or an id, and a topic), what it wants, its language."""

    key: ChatKey
    subscription: Subscription
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class Resolved:
    """A setting whose chat is known by number."""

    key: ChatKey
    kind: ChatKind
    setting: ChannelSetting


def by_key(resolved: Iterable[Resolved]) -> Mapping[ChatKey, Resolved]:
    """One per chat and topic: two settings of the same chat become one that wants the regions of both."""
    merged: dict[ChatKey, Resolved] = {}
    for one in resolved:
        other = merged.get(one.key)
        merged[one.key] = one if other is None else _both(other, one)
    return merged


def _both(one: Resolved, other: Resolved) -> Resolved:
    mine, theirs = one.setting.subscription, other.setting.subscription
    both = replace(mine, regions=mine.regions | theirs.regions, also=mine.also or theirs.also)
    return replace(one, setting=replace(one.setting, subscription=both))


def change_for(wanted: Resolved, record: ChatRecord | None) -> Change | None:
    """What makes the record what the settings say; None when it is. Mutes made in the chat stay."""
    setting = wanted.setting
    if record is None:
        new = ChatRecord(wanted.key, wanted.kind, setting.subscription, lang=setting.lang, origin=ORIGIN)
        return Change("", wanted.key, 0, new)
    kept = record.subscription
    subscription = replace(
        setting.subscription, muted_until_at=kept.muted_until_at, region_mutes=kept.region_mutes
    )
    if record.origin != ORIGIN:
        subscription = replace(subscription, regions=subscription.regions | kept.regions)
    same = replace(
        record,
        kind=wanted.kind,
        subscription=subscription,
        lang=setting.lang,
        origin=ORIGIN,
        state=ChatState.ACTIVE,
        reason="",
    )
    return None if same == record else Change("", wanted.key, record.revision, same)


def retired(record: ChatRecord, wanted: Mapping[ChatKey, Resolved]) -> Change | None:
    """The end of a channel that the settings file no longer names; None for all others."""
    if record.origin != ORIGIN or record.key in wanted:
        return None
    return Change("", record.key, record.revision, forget=True)


class Channels:
    """`step` is a loop's step: it brings the records in line with the settings and tries again what failed."""

    def __init__(
        self, store: ChatStore, sender: Sender, settings: Sequence[ChannelSetting], operators: Operators
    ) -> None:
        self._store, self._sender, self._operators = store, sender, operators
        self._settings = tuple(settings)

    async def step(self) -> float:
        """Returns the pause in seconds. Raises StoreError."""
        resolved = [one for setting in self._settings if (one := await self._resolved(setting)) is not None]
        wanted = by_key(resolved)
        changed = [await self._apply(change_for(one, await self._store.chat(one.key))) for one in wanted.values()]
        if len(resolved) < len(self._settings):
            return RETRY_S
        # Only when every name is known can be told which records are of no channel any more.
        gone = await self._retire(wanted)
        if any(changed) or gone:
            log.info("channels_synced", channels=len(wanted), changed=sum(changed), gone=gone)
        return SETTLED_S

    async def _resolved(self, setting: ChannelSetting) -> Resolved | None:
        name = str(setting.key.id)
        key = f"channel {name}"
        try:
            found, kind = await self._sender.resolve(name)
        except Gone as error:
            text = f"The channel {name} of the settings file cannot be reached ({error.why}): {error}"
            await self._operators.tell(key, text)
            return None
        except Unauthorised:
            return None
        except SendError as error:
            log.warning("channel_unresolved", channel=name, error=str(error))
            return None
        await self._operators.over(key, f"The channel {name} can be reached again.")
        return Resolved(ChatKey(found.id, setting.key.topic), kind, setting)

    async def _apply(self, change: Change | None) -> bool:
        if change is None:
            return False
        status = await self._store.change(change)
        if status is ChangeStatus.CONFLICT:
            log.info("channel_changed_meanwhile", chat=str(change.chat))
        return status is ChangeStatus.DONE

    async def _retire(self, wanted: Mapping[ChatKey, Resolved]) -> int:
        """Forget channels that left the settings file, page by page."""
        after, gone = "", 0
        while True:
            records, after = await self._store.page(after, PAGE)
            for record in records:
                gone += await self._apply(retired(record, wanted))
            if not after:
                return gone
