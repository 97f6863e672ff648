"""Channels of an app: encrypted, verified, tested, changed and deleted."""

import asyncio
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from tests.factories import NOW
from tests.integration.alerting.workers import APP, OTHER_APP, OWNER, Alerts
from tests.receivers import HttpReceiver, Mailbox, Reply

from telemetry_graph.alerting.channels.base import AnyKind
from telemetry_graph.alerting.channels.email import EMAIL
from telemetry_graph.alerting.channels.settings.model import (
    AlertChannel,
    ChannelSettings,
    QuietSettings,
)
from telemetry_graph.alerting.channels.webhook import WEBHOOK
from telemetry_graph.alerting.content.links import LinkPurpose
from telemetry_graph.alerting.content.payload import AlertKind
from telemetry_graph.alerting.pipeline.model import (
    Delivery,
    DeliveryFilter,
    DeliveryReason,
    DeliveryState,
)
from telemetry_graph.alerting.rules.model import RuleKind
from telemetry_graph.kit.errors import (
    AlertChannelNotFound,
    AlertNotFound,
    InvalidField,
    TooManyRequests,
)

MAIL = ChannelSettings("On call", "ann@example.com")


async def create(
    alerts: Alerts, kind: AnyKind = WEBHOOK, name: str = "Team", **settings: Any
) -> AlertChannel:
    """A channel that is not verified yet."""
    return await alerts.channels.create(APP, kind.name, ChannelSettings(name, **settings), OWNER)


def read_link(alerts: Alerts, mailbox: Mailbox, purpose: LinkPurpose) -> UUID:
    """The subject of a signed link in the newest mail."""
    (text, *_) = mailbox.mails[-1].iter_parts()
    marker = f"/alerts/{purpose}/"
    (address,) = {word.strip("<>()") for word in text.get_content().split() if marker in word}
    token = urlsplit(address).path.rpartition("/")[2]
    return alerts.links.verify(purpose, token, alerts.clock())


async def test_addresses_and_secrets_are_encrypted_and_not_returned(
    alerts: Alerts, receiver: HttpReceiver
) -> None:
    secret = "a secret of the receiver"
    channel = await create(alerts, address=receiver.url, secret=secret)

    async with alerts.pool.connection() as conn:
        stored = await conn.fetchval("SELECT to_jsonb(c)::text FROM alert_channels AS c")

    assert "sEcReTtOkEn" not in stored
    assert secret.encode().hex() not in stored
    assert "sEcReTtOkEn" not in repr(channel)
    assert channel.has_secret
    assert channel.target == f"http://127.0.0.1:{receiver.port}/…"


async def test_an_address_receives_nothing_until_its_owner_confirms_it(alerts: Alerts) -> None:
    mailbox = Mailbox()
    async with mailbox.listening() as alerts.smtp_port, alerts.worker() as worker:
        channel = await alerts.channels.create(APP, "email", MAIL, OWNER)
        await alerts.crash(message="before")
        await worker.run_until_idle()
        recipients = [str(mail["To"]) for mail in mailbox.mails]
        confirmed = await alerts.verification.confirm(
            read_link(alerts, mailbox, LinkPurpose.CONFIRM)
        )
        await alerts.crash(message="after", crash_type="other")
        await worker.run_until_idle()

    assert recipients == ["ann@example.com"]
    assert channel.verified_at is None
    assert confirmed.verified_at == NOW
    assert len(mailbox.mails) == 2
    log = await alerts.list_deliveries()
    assert [delivery.state for delivery in log].count(DeliveryState.SUPPRESSED) == 1
    (suppressed,) = (each for each in log if each.state is DeliveryState.SUPPRESSED)
    assert suppressed.reason is DeliveryReason.CHANNEL_UNVERIFIED


async def test_the_link_for_a_former_address_confirms_nothing(alerts: Alerts) -> None:
    mailbox = Mailbox()
    async with mailbox.listening() as alerts.smtp_port, alerts.worker() as worker:
        channel = await alerts.channels.create(APP, "email", MAIL, OWNER)
        await worker.run_until_idle()
        subject = read_link(alerts, mailbox, LinkPurpose.CONFIRM)
        alerts.clock.advance(1)
        changed = ChannelSettings("On call", "bob@example.com")
        await alerts.channels.update(APP, channel.id, changed, OWNER)

        with pytest.raises(AlertChannelNotFound):
            await alerts.verification.confirm(subject)

    (after,) = await alerts.channels.list_channels(APP)
    assert after.verified_at is None


async def test_an_unsubscribed_address_receives_nothing_more(alerts: Alerts) -> None:
    mailbox = Mailbox()
    async with mailbox.listening() as alerts.smtp_port, alerts.worker() as worker:
        await alerts.create_channel(EMAIL, "ann@example.com")
        await alerts.crash(message="one")
        await worker.run_until_idle()
        await alerts.verification.unsubscribe(read_link(alerts, mailbox, LinkPurpose.UNSUBSCRIBE))
        await alerts.crash(message="two", crash_type="other")
        await worker.run_until_idle()

    assert len(mailbox.mails) == 1
    assert {delivery.reason for delivery in await alerts.list_deliveries()} == {
        None,
        DeliveryReason.CHANNEL_DISABLED,
    }


@pytest.mark.parametrize("is_decided", [False, True])
async def test_alerts_wait_until_a_changed_address_is_confirmed(
    alerts: Alerts, is_decided: bool
) -> None:
    channel = await alerts.create_channel(EMAIL, "ann@example.com")
    mailbox = Mailbox()
    async with mailbox.listening() as alerts.smtp_port, alerts.worker() as worker:
        await alerts.crash(message="for Ann")
        if is_decided:
            await worker.decider.work()
        alerts.clock.advance(1)
        changed = ChannelSettings("On call", "bob@example.com")
        await alerts.channels.update(APP, channel.id, changed, OWNER)
        await worker.run_until_idle()
        subjects = [str(mail["Subject"]) for mail in mailbox.mails]
        await alerts.verification.confirm(read_link(alerts, mailbox, LinkPurpose.CONFIRM))
        alerts.clock.advance(60)
        await worker.run_until_idle()

    assert ["Confirm" in subject for subject in subjects] == [True]
    assert len(mailbox.mails) == 1 + is_decided  # the waiting alert is sent once Bob confirms


async def test_a_waiting_delivery_to_an_unsubscribed_address_is_dead(
    alerts: Alerts,
) -> None:
    mailbox = Mailbox()
    async with mailbox.listening() as alerts.smtp_port, alerts.worker() as worker:
        await alerts.create_channel(EMAIL, "ann@example.com")
        await alerts.crash(message="one")
        await worker.run_until_idle()
        await alerts.crash(message="two", crash_type="other")
        await worker.decider.work()
        await alerts.verification.unsubscribe(read_link(alerts, mailbox, LinkPurpose.UNSUBSCRIBE))
        await worker.run_until_idle()

    assert len(mailbox.mails) == 1
    (dead,) = (each for each in await alerts.list_deliveries() if each.state is DeliveryState.DEAD)
    assert dead.error == "the channel was disabled"


async def test_a_test_of_the_former_address_does_not_verify_the_new_one(
    alerts: Alerts, receiver: HttpReceiver
) -> None:
    channel = await create(alerts, address=receiver.url)
    changed = asyncio.Event()
    receiver.replies = [Reply(send_when=changed)]
    testing = asyncio.create_task(alerts.verification.send_test(APP, channel.id))
    await receiver.has_received.wait()
    alerts.clock.advance(1)
    elsewhere = ChannelSettings("Team", "https://elsewhere.example/hook")
    await alerts.channels.update(APP, channel.id, elsewhere, OWNER)
    changed.set()

    assert (await testing).error is None
    (after,) = await alerts.channels.list_channels(APP)
    assert after.verified_at is None


async def test_a_delivered_test_alert_verifies_the_channel(
    alerts: Alerts, receiver: HttpReceiver
) -> None:
    channel = await create(alerts, address=receiver.url, secret="s" * 16)

    tested = await alerts.verification.send_test(APP, channel.id)

    assert (tested.response, tested.error) == ("200 ok", None)
    (posted,) = receiver.requests
    assert posted.json["kind"] == "test"
    assert "x-telemetry-signature" in posted.headers
    (after,) = await alerts.channels.list_channels(APP)
    assert after.verified_at == NOW
    delivery = await alerts.only_delivery()
    assert (delivery.id, delivery.state) == (tested.delivery_id, DeliveryState.DELIVERED)
    assert delivery.attempts == 1


async def test_a_failed_test_alert_returns_the_reason_and_is_not_retried(
    alerts: Alerts, receiver: HttpReceiver
) -> None:
    receiver.replies = [Reply(503, "we are closed")]
    channel = await create(alerts, address=receiver.url)

    tested = await alerts.verification.send_test(APP, channel.id)
    with pytest.raises(AlertNotFound):
        await alerts.service.replay(APP, tested.delivery_id)
    replayed = await alerts.service.replay_dead(APP)
    async with alerts.worker() as worker:
        alerts.clock.advance(3_600)
        await worker.run_until_idle()

    assert replayed == 0
    assert tested.error == f"http://127.0.0.1:{receiver.port}/… responded 503 we are closed"
    assert len(receiver.requests) == 1
    (after,) = await alerts.channels.list_channels(APP)
    assert after.verified_at is None
    delivery = await alerts.only_delivery()
    assert (delivery.state, delivery.error) == (DeliveryState.DEAD, tested.error)
    assert delivery.attempts == 1


async def test_tests_and_confirmations_have_a_rate_limit(
    alerts: Alerts, receiver: HttpReceiver
) -> None:
    webhook = await create(alerts, address=receiver.url)
    mail = await alerts.channels.create(APP, "email", MAIL, OWNER)

    for _ in range(10):
        await alerts.verification.send_test(APP, webhook.id)
    with pytest.raises(TooManyRequests):
        await alerts.verification.send_test(APP, webhook.id)
    for _ in range(4):
        await alerts.channels.resend_confirmation(APP, mail.id)
    with pytest.raises(TooManyRequests):
        await alerts.channels.resend_confirmation(APP, mail.id)
    with pytest.raises(InvalidField, match="not confirmed"):
        await alerts.verification.send_test(APP, mail.id)

    assert len(receiver.requests) == 10
    only_confirmations = DeliveryFilter(kind=AlertKind.VERIFICATION)
    assert len((await alerts.service.list_deliveries(APP, 50, None, only_confirmations)).items) == 5


async def test_confirmations_have_a_rate_limit_across_new_channels(
    alerts: Alerts,
) -> None:
    for number in range(50):
        settings = ChannelSettings("Team", f"ann{number}@example.com")
        created = await alerts.channels.create(APP, "email", settings, OWNER)
        await alerts.channels.delete(APP, created.id)

    with pytest.raises(TooManyRequests, match="An app"):
        await alerts.channels.create(APP, "email", MAIL, OWNER)
    assert await alerts.channels.list_channels(APP) == []
    assert await alerts.count_rows("alert_deliveries") == 50
    alerts.clock.advance(3_600)
    await alerts.channels.create(APP, "email", MAIL, OWNER)


async def test_a_changed_address_must_be_verified_again(
    alerts: Alerts, receiver: HttpReceiver
) -> None:
    channel = await alerts.create_channel(WEBHOOK, receiver.url, secret="s" * 16)

    renamed = await alerts.channels.update(
        APP, channel.id, ChannelSettings("Renamed", quiet=QuietSettings(hourly_cap=3)), OWNER
    )
    moved = await alerts.channels.update(
        APP, channel.id, ChannelSettings("Renamed", f"{receiver.url}/2", secret=""), OWNER
    )

    assert (renamed.name, renamed.verified_at, renamed.has_secret) == ("Renamed", NOW, True)
    assert renamed.quiet.hourly_cap == 3
    assert (moved.verified_at, moved.has_secret) == (None, False)


async def test_deleting_a_channel_removes_it_from_rules_and_ends_its_deliveries(
    alerts: Alerts, receiver: HttpReceiver
) -> None:
    channel = await alerts.create_channel(WEBHOOK, receiver.url)
    await alerts.update_rule(
        RuleKind.NEW_CRASH_GROUP,
        channel_ids=(channel.id,),
        escalate_after_minutes=5,
        escalate_to=(channel.id,),
    )
    await alerts.crash()
    async with alerts.worker() as worker:
        await worker.decider.work()
        await alerts.channels.delete(APP, channel.id)
        await worker.run_until_idle()

    assert receiver.requests == []
    delivery = await alerts.only_delivery()
    assert (delivery.state, delivery.error) == (DeliveryState.DEAD, "the channel was deleted")
    rule = (await alerts.find_rule(RuleKind.NEW_CRASH_GROUP)).settings
    assert (rule.channel_ids, rule.escalate_to, rule.escalate_after_minutes) == ((), (), None)
    assert await alerts.service.replay_dead(APP) == 0


@pytest.mark.parametrize(
    "settings",
    [
        {"address": None},
        {"address": "not an address"},
        {"address": "Ann <ann@example.com>"},
        {"address": "ann@example.com\r\nBcc: eve@example.com"},
        {"secret": "s" * 16},
        {"name": "two\nlines"},
        {"quiet": QuietSettings(hourly_cap=2)},
        {"quiet": QuietSettings(digest_minutes=-1)},
        {"quiet": QuietSettings(quiet_from_minute=5)},
        {"quiet": QuietSettings(time_zone="Middle/Earth")},
        {"quiet": QuietSettings(time_zone="../../etc/passwd")},
    ],
)
async def test_invalid_settings_are_refused(alerts: Alerts, settings: dict[str, Any]) -> None:
    given = {"name": "Team", "address": "ann@example.com", **settings}

    with pytest.raises(InvalidField):
        await create(alerts, EMAIL, **given)

    assert await alerts.channels.list_channels(APP) == []
    assert await alerts.count_rows("alert_outbox") == 0


async def test_an_app_has_a_maximum_number_of_channels(alerts: Alerts) -> None:
    for number in range(20):
        settings = ChannelSettings("Team", f"https://receiver.example/{number}")
        await alerts.channels.create(APP, "webhook", settings, OWNER)

    with pytest.raises(InvalidField, match="at most 20"):
        await create(alerts, address="https://receiver.example/21")

    assert len(await alerts.channels.list_channels(APP)) == 20


async def test_the_channel_of_another_app_is_not_found(
    alerts: Alerts, receiver: HttpReceiver
) -> None:
    channel = await alerts.create_channel(WEBHOOK, receiver.url)
    settings = ChannelSettings("Mine now", "https://evil.example/")

    for attempt in (
        alerts.channels.update(OTHER_APP, channel.id, settings, "eve@example.com"),
        alerts.channels.delete(OTHER_APP, channel.id),
        alerts.verification.send_test(OTHER_APP, channel.id),
    ):
        with pytest.raises(AlertChannelNotFound):
            await attempt

    assert await alerts.channels.list_channels(APP) == [channel]
    assert receiver.requests == []


async def test_pages_of_the_delivery_log_are_complete_and_filtered(
    alerts: Alerts, receiver: HttpReceiver
) -> None:
    channel = await alerts.create_channel(WEBHOOK, receiver.url)
    receiver.replies = [Reply(404, "no")] * 2
    async with alerts.worker() as worker:
        for number in range(5):
            alerts.clock.advance(timedelta(minutes=1).total_seconds() * (number % 2))
            await alerts.crash(message=f"{number}", crash_type=f"type {number}")
            await worker.run_until_idle()

    seen: list[Delivery] = []
    after = None
    while True:
        page = await alerts.service.list_deliveries(APP, 2, after)
        seen += page.items
        if not page.has_next:
            break
        after = page.end_cursor
    dead = await alerts.service.list_deliveries(APP, 10, None, DeliveryFilter(DeliveryState.DEAD))
    by_channel = DeliveryFilter(channel_id=channel.id, kind=AlertKind.REGRESSION)
    none = await alerts.service.list_deliveries(APP, 10, None, by_channel)

    assert len({delivery.id for delivery in seen}) == len(seen) == 5
    keys = [(delivery.created_at, delivery.id) for delivery in seen]
    assert keys == sorted(keys, reverse=True)
    assert len(dead.items) == 2
    assert none.items == []
