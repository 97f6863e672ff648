"""From raised alerts to few messages: cooldown, mutes, digests, caps, storms."""

import asyncio
from datetime import timedelta

import pytest
from tests.factories import NOW
from tests.integration.alerting.workers import APP, Alerts, Worker, crash_groups, kinds, name
from tests.receivers import HttpReceiver

from telemetry_graph.alerting.channels.webhook.sender import WebhookChannel
from telemetry_graph.alerting.content.payload import AlertKind, ChannelKind
from telemetry_graph.alerting.pipeline.model import Delivery, DeliveryState
from telemetry_graph.alerting.pipeline.suppression import STORM_GROUPS, QuietSettings, Reason
from telemetry_graph.alerting.rules.model import RuleKind
from telemetry_graph.crashes.triage.model import TriageRequest
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.ids import Fingerprint

HOUR = 3_600.0
OWNER = "owner@example.com"


async def regress(alerts: Alerts, fingerprint: Fingerprint) -> None:
    await alerts.triage.resolve(TriageRequest(APP, [fingerprint], OWNER))
    alerts.clock.advance(1)
    await alerts.crash(fingerprint=fingerprint)


async def of_state(alerts: Alerts, state: DeliveryState) -> list[Delivery]:
    return [delivery for delivery in await alerts.log() if delivery.state is state]


async def test_one_alert_a_group_and_rule_within_the_cooldown(
    alerts: Alerts, receiver: HttpReceiver, webhook: WebhookChannel
) -> None:
    await alerts.crash(fingerprint=name(1))
    async with alerts.worker(webhook) as worker:
        await regress(alerts, name(1))
        await worker.run_dry()
        alerts.clock.advance(HOUR - 2)
        await regress(alerts, name(1))
        await worker.run_dry()
        cooling = await of_state(alerts, DeliveryState.SUPPRESSED)
        alerts.clock.advance(HOUR)
        await regress(alerts, name(1))
        await worker.run_dry()

    assert kinds(receiver) == ["new_crash_group", "regression", "regression"]
    assert [delivery.reason for delivery in cooling] == [Reason.COOLDOWN]


async def test_a_muted_rule_and_a_muted_group_tell_nobody_and_the_log_says_so(
    alerts: Alerts, receiver: HttpReceiver, webhook: WebhookChannel
) -> None:
    rule = await alerts.rule(RuleKind.NEW_CRASH_GROUP)
    await alerts.rules.mute(APP, rule.id, OWNER, NOW + timedelta(hours=1))
    async with alerts.worker(webhook) as worker:
        await alerts.crash(fingerprint=name(1))
        await worker.run_dry()
        silent = await alerts.only_delivery()
        await alerts.service.mute(silent.alert_id, NOW + timedelta(hours=1), OWNER, APP)
        await regress(alerts, name(1))
        await worker.run_dry()
        group_silent = (await alerts.log())[0]
        alerts.clock.advance(HOUR)
        await regress(alerts, name(1))
        await worker.run_dry()

    assert (silent.state, silent.reason) == (DeliveryState.SUPPRESSED, Reason.RULE_MUTED)
    assert group_silent.reason is Reason.GROUP_MUTED
    assert kinds(receiver) == ["regression"]


async def test_a_rule_that_names_channels_tells_no_others(
    alerts: Alerts, receiver: HttpReceiver, webhook: WebhookChannel
) -> None:
    async with HttpReceiver().listening() as team:
        channel = await alerts.channel(ChannelKind.WEBHOOK, team.url)
        await alerts.change_rule(RuleKind.NEW_CRASH_GROUP, channel_ids=(channel.id,))
        async with alerts.worker(webhook) as worker:
            await alerts.crash()
            await worker.run_dry()

        assert kinds(team) == ["new_crash_group"]
    assert receiver.posted == []
    assert (await alerts.only_delivery()).channel_id == channel.id


async def test_a_channel_that_is_not_verified_or_disabled_is_told_nothing(alerts: Alerts) -> None:
    async with HttpReceiver().listening() as team:
        channel = await alerts.channel(ChannelKind.WEBHOOK, team.url, is_enabled=False)
        async with alerts.pool.connection() as conn:
            await conn.execute("UPDATE alert_channels SET verified_at = NULL, is_enabled = true")
        async with alerts.worker() as worker:
            await alerts.crash(message="one")
            await worker.run_dry()
            async with alerts.pool.connection() as conn:
                await conn.execute("UPDATE alert_channels SET is_enabled = false")
            await alerts.crash(message="two")
            await worker.run_dry()

        assert team.posted == []
    assert {delivery.channel_id for delivery in await alerts.log()} == {channel.id}
    assert {delivery.reason for delivery in await alerts.log()} == {
        Reason.CHANNEL_UNVERIFIED,
        Reason.CHANNEL_DISABLED,
    }


async def test_a_digest_is_one_message_after_its_window(
    alerts: Alerts, receiver: HttpReceiver, webhook: WebhookChannel
) -> None:
    async with alerts.worker(webhook, quiet=QuietSettings(digest_minutes=10)) as worker:
        await crash_groups(alerts, 3, apart=60)
        await worker.run_dry()
        waiting = await of_state(alerts, DeliveryState.HELD)
        during = kinds(receiver)
        alerts.clock.advance(600)
        await worker.run_dry()

    assert during == []
    assert [delivery.reason for delivery in waiting] == [Reason.DIGEST] * 3
    assert kinds(receiver) == ["digest"]
    (summary,) = await of_state(alerts, DeliveryState.DELIVERED)
    held = await of_state(alerts, DeliveryState.HELD)
    assert {delivery.summarised_by for delivery in held} == {summary.id}
    told = receiver.posted[0].json["summary"]
    assert told["count"] == 3
    assert {entry["fingerprint"] for entry in told["entries"]} == {name(n) for n in range(3)}


async def test_a_summary_cannot_be_muted(
    alerts: Alerts, receiver: HttpReceiver, webhook: WebhookChannel
) -> None:
    async with alerts.worker(webhook, quiet=QuietSettings(digest_minutes=10)) as worker:
        await crash_groups(alerts, 2)
        await worker.run_dry()
        alerts.clock.advance(600)
        await worker.run_dry()
    (summary,) = await of_state(alerts, DeliveryState.DELIVERED)

    with pytest.raises(InvalidField, match="about many alerts"):
        await alerts.service.mute(summary.alert_id, NOW + timedelta(hours=1), OWNER, APP)

    assert kinds(receiver) == ["digest"]
    assert await alerts.rows("alert_mutes") == 0
    assert all(rule.muted_until is None for rule in await alerts.rules.rules(APP))


async def test_a_digest_of_one_is_that_alert(
    alerts: Alerts, receiver: HttpReceiver, webhook: WebhookChannel
) -> None:
    async with alerts.worker(webhook, quiet=QuietSettings(digest_minutes=10)) as worker:
        await alerts.crash()
        await worker.run_dry()
        alerts.clock.advance(600)
        await worker.run_dry()

    assert kinds(receiver) == ["new_crash_group"]
    delivery = await alerts.only_delivery()
    assert (delivery.state, delivery.reason) == (DeliveryState.DELIVERED, None)


async def test_what_came_in_quiet_hours_is_one_message_in_the_morning(
    alerts: Alerts, receiver: HttpReceiver, webhook: WebhookChannel
) -> None:
    night = QuietSettings(quiet_from_minute=11 * 60, quiet_until_minute=14 * 60)
    async with alerts.worker(webhook, quiet=night) as worker:
        await crash_groups(alerts, 2, apart=60)
        await worker.run_dry()
        alerts.clock.advance_to(NOW.replace(hour=13, minute=59))
        await worker.run_dry()
        before = kinds(receiver)
        alerts.clock.advance_to(NOW.replace(hour=14))
        await worker.run_dry()

    assert before == []
    assert kinds(receiver) == ["digest"]


async def test_beyond_the_cap_there_is_one_message_about_the_rest(
    alerts: Alerts, receiver: HttpReceiver, webhook: WebhookChannel
) -> None:
    async with alerts.worker(webhook, quiet=QuietSettings(hourly_cap=5)) as worker:
        await crash_groups(alerts, 9, apart=61)
        await worker.run_dry()
        full = kinds(receiver)
        alerts.clock.advance(HOUR)
        await worker.run_dry()

    assert full == ["new_crash_group"] * 3
    assert kinds(receiver) == ["new_crash_group"] * 3 + ["capped"]
    assert receiver.posted[-1].json["summary"]["count"] == 6
    held = await of_state(alerts, DeliveryState.HELD)
    assert {delivery.reason for delivery in held} == {Reason.HOURLY_CAP}


async def test_two_workers_count_one_cap(
    alerts: Alerts, receiver: HttpReceiver, webhook: WebhookChannel
) -> None:
    cap = QuietSettings(hourly_cap=5)
    async with (
        alerts.worker(webhook, quiet=cap, alerts_at_once=1) as one,
        alerts.worker(webhook, quiet=cap, alerts_at_once=1) as other,
    ):
        await crash_groups(alerts, 8)
        await asyncio.gather(one.run_dry(), other.run_dry())

    assert kinds(receiver) == ["new_crash_group"] * 3


async def storm(alerts: Alerts, worker: Worker, groups: int) -> None:
    await crash_groups(alerts, groups, first=1_000)
    await worker.run_dry()
    alerts.clock.advance(60)
    await worker.run_dry()


async def test_a_storm_of_new_groups_is_one_message(
    alerts: Alerts, receiver: HttpReceiver, webhook: WebhookChannel
) -> None:
    async with alerts.worker(webhook, quiet=QuietSettings(hourly_cap=20)) as worker:
        await storm(alerts, worker, 700)

    told = kinds(receiver)
    assert told.count("storm") == 1
    assert told.count("new_crash_group") == STORM_GROUPS
    assert len(told) == STORM_GROUPS + 1
    summary = receiver.posted[-1].json["summary"]
    assert summary["count"] == 700 - STORM_GROUPS
    assert len(summary["entries"]) == 20


async def test_a_storm_that_goes_on_is_told_again_after_an_hour_only(
    alerts: Alerts, receiver: HttpReceiver, webhook: WebhookChannel
) -> None:
    async with alerts.worker(webhook) as worker:
        await storm(alerts, worker, 30)
        for minute in range(50):
            await crash_groups(alerts, 15, first=10_000 + 100 * minute)
            await worker.run_dry()
            alerts.clock.advance(30)
        during = kinds(receiver).count("storm")
        alerts.clock.advance(HOUR)
        await worker.run_dry()

    assert during == 1
    assert kinds(receiver).count("storm") == 2


async def test_after_a_storm_a_new_group_is_told_at_once(
    alerts: Alerts, receiver: HttpReceiver, webhook: WebhookChannel
) -> None:
    async with alerts.worker(webhook) as worker:
        await storm(alerts, worker, 30)
        alerts.clock.advance(61)
        await alerts.crash(fingerprint=name(5))
        await worker.run_dry()

    assert kinds(receiver)[-1] == "new_crash_group"


async def test_what_is_held_for_a_channel_that_was_disabled_since_is_not_told(
    alerts: Alerts,
) -> None:
    async with HttpReceiver().listening() as team:
        await alerts.channel(ChannelKind.WEBHOOK, team.url, quiet=QuietSettings(digest_minutes=10))
        async with alerts.worker() as worker:
            await crash_groups(alerts, 2)
            await worker.run_dry()
            async with alerts.pool.connection() as conn:
                await conn.execute("UPDATE alert_channels SET is_enabled = false")
            alerts.clock.advance(600)
            await worker.run_dry()

        assert team.posted == []
    log = await alerts.log()
    assert {delivery.kind for delivery in log} == {AlertKind.NEW_CRASH_GROUP}
    assert {delivery.reason for delivery in log} == {Reason.CHANNEL_DISABLED}
