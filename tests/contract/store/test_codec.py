"""What is packed comes back the same, and older readers understand newer writers."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.chat import Attempt, ChatKey, ChatKind, ChatRecord, ChatState, Quiet, Receipt, Rhythm, Subscription
from bot.model.delivery import Button, Message, Outgoing
from bot.model.news import Alert, AlertKind, Kind, Told
from bot.ports.errors import StoreError
from bot.ports.watching import Held
from bot.store.chats import _settings
from bot.store.codec import ALERT, HELD, OUTGOING, TOLD, dump, from_us, load, to_us
from bot.store.records import (
    pack_attempt,
    pack_receipts,
    pack_settings,
    unpack_attempt,
    unpack_receipts,
    unpack_record,
)

TEXT = st.text(max_size=20)
ODD = TEXT | st.just("\ud800 a lone surrogate") | st.just("\x00\u202e😀")
WORDS = st.lists(TEXT, max_size=3).map(tuple)
SLUG = st.from_regex(r"[a-z]{1,12}(-[a-z]{1,8})?", fullmatch=True)
MOMENT = st.integers(0, 7 * 10**15).map(from_us)
NUMBER = st.integers(0, 2**52)
ID = st.integers(-(10**13), 10**13)
KEY = st.builds(ChatKey, ID | st.just("@name"), st.none() | st.integers(1, 10**9))
MINUTE = st.times()

TOLDS = st.builds(
    Told, ref=TEXT, story=TEXT, kind=st.sampled_from(Kind), source=TEXT, text=ODD, at=MOMENT, lang=TEXT, seq=NUMBER
)
ALERTS = st.builds(
    Alert,
    seq=NUMBER,
    ref=TEXT,
    story=TEXT,
    kind=st.sampled_from(AlertKind),
    source=TEXT,
    text=ODD,
    seen_at=MOMENT,
    about=WORDS,
    also=WORDS,
    of=st.none() | TEXT,
    lang=TEXT,
    url=st.none() | TEXT,
    late=st.booleans(),
    speaker=TEXT,
    because=WORDS,
    told_before=TEXT,
    origin=TEXT,
)
HELDS = st.builds(Held, MOMENT, TEXT, ODD, TEXT, WORDS, WORDS, TEXT)
BUTTONS = st.lists(st.lists(st.builds(Button, TEXT, TEXT, TEXT), max_size=2).map(tuple), max_size=2).map(tuple)
MESSAGES = st.builds(Message, ODD, ODD, st.none() | NUMBER, st.booleans(), BUTTONS, st.booleans())
OUTGOINGS = st.builds(Outgoing, KEY, MESSAGES, st.none() | NUMBER)
SUBSCRIPTIONS = st.builds(
    Subscription,
    regions=st.frozensets(SLUG, max_size=4),
    also=st.booleans(),
    only_if=WORDS,
    never_if=WORDS,
    sources=st.frozensets(TEXT, max_size=3),
    languages=st.frozensets(TEXT, max_size=3),
    silent=st.booleans(),
    rhythm=st.sampled_from(Rhythm),
    daily_at=MINUTE,
    zone=TEXT,
    quiet=st.none() | st.builds(Quiet, MINUTE, MINUTE, TEXT),
    muted_until_at=st.none() | MOMENT,
    region_mutes=st.dictionaries(SLUG, MOMENT, max_size=3),
    hashtags=st.booleans(),
)


@given(TOLDS, ALERTS, HELDS, OUTGOINGS)
@settings(max_examples=60, deadline=None)
def test_what_is_packed_comes_back(told: Told, alert: Alert, held: Held, outgoing: Outgoing) -> None:
    assert TOLD.unpack(TOLD.pack(told), seq=told.seq) == told
    assert ALERT.unpack(ALERT.pack(alert), seq=alert.seq) == alert
    assert HELD.unpack(HELD.pack(held)) == held
    assert OUTGOING.unpack(OUTGOING.pack(outgoing)) == outgoing


@given(SUBSCRIPTIONS, st.sampled_from(ChatKind), st.sampled_from(ChatState), st.sampled_from(["en", "ar"]), ODD)
@settings(max_examples=60, deadline=None)
def test_a_record_comes_back(
    subscription: Subscription, kind: ChatKind, state: ChatState, lang: str, title: str
) -> None:
    reason = "kicked" if state is ChatState.SUSPENDED else ""
    joins = dict.fromkeys(subscription.regions, 3)
    record = ChatRecord(
        *(ChatKey(1), kind, subscription, joins, 5, 2, state, reason, lang),
        title=title,
        managed=(-100, 7) if title else (),
        awaiting=title,
    )
    names = (b"k", None, b"w", b"s", b"l", b"o", b"x")
    flat = {
        name: value if isinstance(value, bytes) else str(value).encode()
        for name, value in zip(names, _settings(record), strict=True)
        if name and value not in {"", b""}
    }
    flat |= {b"r": b"2", b"c": b"5", b"j": " ".join(f"{region}=3" for region in joins).encode()}
    assert unpack_record(ChatKey(1), flat) == record


@given(st.builds(Attempt, NUMBER, NUMBER, NUMBER, st.booleans()))
def test_an_attempt_comes_back(attempt: Attempt) -> None:
    assert unpack_attempt(pack_attempt(attempt)) == attempt
    assert unpack_attempt(pack_attempt(None)) is None


@given(st.lists(st.builds(Receipt, NUMBER, NUMBER, st.booleans(), st.just(77)), max_size=5).map(tuple))
def test_receipts_come_back(receipts: tuple[Receipt, ...]) -> None:
    assert unpack_receipts(pack_receipts(receipts)) == receipts


@given(MOMENT)
def test_moments_keep_their_microseconds(moment: datetime) -> None:
    assert from_us(to_us(moment)) == moment


def test_what_is_as_usual_takes_no_room() -> None:
    usual = ChatRecord(ChatKey(1), ChatKind.PRIVATE, Subscription(frozenset({"lebanon"}), also=True))
    assert pack_settings(usual) == b""
    told = Told("r", "s", Kind.NEW, "src", "x", datetime(2026, 1, 1, tzinfo=UTC))
    assert set(load(TOLD.pack(told))) == {"r", "s", "k", "o", "x", "t"}


def test_what_a_newer_writer_says_is_passed_over() -> None:
    said = load(TOLD.pack(Told("r", "s", Kind.UPDATE, "src", "x", datetime(2026, 1, 1, tzinfo=UTC))))
    newer = dump(said | {"zz": [1], "k": "rumour"})
    assert TOLD.unpack(newer).kind is Kind.NEW
    record = {b"k": b"p", b"r": b"1", b"c": b"0", b"zz": b"?", b"s": b'{"zz":1,"h":true}'}
    assert unpack_record(ChatKey(1), record).subscription.hashtags


@pytest.mark.parametrize("packed", [b"", b"{", b"[]", b"\xff", b'{"r":"x"}', json.dumps({"t": "x"}).encode()])
def test_what_is_no_record_is_a_store_error(packed: bytes) -> None:
    with pytest.raises(StoreError):
        TOLD.unpack(packed)
    with pytest.raises(StoreError):
        unpack_record(ChatKey(1), {b"k": packed})
