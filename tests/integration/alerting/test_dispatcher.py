"""From a crash to real receivers, through failures, kills and races."""

import asyncio
import logging
from datetime import timedelta
from email.message import EmailMessage
from uuid import UUID

import httpx
import pytest
from tests.factories import NOW, occurrence
from tests.integration.alerting.workers import APP, Alerts
from tests.receivers import Answer, HttpReceiver, Mailbox

from telemetry_graph.alerting.channels.email import EmailChannel, EmailConfig, Security
from telemetry_graph.alerting.channels.log import LogChannel
from telemetry_graph.alerting.channels.slack import SlackChannel, SlackConfig
from telemetry_graph.alerting.channels.webhook import WebhookChannel
from telemetry_graph.alerting.dispatcher import Limits
from telemetry_graph.alerting.facts import AlertFacts, AlertKind, ChannelKind
from telemetry_graph.alerting.message import Message
from telemetry_graph.alerting.model import Alert, DeliveryState
from telemetry_graph.alerting.quiet import STORM_WINDOW
from telemetry_graph.alerting.store import deliveries, outbox
from telemetry_graph.kit.errors import AlertNotFound
from telemetry_graph.kit.ids import Fingerprint, uuid7

ONE_DAY = 86_400.0
ROOM = deliveries.Room(8, 8, {})


@pytest.fixture
def slack(receiver: HttpReceiver, client: httpx.AsyncClient, alerts: Alerts) -> SlackChannel:
    return SlackChannel(SlackConfig(receiver.url), client, alerts.clock)


def email_to(port: int, alerts: Alerts) -> EmailChannel:
    config = EmailConfig(
        host="127.0.0.1",
        port=port,
        sender="alerts@example.com",
        recipients=("ann@example.com",),
        security=Security.NONE,
    )
    return EmailChannel(config, alerts.clock)


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
    await alerts.crash()
    async with alerts.worker(LogChannel()) as worker:
        await worker.decider.work()

    async with alerts.pool.connection() as conn:
        until = NOW + timedelta(seconds=60)
        (slow,) = await deliveries.claim_due(conn, ["log"], ROOM, now=NOW, until=until)
        (next_,) = await deliveries.claim_due(
            conn, ["log"], ROOM, now=until, until=until + timedelta(seconds=60)
        )
        await deliveries.record_failed(conn, slow, "late", NOW)
        during = await alerts.only_delivery()
        await deliveries.record_delivered(conn, next_.id, until, 1, "logged")
        await deliveries.record_failed(conn, next_, "later still", NOW)

    after = await alerts.only_delivery()
    assert (during.state, during.error) == (DeliveryState.SENDING, None)
    assert (after.state, after.response) == (DeliveryState.DELIVERED, "logged")


async def test_a_late_success_spares_the_receiver_another_attempt(alerts: Alerts) -> None:
    await alerts.crash()
    async with alerts.worker(LogChannel()) as worker:
        await worker.decider.work()

    async with alerts.pool.connection() as conn:
        until = NOW + timedelta(seconds=60)
        (slow,) = await deliveries.claim_due(conn, ["log"], ROOM, now=NOW, until=until)
        (next_,) = await deliveries.claim_due(conn, ["log"], ROOM, now=until, until=until)
        await deliveries.record_failed(conn, next_, "refused", NOW)
        await deliveries.record_delivered(conn, slow.id, until, 1, "logged")

    assert (await alerts.only_delivery()).state is DeliveryState.DELIVERED


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
