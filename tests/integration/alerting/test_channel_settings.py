"""Channels of an app: sealed, verified, tested, changed and deleted."""

import asyncio
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from tests.factories import NOW
from tests.integration.alerting.workers import APP, OTHER_APP, Alerts
from tests.receivers import Answer, HttpReceiver, Mailbox

from telemetry_graph.alerting.channels.settings.model import AlertChannel, ChannelSettings
from telemetry_graph.alerting.content.links import LinkPurpose
from telemetry_graph.alerting.content.payload import AlertKind, ChannelKind
from telemetry_graph.alerting.pipeline.model import Delivery, DeliveryFilter, DeliveryState
from telemetry_graph.alerting.pipeline.suppression import QuietSettings, Reason
from telemetry_graph.alerting.rules.model import RuleKind
from telemetry_graph.kit.errors import (
    AlertChannelNotFound,
    AlertNotFound,
    InvalidField,
    TooManyRequests,
)

OWNER = "owner@example.com"
MAIL = ChannelSettings("On call", "ann@example.com")


async def created(alerts: Alerts, kind: ChannelKind, **settings: Any) -> AlertChannel:
    return await alerts.channels.create(APP, kind, ChannelSettings("Team", **settings), OWNER)


def followed(alerts: Alerts, mailbox: Mailbox, purpose: LinkPurpose) -> UUID:
    """The subject of the signed link in the newest mail."""
    (text, *_) = mailbox.mails[-1].iter_parts()
    marker = f"/alerts/{purpose}/"
    (address,) = {word.strip("<>()") for word in text.get_content().split() if marker in word}
    token = urlsplit(address).path.rpartition("/")[2]
    return alerts.signed.verify(purpose, token, alerts.clock())


async def test_addresses_and_secrets_are_sealed_and_never_come_back(
    alerts: Alerts, receiver: HttpReceiver
) -> None:
    secret = "a secret of the receiver"
    channel = await created(alerts, ChannelKind.WEBHOOK, address=receiver.url, secret=secret)

    async with alerts.pool.connection() as conn:
        stored = await conn.fetchval("SELECT to_jsonb(c)::text FROM alert_channels AS c")

    assert "sEcReTtOkEn" not in stored
    assert secret.encode().hex() not in stored
    assert "sEcReTtOkEn" not in repr(channel)
    assert channel.has_secret
    assert channel.target == f"http://127.0.0.1:{receiver.port}/…"


async def test_an_address_is_told_nothing_until_its_owner_confirms(alerts: Alerts) -> None:
    mailbox = Mailbox()
    async with mailbox.listening() as alerts.smtp_port, alerts.worker() as worker:
        channel = await alerts.channels.create(APP, ChannelKind.EMAIL, MAIL, OWNER)
        await alerts.crash(message="before")
        await worker.run_dry()
        asked = [str(mail["To"]) for mail in mailbox.mails]
        confirmed = await alerts.channels.confirm(followed(alerts, mailbox, LinkPurpose.CONFIRM))
        await alerts.crash(message="after", crash_type="other")
        await worker.run_dry()

    assert asked == ["ann@example.com"]
    assert channel.verified_at is None
    assert confirmed.verified_at == NOW
    assert len(mailbox.mails) == 2
    log = await alerts.log()
    assert [delivery.state for delivery in log].count(DeliveryState.SUPPRESSED) == 1
    (held_back,) = (each for each in log if each.state is DeliveryState.SUPPRESSED)
    assert held_back.reason is Reason.CHANNEL_UNVERIFIED


async def test_a_link_for_another_address_confirms_nothing(alerts: Alerts) -> None:
    mailbox = Mailbox()
    async with mailbox.listening() as alerts.smtp_port, alerts.worker() as worker:
        channel = await alerts.channels.create(APP, ChannelKind.EMAIL, MAIL, OWNER)
        await worker.run_dry()
        subject = followed(alerts, mailbox, LinkPurpose.CONFIRM)
        alerts.clock.advance(1)
        changed = ChannelSettings("On call", "bob@example.com")
        await alerts.channels.update(APP, channel.id, changed, OWNER)

        with pytest.raises(AlertChannelNotFound):
            await alerts.channels.confirm(subject)

    (after,) = await alerts.channels.channels(APP)
    assert after.verified_at is None


async def test_who_unsubscribes_gets_no_more(alerts: Alerts) -> None:
    mailbox = Mailbox()
    async with mailbox.listening() as alerts.smtp_port, alerts.worker() as worker:
        await alerts.channel(ChannelKind.EMAIL, "ann@example.com")
        await alerts.crash(message="one")
        await worker.run_dry()
        await alerts.channels.unsubscribe(followed(alerts, mailbox, LinkPurpose.UNSUBSCRIBE))
        await alerts.crash(message="two", crash_type="other")
        await worker.run_dry()

    assert len(mailbox.mails) == 1
    assert {delivery.reason for delivery in await alerts.log()} == {None, Reason.CHANNEL_DISABLED}


@pytest.mark.parametrize("is_decided", [False, True])
async def test_what_waits_for_an_address_is_not_told_to_the_next_one_before_it_is_confirmed(
    alerts: Alerts, is_decided: bool
) -> None:
    channel = await alerts.channel(ChannelKind.EMAIL, "ann@example.com")
    mailbox = Mailbox()
    async with mailbox.listening() as alerts.smtp_port, alerts.worker() as worker:
        await alerts.crash(message="for Ann")
        if is_decided:
            await worker.decider.work()
        alerts.clock.advance(1)
        changed = ChannelSettings("On call", "bob@example.com")
        await alerts.channels.update(APP, channel.id, changed, OWNER)
        await worker.run_dry()
        asked = [str(mail["Subject"]) for mail in mailbox.mails]
        await alerts.channels.confirm(followed(alerts, mailbox, LinkPurpose.CONFIRM))
        alerts.clock.advance(60)
        await worker.run_dry()

    assert ["Confirm" in subject for subject in asked] == [True]
    assert len(mailbox.mails) == 1 + is_decided  # what waited is told once Bob agreed


async def test_what_waits_for_somebody_who_unsubscribed_is_dead_and_not_sent(
    alerts: Alerts,
) -> None:
    mailbox = Mailbox()
    async with mailbox.listening() as alerts.smtp_port, alerts.worker() as worker:
        await alerts.channel(ChannelKind.EMAIL, "ann@example.com")
        await alerts.crash(message="one")
        await worker.run_dry()
        await alerts.crash(message="two", crash_type="other")
        await worker.decider.work()
        await alerts.channels.unsubscribe(followed(alerts, mailbox, LinkPurpose.UNSUBSCRIBE))
        await worker.run_dry()

    assert len(mailbox.mails) == 1
    (dead,) = (each for each in await alerts.log() if each.state is DeliveryState.DEAD)
    assert dead.error == "the channel was disabled"


async def test_a_test_that_reached_the_old_address_says_nothing_of_the_new_one(
    alerts: Alerts, receiver: HttpReceiver
) -> None:
    channel = await created(alerts, ChannelKind.WEBHOOK, address=receiver.url)
    changed = asyncio.Event()
    receiver.answers = [Answer(once=changed)]
    testing = asyncio.create_task(alerts.channels.test(APP, channel.id))
    await receiver.got_one.wait()
    alerts.clock.advance(1)
    elsewhere = ChannelSettings("Team", "https://elsewhere.example/hook")
    await alerts.channels.update(APP, channel.id, elsewhere, OWNER)
    changed.set()

    assert (await testing).error is None
    (after,) = await alerts.channels.channels(APP)
    assert after.verified_at is None


async def test_a_test_alert_that_arrives_verifies_the_channel(
    alerts: Alerts, receiver: HttpReceiver
) -> None:
    channel = await created(alerts, ChannelKind.WEBHOOK, address=receiver.url, secret="s" * 16)

    tested = await alerts.channels.test(APP, channel.id)

    assert (tested.response, tested.error) == ("200 ok", None)
    (posted,) = receiver.posted
    assert posted.json["kind"] == "test"
    assert "x-telemetry-signature" in posted.headers
    (after,) = await alerts.channels.channels(APP)
    assert after.verified_at == NOW
    delivery = await alerts.only_delivery()
    assert (delivery.id, delivery.state) == (tested.delivery_id, DeliveryState.DELIVERED)
    assert delivery.attempts == 1


async def test_a_test_alert_that_fails_says_exactly_why_and_is_never_repeated(
    alerts: Alerts, receiver: HttpReceiver
) -> None:
    receiver.answers = [Answer(503, "we are closed")]
    channel = await created(alerts, ChannelKind.WEBHOOK, address=receiver.url)

    tested = await alerts.channels.test(APP, channel.id)
    with pytest.raises(AlertNotFound):
        await alerts.service.replay(APP, tested.delivery_id)
    replayed = await alerts.service.replay_dead(APP)
    async with alerts.worker() as worker:
        alerts.clock.advance(3_600)
        await worker.run_dry()

    assert replayed == 0
    assert tested.error == f"http://127.0.0.1:{receiver.port}/… answered 503 we are closed"
    assert len(receiver.posted) == 1
    (after,) = await alerts.channels.channels(APP)
    assert after.verified_at is None
    delivery = await alerts.only_delivery()
    assert (delivery.state, delivery.error) == (DeliveryState.DEAD, tested.error)
    assert delivery.attempts == 1


async def test_tests_and_confirmations_are_bounded(alerts: Alerts, receiver: HttpReceiver) -> None:
    webhook = await created(alerts, ChannelKind.WEBHOOK, address=receiver.url)
    mail = await alerts.channels.create(APP, ChannelKind.EMAIL, MAIL, OWNER)

    for _ in range(10):
        await alerts.channels.test(APP, webhook.id)
    with pytest.raises(TooManyRequests):
        await alerts.channels.test(APP, webhook.id)
    for _ in range(4):
        await alerts.channels.ask_again(APP, mail.id)
    with pytest.raises(TooManyRequests):
        await alerts.channels.ask_again(APP, mail.id)
    with pytest.raises(InvalidField, match="not confirmed"):
        await alerts.channels.test(APP, mail.id)

    assert len(receiver.posted) == 10
    asked = DeliveryFilter(kind=AlertKind.VERIFICATION)
    assert len((await alerts.service.deliveries(APP, 50, None, asked)).items) == 5


async def test_a_channel_that_is_made_again_and_again_asks_a_bounded_number_of_times(
    alerts: Alerts,
) -> None:
    for number in range(50):
        settings = ChannelSettings("Team", f"ann{number}@example.com")
        made = await alerts.channels.create(APP, ChannelKind.EMAIL, settings, OWNER)
        await alerts.channels.delete(APP, made.id)

    with pytest.raises(TooManyRequests, match="one app"):
        await alerts.channels.create(APP, ChannelKind.EMAIL, MAIL, OWNER)
    assert await alerts.channels.channels(APP) == []
    assert await alerts.rows("alert_deliveries") == 50
    alerts.clock.advance(3_600)
    await alerts.channels.create(APP, ChannelKind.EMAIL, MAIL, OWNER)


async def test_another_address_has_to_be_verified_and_other_settings_do_not(
    alerts: Alerts, receiver: HttpReceiver
) -> None:
    channel = await alerts.channel(ChannelKind.WEBHOOK, receiver.url, secret="s" * 16)

    renamed = await alerts.channels.update(
        APP, channel.id, ChannelSettings("Renamed", quiet=QuietSettings(hourly_cap=3)), OWNER
    )
    moved = await alerts.channels.update(
        APP, channel.id, ChannelSettings("Renamed", f"{receiver.url}/2", secret=""), OWNER
    )

    assert (renamed.name, renamed.verified_at, renamed.has_secret) == ("Renamed", NOW, True)
    assert renamed.quiet.hourly_cap == 3
    assert (moved.verified_at, moved.has_secret) == (None, False)


async def test_a_deleted_channel_is_forgotten_and_what_was_under_way_is_dead(
    alerts: Alerts, receiver: HttpReceiver
) -> None:
    channel = await alerts.channel(ChannelKind.WEBHOOK, receiver.url)
    await alerts.change_rule(
        RuleKind.NEW_CRASH_GROUP,
        channel_ids=(channel.id,),
        escalate_after_minutes=5,
        escalate_to=(channel.id,),
    )
    await alerts.crash()
    async with alerts.worker() as worker:
        await worker.decider.work()
        await alerts.channels.delete(APP, channel.id)
        await worker.run_dry()

    assert receiver.posted == []
    delivery = await alerts.only_delivery()
    assert (delivery.state, delivery.error) == (DeliveryState.DEAD, "the channel was deleted")
    rule = (await alerts.rule(RuleKind.NEW_CRASH_GROUP)).settings
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
async def test_channels_are_checked(alerts: Alerts, settings: dict[str, Any]) -> None:
    given = ChannelSettings(**{"name": "Team", "address": "ann@example.com", **settings})

    with pytest.raises(InvalidField):
        await alerts.channels.create(APP, ChannelKind.EMAIL, given, OWNER)

    assert await alerts.channels.channels(APP) == []
    assert await alerts.rows("alert_outbox") == 0


async def test_an_app_has_a_bounded_number_of_channels(alerts: Alerts) -> None:
    for number in range(20):
        settings = ChannelSettings("Team", f"https://receiver.example/{number}")
        await alerts.channels.create(APP, ChannelKind.WEBHOOK, settings, OWNER)

    with pytest.raises(InvalidField, match="at most 20"):
        await created(alerts, ChannelKind.WEBHOOK, address="https://receiver.example/21")

    assert len(await alerts.channels.channels(APP)) == 20


async def test_the_channel_of_another_app_is_as_good_as_none(
    alerts: Alerts, receiver: HttpReceiver
) -> None:
    channel = await alerts.channel(ChannelKind.WEBHOOK, receiver.url)
    settings = ChannelSettings("Mine now", "https://evil.example/")

    for attempt in (
        alerts.channels.update(OTHER_APP, channel.id, settings, "eve@example.com"),
        alerts.channels.delete(OTHER_APP, channel.id),
        alerts.channels.test(OTHER_APP, channel.id),
    ):
        with pytest.raises(AlertChannelNotFound):
            await attempt

    assert await alerts.channels.channels(APP) == [channel]
    assert receiver.posted == []


async def test_pages_of_the_log_are_filtered_and_cover_each_delivery_once(
    alerts: Alerts, receiver: HttpReceiver
) -> None:
    channel = await alerts.channel(ChannelKind.WEBHOOK, receiver.url)
    receiver.answers = [Answer(404, "no")] * 2
    async with alerts.worker() as worker:
        for number in range(5):
            alerts.clock.advance(timedelta(minutes=1).total_seconds() * (number % 2))
            await alerts.crash(message=f"{number}", crash_type=f"type {number}")
            await worker.run_dry()

    seen: list[Delivery] = []
    after = None
    while True:
        page = await alerts.service.deliveries(APP, 2, after)
        seen += page.items
        if not page.has_next:
            break
        after = page.end_cursor
    dead = await alerts.service.deliveries(APP, 10, None, DeliveryFilter(DeliveryState.DEAD))
    by_channel = DeliveryFilter(channel_id=channel.id, kind=AlertKind.REGRESSION)
    none = await alerts.service.deliveries(APP, 10, None, by_channel)

    assert len({delivery.id for delivery in seen}) == len(seen) == 5
    keys = [(delivery.created_at, delivery.id) for delivery in seen]
    assert keys == sorted(keys, reverse=True)
    assert len(dead.items) == 2
    assert none.items == []
