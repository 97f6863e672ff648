"""Valid batches and reports are stored completely, with crash groups and alerts."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest
from msgspec.structs import replace
from tests.factories import APP, KEY_ID, NOW, PEPPER, STACK_ON_OTHER_LINES, batch, event, report
from tests.integration.ingest.writes import TABLES, count_rows

from telemetry_graph.app import Services
from telemetry_graph.crashes.model import GroupFilter
from telemetry_graph.ingest.accept.fields import hash_device
from telemetry_graph.ingest.wire import BatchReceipt, CrashReceipt
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.ids import uuid7


async def test_the_events_of_a_batch_are_stored(one: Services) -> None:
    at = NOW - timedelta(hours=1)
    given = batch(event("app_start", at=at, data={"version": "1.2.0"}), event("app_stop"))

    receipt = await one.ingest.ingest_events(given, KEY_ID)

    assert receipt == BatchReceipt(2, is_duplicate=False, rejected=[])
    async with one.pool.connection() as conn:
        rows = await conn.fetch("SELECT * FROM telemetry_events ORDER BY time")
    assert dict(rows[0]) == {
        "time": at,
        "app_id": APP,
        "device_id": hash_device(given.device_id, PEPPER),
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


async def test_the_original_device_id_is_not_stored(one: Services) -> None:
    given = batch(event("app_crash"), batch_id=uuid7(NOW))

    await one.ingest.ingest_events(given, KEY_ID)

    async with one.pool.connection() as conn:
        for table in TABLES:
            text = await conn.fetchval(f"SELECT string_agg(t::text, '') FROM {table} AS t")
            assert given.device_id not in text


async def test_valid_events_are_stored_and_invalid_ones_rejected(one: Services) -> None:
    given = batch(event(), event("none"), event("screen_view"), event("app_stop"))

    receipt = await one.ingest.ingest_events(given, KEY_ID)

    assert receipt.received == 2
    assert [(each.index, each.code) for each in receipt.rejected] == [
        (1, "UNKNOWN_EVENT_TYPE"),
        (2, "CONSENT_REQUIRED"),
    ]
    assert await count_rows(one, "telemetry_events") == (2,)


async def test_only_the_receipt_is_stored_of_a_batch_without_valid_events(one: Services) -> None:
    given = batch(event("none"), batch_id=uuid7(NOW))

    first = await one.ingest.ingest_events(given, KEY_ID)
    again = await one.ingest.ingest_events(given, KEY_ID)

    assert first.received == 0
    assert len(first.rejected) == 1
    assert again == replace(first, is_duplicate=True)
    assert await count_rows(one, "telemetry_events", "crash_reports", "ingest_batches") == (0, 0, 1)


async def test_nothing_is_stored_of_a_rejected_batch_or_report(one: Services) -> None:
    with pytest.raises(InvalidField):
        await one.ingest.ingest_events(batch(device_id="invalid"), KEY_ID)
    with pytest.raises(InvalidField):
        await one.ingest.report_crash(report(device_id="invalid"), KEY_ID)

    assert await count_rows(one, *TABLES) == (0, 0, 0, 0, 0)


async def test_a_crash_is_stored_with_its_group_and_alert(one: Services) -> None:
    crash_id = uuid4()

    receipt = await one.ingest.report_crash(report(crash_id=crash_id), KEY_ID)

    assert await count_rows(one, *TABLES) == (0, 0, 1, 1, 1)
    group = await one.crashes.find_group(APP, receipt.fingerprint)
    assert group is not None
    assert group.occurrence_count == 1
    assert receipt == CrashReceipt(crash_id, group.fingerprint, is_duplicate=False)
    async with one.pool.connection() as conn:
        payload = await conn.fetchval("SELECT payload FROM alert_outbox")
    assert payload["app_name"] == "Notes"
    assert payload["crash"]["fingerprint"] == group.fingerprint


async def test_only_the_first_crash_of_a_group_is_alerted(one: Services) -> None:
    await one.ingest.report_crash(report(), KEY_ID)
    await one.ingest.report_crash(report(crash={"stack_trace": STACK_ON_OTHER_LINES}), KEY_ID)

    assert await count_rows(one, "crash_reports", "crash_groups", "alert_outbox") == (2, 1, 1)


async def test_a_crash_event_is_stored_as_an_event_and_as_a_crash(one: Services) -> None:
    data = {"message": "boom", "stack": "main.lua:1: in main chunk"}

    receipt = await one.ingest.ingest_events(batch(event(), event("lua_error", data=data)), KEY_ID)

    assert receipt.received == 2
    assert await count_rows(one, *TABLES) == (2, 0, 1, 1, 1)


async def test_crashes_that_two_processes_store_at_once_are_all_counted(
    two: tuple[Services, Services],
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
    groups = (await two[0].crashes.list_groups(APP, GroupFilter(), 100, None)).items
    assert [group.occurrence_count for group in groups] == [10] * 8
    assert await count_rows(two[0], "alert_outbox") == (8,)
