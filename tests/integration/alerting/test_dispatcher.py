"""From a crash to real receivers, once each, whatever one of them does."""

import asyncio
import logging
from datetime import timedelta

import httpx
import pytest
from tests.factories import NOW, occurrence
from tests.integration.alerting.receiving import delivery_id_of, email_to
from tests.integration.alerting.workers import Alerts
from tests.receivers import Answer, HttpReceiver, Mailbox

from telemetry_graph.alerting.channels.log.sender import LogChannel
from telemetry_graph.alerting.channels.slack.sender import SlackChannel
from telemetry_graph.alerting.channels.webhook.sender import WebhookChannel
from telemetry_graph.alerting.content.message import Message
from telemetry_graph.alerting.content.payload import ChannelKind
from telemetry_graph.alerting.pipeline.dispatcher import Limits
from telemetry_graph.alerting.pipeline.model import DeliveryState
from telemetry_graph.kit.ids import Fingerprint


class BrokenChannel:
    """A channel with a bug."""

    name = "broken"
    target = "nobody"

    async def send(self, message: Message) -> str:
        raise LookupError("nobody thought of this")


async def test_one_crash_reaches_every_channel_once(
    alerts: Alerts, receiver: HttpReceiver, webhook: WebhookChannel, slack: SlackChannel
) -> None:
    box = Mailbox()
    await alerts.crash(fingerprint=Fingerprint("00c0ffee00c0ffee"), message="it broke")

    async with (
        box.listening() as port,
        alerts.worker(email_to(port, alerts), slack, webhook) as worker,
    ):
        await worker.run_dry()
        await worker.run_dry()

    log = {delivery.channel: delivery for delivery in await alerts.log()}
    assert set(log) == {"email", "slack", "webhook"}
    assert {delivery.state for delivery in log.values()} == {DeliveryState.DELIVERED}
    assert {delivery.attempts for delivery in log.values()} == {1}
    assert len({delivery.alert_id for delivery in log.values()}) == 1
    assert {delivery.crash_message for delivery in log.values()} == {"it broke"}
    assert log["email"].target == "a…@example.com"
    assert log["email"].response == "2.0.0 Queued as 1234"
    assert log["slack"].response == "200 ok"
    assert [delivery_id_of(mail) for mail in box.mails] == [log["email"].id]
    (posted,) = (posted for posted in receiver.posted if "x-telemetry-delivery" in posted.headers)
    assert posted.headers["x-telemetry-delivery"] == str(log["webhook"].id)
    assert posted.json["crash"]["fingerprint"] == "00c0ffee00c0ffee"
    assert len(receiver.posted) == 2


async def test_two_workers_racing_deliver_each_alert_once(
    alerts: Alerts, receiver: HttpReceiver, webhook: WebhookChannel
) -> None:
    wanted = {f"{n:016x}" for n in range(60)}
    for name in sorted(wanted):
        alerts.clock.advance(60)  # no storm
        await alerts.crash(fingerprint=Fingerprint(name))
    limits = Limits(sends_per_channel=5)

    async with (
        alerts.worker(webhook, limits=limits, alerts_at_once=7) as one,
        alerts.worker(webhook, limits=limits, alerts_at_once=7) as other,
    ):
        await asyncio.gather(one.run_dry(), other.run_dry())
        await asyncio.gather(one.run_dry(), other.run_dry())

    assert {posted.json["crash"]["fingerprint"] for posted in receiver.posted} == wanted
    assert len({posted.headers["x-telemetry-delivery"] for posted in receiver.posted}) == 60
    assert len(receiver.posted) == 60
    assert {delivery.attempts for delivery in await alerts.log()} == {1}


async def test_a_bug_in_one_channel_is_its_own_failure_and_no_other(
    alerts: Alerts, webhook: WebhookChannel, caplog: pytest.LogCaptureFixture
) -> None:
    await alerts.crash()

    async with alerts.worker(BrokenChannel(), webhook) as worker:
        await worker.run_dry()

    states = {delivery.channel: delivery for delivery in await alerts.log()}
    assert states["webhook"].state is DeliveryState.DELIVERED
    assert states["broken"].state is DeliveryState.RETRYING
    assert states["broken"].error == "internal error (LookupError), see the service's log"
    (record,) = (record for record in caplog.records if record.exc_info)
    assert record.levelno == logging.ERROR


async def test_an_outbox_row_that_cannot_be_read_does_not_stop_the_others(
    alerts: Alerts, receiver: HttpReceiver, webhook: WebhookChannel
) -> None:
    await alerts.crash(fingerprint=Fingerprint("00000000deadbeef"))
    async with alerts.pool.connection() as conn:
        await conn.execute("UPDATE alert_outbox SET payload = '{}'")
    await alerts.crash(fingerprint=Fingerprint("00c0ffee00c0ffee"))

    async with alerts.worker(webhook) as worker:
        await worker.run_dry()

    states = {delivery.fingerprint: delivery.state for delivery in await alerts.log()}
    assert states == {
        "00000000deadbeef": DeliveryState.RETRYING,
        "00c0ffee00c0ffee": DeliveryState.DELIVERED,
    }


async def test_a_channel_that_never_answers_holds_up_no_other_and_is_cut_off(
    alerts: Alerts, client: httpx.AsyncClient, webhook: WebhookChannel
) -> None:
    async with HttpReceiver().listening() as hanging:
        hanging.answers = [Answer(never=True)]
        await alerts.channel(ChannelKind.WEBHOOK, hanging.url)
        await alerts.crash()
        async with alerts.worker(webhook, limits=Limits(send_seconds=0.5)) as worker:
            await worker.decider.work()
            await worker.dispatcher.work()
            await hanging.got_one.wait()
            await worker.until(under_way=1)
            during = {each.channel_id is None: each.state for each in await alerts.log()}
            await worker.run_dry()

    after = {each.channel_id is None: each for each in await alerts.log()}
    assert during == {True: DeliveryState.DELIVERED, False: DeliveryState.SENDING}
    assert after[False].state is DeliveryState.RETRYING
    assert after[False].error == "not sent within 0.5 s"


async def test_a_long_queue_for_one_channel_does_not_hold_up_the_others(
    alerts: Alerts, receiver: HttpReceiver, webhook: WebhookChannel
) -> None:
    for n in range(30):
        alerts.clock.advance(60)
        await alerts.crash(fingerprint=Fingerprint(f"{n:016x}"))
    async with alerts.worker(BrokenChannel()) as worker:
        await worker.decider.work()
    alerts.clock.advance(1)
    await alerts.crash(fingerprint=Fingerprint("00c0ffee00c0ffee"))
    limits = Limits(sends_per_channel=2)

    async with alerts.worker(BrokenChannel(), webhook, limits=limits) as worker:
        await worker.step()

    assert len(receiver.posted) == 1


async def test_latency_counts_from_the_stored_crash(alerts: Alerts) -> None:
    await alerts.crash()
    alerts.clock.advance(1.25)
    async with alerts.worker(LogChannel()) as worker:
        await worker.decider.work()
        alerts.clock.advance(2)
        await worker.send()

    delivery = await alerts.only_delivery()

    assert delivery.created_at == NOW + timedelta(seconds=1.25)
    assert delivery.delivered_at == NOW + timedelta(seconds=3.25)
    assert delivery.latency_ms == 3_250


async def test_a_message_says_what_the_group_has_come_to_by_now(
    alerts: Alerts, receiver: HttpReceiver, webhook: WebhookChannel
) -> None:
    await alerts.crash()
    await alerts.crash(occurrence(device_id=b"e" * 16), occurrence(device_id=b"f" * 16))

    async with alerts.worker(webhook) as worker:
        await worker.run_dry()

    (posted,) = receiver.posted
    assert posted.json["crash"]["occurrences"] == 3
    assert posted.json["crash"]["devices"] == 3
    assert posted.json["crash"]["trend"] == [0] * 13 + [3]
