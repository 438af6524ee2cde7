"""Recall, decide, commit on a real Valkey server: conflicts, lost answers, other holders, a store that forgot."""

import asyncio
import gc
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model.news import Alert, AlertKind, Outcome
from bot.pipeline.river import BREATHES, NotHolder
from bot.ports.errors import StoreError
from bot.ports.watching import Role
from bot.store.bundle import open_store
from tests.fakes.clock import FakeClock
from tests.unit.pipeline.river_rig import KNOWN, LEASE, NEWS, Bank


@pytest.fixture
async def bank(valkey: str) -> AsyncIterator[Bank]:
    async with open_store(valkey) as store:
        bank = Bank(store, FakeClock())
        await bank.take()
        yield bank


async def begun(bank: Bank) -> None:
    bank.show(*KNOWN)
    await bank.flow()


async def test_the_first_poll_is_known_and_what_comes_on_top_rings(bank: Bank) -> None:
    bank.show(*KNOWN)
    first = await bank.flow()
    assert [decision.outcome for decision in first.decisions] == [Outcome.DROP, Outcome.DROP]
    assert await bank.log() == []
    bank.clock.advance(20)
    bank.show(NEWS[1], NEWS[0], *KNOWN)
    second = await bank.flow()
    assert [alert.text for alert in await bank.log()] == list(NEWS[:2])
    assert second.seqs == tuple(alert.seq for alert in await bank.log())
    assert len(bank.pending) == 0
    assert [decision.headline.text for decision in bank.heard] == [*reversed(KNOWN), *NEWS[:2]]
    counts = await bank.store.log.counts()
    assert counts["decision.drop.first_poll"] == 2
    assert counts["decision.alert"] == 2


async def test_a_line_known_from_the_first_poll_is_recognised_when_it_comes_back(bank: Bank) -> None:
    await begun(bank)
    bank.clock.advance(20)
    bank.show(KNOWN[0].removeprefix("Harbour office: ") + ".", NEWS[0])
    flowed = await bank.flow()
    assert [decision.outcome for decision in flowed.decisions] == [Outcome.ALERT, Outcome.DUPLICATE]


async def test_a_commit_that_meets_another_revision_decides_again(bank: Bank) -> None:
    await begun(bank)
    other = Bank(bank.store, bank.clock, name="b")
    bank.clock.advance(20)
    other.show(NEWS[0], *KNOWN)
    bank.show(NEWS[1], NEWS[0], *KNOWN)
    bank.between.before.append(other.flow)
    flowed = await bank.flow()
    assert [decision.headline.text for decision in flowed.decisions] == [NEWS[1]]
    assert [alert.text for alert in await bank.log()] == [NEWS[0], NEWS[1]]
    assert len({alert.ref for alert in await bank.log()}) == 2


async def test_a_commit_whose_answer_was_lost_is_not_repeated(bank: Bank) -> None:
    await begun(bank)

    def lost() -> None:
        raise StoreError("the answer was lost")

    bank.clock.advance(20)
    bank.show(NEWS[0], *KNOWN)
    bank.between.after.append(lost)
    with pytest.raises(StoreError):
        await bank.flow()
    assert len(bank.pending) == 1
    again = await bank.flow()
    assert again.decisions == ()
    assert [alert.text for alert in await bank.log()] == [NEWS[0]]


async def test_a_commit_that_never_arrived_is_made_again(bank: Bank) -> None:
    await begun(bank)

    async def down() -> None:
        raise StoreError("no connection")

    bank.clock.advance(20)
    bank.show(NEWS[0], *KNOWN)
    bank.between.before.append(down)
    with pytest.raises(StoreError):
        await bank.flow()
    bank.clock.advance(20)
    bank.show(NEWS[1], NEWS[0], *KNOWN)
    flowed = await bank.flow()
    assert [decision.outcome for decision in flowed.decisions] == [Outcome.ALERT, Outcome.ALERT]
    assert [alert.text for alert in await bank.log()] == list(NEWS[:2])


async def test_who_does_not_hold_the_role_commits_nothing(bank: Bank) -> None:
    await begun(bank)
    await bank.store.leases.release(Role.WATCHER, LEASE)
    await bank.take("another")
    bank.clock.advance(20)
    bank.show(NEWS[0], *KNOWN)
    with pytest.raises(NotHolder):
        await bank.flow()
    assert len(bank.pending) == 1
    assert await bank.log() == []


async def test_a_new_process_goes_on_where_the_old_one_stopped(bank: Bank) -> None:
    await begun(bank)
    bank.clock.advance(600)
    after = Bank(bank.store, bank.clock, name="b")
    after.show(NEWS[1], NEWS[0], *KNOWN)
    flowed = await after.flow()
    assert [decision.headline.text for decision in flowed.decisions] == list(NEWS[:2])
    assert all(decision.headline.late for decision in flowed.decisions)
    assert after.river.remembered == 4


async def test_only_what_others_wrote_is_read_again(bank: Bank) -> None:
    await begun(bank)
    for number, line in enumerate(NEWS, 1):
        bank.clock.advance(20)
        bank.show(*reversed(NEWS[:number]), *KNOWN)
        await bank.flow()
        assert (await bank.log())[-1].text == line
    assert bank.between.recalled == sorted(bank.between.recalled)
    assert bank.between.recalled[-1] > 0


async def test_what_a_failed_over_store_forgot_is_offered_again(bank: Bank) -> None:
    await begun(bank)
    bank.clock.advance(20)
    bank.show(NEWS[0], *KNOWN)
    await bank.flow()
    await bank.store.connection.client.flushall()
    await bank.take()
    bank.river.forget()
    bank.show(NEWS[1], NEWS[0], *KNOWN)
    flowed = await bank.flow()
    told = {
        decision.headline.text: decision.outcome
        for decision in flowed.decisions
        if decision.outcome is Outcome.ALERT
    }
    assert told == {NEWS[0]: Outcome.ALERT}
    assert [(alert.text, alert.late) for alert in await bank.log()] == [(NEWS[0], True)]


async def test_a_store_that_changes_while_it_is_read_is_read_again_from_the_start(bank: Bank) -> None:
    await begun(bank)
    other = Bank(bank.store, bank.clock, name="b")
    await other.river.follow()
    bank.clock.advance(20)
    bank.show(NEWS[0], *KNOWN)
    await bank.flow()
    other.between.asked.append(other.river.forget)
    await other.river.follow()
    assert other.between.recalled[-1] > 0
    await other.river.follow()
    assert other.between.recalled[-1] == 0
    assert other.river.remembered == 3


async def test_a_standby_follows_so_that_it_need_not_read_the_memory_when_it_takes_over(bank: Bank) -> None:
    await begun(bank)
    standby = Bank(bank.store, bank.clock, "another lease", "b")
    await standby.river.follow()
    assert standby.river.remembered == 2
    bank.clock.advance(20)
    bank.show(NEWS[0], *KNOWN)
    await bank.flow()
    await standby.river.follow()
    assert standby.river.remembered == 3
    assert standby.between.recalled[-1] > 0
    assert await standby.log() == await bank.log()


async def test_what_is_learnt_at_a_start_is_kept_from_the_collector(
    bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    await begun(bank)
    gc.unfreeze()
    standby = Bank(bank.store, bank.clock, "another lease", "b")
    await standby.river.follow()
    assert gc.get_freeze_count() == 0
    monkeypatch.setattr("bot.pipeline.river.MANY", 2)
    starting = Bank(bank.store, bank.clock, "a third lease", "c")
    await starting.river.follow()
    assert gc.get_freeze_count() > 0
    assert gc.isenabled()
    gc.unfreeze()


async def test_reading_a_long_memory_lets_the_other_loops_go_on(bank: Bank) -> None:
    await begun(bank)
    bank.clock.advance(20)
    many = [f"Mission {number} of the survey ship left the harbour of Valencia" for number in range(2 * BREATHES)]
    bank.show(*many, *KNOWN)
    await bank.flow()
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    standby = Bank(bank.store, bank.clock, "another lease", "b")
    standby.between.answered.append(lambda: beside.append(asyncio.create_task(others())))
    beside: list[asyncio.Task[None]] = []
    await standby.river.follow()
    beside[0].cancel()
    assert standby.river.remembered == len(many) + 2
    assert turns >= 2


async def test_lines_of_the_operators_are_appended_once_each(bank: Bank) -> None:
    await begun(bank)
    now = bank.clock.now()
    alert = Alert(0, "desk.1", "desk.1", AlertKind.NEW, "operators", "A word", now, ("lebanon",))
    with pytest.raises(NotHolder):
        # Whoever listens to the operators' chats speaks for them, not whoever watches.
        await bank.river.announce(alert, now)
    await bank.store.leases.hold(Role.LISTENER, LEASE, timedelta(minutes=1))
    first = await bank.river.announce(alert, now)
    second = await bank.river.announce(replace(alert, ref="desk.2"), now + timedelta(seconds=1))
    assert [entry.seq for entry in await bank.log()] == [first, second]
    assert [entry.about for entry in await bank.log()] == [("lebanon",), ("lebanon",)]
