"""Recall and commit, the log, the memory, the leases."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model.chat import ChatKind
from bot.ports.watching import Commit, CommitStatus, Held, Role
from bot.store import Store
from tests.contract.store.build import (
    LEASE,
    NOW,
    SECOND,
    TTL,
    at,
    claim,
    entry,
    hold_all,
    ids,
    publish,
    subscribe,
    told,
)


async def test_a_source_is_unknown_until_its_first_commit(store: Store) -> None:
    await hold_all(store)
    assert (await store.watcher.recall("src", 0)).source is None
    line = told("first")
    commit = Commit("c1", LEASE, 0, NOW, "src", "the window", told=(line,), counts={"decision.new": 2})
    done = await store.watcher.commit(commit)
    assert (done.status, done.revision, done.seqs) == (CommitStatus.COMMITTED, 1, ())
    recall = await store.watcher.recall("src", 0)
    assert recall.source is not None
    assert (recall.source.window, recall.source.committed_at) == ("the window", NOW)
    assert recall.told == (replace(line, seq=1),)
    assert (await store.watcher.recall("src", 1)).told == ()
    assert (await store.watcher.recall("other", 1)).source is None
    assert await store.log.counts() == {"decision.new": 2}


async def test_the_same_commit_twice_is_one(store: Store) -> None:
    await hold_all(store)
    commit = Commit("c1", LEASE, 0, NOW, "src", "w", (told(),), (entry(), entry()), counts={"x": 1})
    first = await store.watcher.commit(commit)
    again = await store.watcher.commit(commit)
    assert first.status is CommitStatus.COMMITTED
    assert again == replace(first, status=CommitStatus.ALREADY)
    assert len(await store.log.after(0, 10)) == 2
    assert await store.log.counts() == {"x": 1}


async def test_a_commit_on_an_old_memory_is_a_conflict_and_writes_nothing(store: Store) -> None:
    await hold_all(store)
    await publish(store, entry("one"))
    late = await store.watcher.commit(Commit("late", LEASE, 0, NOW, "src", "w2", (told(),), (entry("two"),)))
    assert (late.status, late.revision) == (CommitStatus.CONFLICT, 1)
    assert [alert.text for alert in await store.log.after(0, 10)] == ["one"]
    recall = await store.watcher.recall("src", 0)
    assert recall.source is not None
    assert recall.source.window == "window"


async def test_only_the_holder_of_the_lease_commits(store: Store) -> None:
    await hold_all(store)
    done = await store.watcher.commit(Commit("c1", "another", 0, NOW, "src", "w", entries=(entry(),)))
    assert done.status is CommitStatus.NOT_HOLDER
    assert await store.log.head() == 0


async def test_two_replicas_on_the_same_line_announce_it_once(store: Store) -> None:
    await hold_all(store)
    commits = [Commit(f"c{n}", LEASE, 0, NOW, "src", "w", (told(),), (entry("same"),)) for n in range(2)]
    done = await asyncio.gather(*map(store.watcher.commit, commits))
    assert sorted(one.status for one in done) == [CommitStatus.COMMITTED, CommitStatus.CONFLICT]
    assert [alert.text for alert in await store.log.after(0, 10)] == ["same"]


async def test_the_log_is_read_both_ways(store: Store) -> None:
    await hold_all(store)
    await publish(store, *(entry(f"line {n}") for n in range(5)))
    log = store.log
    assert await log.head() == 5
    assert [alert.seq for alert in await log.after(0, 10)] == [1, 2, 3, 4, 5]
    assert [alert.text for alert in await log.after(3, 1)] == ["line 3"]
    assert [alert.seq for alert in await log.latest(2)] == [4, 5]
    assert [alert.seq for alert in await log.latest(2, before=4)] == [2, 3]
    assert await log.latest(2, before=1) == ()
    assert await log.after(5, 10) == ()


async def test_old_entries_and_lines_go_but_never_the_newest(store: Store) -> None:
    await hold_all(store)
    old = told("old", at(-50 * 3600))
    await store.watcher.commit(
        Commit("c1", LEASE, 0, NOW, "src", "w", (old, told("young")), (entry("early"), entry("late")))
    )
    assert [line.text for line in (await store.watcher.recall("src", 0)).told] == ["young"]
    await publish(store, now=NOW + timedelta(days=31))
    assert [alert.text for alert in await store.log.after(0, 10)] == ["late"]
    assert await store.log.head() == 4


async def test_the_memory_keeps_so_many_lines_at_most(store: Store) -> None:
    await hold_all(store)
    lines = tuple(told(f"line {n}") for n in range(6))
    await store.watcher.commit(Commit("c1", LEASE, 0, NOW, "src", "w", lines, keep_most=4))
    assert [line.text for line in (await store.watcher.recall("src", 0)).told] == [
        f"line {n}" for n in range(2, 6)
    ]


async def test_a_long_memory_comes_whole(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.watching.PAGE", 3)
    await hold_all(store)
    await store.watcher.commit(Commit("c1", LEASE, 0, NOW, "src", "w", tuple(told(f"{n}") for n in range(9))))
    assert [line.seq for line in (await store.watcher.recall("src", 0)).told] == list(range(1, 10))
    assert [line.seq for line in (await store.watcher.recall("src", 4)).told] == list(range(5, 10))


async def test_decisions_are_shown_newest_first(store: Store) -> None:
    await hold_all(store)
    held = [Held(at(n), "src", f"line {n} 😀", "duplicate", ("same words",), ("world",), "of") for n in range(3)]
    await store.watcher.commit(Commit("c1", LEASE, 0, NOW, "src", "w", held=tuple(held[:2])))
    await store.watcher.commit(Commit("c2", LEASE, 1, NOW, "src", "w", held=tuple(held[2:])))
    assert list(await store.log.held(2)) == [held[2], held[1]]


async def test_a_commit_marks_channels_and_wakes_people(store: Store) -> None:
    await hold_all(store)
    await subscribe(store, -1, "lebanon", kind=ChatKind.CHANNEL)
    await subscribe(store, -2, "syria", kind=ChatKind.CHANNEL)
    await subscribe(store, 3, "lebanon")
    await publish(store, entry(reach=["lebanon", "mena"]))
    claims = await claim(store)
    assert ids(claims) == [-1]
    assert claims.audiences == 1
    assert await store.courier.wake(LEASE, NOW, 10) == 1
    assert ids(await claim(store)) == [3]
    assert await store.courier.wake(LEASE, NOW, 10) == 0


async def test_many_channels_are_woken_in_chunks(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.watching.MARKED_AT_ONCE", 3)
    await hold_all(store)
    for n in range(5):
        await subscribe(store, -1 - n, "lebanon", kind=ChatKind.GROUP)
    await publish(store, entry())
    assert ids(await claim(store)) == []
    seen = 0
    while step := await store.courier.wake(LEASE, NOW, 2):
        seen += step
    assert seen == 5
    assert len(ids(await claim(store))) == 5


async def test_those_who_want_mentions_hear_of_them(store: Store) -> None:
    await hold_all(store)
    await subscribe(store, 1, "iran")
    await subscribe(store, 2, "iran", also=True)
    await publish(store, entry(reach=["lebanon"], also=["iran"]))
    while await store.courier.wake(LEASE, NOW, 10):
        pass
    assert ids(await claim(store)) == [2]


async def test_leases_are_held_by_one(store: Store) -> None:
    leases = store.leases
    assert await leases.hold(Role.WATCHER, "a", TTL)
    assert not await leases.hold(Role.WATCHER, "b", TTL)
    assert await leases.hold(Role.WATCHER, "a", TTL)
    assert await leases.hold(Role.COURIER, "b", TTL)
    assert await leases.holders() == {Role.WATCHER: "a", Role.COURIER: "b"}
    await leases.release(Role.WATCHER, "b")
    assert not await leases.hold(Role.WATCHER, "b", TTL)
    await leases.release(Role.WATCHER, "a")
    assert await leases.hold(Role.WATCHER, "b", TTL)


async def test_a_lease_expires_by_the_servers_clock(store: Store) -> None:
    assert await store.leases.hold(Role.LISTENER, "a", SECOND / 1000)
    for _ in range(1000):
        if await store.leases.hold(Role.LISTENER, "b", TTL):
            break
    assert await store.leases.holders() == {Role.LISTENER: "b"}
