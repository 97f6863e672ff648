"""Deliveries that fail: when they are tried again, and when they are given up."""

from datetime import timedelta

import pytest
from tests.factories import NOW
from tests.integration.alerting.receiving import delivery_id_of, email_to
from tests.integration.alerting.workers import APP, Alerts
from tests.receivers import Answer, HttpReceiver, Mailbox

from telemetry_graph.alerting.channels.log.sender import LogChannel
from telemetry_graph.alerting.channels.slack.sender import SlackChannel
from telemetry_graph.alerting.channels.webhook.sender import WebhookChannel
from telemetry_graph.alerting.pipeline.model import DeliveryState
from telemetry_graph.kit.errors import AlertNotFound

ONE_DAY = 86_400.0


async def test_mail_waits_for_a_server_that_is_away_and_keeps_its_id(alerts: Alerts) -> None:
    box = Mailbox()
    async with box.listening() as port:
        pass
    await alerts.crash()

    async with alerts.worker(email_to(port, alerts)) as worker:
        await worker.run_dry()
        waiting = await alerts.only_delivery()
        alerts.clock.advance_to(waiting.next_attempt_at)
        async with box.listening(port=port):
            await worker.run_dry()

    delivery = await alerts.only_delivery()
    assert waiting.state is DeliveryState.RETRYING
    assert waiting.error is not None
    assert delivery.state is DeliveryState.DELIVERED
    assert delivery.id == waiting.id
    assert [delivery_id_of(mail) for mail in box.mails] == [delivery.id]
    assert (delivery.attempts, delivery.error, delivery.next_attempt_at) == (2, None, None)


async def test_a_permanent_refusal_is_dead_at_once_and_says_why(
    alerts: Alerts, receiver: HttpReceiver, slack: SlackChannel, caplog: pytest.LogCaptureFixture
) -> None:
    receiver.answers = [Answer(404, "no_service")]
    await alerts.crash()

    async with alerts.worker(slack) as worker:
        await worker.run_dry()
        alerts.clock.advance(ONE_DAY)
        await worker.run_dry()

    delivery = await alerts.only_delivery()
    assert delivery.state is DeliveryState.DEAD
    assert delivery.error is not None
    assert delivery.error.endswith("answered 404 no_service")
    assert (delivery.attempts, delivery.next_attempt_at) == (1, None)
    assert len(receiver.posted) == 1
    assert "sEcReTtOkEn" not in caplog.text


async def test_retry_after_is_honoured_to_the_second(
    alerts: Alerts, receiver: HttpReceiver, slack: SlackChannel
) -> None:
    receiver.answers = [Answer(429, "slow down", {"Retry-After": "300"})]
    await alerts.crash()

    async with alerts.worker(slack) as worker:
        await worker.run_dry()
        waiting = await alerts.only_delivery()
        alerts.clock.advance(299)
        early = await worker.step()
        alerts.clock.advance(1)
        await worker.run_dry()

    assert waiting.next_attempt_at == NOW + timedelta(seconds=300)
    assert not early
    assert len(receiver.posted) == 2
    assert (await alerts.only_delivery()).state is DeliveryState.DELIVERED


async def test_a_receiver_that_fails_for_a_day_is_given_up_and_can_be_tried_again(
    alerts: Alerts, receiver: HttpReceiver, webhook: WebhookChannel
) -> None:
    receiver.answers = [Answer(503, "away")] * 100
    await alerts.crash()

    async with alerts.worker(webhook) as worker:
        await worker.run_dry()
        while (dead := await alerts.only_delivery()).next_attempt_at is not None:
            assert dead.state is DeliveryState.RETRYING
            alerts.clock.advance_to(dead.next_attempt_at)
            await worker.run_dry()
        given_up_at = alerts.clock.now
        tried = len(receiver.posted)
        receiver.answers = []
        alerts.clock.advance(30 * ONE_DAY)
        await alerts.service.replay(APP, dead.id)
        await worker.run_dry()

    assert dead.state is DeliveryState.DEAD
    assert dead.error is not None
    assert dead.error.endswith("answered 503 away")
    assert dead.attempts == tried
    assert given_up_at < NOW + timedelta(days=1)
    assert (await alerts.only_delivery()).state is DeliveryState.DELIVERED
    assert len({posted.headers["x-telemetry-delivery"] for posted in receiver.posted}) == 1


async def test_a_replayed_delivery_has_another_day(
    alerts: Alerts, receiver: HttpReceiver, webhook: WebhookChannel
) -> None:
    receiver.answers = [Answer(410, "gone"), Answer(503, "away")]
    await alerts.crash()

    async with alerts.worker(webhook) as worker:
        await worker.run_dry()
        alerts.clock.advance(2 * ONE_DAY)
        replayed = await alerts.service.replay_dead(APP)
        await worker.run_dry()

    assert replayed == 1
    assert (await alerts.only_delivery()).state is DeliveryState.RETRYING


async def test_only_a_dead_delivery_of_the_app_is_replayed(
    alerts: Alerts, webhook: WebhookChannel
) -> None:
    await alerts.crash()
    async with alerts.worker(webhook) as worker:
        await worker.run_dry()
    delivered = await alerts.only_delivery()

    with pytest.raises(AlertNotFound):
        await alerts.service.replay(APP, delivered.id)

    assert await alerts.service.replay_dead(APP) == 0


async def test_deliveries_of_a_channel_that_is_gone_wait_a_day_and_are_given_up(
    alerts: Alerts, webhook: WebhookChannel
) -> None:
    await alerts.crash()
    async with alerts.worker(webhook) as worker:
        await worker.decider.work()

    async with alerts.worker(LogChannel()) as worker:
        await worker.run_dry()
        kept = await alerts.only_delivery()
        alerts.clock.advance(ONE_DAY + 1)
        await worker.run_dry()

    assert kept.state is DeliveryState.PENDING
    delivery = await alerts.only_delivery()
    assert delivery.state is DeliveryState.DEAD
    assert delivery.error == "the channel is no longer configured"
