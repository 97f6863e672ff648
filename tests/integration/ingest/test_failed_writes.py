"""Nothing is stored of a write that fails or is submitted too late; the others are stored."""

import asyncio
from dataclasses import replace

import asyncpg
import pytest
from tests.factories import APP, KEY_ID, NOW, PEPPER, batch, device_id, event, report
from tests.integration.ingest.writes import TABLES, count_rows, make_write

from telemetry_graph.app import Services
from telemetry_graph.db import copy
from telemetry_graph.db.pool import Pool
from telemetry_graph.ingest.accept.crash import accept_report
from telemetry_graph.ingest.model import Write, WriteResult
from telemetry_graph.ingest.service import Ingest
from telemetry_graph.ingest.write_queue import QueueLimits
from telemetry_graph.kit.errors import DatabaseUnavailable, Overloaded
from telemetry_graph.kit.ids import uuid7


def _unstorable() -> Write:
    """A write that passes every check and that the database rejects."""
    write = make_write()
    name = copy.encode_bytes(b"app_start")
    return replace(write, event_rows=write.event_rows.replace(name, copy.NULL))


@pytest.mark.parametrize("place", [0, 3, 6])
async def test_a_write_that_the_database_rejects_fails_alone(one: Services, place: int) -> None:
    writes = [
        make_write(event(), batch_id=uuid7(NOW), device_id=device_id(str(n))) for n in range(6)
    ]
    writes.insert(place, _unstorable())

    results = await one.write_path.flush(writes)

    assert [isinstance(each, WriteResult) for each in results] == [n != place for n in range(7)]
    assert isinstance(results[place], asyncpg.NotNullViolationError)
    assert await count_rows(one, "telemetry_events", "ingest_batches") == (6, 6)


async def test_a_crash_that_the_database_rejects_fails_alone(one: Services) -> None:
    valid = [accept_report(report(), PEPPER, NOW) for _ in range(3)]
    invalid = accept_report(report(), PEPPER, NOW)
    invalid = replace(invalid, crashes=[replace(invalid.crashes[0], message="\x00")])

    results = await one.write_path.flush([valid[0], invalid, *valid[1:]])

    assert [isinstance(each, WriteResult) for each in results] == [True, False, True, True]
    assert await count_rows(one, *TABLES) == (0, 0, 3, 1, 1)


async def test_a_write_is_stored_completely_or_not_at_all(one: Services) -> None:
    write = make_write(event(), event("lua_error"), batch_id=uuid7(NOW))
    invalid = replace(write, crashes=[replace(write.crashes[0], message="\x00")])

    (result,) = await one.write_path.flush([invalid])

    assert isinstance(result, Exception)
    assert await count_rows(one, *TABLES) == (0, 0, 0, 0, 0)


async def test_while_the_database_is_unavailable_all_writes_fail(one: Services) -> None:
    unreachable = await Pool.open("postgresql://u@127.0.0.1:1/none", size=1, acquire_seconds=2)
    write_path = replace(one.write_path, pool=unreachable)

    results = await write_path.flush([make_write(), make_write()])

    assert [type(each) for each in results] == [DatabaseUnavailable, DatabaseUnavailable]
    await unreachable.close()


def _ingest(one: Services, limits: QueueLimits) -> Ingest:
    policies, limiter = one.ingest.policies, one.ingest.limiter
    return Ingest(one.write_path, one.catalog, policies, limiter, pepper=PEPPER, limits=limits)


async def test_accepted_batches_are_stored_when_the_process_stops(one: Services) -> None:
    ingest = _ingest(one, QueueLimits())
    await ingest.policies.load(APP)  # caches the policy
    await one.catalog.get_types(APP)
    async with ingest.running():
        tasks = [asyncio.create_task(ingest.ingest_events(batch(), KEY_ID)) for _ in range(50)]
        await asyncio.sleep(0)  # each has submitted its batch

    assert [task.result().received for task in tasks] == [1] * 50
    assert await count_rows(one, "telemetry_events") == (50,)


async def test_a_stopped_process_accepts_nothing(one: Services) -> None:
    ingest = _ingest(one, QueueLimits())
    async with ingest.running():
        pass

    with pytest.raises(Overloaded):
        await ingest.ingest_events(batch(), KEY_ID)
    with pytest.raises(Overloaded):
        await ingest.report_crash(report(), KEY_ID)

    assert await count_rows(one, *TABLES) == (0, 0, 0, 0, 0)


async def test_a_batch_that_exceeds_the_queue_is_rejected(one: Services) -> None:
    ingest = _ingest(one, QueueLimits(queue_rows=5))
    async with ingest.running():
        with pytest.raises(Overloaded):
            await ingest.ingest_events(batch(*[event()] * 6), KEY_ID)
        receipt = await ingest.ingest_events(batch(*[event()] * 5), KEY_ID)

    assert receipt.received == 5
    assert await count_rows(one, "telemetry_events") == (5,)
