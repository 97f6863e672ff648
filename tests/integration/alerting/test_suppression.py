"""Cooldowns, mutes, digests, quiet hours, hourly caps and storms: fewer messages than alerts."""

import asyncio
from datetime import timedelta

import pytest
from tests.factories import NOW
from tests.integration.alerting.workers import (
    APP,
    OWNER,
    Alerts,
    Worker,
    crash_groups,
    fingerprint,
    posted_kinds,
)
from tests.receivers import HttpReceiver

from telemetry_graph.alerting.channels.settings.model import QuietSettings
from telemetry_graph.alerting.channels.webhook import WEBHOOK
from telemetry_graph.alerting.content.payload import AlertKind
from telemetry_graph.alerting.pipeline.model import Delivery, DeliveryReason, DeliveryState
from telemetry_graph.alerting.pipeline.sender import OpenChannel
from telemetry_graph.alerting.pipeline.suppression import MAX_CALM_GROUPS
from telemetry_graph.alerting.rules.model import RuleKind
from telemetry_graph.crashes.triage.model import TriageRequest
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.ids import Fingerprint

HOUR = 3_600.0


async def regress(alerts: Alerts, group: Fingerprint) -> None:
    await alerts.triage.resolve(TriageRequest(APP, [group], OWNER))
    alerts.clock.advance(1)
    await alerts.crash(fingerprint=group)


async def list_with_state(alerts: Alerts, state: DeliveryState) -> list[Delivery]:
    return [delivery for delivery in await alerts.list_deliveries() if delivery.state is state]


async def test_the_cooldown_suppresses_further_alerts_of_a_rule_about_a_group(
    alerts: Alerts, receiver: HttpReceiver, webhook: OpenChannel
) -> None:
    await alerts.crash(fingerprint=fingerprint(1))
    async with alerts.worker(webhook) as worker:
        await regress(alerts, fingerprint(1))
        await worker.run_until_idle()
        alerts.clock.advance(HOUR - 2)
        await regress(alerts, fingerprint(1))
        await worker.run_until_idle()
        cooling = await list_with_state(alerts, DeliveryState.SUPPRESSED)
        alerts.clock.advance(HOUR)
        await regress(alerts, fingerprint(1))
        await worker.run_until_idle()

    assert posted_kinds(receiver) == ["new_crash_group", "regression", "regression"]
    assert [delivery.reason for delivery in cooling] == [DeliveryReason.COOLDOWN]


async def test_alerts_of_a_muted_rule_or_group_are_suppressed_and_logged(
    alerts: Alerts, receiver: HttpReceiver, webhook: OpenChannel
) -> None:
    rule = await alerts.find_rule(RuleKind.NEW_CRASH_GROUP)
    await alerts.rules.mute(APP, rule.id, OWNER, NOW + timedelta(hours=1))
    async with alerts.worker(webhook) as worker:
        await alerts.crash(fingerprint=fingerprint(1))
        await worker.run_until_idle()
        of_muted_rule = await alerts.only_delivery()
        await alerts.service.mute(of_muted_rule.alert_id, NOW + timedelta(hours=1), OWNER, APP)
        await regress(alerts, fingerprint(1))
        await worker.run_until_idle()
        of_muted_group = (await alerts.list_deliveries())[0]
        alerts.clock.advance(HOUR)
        await regress(alerts, fingerprint(1))
        await worker.run_until_idle()

    assert (of_muted_rule.state, of_muted_rule.reason) == (
        DeliveryState.SUPPRESSED,
        DeliveryReason.RULE_MUTED,
    )
    assert of_muted_group.reason is DeliveryReason.GROUP_MUTED
    assert posted_kinds(receiver) == ["regression"]


async def test_a_rule_with_channels_sends_to_no_others(
    alerts: Alerts, receiver: HttpReceiver, webhook: OpenChannel
) -> None:
    async with HttpReceiver().listening() as team:
        channel = await alerts.create_channel(WEBHOOK, team.url)
        await alerts.update_rule(RuleKind.NEW_CRASH_GROUP, channel_ids=(channel.id,))
        async with alerts.worker(webhook) as worker:
            await alerts.crash()
            await worker.run_until_idle()

        assert posted_kinds(team) == ["new_crash_group"]
    assert receiver.requests == []
    assert (await alerts.only_delivery()).channel_id == channel.id


async def test_an_unverified_or_disabled_channel_receives_nothing(alerts: Alerts) -> None:
    async with HttpReceiver().listening() as team:
        channel = await alerts.create_channel(WEBHOOK, team.url, is_enabled=False)
        async with alerts.pool.connection() as conn:
            await conn.execute("UPDATE alert_channels SET verified_at = NULL, is_enabled = true")
        async with alerts.worker() as worker:
            await alerts.crash(message="one")
            await worker.run_until_idle()
            async with alerts.pool.connection() as conn:
                await conn.execute("UPDATE alert_channels SET is_enabled = false")
            await alerts.crash(message="two")
            await worker.run_until_idle()

        assert team.requests == []
    assert {delivery.channel_id for delivery in await alerts.list_deliveries()} == {channel.id}
    assert {delivery.reason for delivery in await alerts.list_deliveries()} == {
        DeliveryReason.CHANNEL_UNVERIFIED,
        DeliveryReason.CHANNEL_DISABLED,
    }


async def test_a_digest_is_one_message_at_the_end_of_its_interval(
    alerts: Alerts, receiver: HttpReceiver, webhook: OpenChannel
) -> None:
    async with alerts.worker(webhook, quiet=QuietSettings(digest_minutes=10)) as worker:
        await crash_groups(alerts, 3, seconds_between=60)
        await worker.run_until_idle()
        waiting = await list_with_state(alerts, DeliveryState.HELD)
        during = posted_kinds(receiver)
        alerts.clock.advance(600)
        await worker.run_until_idle()

    assert during == []
    assert [delivery.reason for delivery in waiting] == [DeliveryReason.DIGEST] * 3
    assert posted_kinds(receiver) == ["digest"]
    (summary,) = await list_with_state(alerts, DeliveryState.DELIVERED)
    held = await list_with_state(alerts, DeliveryState.HELD)
    assert {delivery.summary_delivery_id for delivery in held} == {summary.id}
    content = receiver.requests[0].json["summary"]
    assert content["count"] == 3
    assert {entry["fingerprint"] for entry in content["entries"]} == {
        fingerprint(n) for n in range(3)
    }


async def test_a_summary_cannot_be_muted(
    alerts: Alerts, receiver: HttpReceiver, webhook: OpenChannel
) -> None:
    async with alerts.worker(webhook, quiet=QuietSettings(digest_minutes=10)) as worker:
        await crash_groups(alerts, 2)
        await worker.run_until_idle()
        alerts.clock.advance(600)
        await worker.run_until_idle()
    (summary,) = await list_with_state(alerts, DeliveryState.DELIVERED)

    with pytest.raises(InvalidField, match="A summary"):
        await alerts.service.mute(summary.alert_id, NOW + timedelta(hours=1), OWNER, APP)

    assert posted_kinds(receiver) == ["digest"]
    assert await alerts.count_rows("alert_mutes") == 0
    assert all(rule.muted_until is None for rule in await alerts.rules.list_rules(APP))


async def test_a_digest_of_one_alert_is_sent_as_that_alert(
    alerts: Alerts, receiver: HttpReceiver, webhook: OpenChannel
) -> None:
    async with alerts.worker(webhook, quiet=QuietSettings(digest_minutes=10)) as worker:
        await alerts.crash()
        await worker.run_until_idle()
        alerts.clock.advance(600)
        await worker.run_until_idle()

    assert posted_kinds(receiver) == ["new_crash_group"]
    delivery = await alerts.only_delivery()
    assert (delivery.state, delivery.reason) == (DeliveryState.DELIVERED, None)


async def test_alerts_of_quiet_hours_are_one_message_at_their_end(
    alerts: Alerts, receiver: HttpReceiver, webhook: OpenChannel
) -> None:
    night = QuietSettings(quiet_from_minute=11 * 60, quiet_until_minute=14 * 60)
    async with alerts.worker(webhook, quiet=night) as worker:
        await crash_groups(alerts, 2, seconds_between=60)
        await worker.run_until_idle()
        alerts.clock.advance_to(NOW.replace(hour=13, minute=59))
        await worker.run_until_idle()
        before = posted_kinds(receiver)
        alerts.clock.advance_to(NOW.replace(hour=14))
        await worker.run_until_idle()

    assert before == []
    assert posted_kinds(receiver) == ["digest"]


async def test_alerts_above_the_hourly_cap_are_one_message(
    alerts: Alerts, receiver: HttpReceiver, webhook: OpenChannel
) -> None:
    async with alerts.worker(webhook, quiet=QuietSettings(hourly_cap=5)) as worker:
        await crash_groups(alerts, 9, seconds_between=61)
        await worker.run_until_idle()
        before = posted_kinds(receiver)
        alerts.clock.advance(HOUR)
        await worker.run_until_idle()

    assert before == ["new_crash_group"] * 3
    assert posted_kinds(receiver) == ["new_crash_group"] * 3 + ["capped"]
    assert receiver.requests[-1].json["summary"]["count"] == 6
    held = await list_with_state(alerts, DeliveryState.HELD)
    assert {delivery.reason for delivery in held} == {DeliveryReason.HOURLY_CAP}


async def test_two_workers_share_one_hourly_cap(
    alerts: Alerts, receiver: HttpReceiver, webhook: OpenChannel
) -> None:
    cap = QuietSettings(hourly_cap=5)
    async with (
        alerts.worker(webhook, quiet=cap, alerts_at_once=1) as one,
        alerts.worker(webhook, quiet=cap, alerts_at_once=1) as other,
    ):
        await crash_groups(alerts, 8)
        await asyncio.gather(one.run_until_idle(), other.run_until_idle())

    assert posted_kinds(receiver) == ["new_crash_group"] * 3


async def storm(alerts: Alerts, worker: Worker, groups: int) -> None:
    await crash_groups(alerts, groups, first=1_000)
    await worker.run_until_idle()
    alerts.clock.advance(60)
    await worker.run_until_idle()


async def test_a_storm_of_new_groups_is_one_summary(
    alerts: Alerts, receiver: HttpReceiver, webhook: OpenChannel
) -> None:
    async with alerts.worker(webhook, quiet=QuietSettings(hourly_cap=20)) as worker:
        await storm(alerts, worker, 700)

    kinds = posted_kinds(receiver)
    assert kinds.count("storm") == 1
    assert kinds.count("new_crash_group") == MAX_CALM_GROUPS
    assert len(kinds) == MAX_CALM_GROUPS + 1
    summary = receiver.requests[-1].json["summary"]
    assert summary["count"] == 700 - MAX_CALM_GROUPS
    assert len(summary["entries"]) == 20


async def test_a_storm_that_lasts_is_summarised_once_an_hour(
    alerts: Alerts, receiver: HttpReceiver, webhook: OpenChannel
) -> None:
    async with alerts.worker(webhook) as worker:
        await storm(alerts, worker, 30)
        for minute in range(50):
            await crash_groups(alerts, 15, first=10_000 + 100 * minute)
            await worker.run_until_idle()
            alerts.clock.advance(30)
        during = posted_kinds(receiver).count("storm")
        alerts.clock.advance(HOUR)
        await worker.run_until_idle()

    assert during == 1
    assert posted_kinds(receiver).count("storm") == 2


async def test_a_new_group_after_a_storm_is_sent_at_once(
    alerts: Alerts, receiver: HttpReceiver, webhook: OpenChannel
) -> None:
    async with alerts.worker(webhook) as worker:
        await storm(alerts, worker, 30)
        alerts.clock.advance(61)
        await alerts.crash(fingerprint=fingerprint(5))
        await worker.run_until_idle()

    assert posted_kinds(receiver)[-1] == "new_crash_group"


async def test_held_alerts_of_a_channel_that_was_disabled_are_suppressed(
    alerts: Alerts,
) -> None:
    async with HttpReceiver().listening() as team:
        await alerts.create_channel(WEBHOOK, team.url, quiet=QuietSettings(digest_minutes=10))
        async with alerts.worker() as worker:
            await crash_groups(alerts, 2)
            await worker.run_until_idle()
            async with alerts.pool.connection() as conn:
                await conn.execute("UPDATE alert_channels SET is_enabled = false")
            alerts.clock.advance(600)
            await worker.run_until_idle()

        assert team.requests == []
    log = await alerts.list_deliveries()
    assert {delivery.kind for delivery in log} == {AlertKind.NEW_CRASH_GROUP}
    assert {delivery.reason for delivery in log} == {DeliveryReason.CHANNEL_DISABLED}
