"""When failed deliveries are retried, and when they are dead."""

from datetime import timedelta

import pytest
from tests.factories import NOW
from tests.integration.alerting.mail import mail_delivery_id, open_email
from tests.integration.alerting.workers import APP, Alerts
from tests.receivers import HttpReceiver, Mailbox, Reply

from telemetry_graph.alerting.pipeline.model import DeliveryState
from telemetry_graph.alerting.pipeline.sender import OpenChannel
from telemetry_graph.kit.errors import AlertNotFound

ONE_DAY = 86_400.0


async def test_a_mail_is_retried_with_the_same_id_when_the_server_is_back(alerts: Alerts) -> None:
    box = Mailbox()
    async with box.listening() as port:
        pass
    await alerts.crash()

    async with alerts.worker(open_email(port, alerts)) as worker:
        await worker.run_until_idle()
        waiting = await alerts.only_delivery()
        alerts.clock.advance_to(waiting.next_attempt_at)
        async with box.listening(port=port):
            await worker.run_until_idle()

    delivery = await alerts.only_delivery()
    assert waiting.state is DeliveryState.RETRYING
    assert waiting.error is not None
    assert delivery.state is DeliveryState.DELIVERED
    assert delivery.id == waiting.id
    assert [mail_delivery_id(mail) for mail in box.mails] == [delivery.id]
    assert (delivery.attempts, delivery.error, delivery.next_attempt_at) == (2, None, None)


async def test_a_permanent_failure_is_dead_at_once_with_its_reason(
    alerts: Alerts, receiver: HttpReceiver, slack: OpenChannel, caplog: pytest.LogCaptureFixture
) -> None:
    receiver.replies = [Reply(404, "no_service")]
    await alerts.crash()

    async with alerts.worker(slack) as worker:
        await worker.run_until_idle()
        alerts.clock.advance(ONE_DAY)
        await worker.run_until_idle()

    delivery = await alerts.only_delivery()
    assert delivery.state is DeliveryState.DEAD
    assert delivery.error is not None
    assert delivery.error.endswith("responded 404 no_service")
    assert (delivery.attempts, delivery.next_attempt_at) == (1, None)
    assert len(receiver.requests) == 1
    assert "sEcReTtOkEn" not in caplog.text


async def test_the_wait_that_the_receiver_asked_for_is_used(
    alerts: Alerts, receiver: HttpReceiver, slack: OpenChannel
) -> None:
    receiver.replies = [Reply(429, "slow down", {"Retry-After": "300"})]
    await alerts.crash()

    async with alerts.worker(slack) as worker:
        await worker.run_until_idle()
        waiting = await alerts.only_delivery()
        alerts.clock.advance(299)
        early = await worker.step()
        alerts.clock.advance(1)
        await worker.run_until_idle()

    assert waiting.next_attempt_at == NOW + timedelta(seconds=300)
    assert not early
    assert len(receiver.requests) == 2
    assert (await alerts.only_delivery()).state is DeliveryState.DELIVERED


async def test_a_delivery_that_fails_for_a_day_is_dead_and_can_be_replayed(
    alerts: Alerts, receiver: HttpReceiver, webhook: OpenChannel
) -> None:
    receiver.replies = [Reply(503, "away")] * 100
    await alerts.crash()

    async with alerts.worker(webhook) as worker:
        await worker.run_until_idle()
        while (dead := await alerts.only_delivery()).next_attempt_at is not None:
            assert dead.state is DeliveryState.RETRYING
            alerts.clock.advance_to(dead.next_attempt_at)
            await worker.run_until_idle()
        dead_at = alerts.clock.now
        attempts = len(receiver.requests)
        receiver.replies = []
        alerts.clock.advance(30 * ONE_DAY)
        await alerts.service.replay(APP, dead.id)
        await worker.run_until_idle()

    assert dead.state is DeliveryState.DEAD
    assert dead.error is not None
    assert dead.error.endswith("responded 503 away")
    assert dead.attempts == attempts
    assert dead_at < NOW + timedelta(days=1)
    assert (await alerts.only_delivery()).state is DeliveryState.DELIVERED
    assert len({posted.headers["x-telemetry-delivery"] for posted in receiver.requests}) == 1


async def test_a_replayed_delivery_is_retried_for_another_day(
    alerts: Alerts, receiver: HttpReceiver, webhook: OpenChannel
) -> None:
    receiver.replies = [Reply(410, "gone"), Reply(503, "away")]
    await alerts.crash()

    async with alerts.worker(webhook) as worker:
        await worker.run_until_idle()
        alerts.clock.advance(2 * ONE_DAY)
        replayed = await alerts.service.replay_dead(APP)
        await worker.run_until_idle()

    assert replayed == 1
    assert (await alerts.only_delivery()).state is DeliveryState.RETRYING


async def test_only_dead_deliveries_are_replayed(alerts: Alerts, webhook: OpenChannel) -> None:
    await alerts.crash()
    async with alerts.worker(webhook) as worker:
        await worker.run_until_idle()
    delivered = await alerts.only_delivery()

    with pytest.raises(AlertNotFound):
        await alerts.service.replay(APP, delivered.id)

    assert await alerts.service.replay_dead(APP) == 0


async def test_deliveries_to_a_channel_that_is_no_longer_configured_are_dead_after_a_day(
    alerts: Alerts, webhook: OpenChannel, log_channel: OpenChannel
) -> None:
    await alerts.crash()
    async with alerts.worker(webhook) as worker:
        await worker.decider.work()

    async with alerts.worker(log_channel) as worker:
        await worker.run_until_idle()
        kept = await alerts.only_delivery()
        alerts.clock.advance(ONE_DAY + 1)
        await worker.run_until_idle()

    assert kept.state is DeliveryState.PENDING
    delivery = await alerts.only_delivery()
    assert delivery.state is DeliveryState.DEAD
    assert delivery.error == "the channel is no longer configured"
