"""A repeated batch or report is stored once and acknowledged with its first receipt."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from msgspec.structs import replace
from tests.factories import APP, KEY_ID, NOW, OTHER_APP, PEPPER, ManualClock, batch, event, report
from tests.integration.ingest.writes import TABLES, count_rows, make_write, received_counts

from telemetry_graph.app import Services
from telemetry_graph.crashes.model import GroupFilter
from telemetry_graph.ingest.accept.batch import accept_batch
from telemetry_graph.ingest.accept.crash import accept_report
from telemetry_graph.ingest.model import WriteResult
from telemetry_graph.ingest.wire import BatchReceipt, EventBatchInput, Rejection
from telemetry_graph.kit.ids import AppId, uuid7


def _receipt(received: int, rejected: list[Rejection], *, is_duplicate: bool) -> BatchReceipt:
    return BatchReceipt(received, is_duplicate, rejected)


async def test_a_repeated_batch_adds_nothing_and_has_the_first_receipt(one: Services) -> None:
    given = batch(event(), event("lua_error"), event("none"), batch_id=uuid7(NOW))

    first = await one.ingest.ingest_events(given, KEY_ID)
    again = await one.ingest.ingest_events(given, KEY_ID)

    assert first == _receipt(2, again.rejected, is_duplicate=False)
    assert again == _receipt(2, first.rejected, is_duplicate=True)
    assert [(each.index, each.code) for each in again.rejected] == [(2, "UNKNOWN_EVENT_TYPE")]
    assert await count_rows(one, *TABLES) == (2, 1, 1, 1, 1)


@pytest.mark.parametrize("minutes", [0, 1, 60 * 24 * 3])
async def test_a_retry_adds_nothing_at_any_time(
    one: Services, clock: ManualClock, minutes: int
) -> None:
    given = batch(event(at=NOW - timedelta(hours=1)), batch_id=uuid4())
    await one.ingest.ingest_events(given, KEY_ID)

    clock.advance(minutes=minutes)
    again = await one.ingest.ingest_events(given, KEY_ID)

    assert again == _receipt(1, [], is_duplicate=True)
    assert await count_rows(one, "telemetry_events") == (1,)


async def test_a_retry_adds_nothing_when_its_oldest_event_has_become_too_old(
    one: Services, clock: ManualClock
) -> None:
    oldest = event(at=NOW - timedelta(days=7) + timedelta(minutes=1))
    given = batch(oldest, event(), batch_id=uuid4())
    await one.ingest.ingest_events(given, KEY_ID)

    clock.advance(minutes=2)
    again = await one.ingest.ingest_events(given, KEY_ID)

    assert again == _receipt(2, [], is_duplicate=True)
    assert await count_rows(one, "telemetry_events") == (2,)


async def test_a_retry_whose_events_have_all_become_too_old_has_the_first_receipt(
    one: Services, clock: ManualClock
) -> None:
    given = batch(event(at=NOW - timedelta(days=6)), batch_id=uuid7(NOW - timedelta(days=6)))
    await one.ingest.ingest_events(given, KEY_ID)

    clock.advance(days=2)
    again = await one.ingest.ingest_events(given, KEY_ID)

    assert again == _receipt(1, [], is_duplicate=True)
    assert await count_rows(one, "telemetry_events") == (1,)


async def test_a_batch_that_is_repeated_in_one_flush_is_stored_once(one: Services) -> None:
    batch_id = uuid7(NOW)
    same = [make_write(event(), event("lua_error"), batch_id=batch_id) for _ in range(3)]
    other = make_write(event())

    results = await one.write_path.flush([same[0], other, same[1], same[2]])

    assert received_counts(results) == [2, 1, 2, 2]
    assert [each.receipt.is_duplicate for each in results if isinstance(each, WriteResult)] == [
        False,
        False,
        True,
        True,
    ]
    assert await count_rows(one, *TABLES) == (3, 1, 1, 1, 1)


async def test_a_repeat_in_the_same_flush_has_the_counts_of_the_stored_batch(one: Services) -> None:
    batch_id = uuid7(NOW)
    first = make_write(event(), event(), batch_id=batch_id)
    other_content = make_write(event(), event(), event(), event("none"), batch_id=batch_id)

    results = await one.write_path.flush([first, other_content])

    assert received_counts(results) == [2, 2]
    assert results[1] == WriteResult(_receipt(2, [], is_duplicate=True), 0)
    assert await count_rows(one, "telemetry_events") == (2,)


async def test_each_repeated_batch_has_its_own_first_receipt(one: Services) -> None:
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


async def test_a_batch_that_two_processes_receive_at_once_is_stored_once(
    two: tuple[Services, Services],
) -> None:
    given = batch(event(), event("lua_error"), event("none"), batch_id=uuid7(NOW))

    receipts = await asyncio.gather(
        *(own.ingest.ingest_events(given, KEY_ID) for own in two for _ in range(5))
    )

    assert sorted(receipt.is_duplicate for receipt in receipts) == [False] + [True] * 9
    assert {receipt.received for receipt in receipts} == {2}
    assert {len(receipt.rejected) for receipt in receipts} == {1}
    assert await count_rows(two[0], *TABLES) == (2, 1, 1, 1, 1)


async def test_batches_that_two_processes_flush_in_any_order_are_stored_once_each(
    two: tuple[Services, Services],
) -> None:
    given = [batch(event(), event("lua_error"), batch_id=uuid7(NOW)) for _ in range(40)]

    def flush(services: Services, order: list[EventBatchInput]) -> Any:
        return services.write_path.flush([accept_batch(each, PEPPER, NOW) for each in order])

    results = await asyncio.gather(
        flush(two[0], given),
        flush(two[1], list(reversed(given))),
        flush(two[0], given[20:] + given[:20]),
        flush(two[1], given[::2]),
    )

    for each in results:
        assert set(received_counts(each)) == {2}
    assert await count_rows(two[0], *TABLES) == (80, 40, 40, 1, 1)


async def test_the_same_batch_id_in_another_app_is_another_batch(one: Services) -> None:
    batch_id = uuid7(NOW)

    here = await one.ingest.ingest_events(batch(batch_id=batch_id), KEY_ID)
    there = await one.ingest.ingest_events(batch(batch_id=batch_id, app_id=OTHER_APP), KEY_ID)

    assert not here.is_duplicate
    assert not there.is_duplicate
    assert await count_rows(one, "telemetry_events", "ingest_batches") == (2, 2)


async def test_batches_without_an_id_are_never_duplicates(one: Services) -> None:
    for _ in range(2):
        assert not (await one.ingest.ingest_events(batch(), KEY_ID)).is_duplicate

    assert await count_rows(one, "telemetry_events", "ingest_batches") == (2, 0)


async def test_a_repeated_report_adds_nothing(one: Services) -> None:
    given = report(crash_id=uuid4())

    first = await one.ingest.report_crash(given, KEY_ID)
    again = await one.ingest.report_crash(given, KEY_ID)

    assert not first.is_duplicate
    assert again == replace(first, is_duplicate=True)
    assert await count_rows(one, *TABLES) == (0, 0, 1, 1, 1)


async def test_a_report_that_is_repeated_in_one_flush_is_stored_once(one: Services) -> None:
    given = report(crash_id=uuid4())

    results = await one.write_path.flush([accept_report(given, PEPPER, NOW) for _ in range(3)])

    assert [each.stored_crashes for each in results if isinstance(each, WriteResult)] == [1, 0, 0]
    assert await count_rows(one, *TABLES) == (0, 0, 1, 1, 1)


async def test_a_report_that_two_processes_receive_at_once_is_stored_once(
    two: tuple[Services, Services],
) -> None:
    given = report(crash_id=uuid4())

    receipts = await asyncio.gather(
        *(own.ingest.report_crash(given, KEY_ID) for own in two for _ in range(5))
    )

    assert sorted(receipt.is_duplicate for receipt in receipts) == [False] + [True] * 9
    assert await count_rows(two[0], *TABLES) == (0, 0, 1, 1, 1)
    group = await two[0].crashes.find_group(APP, receipts[0].fingerprint)
    assert group is not None
    assert group.occurrence_count == 1


async def test_the_same_crash_id_in_another_app_is_another_crash(one: Services) -> None:
    crash_id = uuid4()

    here = await one.ingest.report_crash(report(crash_id=crash_id), KEY_ID)
    there = await one.ingest.report_crash(report(crash_id=crash_id, app_id=OTHER_APP), KEY_ID)

    assert not here.is_duplicate
    assert not there.is_duplicate
    assert await one.crashes.count_groups(AppId(OTHER_APP), GroupFilter()) == 1
