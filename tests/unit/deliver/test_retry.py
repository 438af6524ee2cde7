"""What each failure means for a chat, and what the last answers say of Telegram as a whole."""

from datetime import timedelta

from bot.deliver.outlook import Outlook
from bot.deliver.retry import DOUBT, After, after_failure, back_off
from bot.deliver.settings import Ambiguity
from bot.deliver.turn import Send
from bot.model.chat import Attempt, ChatKey, ChatRecord
from bot.model.delivery import DeliveryOutcome, Message, Outgoing
from bot.ports.errors import (
    Ambiguous,
    Gone,
    Migrated,
    NotSent,
    Rejected,
    SendError,
    Throttled,
    TopicGone,
    Unauthorised,
)
from tests.unit.deliver.alerts import NOON_AT, chat

MESSAGE = Message("x", "x")


def sent(*seqs: int, plain: bool = False, again: bool = False, tries: int = 1) -> Send:
    attempt = Attempt(seqs[0], seqs[-1], tries, plain)
    return Send(Outgoing(ChatKey(42), MESSAGE), attempt, seqs[-1], seqs, len(seqs) == 1, again, "")


def after(
    error: SendError,
    send: Send,
    *,
    record: ChatRecord | None = None,
    before: Attempt | None = None,
    policy: Ambiguity = Ambiguity.REPEAT,
    doubted: bool = False,
) -> After:
    return after_failure(
        error, send, record or chat(cursor=3), before, now=NOON_AT, ambiguity=policy, doubted=doubted
    )


def test_a_flood_wait_keeps_everything_for_later() -> None:
    made = after(Throttled("429", timedelta(seconds=30)), sent(4, 5))
    assert (made.outcome, made.cursor, made.next_at) == (
        DeliveryOutcome.THROTTLED,
        3,
        NOON_AT + timedelta(seconds=30),
    )
    assert made.wait
    assert made.attempt is None


def test_a_flood_wait_does_not_forget_an_earlier_ambiguous_attempt() -> None:
    before = Attempt(4, 5, tries=1)
    assert after(Throttled("429", timedelta(seconds=1)), sent(4, 5, tries=2), before=before).attempt == before


def test_no_connection_is_tried_again_later_and_later() -> None:
    waits = [after(NotSent("refused"), sent(4), record=chat(failures=n)).next_at for n in range(6)]
    assert [(at - NOON_AT).total_seconds() for at in waits if at] == [1, 2, 4, 8, 15, 15]
    assert after(NotSent("refused"), sent(4)).attempt is None


def test_an_ambiguous_send_is_repeated_exactly_or_skipped() -> None:
    made = after(Ambiguous("lost"), sent(4, 5))
    assert (made.outcome, made.cursor, made.attempt) == (DeliveryOutcome.RETRIED, 3, Attempt(4, 5, 1))
    skipped = after(Ambiguous("lost"), sent(4, 5, again=True), policy=Ambiguity.SKIP)
    assert (skipped.outcome, skipped.cursor, skipped.next_at) == (DeliveryOutcome.GIVEN_UP_UNKNOWN, 5, NOON_AT)
    assert skipped.attempt is None


def test_poison_plain_then_line_by_line_then_only_that_line() -> None:
    first = after(Rejected("can't parse"), sent(4, 5, 6))
    assert (first.attempt, first.cursor) == (Attempt(4, 6, 0, plain=True), 3)
    second = after(Rejected("can't parse"), sent(4, 5, 6, plain=True))
    assert second.attempt == Attempt(4, 4, 0, plain=False)
    alone = after(Rejected("can't parse"), sent(4, plain=True, again=True))
    assert (alone.outcome, alone.cursor, alone.next_at) == (DeliveryOutcome.GIVEN_UP_REJECTED, 4, NOON_AT)


def test_a_migration_moves_the_chat_and_sends_again() -> None:
    made = after(Migrated("supergroup", -1005), sent(4))
    assert (made.migrate_to, made.cursor, made.next_at) == (-1005, 3, NOON_AT)


def test_who_is_gone_is_suspended_unless_all_are() -> None:
    made = after(Gone("blocked", "blocked"), sent(4, 5))
    assert (made.suspend, made.outcome, made.lines) == ("blocked", DeliveryOutcome.GIVEN_UP_GONE, 2)
    doubted = after(Gone("blocked", "blocked"), sent(4), doubted=True)
    assert (doubted.suspend, doubted.next_at, doubted.failures) == ("", NOON_AT + DOUBT, 1)


def test_a_refused_token_loses_nothing() -> None:
    made = after(Unauthorised("401"), sent(4))
    assert (made.cursor, made.suspend, made.wait) == (3, "", True)


def test_back_off_is_bounded() -> None:
    assert back_off(10**6, timedelta(seconds=60)) == timedelta(seconds=60)
    assert back_off(0, timedelta(seconds=60)) == timedelta(seconds=1)


def test_twenty_gone_in_a_row_are_not_the_chats_fault() -> None:
    outlook, seen = Outlook(), []
    for number in (*range(19), 3, 19):
        outlook.failed(ChatKey(number), Gone("gone", "blocked"), NOON_AT)
        seen.append(outlook.all_gone)
    assert seen == [False] * 20 + [True]
    assert outlook.doubts(ChatKey(1), failures=5)
    outlook.succeeded()
    assert len(outlook.gone) == 0


def test_a_chat_is_believed_gone_alone_or_when_asked_again() -> None:
    outlook = Outlook()
    outlook.failed(ChatKey(1), Gone("gone", "blocked"), NOON_AT)
    assert not outlook.doubts(ChatKey(1), failures=0)
    outlook.failed(ChatKey(2), Gone("gone", "blocked"), NOON_AT)
    assert outlook.doubts(ChatKey(2), failures=0)
    assert not outlook.doubts(ChatKey(2), failures=1)


def test_two_chats_throttled_in_a_row_are_the_whole_bot() -> None:
    outlook = Outlook()
    outlook.failed(ChatKey(1), Throttled("429", timedelta(seconds=30)), NOON_AT)
    assert (outlook.doubtful, outlook.flood_until_at) == (True, None)
    outlook.succeeded()
    outlook.failed(ChatKey(2), Throttled("429", timedelta(seconds=3)), NOON_AT)
    assert outlook.flood_until_at is None
    outlook.failed(ChatKey(3), Throttled("429", timedelta(seconds=7)), NOON_AT)
    assert outlook.flood_until_at == NOON_AT + timedelta(seconds=3)


def test_a_channel_s_own_long_wait_is_not_made_the_whole_bot_s() -> None:
    outlook = Outlook()
    outlook.failed(ChatKey(1), Throttled("429", timedelta(seconds=1)), NOON_AT)
    later_at = NOON_AT + timedelta(seconds=2)
    outlook.failed(ChatKey(2), Throttled("429", timedelta(seconds=3)), later_at)
    outlook.failed(ChatKey(3), Throttled("429", timedelta(seconds=30)), later_at)
    assert outlook.flood_until_at == later_at + timedelta(seconds=3)


def test_who_knocked_waits_from_then_on() -> None:
    outlook, later_at = Outlook(), NOON_AT + timedelta(milliseconds=40)
    outlook.failed(ChatKey(1), Throttled("429", timedelta(seconds=3)), NOON_AT)
    outlook.failed(ChatKey(2), Throttled("429", timedelta(seconds=3)), later_at)
    assert outlook.deadline(later_at) == later_at + timedelta(seconds=3)
    assert outlook.deadline(later_at + timedelta(seconds=3)) is None


def test_what_is_about_one_message_says_nothing_of_the_whole() -> None:
    doubtful: dict[type[SendError], bool] = {}
    for error in (Rejected("x"), TopicGone("x"), Gone("x", "blocked"), NotSent("x"), Ambiguous("x")):
        outlook = Outlook()
        outlook.failed(ChatKey(1), error, NOON_AT)
        doubtful[type(error)] = outlook.doubtful
    assert doubtful == {Rejected: False, TopicGone: False, Gone: False, NotSent: True, Ambiguous: True}
