import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from tests.factories import (
    APP,
    KEY_ID,
    NOW,
    OTHER_APP,
    PEPPER,
    STACK_ON_OTHER_LINES,
    HandClock,
    batch,
    device_id,
    event,
    report,
)

from telemetry_graph.app import Parts
from telemetry_graph.crashes.model import GroupFilter
from telemetry_graph.db import copy
from telemetry_graph.db.pool import Pool
from telemetry_graph.ingest.accept import accepted_batch, accepted_report
from telemetry_graph.ingest.batcher import Limits
from telemetry_graph.ingest.identity import hashed_device
from telemetry_graph.ingest.model import CrashReceipt, Receipt, Write, Written
from telemetry_graph.ingest.service import Ingest
from telemetry_graph.ingest.wire import EventBatchInput
from telemetry_graph.kit.errors import DatabaseUnavailable, InvalidField, Overloaded
from telemetry_graph.kit.ids import AppId, uuid7

_TABLES = ("telemetry_events", "ingest_batches", "crash_reports", "crash_groups", "alert_outbox")


async def _rows(own: Parts, *tables: str) -> tuple[int, ...]:
    async with own.pool.connection() as conn:
        return tuple(
            [int(await conn.fetchval(f'SELECT count(*) FROM "{table}"')) for table in tables]
        )


def _write(*events: Any, **changes: Any) -> Write:
    return accepted_batch(batch(*events, **changes), PEPPER, NOW)


def _unstorable() -> Write:
    """A write that passed every check and that the database still refuses."""
    write = _write()
    name = copy.raw(b"app_start")
    return replace(write, event_rows=write.event_rows.replace(name, copy.NULL))


def _received(results: list[Written | Exception]) -> list[int]:
    written = [result for result in results if isinstance(result, Written)]
    assert len(written) == len(results)
    return [result.receipt.received for result in written]


async def test_what_is_answered_is_stored(one: Parts) -> None:
    at = NOW - timedelta(hours=1)
    given = batch(event("app_start", at=at, data={"version": "1.2.0"}), event("app_stop"))

    receipt = await one.ingest.ingest_events(given, KEY_ID)

    assert receipt == Receipt(2, [], is_duplicate=False)
    async with one.pool.connection() as conn:
        rows = await conn.fetch("SELECT * FROM telemetry_events ORDER BY time")
    assert dict(rows[0]) == {
        "time": at,
        "app_id": APP,
        "device_id": hashed_device(given.device_id, PEPPER),
        "session_id": "session-1",
        "event_type": "app_start",
        "event_data": {"version": "1.2.0"},
        "app_version": "1.2.0",
        "mosis_version": "1.0.0",
        "received_at": NOW,
        "weight": 1.0,
    }
    assert rows[1]["event_type"] == "app_stop"
    assert rows[1]["event_data"] is None


async def test_the_device_id_that_was_sent_is_stored_nowhere(one: Parts) -> None:
    given = batch(event("app_crash"), batch_id=uuid7(NOW))

    await one.ingest.ingest_events(given, KEY_ID)

    async with one.pool.connection() as conn:
        for table in _TABLES:
            text = await conn.fetchval(f"SELECT string_agg(t::text, '') FROM {table} AS t")
            assert given.device_id not in text


async def test_good_events_are_stored_beside_bad_ones(one: Parts) -> None:
    given = batch(event(), event("none"), event("screen_view"), event("app_stop"))

    receipt = await one.ingest.ingest_events(given, KEY_ID)

    assert receipt.received == 2
    assert [(each.index, each.code) for each in receipt.rejected] == [
        (1, "UNKNOWN_EVENT_TYPE"),
        (2, "CONSENT_REQUIRED"),
    ]
    assert await _rows(one, "telemetry_events") == (2,)


async def test_of_a_batch_of_which_nothing_is_good_only_the_answer_is_kept(one: Parts) -> None:
    given = batch(event("none"), batch_id=uuid7(NOW))

    first = await one.ingest.ingest_events(given, KEY_ID)
    again = await one.ingest.ingest_events(given, KEY_ID)

    assert first.received == 0
    assert len(first.rejected) == 1
    assert again == replace(first, is_duplicate=True)
    assert await _rows(one, "telemetry_events", "crash_reports", "ingest_batches") == (0, 0, 1)


async def test_a_refused_batch_stores_nothing(one: Parts) -> None:
    with pytest.raises(InvalidField):
        await one.ingest.ingest_events(batch(device_id="nobody"), KEY_ID)
    with pytest.raises(InvalidField):
        await one.ingest.report_crash(report(device_id="nobody"), KEY_ID)

    assert await _rows(one, *_TABLES) == (0, 0, 0, 0, 0)


async def test_a_crash_is_stored_with_its_group_and_its_alert(one: Parts) -> None:
    crash_id = uuid4()

    receipt = await one.ingest.report_crash(report(crash_id=crash_id), KEY_ID)

    assert await _rows(one, *_TABLES) == (0, 0, 1, 1, 1)
    group = await one.crashes.group(APP, receipt.fingerprint)
    assert group is not None
    assert group.occurrence_count == 1
    assert receipt == CrashReceipt(crash_id, group.fingerprint, is_duplicate=False)
    async with one.pool.connection() as conn:
        payload = await conn.fetchval("SELECT payload FROM alert_outbox")
    assert payload["app_name"] == "Notes"
    assert payload["crash"]["fingerprint"] == group.fingerprint


async def test_only_the_first_crash_of_a_group_is_an_alert(one: Parts) -> None:
    await one.ingest.report_crash(report(), KEY_ID)
    await one.ingest.report_crash(report(crash={"stack_trace": STACK_ON_OTHER_LINES}), KEY_ID)

    assert await _rows(one, "crash_reports", "crash_groups", "alert_outbox") == (2, 1, 1)


async def test_a_crash_event_is_both_event_and_crash(one: Parts) -> None:
    data = {"message": "boom", "stack": "main.lua:1: in main chunk"}

    receipt = await one.ingest.ingest_events(batch(event(), event("lua_error", data=data)), KEY_ID)

    assert receipt.received == 2
    assert await _rows(one, *_TABLES) == (2, 0, 1, 1, 1)


async def test_a_repeated_batch_adds_nothing_and_is_answered_as_at_first(one: Parts) -> None:
    given = batch(event(), event("lua_error"), event("none"), batch_id=uuid7(NOW))

    first = await one.ingest.ingest_events(given, KEY_ID)
    again = await one.ingest.ingest_events(given, KEY_ID)

    assert first == Receipt(2, again.rejected, is_duplicate=False)
    assert again == Receipt(2, first.rejected, is_duplicate=True)
    assert [(each.index, each.code) for each in again.rejected] == [(2, "UNKNOWN_EVENT_TYPE")]
    assert await _rows(one, *_TABLES) == (2, 1, 1, 1, 1)


@pytest.mark.parametrize("minutes", [0, 1, 60 * 24 * 3])
async def test_a_retry_adds_nothing_whenever_it_comes(
    one: Parts, clock: HandClock, minutes: int
) -> None:
    given = batch(event(at=NOW - timedelta(hours=1)), batch_id=uuid4())
    await one.ingest.ingest_events(given, KEY_ID)

    clock.advance(minutes=minutes)
    again = await one.ingest.ingest_events(given, KEY_ID)

    assert again == Receipt(1, [], is_duplicate=True)
    assert await _rows(one, "telemetry_events") == (1,)


async def test_a_retry_adds_nothing_when_its_oldest_event_became_too_old(
    one: Parts, clock: HandClock
) -> None:
    oldest = event(at=NOW - timedelta(days=7) + timedelta(minutes=1))
    given = batch(oldest, event(), batch_id=uuid4())
    await one.ingest.ingest_events(given, KEY_ID)

    clock.advance(minutes=2)
    again = await one.ingest.ingest_events(given, KEY_ID)

    assert again == Receipt(2, [], is_duplicate=True)
    assert await _rows(one, "telemetry_events") == (2,)


async def test_a_retry_of_which_everything_became_too_old_is_answered_as_at_first(
    one: Parts, clock: HandClock
) -> None:
    given = batch(event(at=NOW - timedelta(days=6)), batch_id=uuid7(NOW - timedelta(days=6)))
    await one.ingest.ingest_events(given, KEY_ID)

    clock.advance(days=2)
    again = await one.ingest.ingest_events(given, KEY_ID)

    assert again == Receipt(1, [], is_duplicate=True)
    assert await _rows(one, "telemetry_events") == (1,)


async def test_a_batch_that_comes_twice_in_one_flush_is_stored_once(one: Parts) -> None:
    batch_id = uuid7(NOW)
    same = [_write(event(), event("lua_error"), batch_id=batch_id) for _ in range(3)]
    other = _write(event())

    results = await one.write_path.flush([same[0], other, same[1], same[2]])

    assert _received(results) == [2, 1, 2, 2]
    assert [each.receipt.is_duplicate for each in results if isinstance(each, Written)] == [
        False,
        False,
        True,
        True,
    ]
    assert await _rows(one, *_TABLES) == (3, 1, 1, 1, 1)


async def test_a_repeat_in_the_same_flush_gets_the_counts_of_what_was_stored(one: Parts) -> None:
    batch_id = uuid7(NOW)
    first = _write(event(), event(), batch_id=batch_id)
    other_content = _write(event(), event(), event(), event("none"), batch_id=batch_id)

    results = await one.write_path.flush([first, other_content])

    assert _received(results) == [2, 2]
    assert results[1] == Written(Receipt(2, [], is_duplicate=True), 0)
    assert await _rows(one, "telemetry_events") == (2,)


async def test_repeats_of_several_batches_get_their_own_first_answers(one: Parts) -> None:
    given = [
        batch(*[event()] * (n + 1), *[event(f"none-{n}")] * n, batch_id=uuid7(NOW))
        for n in range(4)
    ]
    first = await asyncio.gather(*(one.ingest.ingest_events(each, KEY_ID) for each in given))

    again = await asyncio.gather(
        *(one.ingest.ingest_events(each, KEY_ID) for each in reversed(given))
    )

    assert [each.received for each in first] == [1, 2, 3, 4]
    assert list(reversed(again)) == [replace(each, is_duplicate=True) for each in first]


async def test_a_batch_that_comes_to_two_processes_at_once_is_stored_once(
    two: tuple[Parts, Parts],
) -> None:
    given = batch(event(), event("lua_error"), event("none"), batch_id=uuid7(NOW))

    receipts = await asyncio.gather(
        *(own.ingest.ingest_events(given, KEY_ID) for own in two for _ in range(5))
    )

    assert sorted(receipt.is_duplicate for receipt in receipts) == [False] + [True] * 9
    assert {receipt.received for receipt in receipts} == {2}
    assert {len(receipt.rejected) for receipt in receipts} == {1}
    assert await _rows(two[0], *_TABLES) == (2, 1, 1, 1, 1)


async def test_many_batches_that_come_to_two_processes_in_any_order_are_stored_once_each(
    two: tuple[Parts, Parts],
) -> None:
    given = [batch(event(), event("lua_error"), batch_id=uuid7(NOW)) for _ in range(40)]

    def flush(own: Parts, order: list[EventBatchInput]) -> Any:
        return own.write_path.flush([accepted_batch(each, PEPPER, NOW) for each in order])

    results = await asyncio.gather(
        flush(two[0], given),
        flush(two[1], list(reversed(given))),
        flush(two[0], given[20:] + given[:20]),
        flush(two[1], given[::2]),
    )

    for each in results:
        assert set(_received(each)) == {2}
    assert await _rows(two[0], *_TABLES) == (80, 40, 40, 1, 1)


async def test_the_same_batch_id_in_another_app_is_another_batch(one: Parts) -> None:
    batch_id = uuid7(NOW)

    here = await one.ingest.ingest_events(batch(batch_id=batch_id), KEY_ID)
    there = await one.ingest.ingest_events(batch(batch_id=batch_id, app_id=OTHER_APP), KEY_ID)

    assert not here.is_duplicate
    assert not there.is_duplicate
    assert await _rows(one, "telemetry_events", "ingest_batches") == (2, 2)


async def test_batches_without_id_are_never_taken_for_repeats(one: Parts) -> None:
    for _ in range(2):
        assert not (await one.ingest.ingest_events(batch(), KEY_ID)).is_duplicate

    assert await _rows(one, "telemetry_events", "ingest_batches") == (2, 0)


async def test_a_repeated_report_adds_nothing(one: Parts) -> None:
    given = report(crash_id=uuid4())

    first = await one.ingest.report_crash(given, KEY_ID)
    again = await one.ingest.report_crash(given, KEY_ID)

    assert not first.is_duplicate
    assert again == replace(first, is_duplicate=True)
    assert await _rows(one, *_TABLES) == (0, 0, 1, 1, 1)


async def test_a_report_that_comes_twice_in_one_flush_is_stored_once(one: Parts) -> None:
    given = report(crash_id=uuid4())

    results = await one.write_path.flush([accepted_report(given, PEPPER, NOW) for _ in range(3)])

    assert [each.stored_crashes for each in results if isinstance(each, Written)] == [1, 0, 0]
    assert await _rows(one, *_TABLES) == (0, 0, 1, 1, 1)


async def test_a_report_that_comes_to_two_processes_at_once_is_stored_once(
    two: tuple[Parts, Parts],
) -> None:
    given = report(crash_id=uuid4())

    receipts = await asyncio.gather(
        *(own.ingest.report_crash(given, KEY_ID) for own in two for _ in range(5))
    )

    assert sorted(receipt.is_duplicate for receipt in receipts) == [False] + [True] * 9
    assert await _rows(two[0], *_TABLES) == (0, 0, 1, 1, 1)
    group = await two[0].crashes.group(APP, receipts[0].fingerprint)
    assert group is not None
    assert group.occurrence_count == 1


async def test_the_same_crash_id_in_another_app_is_another_crash(one: Parts) -> None:
    crash_id = uuid4()

    here = await one.ingest.report_crash(report(crash_id=crash_id), KEY_ID)
    there = await one.ingest.report_crash(report(crash_id=crash_id, app_id=OTHER_APP), KEY_ID)

    assert not here.is_duplicate
    assert not there.is_duplicate
    assert await one.crashes.count(AppId(OTHER_APP), GroupFilter()) == 1


@pytest.mark.parametrize("place", [0, 3, 6])
async def test_a_write_that_the_database_refuses_fails_alone(one: Parts, place: int) -> None:
    writes = [_write(event(), batch_id=uuid7(NOW), device_id=device_id(str(n))) for n in range(6)]
    writes.insert(place, _unstorable())

    results = await one.write_path.flush(writes)

    assert [isinstance(each, Written) for each in results] == [n != place for n in range(7)]
    assert isinstance(results[place], asyncpg.NotNullViolationError)
    assert await _rows(one, "telemetry_events", "ingest_batches") == (6, 6)


async def test_a_crash_that_the_database_refuses_fails_alone(one: Parts) -> None:
    good = [accepted_report(report(), PEPPER, NOW) for _ in range(3)]
    bad = accepted_report(report(), PEPPER, NOW)
    bad = replace(bad, crashes=[replace(bad.crashes[0], message="\x00")])

    results = await one.write_path.flush([good[0], bad, *good[1:]])

    assert [isinstance(each, Written) for each in results] == [True, False, True, True]
    assert await _rows(one, *_TABLES) == (0, 0, 3, 1, 1)


async def test_a_write_is_stored_whole_or_not_at_all(one: Parts) -> None:
    write = _write(event(), event("lua_error"), batch_id=uuid7(NOW))
    torn = replace(write, crashes=[replace(write.crashes[0], message="\x00")])

    (result,) = await one.write_path.flush([torn])

    assert isinstance(result, Exception)
    assert await _rows(one, *_TABLES) == (0, 0, 0, 0, 0)


async def test_while_the_database_is_away_everyone_is_told_to_try_again(one: Parts) -> None:
    nowhere = await Pool.open("postgresql://nobody@127.0.0.1:1/none", size=1, acquire_seconds=2)
    write_path = replace(one.write_path, pool=nowhere)

    results = await write_path.flush([_write(), _write()])

    assert [type(each) for each in results] == [DatabaseUnavailable, DatabaseUnavailable]
    await nowhere.close()


def _ingest(one: Parts, limits: Limits) -> Ingest:
    policies, limiter = one.ingest.policies, one.ingest.limiter
    return Ingest(one.write_path, one.catalogue, policies, limiter, pepper=PEPPER, limits=limits)


async def test_what_was_taken_is_finished_when_the_process_stops(one: Parts) -> None:
    ingest = _ingest(one, Limits())
    await ingest.policies.of(APP)  # known from now on
    await one.catalogue.types_of(APP)
    async with ingest.running():
        taken = [asyncio.create_task(ingest.ingest_events(batch(), KEY_ID)) for _ in range(50)]
        await asyncio.sleep(0)  # each has handed in its batch

    assert [task.result().received for task in taken] == [1] * 50
    assert await _rows(one, "telemetry_events") == (50,)


async def test_a_stopped_process_takes_nothing(one: Parts) -> None:
    ingest = _ingest(one, Limits())
    async with ingest.running():
        pass

    with pytest.raises(Overloaded):
        await ingest.ingest_events(batch(), KEY_ID)
    with pytest.raises(Overloaded):
        await ingest.report_crash(report(), KEY_ID)

    assert await _rows(one, *_TABLES) == (0, 0, 0, 0, 0)


async def test_more_than_may_wait_is_refused_and_not_stored(one: Parts) -> None:
    ingest = _ingest(one, Limits(waiting_rows=5))
    async with ingest.running():
        with pytest.raises(Overloaded):
            await ingest.ingest_events(batch(*[event()] * 6), KEY_ID)
        receipt = await ingest.ingest_events(batch(*[event()] * 5), KEY_ID)

    assert receipt.received == 5
    assert await _rows(one, "telemetry_events") == (5,)


async def test_a_crash_group_that_lost_its_transaction_race_is_still_counted(
    two: tuple[Parts, Parts],
) -> None:
    messages = [f"message {letter}" for letter in "abcdefgh"]

    receipts = await asyncio.gather(
        *(
            own.ingest.report_crash(report(crash={"message": message}), KEY_ID)
            for own in two
            for message in messages * 5
        )
    )

    assert not any(receipt.is_duplicate for receipt in receipts)
    groups = (await two[0].crashes.groups(APP, GroupFilter(), 100, None)).items
    assert [group.occurrence_count for group in groups] == [10] * 8
    assert await _rows(two[0], "alert_outbox") == (8,)
