"""A claimed delivery belongs to one worker until its lease ends, and claiming is fast."""

import asyncio
from datetime import timedelta

import pytest
from tests.factories import NOW
from tests.integration.alerting.workers import APP, Alerts
from tests.receivers import HttpReceiver, Reply

from telemetry_graph.alerting.content.payload import AlertKind, AlertPayload
from telemetry_graph.alerting.pipeline.dispatcher import DispatchLimits
from telemetry_graph.alerting.pipeline.model import Alert, Claim, DeliveryState
from telemetry_graph.alerting.pipeline.sender import OpenChannel
from telemetry_graph.alerting.pipeline.store import deliveries, outbox
from telemetry_graph.alerting.pipeline.suppression import STORM_WINDOW
from telemetry_graph.kit.ids import uuid7

CAPACITY = deliveries.Capacity(8, 8, {})
LEASE = timedelta(seconds=60)


async def claim_twice(alerts: Alerts, log_channel: OpenChannel) -> tuple[Claim, Claim]:
    """The claims of one delivery by a slow worker, and by the next one after its lease."""
    await alerts.crash()
    async with alerts.worker(log_channel) as worker:
        await worker.decider.work()
    ended = NOW + LEASE
    async with alerts.pool.connection() as conn:
        (slow,) = await deliveries.claim_due(conn, ["log"], CAPACITY, now=NOW, until=ended)
        (next_,) = await deliveries.claim_due(
            conn, ["log"], CAPACITY, now=ended, until=ended + LEASE
        )
    return slow, next_


async def test_a_killed_worker_leaves_deliveries_that_are_sent_again_with_the_same_id(
    alerts: Alerts, receiver: HttpReceiver, webhook: OpenChannel
) -> None:
    receiver.replies = [Reply(is_missing=True)]
    await alerts.crash()

    async def run_until_killed() -> None:
        async with alerts.worker(webhook) as killed:
            await killed.run_until_idle()

    sending = asyncio.create_task(run_until_killed())
    await receiver.has_received.wait()
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    abandoned = await alerts.only_delivery()
    async with alerts.worker(webhook) as successor:
        alerts.clock.advance(59)
        early = await successor.step()
        alerts.clock.advance(1)
        await successor.run_until_idle()

    delivery = await alerts.only_delivery()
    assert abandoned.state is DeliveryState.SENDING
    assert not early
    assert (delivery.state, delivery.attempts) == (DeliveryState.DELIVERED, 2)
    ids = [posted.headers["x-telemetry-delivery"] for posted in receiver.requests]
    assert ids == [str(delivery.id)] * 2


async def test_a_late_failure_does_not_overwrite_the_result_of_the_next_worker(
    alerts: Alerts, log_channel: OpenChannel
) -> None:
    slow, next_ = await claim_twice(alerts, log_channel)

    async with alerts.pool.connection() as conn:
        await deliveries.record_failed(conn, slow, "late", NOW)
        during = await alerts.only_delivery()
        await deliveries.record_delivered(conn, next_.id, NOW + LEASE, 1, "logged")
        await deliveries.record_failed(conn, next_, "later still", NOW)

    after = await alerts.only_delivery()
    assert (during.state, during.error) == (DeliveryState.SENDING, None)
    assert (after.state, after.response) == (DeliveryState.DELIVERED, "logged")


async def test_a_late_success_prevents_another_attempt(
    alerts: Alerts, log_channel: OpenChannel
) -> None:
    slow, next_ = await claim_twice(alerts, log_channel)

    async with alerts.pool.connection() as conn:
        await deliveries.record_failed(conn, next_, "refused", NOW)
        await deliveries.record_delivered(conn, slow.id, NOW + LEASE, 1, "logged")

    assert (await alerts.only_delivery()).state is DeliveryState.DELIVERED


async def test_claiming_uses_an_index_of_open_deliveries_only(alerts: Alerts) -> None:
    async with alerts.pool.transaction() as conn:
        await conn.execute("SET LOCAL enable_seqscan = off")
        await conn.execute("SET LOCAL enable_bitmapscan = off")
        given: tuple[object, ...] = (["log"], NOW, 8, [], [], NOW, 64)
        plans = [
            await conn.fetch("EXPLAIN " + deliveries.CLAIM_DUE, *given),
            await conn.fetch("EXPLAIN " + outbox.TAKE_UNDECIDED, 100),
            await conn.fetch(
                "EXPLAIN " + deliveries.DELIVERIES_OF_APP, "app", None, None, 10, *[None] * 6
            ),
        ]

    claim, take, page = ("\n".join(row[0] for row in plan) for plan in plans)
    assert claim.count("alert_deliveries_due") == 3  # the first channel, the others, and due ones
    assert "Sort" not in claim
    assert "alert_outbox_undecided" in take
    assert "Sort" not in take
    assert "alert_deliveries_of_app" in page


async def test_detecting_a_storm_reads_only_the_newest_alerts(alerts: Alerts) -> None:
    payload = AlertPayload(APP, "Notes", NOW)
    raised = [Alert(uuid7(NOW), APP, AlertKind.REGRESSION, payload, NOW) for _ in range(3_000)]
    async with alerts.pool.transaction() as conn:
        await outbox.insert_alerts(conn, raised, decided_at=NOW)
        since = NOW - STORM_WINDOW
        found = await outbox.load_recent_groups(conn, [APP], since, 11)
        explained = "EXPLAIN (ANALYZE, TIMING OFF) " + outbox.RECENT_GROUPS
        rows = await conn.fetch(explained, [APP], since, 11)

    plan = "\n".join(row[0] for row in rows)
    assert found == {APP: [NOW] * 11}
    (scan,) = (line for line in plan.splitlines() if "alert_outbox_recent" in line)
    assert "actual rows=11 " in scan


def test_a_lease_that_is_too_short_is_refused() -> None:
    with pytest.raises(ValueError, match="lease"):
        DispatchLimits(send_seconds=40, lease_seconds=60)
