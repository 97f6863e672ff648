"""What a worker takes is its own until its lease ends, and cheap to find."""

import asyncio
from datetime import timedelta

import pytest
from tests.factories import NOW
from tests.integration.alerting.workers import APP, Alerts
from tests.receivers import Answer, HttpReceiver

from telemetry_graph.alerting.channels.log.sender import LogChannel
from telemetry_graph.alerting.channels.webhook.sender import WebhookChannel
from telemetry_graph.alerting.content.payload import AlertFacts, AlertKind
from telemetry_graph.alerting.pipeline.dispatcher import Limits
from telemetry_graph.alerting.pipeline.model import Alert, Claim, DeliveryState
from telemetry_graph.alerting.pipeline.store import deliveries, outbox
from telemetry_graph.alerting.pipeline.suppression import STORM_WINDOW
from telemetry_graph.kit.ids import uuid7

ROOM = deliveries.Room(8, 8, {})
LEASE = timedelta(seconds=60)


async def _claimed_twice(alerts: Alerts) -> tuple[Claim, Claim]:
    """The only delivery of a crash, by a worker, and by another when that one's lease ended."""
    await alerts.crash()
    async with alerts.worker(LogChannel()) as worker:
        await worker.decider.work()
    ended = NOW + LEASE
    async with alerts.pool.connection() as conn:
        (slow,) = await deliveries.claim_due(conn, ["log"], ROOM, now=NOW, until=ended)
        (next_,) = await deliveries.claim_due(conn, ["log"], ROOM, now=ended, until=ended + LEASE)
    return slow, next_


async def test_what_a_killed_worker_was_sending_is_sent_again_with_the_same_id(
    alerts: Alerts, receiver: HttpReceiver, webhook: WebhookChannel
) -> None:
    receiver.answers = [Answer(never=True)]
    await alerts.crash()

    async def be_killed() -> None:
        async with alerts.worker(webhook) as killed:
            await killed.run_dry()

    sending = asyncio.create_task(be_killed())
    await receiver.got_one.wait()
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    abandoned = await alerts.only_delivery()
    async with alerts.worker(webhook) as successor:
        alerts.clock.advance(59)
        early = await successor.step()
        alerts.clock.advance(1)
        await successor.run_dry()

    delivery = await alerts.only_delivery()
    assert abandoned.state is DeliveryState.SENDING
    assert not early
    assert (delivery.state, delivery.attempts) == (DeliveryState.DELIVERED, 2)
    ids = [posted.headers["x-telemetry-delivery"] for posted in receiver.posted]
    assert ids == [str(delivery.id)] * 2


async def test_a_late_failure_does_not_undo_what_the_next_worker_did(alerts: Alerts) -> None:
    slow, next_ = await _claimed_twice(alerts)

    async with alerts.pool.connection() as conn:
        await deliveries.record_failed(conn, slow, "late", NOW)
        during = await alerts.only_delivery()
        await deliveries.record_delivered(conn, next_.id, NOW + LEASE, 1, "logged")
        await deliveries.record_failed(conn, next_, "later still", NOW)

    after = await alerts.only_delivery()
    assert (during.state, during.error) == (DeliveryState.SENDING, None)
    assert (after.state, after.response) == (DeliveryState.DELIVERED, "logged")


async def test_a_late_success_spares_the_receiver_another_attempt(alerts: Alerts) -> None:
    slow, next_ = await _claimed_twice(alerts)

    async with alerts.pool.connection() as conn:
        await deliveries.record_failed(conn, next_, "refused", NOW)
        await deliveries.record_delivered(conn, slow.id, NOW + LEASE, 1, "logged")

    assert (await alerts.only_delivery()).state is DeliveryState.DELIVERED


async def test_claiming_reads_an_index_of_open_deliveries_only(alerts: Alerts) -> None:
    async with alerts.pool.transaction() as conn:
        await conn.execute("SET LOCAL enable_seqscan = off")
        await conn.execute("SET LOCAL enable_bitmapscan = off")
        given: tuple[object, ...] = (["log"], NOW, 8, [], [], NOW, 64)
        plans = [
            await conn.fetch("EXPLAIN " + deliveries.CLAIM_DUE, *given),
            await conn.fetch("EXPLAIN " + outbox.TAKE_WAITING, 100),
            await conn.fetch(
                "EXPLAIN " + deliveries.DELIVERIES_OF_APP, "app", None, None, 10, *[None] * 6
            ),
        ]

    claim, take, page = ("\n".join(row[0] for row in plan) for plan in plans)
    assert claim.count("alert_deliveries_due") == 3  # the first channel, the further ones, the due
    assert "Sort" not in claim
    assert "alert_outbox_waiting" in take
    assert "Sort" not in take
    assert "alert_deliveries_of_app" in page


async def test_in_a_storm_only_the_newest_alerts_are_read_to_notice_it(alerts: Alerts) -> None:
    facts = AlertFacts(APP, "Notes", NOW)
    told = [Alert(uuid7(NOW), APP, AlertKind.REGRESSION, facts, NOW) for _ in range(3_000)]
    async with alerts.pool.transaction() as conn:
        await outbox.insert_outbox(conn, told, decided_at=NOW)
        since = NOW - STORM_WINDOW
        found = await outbox.recent_groups(conn, [APP], since, 11)
        explained = "EXPLAIN (ANALYZE, TIMING OFF) " + outbox.RECENT_GROUPS
        rows = await conn.fetch(explained, [APP], since, 11)

    plan = "\n".join(row[0] for row in rows)
    assert found == {APP: [NOW] * 11}
    (scan,) = (line for line in plan.splitlines() if "alert_outbox_recent" in line)
    assert "actual rows=11 " in scan


def test_a_lease_must_outlive_a_send() -> None:
    with pytest.raises(ValueError, match="lease"):
        Limits(send_seconds=40, lease_seconds=60)
