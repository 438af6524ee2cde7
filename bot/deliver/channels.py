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
RETRY_S = 15.0
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
        new = ChatRecord(
            wanted.key, wanted.kind, setting.subscription, lang=setting.lang, origin=ORIGIN, title=_name(setting)
        )
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
        title=_name(setting) or record.title,
        state=ChatState.ACTIVE,
        reason="",
    )
    return None if same == record else Change("", wanted.key, record.revision, same)


def _name(setting: ChannelSetting) -> str:
    """By which the channel is found again while Telegram does not answer; "" when it is written as a number."""
    return "" if _is_number(setting) else str(setting.key.id)


def _is_number(setting: ChannelSetting) -> bool:
    return isinstance(setting.key.id, int)


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
        self._begun = False
        self._told: set[ChatKey] = set()
        self._gone: set[ChatKey] = set()

    async def step(self) -> float:
        """Returns the pause in seconds. Raises StoreError.

        A channel must hear of what comes from now on, also while Telegram does not answer: it is written down at
        once, a number under itself, a name under the number it had, or under itself until it is known.
        """
        if not self._begun:
            await self._write_new()
        resolved = [await self._resolved(setting) for setting in self._settings]
        known = [one for one in resolved if one is not None]
        if len(known) < len(self._settings):
            known += await self._known_before()
        wanted = by_key(known)
        changed = await self._write(wanted)
        self._begun = True
        if any(one is None for one in resolved):
            return RETRY_S
        # Only when every name is known can be told which records are of no channel any more.
        gone = await self._retire(wanted)
        if changed or gone:
            log.info("channels_synced", channels=len(wanted), changed=changed, gone=gone)
        return SETTLED_S

    async def _write(self, wanted: Mapping[ChatKey, Resolved]) -> int:
        return sum(
            [await self._apply(change_for(one, await self._store.chat(one.key))) for one in wanted.values()]
        )

    async def _write_new(self) -> None:
        """Channels that are written as numbers and have no record yet need not wait for Telegram."""
        numbers = [one for one in self._settings if _is_number(one)]
        new = [one for one in numbers if await self._store.chat(one.key) is None]
        await self._write(by_key([Resolved(one.key, ChatKind.CHANNEL, one) for one in new]))

    async def _known_before(self) -> list[Resolved]:
        """Channels that Telegram does not tell us of now: by the number their name had, else as written."""
        numbers = {record.title: record.key.id for record in await self._own_records() if record.title}
        found = []
        for setting in self._settings:
            if setting.key in self._told or setting.key in self._gone:
                continue
            number = numbers.get(str(setting.key.id), setting.key.id)
            key = ChatKey(number, setting.key.topic)
            record = await self._store.chat(key)
            found.append(Resolved(key, record.kind if record else ChatKind.CHANNEL, setting))
        return found

    async def _own_records(self) -> list[ChatRecord]:
        after, own = "", []
        while True:
            records, after = await self._store.page(after, PAGE)
            own += [record for record in records if record.origin == ORIGIN]
            if not after:
                return own

    async def _resolved(self, setting: ChannelSetting) -> Resolved | None:
        name = str(setting.key.id)
        key = f"channel {name}"
        self._told.discard(setting.key)
        self._gone.discard(setting.key)
        try:
            found, kind = await self._sender.resolve(name)
        except Gone as error:
            text = f"The channel {name} of the settings file cannot be reached ({error.why}): {error}"
            await self._operators.tell(key, text)
            self._gone.add(setting.key)
            return None
        except Unauthorised:
            return None
        except SendError as error:
            log.warning("channel_unresolved", channel=name, error=str(error))
            return None
        await self._operators.over(key, f"The channel {name} can be reached again.")
        self._told.add(setting.key)
        if found.id != setting.key.id and isinstance(found.id, int):
            # What was written down under the name, while it was not known, moves to the number.
            await self._store.migrate(setting.key, found.id)
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
