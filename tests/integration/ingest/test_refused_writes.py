"""Writes that fail or come too late: nothing is stored of them, and all of the others."""

import asyncio
from dataclasses import replace

import asyncpg
import pytest
from tests.factories import APP, KEY_ID, NOW, PEPPER, batch, device_id, event, report
from tests.integration.ingest.writes import TABLES, accepted, counts

from telemetry_graph.app import Parts
from telemetry_graph.db import copy
from telemetry_graph.db.pool import Pool
from telemetry_graph.ingest.accept.batch import accepted_report
from telemetry_graph.ingest.model import Write, Written
from telemetry_graph.ingest.service import Ingest
from telemetry_graph.ingest.write_queue import Limits
from telemetry_graph.kit.errors import DatabaseUnavailable, Overloaded
from telemetry_graph.kit.ids import uuid7


def _unstorable() -> Write:
    """A write that passed every check and that the database still refuses."""
    write = accepted()
    name = copy.encode_bytes(b"app_start")
    return replace(write, event_rows=write.event_rows.replace(name, copy.NULL))


@pytest.mark.parametrize("place", [0, 3, 6])
async def test_a_write_that_the_database_refuses_fails_alone(one: Parts, place: int) -> None:
    writes = [accepted(event(), batch_id=uuid7(NOW), device_id=device_id(str(n))) for n in range(6)]
    writes.insert(place, _unstorable())

    results = await one.write_path.flush(writes)

    assert [isinstance(each, Written) for each in results] == [n != place for n in range(7)]
    assert isinstance(results[place], asyncpg.NotNullViolationError)
    assert await counts(one, "telemetry_events", "ingest_batches") == (6, 6)


async def test_a_crash_that_the_database_refuses_fails_alone(one: Parts) -> None:
    good = [accepted_report(report(), PEPPER, NOW) for _ in range(3)]
    bad = accepted_report(report(), PEPPER, NOW)
    bad = replace(bad, crashes=[replace(bad.crashes[0], message="\x00")])

    results = await one.write_path.flush([good[0], bad, *good[1:]])

    assert [isinstance(each, Written) for each in results] == [True, False, True, True]
    assert await counts(one, *TABLES) == (0, 0, 3, 1, 1)


async def test_a_write_is_stored_whole_or_not_at_all(one: Parts) -> None:
    write = accepted(event(), event("lua_error"), batch_id=uuid7(NOW))
    torn = replace(write, crashes=[replace(write.crashes[0], message="\x00")])

    (result,) = await one.write_path.flush([torn])

    assert isinstance(result, Exception)
    assert await counts(one, *TABLES) == (0, 0, 0, 0, 0)


async def test_while_the_database_is_away_everyone_is_told_to_try_again(one: Parts) -> None:
    nowhere = await Pool.open("postgresql://nobody@127.0.0.1:1/none", size=1, acquire_seconds=2)
    write_path = replace(one.write_path, pool=nowhere)

    results = await write_path.flush([accepted(), accepted()])

    assert [type(each) for each in results] == [DatabaseUnavailable, DatabaseUnavailable]
    await nowhere.close()


def _ingest(one: Parts, limits: Limits) -> Ingest:
    policies, limiter = one.ingest.policies, one.ingest.limiter
    return Ingest(one.write_path, one.catalog, policies, limiter, pepper=PEPPER, limits=limits)


async def test_what_was_taken_is_finished_when_the_process_stops(one: Parts) -> None:
    ingest = _ingest(one, Limits())
    await ingest.policies.of(APP)  # known from now on
    await one.catalog.get_types(APP)
    async with ingest.running():
        taken = [asyncio.create_task(ingest.ingest_events(batch(), KEY_ID)) for _ in range(50)]
        await asyncio.sleep(0)  # each has handed in its batch

    assert [task.result().received for task in taken] == [1] * 50
    assert await counts(one, "telemetry_events") == (50,)


async def test_a_stopped_process_takes_nothing(one: Parts) -> None:
    ingest = _ingest(one, Limits())
    async with ingest.running():
        pass

    with pytest.raises(Overloaded):
        await ingest.ingest_events(batch(), KEY_ID)
    with pytest.raises(Overloaded):
        await ingest.report_crash(report(), KEY_ID)

    assert await counts(one, *TABLES) == (0, 0, 0, 0, 0)


async def test_more_than_may_wait_is_refused_and_not_stored(one: Parts) -> None:
    ingest = _ingest(one, Limits(waiting_rows=5))
    async with ingest.running():
        with pytest.raises(Overloaded):
            await ingest.ingest_events(batch(*[event()] * 6), KEY_ID)
        receipt = await ingest.ingest_events(batch(*[event()] * 5), KEY_ID)

    assert receipt.received == 5
    assert await counts(one, "telemetry_events") == (5,)
