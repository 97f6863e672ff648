"""Each delivery reaches its receiver once, and a faulty channel does not affect the others."""

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.factories import NOW, occurrence
from tests.integration.alerting.mail import mail_delivery_id, open_email
from tests.integration.alerting.workers import Alerts, crash_groups, fingerprint
from tests.receivers import HttpReceiver, Mailbox, Reply

from telemetry_graph.alerting.channels.log import LOG, LogEntry
from telemetry_graph.alerting.channels.webhook import WEBHOOK
from telemetry_graph.alerting.pipeline.dispatcher import DispatchLimits
from telemetry_graph.alerting.pipeline.model import DeliveryState
from telemetry_graph.alerting.pipeline.sender import OpenChannel
from telemetry_graph.kit.ids import Fingerprint


class ChannelWithBug:
    target = "no receiver"

    async def send(self, message: LogEntry) -> str:
        raise LookupError("a bug")


BROKEN = OpenChannel(replace(LOG, name="broken"), ChannelWithBug())


async def test_a_crash_is_sent_to_every_channel_once(
    alerts: Alerts, receiver: HttpReceiver, webhook: OpenChannel, slack: OpenChannel
) -> None:
    box = Mailbox()
    await alerts.crash(fingerprint=Fingerprint("00c0ffee00c0ffee"), message="it broke")

    async with (
        box.listening() as port,
        alerts.worker(open_email(port, alerts), slack, webhook) as worker,
    ):
        await worker.run_until_idle()
        await worker.run_until_idle()

    log = {delivery.channel_kind: delivery for delivery in await alerts.list_deliveries()}
    assert set(log) == {"email", "slack", "webhook"}
    assert {delivery.state for delivery in log.values()} == {DeliveryState.DELIVERED}
    assert {delivery.attempts for delivery in log.values()} == {1}
    assert len({delivery.alert_id for delivery in log.values()}) == 1
    assert {delivery.crash_message for delivery in log.values()} == {"it broke"}
    assert log["email"].target == "a…@example.com"
    assert log["email"].response == "2.0.0 Queued as 1234"
    assert log["slack"].response == "200 ok"
    assert [mail_delivery_id(mail) for mail in box.mails] == [log["email"].id]
    (posted,) = (posted for posted in receiver.requests if "x-telemetry-delivery" in posted.headers)
    assert posted.headers["x-telemetry-delivery"] == str(log["webhook"].id)
    assert posted.json["crash"]["fingerprint"] == "00c0ffee00c0ffee"
    assert len(receiver.requests) == 2


async def test_two_concurrent_workers_send_each_alert_once(
    alerts: Alerts, receiver: HttpReceiver, webhook: OpenChannel
) -> None:
    expected = {fingerprint(n) for n in range(60)}
    await crash_groups(alerts, 60, seconds_between=60)  # not a storm
    limits = DispatchLimits(sends_per_channel=5)

    async with (
        alerts.worker(webhook, limits=limits, alerts_at_once=7) as one,
        alerts.worker(webhook, limits=limits, alerts_at_once=7) as other,
    ):
        await asyncio.gather(one.run_until_idle(), other.run_until_idle())
        await asyncio.gather(one.run_until_idle(), other.run_until_idle())

    assert {posted.json["crash"]["fingerprint"] for posted in receiver.requests} == expected
    assert len({posted.headers["x-telemetry-delivery"] for posted in receiver.requests}) == 60
    assert len(receiver.requests) == 60
    assert {delivery.attempts for delivery in await alerts.list_deliveries()} == {1}


async def test_a_bug_in_a_channel_fails_only_its_own_deliveries(
    alerts: Alerts, webhook: OpenChannel, caplog: pytest.LogCaptureFixture
) -> None:
    await alerts.crash()

    async with alerts.worker(BROKEN, webhook) as worker:
        await worker.run_until_idle()

    states = {delivery.channel_kind: delivery for delivery in await alerts.list_deliveries()}
    assert states["webhook"].state is DeliveryState.DELIVERED
    assert states["broken"].state is DeliveryState.RETRYING
    assert states["broken"].error == "internal error (LookupError), see the log of the service"
    (record,) = (record for record in caplog.records if record.exc_info)
    assert record.levelno == logging.ERROR


async def test_an_unreadable_alert_does_not_stop_the_others(
    alerts: Alerts, receiver: HttpReceiver, webhook: OpenChannel
) -> None:
    await alerts.crash(fingerprint=Fingerprint("00000000deadbeef"))
    async with alerts.pool.connection() as conn:
        await conn.execute("UPDATE alert_outbox SET payload = '{}'")
    await alerts.crash(fingerprint=Fingerprint("00c0ffee00c0ffee"))

    async with alerts.worker(webhook) as worker:
        await worker.run_until_idle()

    states = {delivery.fingerprint: delivery.state for delivery in await alerts.list_deliveries()}
    assert states == {
        "00000000deadbeef": DeliveryState.RETRYING,
        "00c0ffee00c0ffee": DeliveryState.DELIVERED,
    }


async def test_a_channel_that_does_not_respond_times_out_without_delaying_others(
    alerts: Alerts, webhook: OpenChannel
) -> None:
    async with HttpReceiver().listening() as hanging:
        hanging.replies = [Reply(is_missing=True)]
        await alerts.create_channel(WEBHOOK, hanging.url)
        await alerts.crash()
        async with alerts.worker(webhook, limits=DispatchLimits(send_seconds=0.5)) as worker:
            await worker.decider.work()
            await worker.dispatcher.work()
            await hanging.has_received.wait()
            await worker.wait_until_sending(1)
            during = {
                each.channel_id is None: each.state for each in await alerts.list_deliveries()
            }
            await worker.run_until_idle()

    after = {each.channel_id is None: each for each in await alerts.list_deliveries()}
    assert during == {True: DeliveryState.DELIVERED, False: DeliveryState.SENDING}
    assert after[False].state is DeliveryState.RETRYING
    assert after[False].error == "not sent within 0.5 s"


async def test_a_long_queue_of_one_channel_does_not_delay_the_others(
    alerts: Alerts, receiver: HttpReceiver, webhook: OpenChannel
) -> None:
    await crash_groups(alerts, 30, seconds_between=60)
    async with alerts.worker(BROKEN) as worker:
        await worker.decider.work()
    alerts.clock.advance(1)
    await alerts.crash(fingerprint=Fingerprint("00c0ffee00c0ffee"))
    limits = DispatchLimits(sends_per_channel=2)

    async with alerts.worker(BROKEN, webhook, limits=limits) as worker:
        await worker.step()

    assert len(receiver.requests) == 1


async def test_latency_is_measured_from_the_stored_crash(
    alerts: Alerts, log_channel: OpenChannel
) -> None:
    await alerts.crash()
    alerts.clock.advance(1.25)
    async with alerts.worker(log_channel) as worker:
        await worker.decider.work()
        alerts.clock.advance(2)
        await worker.send()

    delivery = await alerts.only_delivery()

    assert delivery.created_at == NOW + timedelta(seconds=1.25)
    assert delivery.delivered_at == NOW + timedelta(seconds=3.25)
    assert delivery.latency_ms == 3_250


async def test_a_message_has_the_current_counts_of_its_group(
    alerts: Alerts, receiver: HttpReceiver, webhook: OpenChannel
) -> None:
    await alerts.crash()
    await alerts.crash(occurrence(device_id=b"e" * 16), occurrence(device_id=b"f" * 16))

    async with alerts.worker(webhook) as worker:
        await worker.run_until_idle()

    (posted,) = receiver.requests
    assert posted.json["crash"]["occurrences"] == 3
    assert posted.json["crash"]["devices"] == 3
    assert posted.json["crash"]["trend"] == [0] * 13 + [3]
