"""Handing in facts and reading the delivery log."""

from datetime import timedelta

import pytest
from tests.integration.alerting.workers import APP, Alerts, run_dry
from tests.unit.alerting.examples import NOW, crash_facts

from telemetry_graph.alerting.channels.log import LogChannel
from telemetry_graph.alerting.model import Delivery, DeliveryState
from telemetry_graph.kit.connection import Cursor
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.ids import AppId


async def test_an_enqueued_alert_commits_or_vanishes_with_its_transaction(alerts: Alerts) -> None:
    async with alerts.pool.connection() as conn:
        transaction = conn.transaction()
        await transaction.start()
        await alerts.service.enqueue(conn, [crash_facts()])
        await transaction.rollback()

    assert await alerts.rows("alert_outbox") == 0
    assert not await alerts.worker(LogChannel()).work()
    assert await alerts.rows("alert_deliveries") == 0

    await alerts.enqueue(crash_facts())

    assert await alerts.rows("alert_outbox") == 1


async def test_no_facts_leave_nothing_behind(alerts: Alerts) -> None:
    async with alerts.pool.transaction() as conn:
        await alerts.service.enqueue(conn, [])

    assert await alerts.rows("alert_outbox") == 0


async def test_a_huge_crash_is_a_small_row(alerts: Alerts) -> None:
    huge = "x" * 1_000_000
    await alerts.enqueue(crash_facts(message=huge, stack_trace=huge))

    async with alerts.pool.connection() as conn:
        payload = await conn.fetchval("SELECT payload FROM alert_outbox")

    assert len(payload["message"]) == 4_000
    assert len(payload["stack_trace"]) == 32_000


async def test_the_log_shows_each_delivery_of_the_app_and_of_no_other(alerts: Alerts) -> None:
    other = AppId("com.example.other")
    await alerts.enqueue(crash_facts(), crash_facts(app_id=other, fingerprint="00000000deadbeef"))
    await run_dry(alerts.worker(LogChannel()))

    (mine,), (theirs,) = await alerts.log(APP), await alerts.log(other)

    assert (mine.app_id, mine.fingerprint) == (APP, "00c0ffee00c0ffee")
    assert (theirs.app_id, theirs.fingerprint) == (other, "00000000deadbeef")
    assert mine.state is DeliveryState.DELIVERED
    assert await alerts.log(AppId("com.example.nobody")) == []


async def test_pages_cover_each_delivery_once_newest_first(alerts: Alerts) -> None:
    for n in range(7):
        await alerts.enqueue(crash_facts(fingerprint=f"{n:016x}"))
        if n % 2:
            alerts.clock.advance(1)  # pairs share an instant: the id must break the tie
        await alerts.worker(LogChannel()).expand_one_batch()

    seen: list[Delivery] = []
    after = None
    while True:
        page = await alerts.service.deliveries(APP, 2, after)
        seen += page.items
        if not page.has_next:
            break
        after = page.end_cursor

    assert len(seen) == len({delivery.id for delivery in seen}) == 7
    keys = [(delivery.created_at, delivery.id) for delivery in seen]
    assert keys == sorted(keys, reverse=True)


@pytest.mark.parametrize(
    "after", ["", "nonsense", Cursor(NOW, "not a uuid").encoded(), Cursor(NOW, "").encoded()]
)
async def test_a_cursor_that_was_not_given_out_is_refused(alerts: Alerts, after: str) -> None:
    with pytest.raises(InvalidField, match="cursor"):
        await alerts.service.deliveries(APP, 10, after)


@pytest.mark.parametrize("first", [0, 101, -1])
async def test_a_page_has_a_bounded_size(alerts: Alerts, first: int) -> None:
    with pytest.raises(InvalidField, match="first"):
        await alerts.service.deliveries(APP, first, None)


async def test_latency_counts_from_the_stored_crash(alerts: Alerts) -> None:
    await alerts.enqueue()
    alerts.clock.advance(1.25)
    worker = alerts.worker(LogChannel())
    await worker.expand_one_batch()
    alerts.clock.advance(2)
    await worker.deliver_one_batch()

    delivery = await alerts.only_delivery()

    assert delivery.created_at == NOW + timedelta(seconds=1.25)
    assert delivery.delivered_at == NOW + timedelta(seconds=3.25)
    assert delivery.latency_ms == 3_250
