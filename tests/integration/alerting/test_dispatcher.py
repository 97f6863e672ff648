"""From the outbox to real receivers, through failures, kills and races."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from email.message import EmailMessage
from uuid import UUID

import httpx
import pytest
from tests.integration.alerting.workers import Alerts, run_dry
from tests.receivers import Answer, HttpReceiver, Mailbox
from tests.unit.alerting.examples import NOW, clock, crash_facts

from telemetry_graph.alerting import store
from telemetry_graph.alerting.channels.email import EmailChannel, EmailConfig, Security
from telemetry_graph.alerting.channels.http import outbound_client
from telemetry_graph.alerting.channels.log import LogChannel
from telemetry_graph.alerting.channels.slack import SlackChannel, SlackConfig
from telemetry_graph.alerting.channels.webhook import WebhookChannel, WebhookConfig
from telemetry_graph.alerting.dispatcher import Limits
from telemetry_graph.alerting.model import DeliveryState, Message

ONE_DAY = 86_400.0


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with outbound_client() as opened:
        yield opened


@pytest.fixture
async def receiver() -> AsyncIterator[HttpReceiver]:
    async with HttpReceiver().listening() as listening:
        yield listening


@pytest.fixture
def webhook(receiver: HttpReceiver, client: httpx.AsyncClient) -> WebhookChannel:
    return WebhookChannel(WebhookConfig(receiver.url, "signing-secret"), client, clock)


@pytest.fixture
def slack(receiver: HttpReceiver, client: httpx.AsyncClient) -> SlackChannel:
    return SlackChannel(SlackConfig(receiver.url), client, clock)


def email_to(port: int) -> EmailChannel:
    config = EmailConfig(
        host="127.0.0.1",
        port=port,
        sender="alerts@example.com",
        recipients=("ann@example.com",),
        security=Security.NONE,
    )
    return EmailChannel(config, clock)


def delivery_id_of(mail: EmailMessage) -> UUID:
    return UUID(mail["Message-ID"].strip("<>").partition("@")[0])


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
    await alerts.enqueue()

    async with box.listening() as port:
        worker = alerts.worker(email_to(port), slack, webhook)
        await run_dry(worker)
        await run_dry(worker)

    deliveries = {delivery.channel: delivery for delivery in await alerts.log()}
    assert set(deliveries) == {"email", "slack", "webhook"}
    assert {delivery.state for delivery in deliveries.values()} == {DeliveryState.DELIVERED}
    assert {delivery.attempts for delivery in deliveries.values()} == {1}
    assert deliveries["email"].target == "a…@example.com"
    assert deliveries["email"].response == "2.0.0 Queued as 1234"
    assert deliveries["slack"].target == f"http://127.0.0.1:{receiver.port}/…"
    assert deliveries["slack"].response == "200 ok"
    assert [delivery_id_of(mail) for mail in box.mails] == [deliveries["email"].id]
    (posted,) = (posted for posted in receiver.posted if "x-telemetry-delivery" in posted.headers)
    assert posted.headers["x-telemetry-delivery"] == str(deliveries["webhook"].id)
    assert posted.json["crash"]["fingerprint"] == "00c0ffee00c0ffee"
    assert len(receiver.posted) == 2


async def test_two_workers_racing_deliver_each_alert_once(
    alerts: Alerts, receiver: HttpReceiver, webhook: WebhookChannel
) -> None:
    wanted = {f"{n:016x}" for n in range(60)}
    await alerts.enqueue(*(crash_facts(fingerprint=fingerprint) for fingerprint in wanted))
    limits = Limits(outbox_rows=7, sends_per_channel=5)
    workers = [alerts.worker(webhook, limits=limits) for _ in range(2)]

    await asyncio.gather(*map(run_dry, workers))
    await asyncio.gather(*map(run_dry, workers))

    assert {posted.json["crash"]["fingerprint"] for posted in receiver.posted} == wanted
    assert len({posted.headers["x-telemetry-delivery"] for posted in receiver.posted}) == 60
    assert len(receiver.posted) == 60
    assert {delivery.attempts for delivery in await alerts.log()} == {1}


async def test_mail_waits_for_a_server_that_is_away_and_keeps_its_id(alerts: Alerts) -> None:
    box = Mailbox()
    async with box.listening() as port:
        pass
    worker = alerts.worker(email_to(port))
    await alerts.enqueue()

    await run_dry(worker)
    waiting = await alerts.only_delivery()
    alerts.clock.advance_to(waiting.next_attempt_at)
    async with box.listening(port=port):
        await run_dry(worker)

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
    await alerts.enqueue()

    await run_dry(alerts.worker(slack))
    alerts.clock.advance(ONE_DAY)
    await run_dry(alerts.worker(slack))

    delivery = await alerts.only_delivery()
    assert delivery.state is DeliveryState.DEAD
    assert delivery.error == f"http://127.0.0.1:{receiver.port}/… answered 404 no_service"
    assert (delivery.attempts, delivery.next_attempt_at) == (1, None)
    assert len(receiver.posted) == 1
    assert "sEcReTtOkEn" not in caplog.text


async def test_a_redirect_is_not_followed(
    alerts: Alerts, receiver: HttpReceiver, webhook: WebhookChannel
) -> None:
    receiver.answers = [Answer(302, "", {"Location": "/elsewhere"})]
    await alerts.enqueue()

    await run_dry(alerts.worker(webhook))

    assert (await alerts.only_delivery()).state is DeliveryState.DEAD
    assert [posted.path for posted in receiver.posted] == ["/hooks/sEcReTtOkEn"]


async def test_retry_after_is_honoured_to_the_second(
    alerts: Alerts, receiver: HttpReceiver, slack: SlackChannel
) -> None:
    receiver.answers = [Answer(429, "slow down", {"Retry-After": "300"})]
    worker = alerts.worker(slack)
    await alerts.enqueue()

    await run_dry(worker)
    waiting = await alerts.only_delivery()
    alerts.clock.advance(299)
    early = await worker.work()
    alerts.clock.advance(1)
    await run_dry(worker)

    assert waiting.next_attempt_at == NOW + timedelta(seconds=300)
    assert not early
    assert len(receiver.posted) == 2
    assert (await alerts.only_delivery()).state is DeliveryState.DELIVERED


async def test_a_receiver_that_fails_for_a_day_is_given_up(
    alerts: Alerts, receiver: HttpReceiver, webhook: WebhookChannel
) -> None:
    receiver.answers = [Answer(503, "away")] * 100
    worker = alerts.worker(webhook)
    await alerts.enqueue()

    await run_dry(worker)
    while (delivery := await alerts.only_delivery()).next_attempt_at is not None:
        assert delivery.state is DeliveryState.RETRYING
        alerts.clock.advance_to(delivery.next_attempt_at)
        await run_dry(worker)

    assert delivery.state is DeliveryState.DEAD
    assert delivery.error is not None
    assert delivery.error.endswith("answered 503 away")
    assert delivery.attempts == len(receiver.posted)
    assert alerts.clock.now < NOW + timedelta(days=1)
    assert len({posted.headers["x-telemetry-delivery"] for posted in receiver.posted}) == 1


async def test_what_a_killed_worker_was_sending_is_sent_again_with_the_same_id(
    alerts: Alerts, receiver: HttpReceiver, webhook: WebhookChannel
) -> None:
    receiver.answers = [Answer(never=True)]
    killed, successor = alerts.worker(webhook), alerts.worker(webhook)
    await alerts.enqueue()
    await killed.expand_one_batch()

    sending = asyncio.create_task(killed.deliver_one_batch())
    await receiver.got_one.wait()
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    abandoned = await alerts.only_delivery()
    alerts.clock.advance(59)
    early = await successor.work()
    alerts.clock.advance(1)
    await run_dry(successor)

    delivery = await alerts.only_delivery()
    assert abandoned.state is DeliveryState.SENDING
    assert not early
    assert (delivery.state, delivery.attempts) == (DeliveryState.DELIVERED, 2)
    ids = [posted.headers["x-telemetry-delivery"] for posted in receiver.posted]
    assert ids == [str(delivery.id)] * 2


async def test_a_late_failure_does_not_undo_what_the_next_worker_did(alerts: Alerts) -> None:
    worker = alerts.worker(LogChannel())
    await alerts.enqueue()
    await worker.expand_one_batch()

    async with alerts.pool.connection() as conn:
        until = NOW + timedelta(seconds=60)
        (slow,) = await store.claim_due(conn, ["log"], now=NOW, until=until, per_channel=1)
        (next_,) = await store.claim_due(
            conn, ["log"], now=until, until=until + timedelta(seconds=60), per_channel=1
        )
        await store.record_failed(conn, slow, "late", NOW)
        during = await alerts.only_delivery()
        await store.record_delivered(conn, next_.id, until, 1, "logged")
        await store.record_failed(conn, next_, "later still", NOW)

    after = await alerts.only_delivery()
    assert (during.state, during.error) == (DeliveryState.SENDING, None)
    assert (after.state, after.response) == (DeliveryState.DELIVERED, "logged")


async def test_a_late_success_spares_the_receiver_another_attempt(alerts: Alerts) -> None:
    await alerts.enqueue()
    await alerts.worker(LogChannel()).expand_one_batch()

    async with alerts.pool.connection() as conn:
        until = NOW + timedelta(seconds=60)
        (slow,) = await store.claim_due(conn, ["log"], now=NOW, until=until, per_channel=1)
        (next_,) = await store.claim_due(conn, ["log"], now=until, until=until, per_channel=1)
        await store.record_failed(conn, next_, "refused", NOW)
        await store.record_delivered(conn, slow.id, until, 1, "logged")

    assert (await alerts.only_delivery()).state is DeliveryState.DELIVERED


async def test_a_bug_in_one_channel_is_its_own_failure_and_no_other(
    alerts: Alerts, webhook: WebhookChannel, caplog: pytest.LogCaptureFixture
) -> None:
    await alerts.enqueue()

    await run_dry(alerts.worker(BrokenChannel(), webhook))

    states = {delivery.channel: delivery for delivery in await alerts.log()}
    assert states["webhook"].state is DeliveryState.DELIVERED
    assert states["broken"].state is DeliveryState.RETRYING
    assert states["broken"].error == "internal error (LookupError), see the service's log"
    (record,) = (record for record in caplog.records if record.exc_info)
    assert record.levelno == logging.ERROR


async def test_an_outbox_row_that_cannot_be_read_does_not_stop_the_others(
    alerts: Alerts, receiver: HttpReceiver, webhook: WebhookChannel
) -> None:
    await alerts.enqueue(crash_facts(fingerprint="00000000deadbeef"))
    async with alerts.pool.connection() as conn:
        await conn.execute("UPDATE alert_outbox SET payload = '{}'")
    await alerts.enqueue()

    await run_dry(alerts.worker(webhook))

    states = {delivery.fingerprint: delivery.state for delivery in await alerts.log()}
    assert states == {
        "00000000deadbeef": DeliveryState.RETRYING,
        "00c0ffee00c0ffee": DeliveryState.DELIVERED,
    }


async def test_a_channel_that_never_answers_is_cut_off_before_its_lease_ends(
    alerts: Alerts, receiver: HttpReceiver, webhook: WebhookChannel
) -> None:
    receiver.answers = [Answer(never=True)]
    await alerts.enqueue()

    await run_dry(alerts.worker(webhook, limits=Limits(send_seconds=0.1)))

    delivery = await alerts.only_delivery()
    assert (delivery.state, delivery.error) == (DeliveryState.RETRYING, "not sent within 0.1 s")


async def test_a_long_queue_for_one_channel_does_not_hold_up_the_others(
    alerts: Alerts, receiver: HttpReceiver, webhook: WebhookChannel
) -> None:
    await alerts.enqueue(*(crash_facts(fingerprint=f"{n:016x}") for n in range(30)))
    await alerts.worker(BrokenChannel()).expand_one_batch()
    alerts.clock.advance(1)
    await alerts.enqueue()
    worker = alerts.worker(BrokenChannel(), webhook, limits=Limits(sends_per_channel=2))

    await worker.expand_one_batch()
    await worker.deliver_one_batch()

    assert len(receiver.posted) == 1


async def test_deliveries_of_a_channel_that_is_gone_wait_a_day_and_are_given_up(
    alerts: Alerts, webhook: WebhookChannel
) -> None:
    await alerts.enqueue()
    await alerts.worker(webhook).expand_one_batch()

    await run_dry(alerts.worker(LogChannel()))
    kept = await alerts.only_delivery()
    alerts.clock.advance(ONE_DAY + 1)
    await run_dry(alerts.worker(LogChannel()))

    assert kept.state is DeliveryState.PENDING
    delivery = await alerts.only_delivery()
    assert delivery.state is DeliveryState.DEAD
    assert delivery.error == "the channel is no longer configured"


async def test_claiming_reads_an_index_of_open_deliveries_only(alerts: Alerts) -> None:
    async with alerts.pool.transaction() as conn:
        await conn.execute("SET LOCAL enable_seqscan = off")
        await conn.execute("SET LOCAL enable_bitmapscan = off")
        plans = [
            await conn.fetch("EXPLAIN " + store.CLAIM_DUE, ["log"], NOW, 8, NOW),
            await conn.fetch("EXPLAIN " + store.TAKE_WAITING, 100),
            await conn.fetch("EXPLAIN " + store.DELIVERIES_OF_APP, "app", None, None, 10),
        ]

    claim, take, page = ("\n".join(row[0] for row in plan) for plan in plans)
    assert "alert_deliveries_due" in claim
    assert "Sort" not in claim
    assert "alert_outbox_waiting" in take
    assert "Sort" not in take
    assert "alert_deliveries_of_app" in page


@pytest.mark.parametrize("channels", [[], [LogChannel(), LogChannel()]])
async def test_a_worker_needs_channels_that_it_can_tell_apart(
    alerts: Alerts, channels: list[LogChannel]
) -> None:
    with pytest.raises(ValueError, match="at least one channel"):
        alerts.worker(*channels)


def test_a_lease_must_outlive_a_send() -> None:
    with pytest.raises(ValueError, match="lease"):
        Limits(send_seconds=40, lease_seconds=60)
