"""One turn of a chat, on paper: what is sent, held, edited, replaced, counted or tried again."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.deliver.limits import GROUP_GAP, PERSON_GAP, gap, story_of
from bot.deliver.settings import Ambiguity
from bot.deliver.turn import Nothing, Send, Setting, Turn, Wait, turn
from bot.model.chat import Attempt, ChatKind, ChatRecord, Receipt
from bot.model.delivery import DeliveryOutcome
from bot.model.news import Alert, AlertKind
from tests.fakes.botapi_html import parsed
from tests.unit.deliver.alerts import BOT, NOON_AT, Book, alert, chat, setting, update


def planned(
    record: ChatRecord, *alerts: Alert, attempt: Attempt | None = None, at: Setting | None = None, head: int = 0
) -> Turn:
    book = Book(alerts)
    beyond = [one for one in alerts if one.seq > record.cursor]
    head = head or max((one.seq for one in alerts), default=record.cursor)
    return turn(record, beyond, attempt=attempt, head=head, known=book, setting=at or setting())


def sending(record: ChatRecord, *alerts: Alert, attempt: Attempt | None = None, at: Setting | None = None) -> Send:
    made = planned(record, *alerts, attempt=attempt, at=at)
    assert isinstance(made, Send)
    return made


def test_nothing_wanted_moves_the_cursor_to_the_head() -> None:
    assert planned(chat(cursor=3), alert(4, "x", "south-africa"), head=9) == Nothing(9)


def test_the_cursor_never_goes_back() -> None:
    assert planned(chat(cursor=12), head=9) == Nothing(12)


def test_what_is_beyond_the_head_of_the_claim_waits_for_the_next() -> None:
    record, alerts = chat(), [alert(1), alert(2)]
    made = turn(record, alerts, attempt=None, head=1, known=Book(alerts), setting=setting())
    assert isinstance(made, Send)
    assert (made.seqs, made.cursor, made.again) == ((1,), 1, False)


def test_a_group_waits_for_its_pace() -> None:
    assert planned(chat(last_sent_at=NOON_AT), alert(1), at=setting(0.01)) == Wait(NOON_AT + PERSON_GAP, hard=True)
    channel = chat(ChatKind.CHANNEL, last_sent_at=NOON_AT)
    assert planned(channel, alert(1), at=setting(0.04)) == Wait(NOON_AT + GROUP_GAP, hard=True)
    assert isinstance(planned(channel, alert(1), at=setting(0.06)), Send)


def test_any_sixty_seconds_hold_fewer_than_twenty_messages() -> None:
    assert timedelta(seconds=60) / gap(ChatKind.CHANNEL) < 20
    assert gap(ChatKind.PRIVATE) > timedelta(seconds=1)


def speech(seq: int) -> Alert:
    return alert(seq, f"Sheikh: {seq}", speaker="Sheikh")


def test_a_burst_waits_softly_and_another_story_takes_it_along() -> None:
    record = chat(cursor=1, last_sent_at=NOON_AT, last_story=story_of(speech(1)))
    at = setting(0.05)
    assert planned(record, speech(2), speech(3), at=at) == Wait(NOON_AT + timedelta(seconds=10), hard=False)
    assert sending(record, speech(2), alert(3, "Other"), speech(4), at=at).seqs == (2, 3, 4)
    assert sending(record, speech(2), at=setting(0.17)).seqs == (2,)
    assert isinstance(planned(record, speech(2), at=setting(0.05, burst_window=timedelta(0))), Send)
    same_story = alert(2, "More on it", story="r1")
    assert isinstance(planned(record, same_story, at=at), Wait)


def test_an_update_replies_to_its_first_version() -> None:
    first = alert(1, "Eight killed")
    record = chat(cursor=1, receipts=(Receipt(1, 500, bot_id=BOT),))
    made = sending(record, first, update(2, first, "Nine killed"))
    assert (made.outgoing.message.reply_to, made.outgoing.edit) == (500, None)
    assert "update" in made.outgoing.message.plain


def test_an_update_of_an_update_replies_to_what_was_heard_last() -> None:
    first = alert(1, "Eight killed")
    second = update(2, first, "Nine killed")
    record = chat(cursor=2, receipts=(Receipt(1, 500, bot_id=BOT), Receipt(2, 501, bot_id=BOT)))
    assert sending(record, first, second, update(3, second, "Ten")).outgoing.message.reply_to == 501
    lost = replace(record, receipts=record.receipts[:1])
    assert sending(lost, first, second, update(3, second, "Ten")).outgoing.message.reply_to == 500


def test_receipts_of_another_bot_mean_nothing() -> None:
    first = alert(1)
    record = chat(cursor=1, receipts=(Receipt(1, 500, bot_id=BOT + 1),))
    assert sending(record, first, update(2, first)).outgoing.message.reply_to is None


def test_an_update_of_what_was_filtered_out_is_an_ordinary_alert() -> None:
    first = alert(1, "Weather: rain")
    record = chat(cursor=1, never_if=("weather",))
    assert "update" not in sending(record, first, update(2, first, "Rain kills two")).outgoing.message.plain


def test_only_one_message_is_replied_to_in_a_turn() -> None:
    one, two = alert(1), alert(2)
    record = chat(cursor=2, receipts=(Receipt(1, 500, bot_id=BOT), Receipt(2, 501, bot_id=BOT)))
    made = sending(record, one, two, update(3, one), update(4, two))
    assert (made.seqs, made.outgoing.message.reply_to, made.again, made.cursor) == ((3,), 500, True, 3)


def test_with_many_pending_updates_stand_inline() -> None:
    one = alert(1)
    record = chat(cursor=1, receipts=(Receipt(1, 500, bot_id=BOT),))
    made = sending(record, one, alert(2), alert(3), update(4, one), alert(5))
    assert (made.seqs, made.outgoing.message.reply_to) == ((2, 3, 4, 5), None)
    assert made.outgoing.message.plain.count("update") == 1


def retyped(seq: int, of: Alert, text: str = "retyped") -> Alert:
    return update(seq, of, text, kind=AlertKind.RETYPED)


def test_a_retyping_edits_a_message_that_stands_alone() -> None:
    first = alert(1, "Eight kiled")
    alone = chat(cursor=1, receipts=(Receipt(1, 500, alone=True, bot_id=BOT),))
    made = sending(alone, first, retyped(2, first))
    assert (made.outgoing.edit, made.outgoing.message.silent) == (500, False)
    crowded = chat(cursor=1, receipts=(Receipt(1, 500, alone=False, bot_id=BOT),))
    made = sending(crowded, first, retyped(2, first))
    assert (made.outgoing.edit, made.outgoing.message.reply_to, made.outgoing.message.silent) == (None, 500, True)
    assert "corrected" in made.outgoing.message.plain


def test_an_undelivered_first_version_is_replaced() -> None:
    first = alert(1, "Eight killed")
    second = update(2, first, "Nine killed")
    made = sending(chat(), first, second, retyped(3, second, "Nine are killed"))
    assert (made.seqs, made.superseded, made.cursor) == ((3,), 2, 3)
    assert "update" not in made.outgoing.message.plain


def test_old_lines_are_only_counted() -> None:
    old = [alert(n, minute=-60 * 30) for n in (1, 2)]
    made = sending(chat(), *old, alert(3))
    assert made.outgoing.message.plain.startswith("and 2 earlier lines: /latest")
    assert (made.seqs, made.expired, made.alone, made.cursor) == ((3,), 2, False, 3)
    made = sending(chat(), *old)
    assert (made.seqs, made.expired, made.cursor, made.outgoing.message.silent) == ((), 2, 2, True)


def test_an_attempt_is_repeated_without_newer_lines() -> None:
    made = sending(chat(), alert(1), alert(2), alert(3), attempt=Attempt(1, 2, tries=1))
    assert (made.seqs, made.cursor, made.again) == ((1, 2), 2, True)
    assert made.attempt == Attempt(1, 2, tries=2)


def test_an_attempt_may_be_skipped_by_policy() -> None:
    at = setting(ambiguity=Ambiguity.SKIP)
    made = planned(chat(), alert(1), alert(2), attempt=Attempt(1, 1, tries=1), at=at)
    assert made == Nothing(1, DeliveryOutcome.GIVEN_UP_UNKNOWN, 1, again=True)
    assert sending(chat(), alert(1), attempt=Attempt(1, 1, tries=0), at=at).seqs == (1,)


def test_an_attempt_that_nobody_wants_any_more_is_passed_over() -> None:
    record = chat(never_if=("line",))
    assert planned(record, alert(1), attempt=Attempt(1, 1)) == Nothing(1, again=True)


def test_an_attempt_that_never_ends_is_given_up_when_it_is_old() -> None:
    old = alert(1, minute=-60 * 48)
    assert planned(chat(), old, attempt=Attempt(1, 1, tries=10)) == Nothing(
        1, DeliveryOutcome.GIVEN_UP_EXPIRED, 1, again=True
    )


def test_what_telegram_rejected_goes_once_more_without_mark_up() -> None:
    made = sending(chat(), alert(1, "a <b"), attempt=Attempt(1, 1, tries=0, plain=True))
    assert made.outgoing.message.html == ""
    assert "a <b" in made.outgoing.message.plain


@pytest.mark.parametrize("kind", list(ChatKind))
def test_a_silent_chat_is_served_silently(kind: ChatKind) -> None:
    assert sending(chat(kind, silent=True), alert(1)).outgoing.message.silent


texts = st.text(st.characters(codec="utf-16", exclude_categories=("Cc", "Cs")), min_size=1, max_size=9000).filter(
    str.strip
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(texts, st.integers(0, 4)), min_size=1, max_size=12))
def test_served_to_the_end_every_line_is_told_once_whole_and_in_order(lines: list[tuple[str, int]]) -> None:
    """Turn after turn, with receipts bounded as the store bounds them, until nothing is pending."""
    alerts: list[Alert] = []
    for seq, (text, back) in enumerate(lines, 1):
        of = alerts[-back] if 0 < back <= len(alerts) else None
        alerts.append(update(seq, of, text) if of else alert(seq, text))
    record, heard, minute = chat(), list[int](), 0.0
    for _ in range(200):
        minute += 1
        made = planned(record, *alerts, at=setting(minute, burst_window=timedelta(0)))
        if isinstance(made, Nothing):
            break
        assert isinstance(made, Send)
        seen, _ = parsed(made.outgoing.message.html)
        for one in made.alerts:
            if len(one.text) < 1800:
                assert " ".join(one.text.split()) in " ".join(seen.split())
        heard += made.seqs
        receipts = (*record.receipts, *(Receipt(seq, minute_id(minute), made.alone, BOT) for seq in made.seqs))
        record = replace(record, cursor=made.cursor, receipts=receipts[-4:])
    assert record.cursor == len(lines)
    assert heard == sorted(heard)
    replaced = {one.of for one in alerts if one.of is not None}
    told = set(heard)
    assert all(one.seq in told or one.ref in replaced for one in alerts)
    assert all(heard.count(one.seq) <= max(1, -(-len(one.text) * 2 // 1800)) for one in alerts)


def minute_id(minute: float) -> int:
    return 1000 + int(minute)


def test_a_cursor_older_than_the_log_is_said_in_one_line_and_the_turn_goes_on() -> None:
    at = replace(setting(), lost_upto=8)
    made = sending(chat(cursor=2), alert(9), at=at)
    assert made.outgoing.message.plain == "Earlier lines could not be sent in time and are no longer kept"
    assert (made.cursor, made.expired, made.again, made.seqs) == (8, 1, True, ())
    assert sending(chat(cursor=8), alert(9), at=at).seqs == (9,)
    just_sent = chat(cursor=2, last_sent_at=NOON_AT)
    assert planned(just_sent, alert(9), at=at) == Wait(NOON_AT + PERSON_GAP, hard=True)
