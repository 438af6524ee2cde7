"""What the operators correct or withdraw: an edit where the line stands alone, else an answer that says so."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.deliver.audience import wants
from bot.deliver.turn import Nothing, Send, Turn, turn
from bot.model.chat import Attempt, ChatRecord, Receipt
from bot.model.delivery import DeliveryOutcome
from bot.model.news import Alert, AlertKind
from tests.fakes.botapi_html import parsed
from tests.unit.deliver.alerts import BOT, NOON_AT, REGIONS, Book, alert, chat, setting, update

FIRST = alert(1, "Eight killed in Tyre", source="almayadeen-en")


def corrected(seq: int, of: Alert = FIRST, text: str = "Nobody was killed in Tyre") -> Alert:
    return update(seq, of, text, kind=AlertKind.RETYPED, origin="operators")


def withdrawn(seq: int, of: Alert = FIRST) -> Alert:
    return update(seq, of, of.text, kind=AlertKind.RETYPED, origin="withdrawn")


def heard(*seqs: int, alone: bool = True, **fields: Any) -> ChatRecord:
    """A chat that got these lines, one message each where they stand alone, else all in message 500."""
    receipts = tuple(Receipt(seq, 500 + seq if alone else 500, alone, BOT) for seq in seqs)
    return chat(cursor=max(seqs, default=0), receipts=receipts, **fields)


def planned(record: ChatRecord, *alerts: Alert, attempt: Attempt | None = None) -> Turn:
    beyond = [one for one in alerts if one.seq > record.cursor]
    return turn(
        record, beyond, attempt=attempt, head=alerts[-1].seq, known=Book(alerts), setting=setting(minute=5)
    )


def sending(record: ChatRecord, *alerts: Alert, attempt: Attempt | None = None) -> Send:
    made = planned(record, *alerts, attempt=attempt)
    assert isinstance(made, Send)
    return made


def seen(send: Send) -> str:
    return parsed(send.outgoing.message.html)[0]


def struck(send: Send) -> list[str]:
    text, entities = parsed(send.outgoing.message.html)
    return [
        text[one["offset"] : one["offset"] + one["length"]] for one in entities if one["type"] == "strikethrough"
    ]


def test_a_correction_edits_the_line_that_stands_alone_and_says_what_it_is() -> None:
    made = sending(heard(1), FIRST, corrected(2))
    assert made.outgoing.edit == 501
    assert "corrected" in seen(made)
    assert "Nobody was killed" in seen(made)


def test_a_correction_of_a_line_among_others_answers_them_aloud() -> None:
    made = sending(heard(1, 2, alone=False), FIRST, alert(2), corrected(3))
    assert (made.outgoing.edit, made.outgoing.message.reply_to) == (None, 500)
    assert "corrected" in seen(made)
    assert not made.outgoing.message.silent


def test_a_withdrawal_strikes_the_line_through_in_its_place() -> None:
    made = sending(heard(1), FIRST, withdrawn(2))
    assert made.outgoing.edit == 501
    assert struck(made) == [FIRST.text]
    assert "withdrawn" in made.outgoing.message.plain


def test_a_withdrawal_of_a_line_among_others_answers_them_aloud() -> None:
    made = sending(heard(1, 2, alone=False), FIRST, alert(2), withdrawn(3))
    assert (made.outgoing.edit, made.outgoing.message.reply_to) == (None, 500)
    assert struck(made) == [FIRST.text]
    assert not made.outgoing.message.silent


def test_a_withdrawal_is_said_even_when_the_message_is_not_remembered() -> None:
    made = sending(chat(cursor=1), FIRST, withdrawn(2))
    assert (made.outgoing.edit, made.outgoing.message.reply_to) == (None, None)
    assert struck(made) == [FIRST.text]
    forgotten = turn(
        chat(cursor=1),
        [withdrawn(2)],
        attempt=None,
        head=2,
        known=Book([withdrawn(2)]),
        setting=setting(minute=5),
    )
    assert isinstance(forgotten, Send)
    assert struck(forgotten) == [FIRST.text]


def test_who_never_heard_a_line_hears_neither_it_nor_that_it_was_withdrawn() -> None:
    nothing = planned(chat(), FIRST, withdrawn(2))
    assert nothing == Nothing(2, DeliveryOutcome.SUPERSEDED, 2)
    made = sending(chat(), FIRST, alert(2, "Another line"), withdrawn(3))
    assert made.seqs == (2,)
    # The cursor is past the withdrawal too: the next turn must not take the line for told.
    assert made.cursor == 3


def test_a_withdrawal_takes_the_corrections_before_it_along() -> None:
    correction = corrected(2)
    assert isinstance(planned(chat(), FIRST, correction, withdrawn(3, correction)), Nothing)
    made = sending(heard(1), FIRST, correction, withdrawn(3, correction))
    assert (made.outgoing.edit, made.seqs) == (501, (3,))


def test_what_was_perhaps_sent_is_repeated_and_then_withdrawn() -> None:
    made = sending(heard(), FIRST, withdrawn(2), attempt=Attempt(1, 1))
    assert (made.seqs, made.cursor) == ((1,), 1)
    after = sending(heard(1), FIRST, withdrawn(2))
    assert after.outgoing.edit == 501


def test_a_correction_of_a_correction_edits_the_same_message() -> None:
    first = corrected(2)
    made = sending(heard(1), FIRST, first, corrected(3, first, "One was hurt in Tyre"))
    assert (made.outgoing.edit, made.seqs, made.superseded) == (501, (3,), 1)


def test_among_many_lines_a_withdrawal_stays_one() -> None:
    others = [alert(seq, minute=4) for seq in range(2, 6)]
    made = sending(heard(1), FIRST, *others, withdrawn(6))
    assert made.outgoing.edit is None
    assert struck(made) == [FIRST.text]


def test_filters_hold_for_corrections_but_not_for_the_operators_own_lines() -> None:
    record = chat(sources=frozenset({"other"}))
    own = alert(2, "From the editors", source="operators", origin="operators")
    assert wants(own, record, REGIONS, NOON_AT)
    assert not wants(corrected(3), record, REGIONS, NOON_AT)
    assert not wants(withdrawn(3), record, REGIONS, NOON_AT)


def test_a_line_that_could_not_be_delivered_is_not_taken_for_heard() -> None:
    """An older receipt is kept and none of this line: Telegram refused it."""
    record = replace(heard(1), cursor=2, last_sent_at=NOON_AT - timedelta(hours=1))
    second = alert(2, "Impossible")
    assert planned(record, FIRST, second, withdrawn(3, second)) == Nothing(3, DeliveryOutcome.SUPERSEDED, 1)
