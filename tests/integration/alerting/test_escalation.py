"""Alerts and summaries that are not acknowledged are escalated to other channels."""

from collections.abc import AsyncIterator

import pytest
from tests.integration.alerting.workers import (
    APP,
    OWNER,
    UNLIMITED,
    Alerts,
    crash_groups,
    fingerprint,
    posted_kinds,
)
from tests.receivers import HttpReceiver, Reply

from telemetry_graph.alerting.channels.settings.model import QuietSettings
from telemetry_graph.alerting.channels.webhook import WEBHOOK
from telemetry_graph.alerting.content.links import LinkPurpose
from telemetry_graph.alerting.pipeline.model import DeliveryState
from telemetry_graph.alerting.pipeline.sender import OpenChannel
from telemetry_graph.alerting.pipeline.suppression import MAX_CALM_GROUPS
from telemetry_graph.alerting.rules.model import RuleKind
from telemetry_graph.crashes.triage.model import IgnoreLimits, TriageRequest

WAIT_SECONDS = 900.0
DIGEST = QuietSettings(digest_minutes=10)


@pytest.fixture
async def lead(alerts: Alerts) -> AsyncIterator[HttpReceiver]:
    """The receiver of escalations only."""
    async with HttpReceiver().listening() as listening:
        yield listening


async def create_team_channel(alerts: Alerts, receiver: HttpReceiver, quiet: QuietSettings) -> None:
    await alerts.create_channel(WEBHOOK, receiver.url, quiet=quiet)


async def escalate_to(alerts: Alerts, lead: HttpReceiver) -> None:
    """Send new groups to the existing channels, and escalate them to `lead`."""
    team = [channel.id for channel in await alerts.channels.list_channels(APP)]
    channel = await alerts.create_channel(WEBHOOK, lead.url)
    await alerts.update_rule(
        RuleKind.NEW_CRASH_GROUP,
        channel_ids=tuple(team),
        escalate_after_minutes=15,
        escalate_to=(channel.id,),
    )


async def test_an_unacknowledged_alert_is_escalated(alerts: Alerts) -> None:
    async with HttpReceiver().listening() as team, HttpReceiver().listening() as lead:
        first = await alerts.create_channel(WEBHOOK, team.url)
        second = await alerts.create_channel(WEBHOOK, lead.url)
        await alerts.update_rule(
            RuleKind.NEW_CRASH_GROUP,
            channel_ids=(first.id,),
            escalate_after_minutes=15,
            escalate_to=(second.id,),
        )
        async with alerts.worker() as worker:
            await crash_groups(alerts, 2)
            await worker.run_until_idle()
            acknowledged, unacknowledged = await alerts.list_deliveries()
            await alerts.service.acknowledge(acknowledged.alert_id, OWNER, APP)
            alerts.clock.advance(899)
            await worker.run_until_idle()
            early = posted_kinds(lead)
            alerts.clock.advance(1)
            await worker.run_until_idle()
            await worker.run_until_idle()

        assert posted_kinds(team) == ["new_crash_group"] * 2
        assert early == []
        (posted,) = lead.requests
    assert posted.json["kind"] == "escalation"
    assert posted.json["crash"]["fingerprint"] == unacknowledged.fingerprint
    log = {delivery.alert_id: delivery for delivery in await alerts.list_deliveries()}
    assert log[acknowledged.alert_id].acknowledged_by == OWNER
    assert log[unacknowledged.alert_id].acknowledged_by is None


async def test_an_alert_about_a_resolved_group_is_not_escalated(alerts: Alerts) -> None:
    async with HttpReceiver().listening() as lead:
        channel = await alerts.create_channel(WEBHOOK, lead.url)
        await alerts.update_rule(
            RuleKind.NEW_CRASH_GROUP, escalate_after_minutes=15, escalate_to=(channel.id,)
        )
        async with alerts.worker() as worker:
            await crash_groups(alerts, 1)
            await worker.run_until_idle()
            await alerts.triage.resolve(TriageRequest(APP, [fingerprint(0)], OWNER))
            alerts.clock.advance(900)
            await worker.run_until_idle()

        assert posted_kinds(lead) == ["new_crash_group"]


async def test_an_unacknowledged_summary_is_escalated_once(
    alerts: Alerts, receiver: HttpReceiver, lead: HttpReceiver
) -> None:
    await create_team_channel(alerts, receiver, DIGEST)
    await escalate_to(alerts, lead)
    lead.replies = [Reply(503)]
    async with alerts.worker() as worker:
        await crash_groups(alerts, 3)
        await worker.run_until_idle()
        alerts.clock.advance(600)
        await worker.run_until_idle()
        alerts.clock.advance(WAIT_SECONDS - 1)
        await worker.run_until_idle()
        early = posted_kinds(lead)
        alerts.clock.advance(1)
        await worker.run_until_idle()
        alerts.clock.advance(86_000)
        await worker.run_until_idle()

    assert posted_kinds(receiver) == ["digest"]
    assert early == []
    assert posted_kinds(lead) == ["escalation", "escalation"]
    first, again = lead.requests
    assert first.json["delivery_id"] == again.json["delivery_id"]
    assert again.json["summary"]["count"] == 3
    assert {entry["fingerprint"] for entry in again.json["summary"]["entries"]} == {
        fingerprint(number) for number in range(3)
    }
    assert again.json["escalated_after_minutes"] == 15
    assert (again.json["mute"], again.json["link"][-8:]) == (None, "/crashes")
    assert await count_scheduled_escalations(alerts) == 0


async def test_the_link_of_a_summary_acknowledges_all_alerts_in_it(
    alerts: Alerts, receiver: HttpReceiver, lead: HttpReceiver
) -> None:
    await create_team_channel(alerts, receiver, DIGEST)
    await escalate_to(alerts, lead)
    async with alerts.worker() as worker:
        await crash_groups(alerts, 3)
        await worker.run_until_idle()
        alerts.clock.advance(600)
        await worker.run_until_idle()
        (digest,) = receiver.requests
        token = digest.json["acknowledge"].rsplit("/", 1)[1]
        alert_id = alerts.links.verify(LinkPurpose.ACKNOWLEDGE, token, alerts.clock())
        await alerts.service.acknowledge(alert_id, OWNER)
        alerts.clock.advance(WAIT_SECONDS)
        await worker.run_until_idle()

    assert digest.json["mute"] is None
    assert lead.requests == []
    log = await alerts.list_deliveries()
    assert len(log) == 4
    assert {delivery.acknowledged_by for delivery in log} == {OWNER}


async def test_two_summaries_of_one_storm_are_escalated_once(
    alerts: Alerts, receiver: HttpReceiver, lead: HttpReceiver
) -> None:
    async with HttpReceiver().listening() as other:
        for each in (receiver, other):
            await create_team_channel(alerts, each, UNLIMITED)
        await escalate_to(alerts, lead)
        async with alerts.worker() as worker:
            await crash_groups(alerts, MAX_CALM_GROUPS + 5)
            await worker.run_until_idle()
            delivered = [
                each
                for each in await alerts.list_deliveries()
                if each.state is DeliveryState.DELIVERED
            ]
            for delivery in delivered:
                await alerts.service.acknowledge(delivery.alert_id, OWNER, APP)
            alerts.clock.advance(60)
            await worker.run_until_idle()
            alerts.clock.advance(WAIT_SECONDS)
            await worker.run_until_idle()

        assert posted_kinds(receiver)[-1] == posted_kinds(other)[-1] == "storm"
    assert posted_kinds(lead) == ["escalation"]
    assert lead.requests[0].json["summary"]["count"] == 5


async def test_only_the_open_alerts_of_a_summary_are_escalated(
    alerts: Alerts, receiver: HttpReceiver, lead: HttpReceiver
) -> None:
    await create_team_channel(alerts, receiver, DIGEST)
    await escalate_to(alerts, lead)
    async with alerts.worker() as worker:
        await crash_groups(alerts, 4)
        await worker.run_until_idle()
        alerts.clock.advance(600)
        await worker.run_until_idle()
        held = {each.fingerprint: each.alert_id for each in await alerts.list_deliveries()}
        await alerts.service.acknowledge(held[fingerprint(0)], OWNER, APP)
        await alerts.triage.resolve(TriageRequest(APP, [fingerprint(1)], OWNER))
        await alerts.triage.ignore(TriageRequest(APP, [fingerprint(2)], OWNER), IgnoreLimits())
        alerts.clock.advance(WAIT_SECONDS)
        await worker.run_until_idle()

    (posted,) = lead.requests
    assert posted.json["summary"]["count"] == 1
    assert [each["fingerprint"] for each in posted.json["summary"]["entries"]] == [fingerprint(3)]


async def test_a_summary_of_one_alert_is_escalated_as_that_alert(
    alerts: Alerts, receiver: HttpReceiver, lead: HttpReceiver
) -> None:
    await create_team_channel(alerts, receiver, DIGEST)
    await escalate_to(alerts, lead)
    async with alerts.worker() as worker:
        await crash_groups(alerts, 1)
        await worker.run_until_idle()
        alerts.clock.advance(600)
        await worker.run_until_idle()
        alerts.clock.advance(WAIT_SECONDS)
        await worker.run_until_idle()

    assert posted_kinds(receiver) == ["new_crash_group"]
    (posted,) = lead.requests
    assert posted.json["crash"]["fingerprint"] == fingerprint(0)


async def test_an_alert_that_one_channel_holds_and_another_sends_is_escalated_once(
    alerts: Alerts, receiver: HttpReceiver, lead: HttpReceiver
) -> None:
    async with HttpReceiver().listening() as other:
        await create_team_channel(alerts, receiver, DIGEST)
        await create_team_channel(alerts, other, UNLIMITED)
        await escalate_to(alerts, lead)
        async with alerts.worker() as worker:
            await crash_groups(alerts, 2)
            await worker.run_until_idle()
            alerts.clock.advance(600)
            await worker.run_until_idle()
            alerts.clock.advance(WAIT_SECONDS)
            await worker.run_until_idle()

        assert posted_kinds(other) == ["new_crash_group"] * 2
    assert posted_kinds(receiver) == ["digest"]
    assert posted_kinds(lead) == ["escalation"] * 2
    assert {posted.json["crash"]["fingerprint"] for posted in lead.requests} == {
        fingerprint(0),
        fingerprint(1),
    }


async def test_a_summary_of_a_rule_without_escalation_is_not_escalated(
    alerts: Alerts, receiver: HttpReceiver, webhook: OpenChannel
) -> None:
    async with alerts.worker(webhook, quiet=DIGEST) as worker:
        await crash_groups(alerts, 2)
        await worker.run_until_idle()
        alerts.clock.advance(600)
        await worker.run_until_idle()
        alerts.clock.advance(86_400)
        await worker.run_until_idle()

    assert posted_kinds(receiver) == ["digest"]
    assert await count_scheduled_escalations(alerts) == 0


async def count_scheduled_escalations(alerts: Alerts) -> int:
    async with alerts.pool.connection() as conn:
        query = "SELECT count(*) FROM alert_outbox WHERE escalate_at IS NOT NULL"
        return int(await conn.fetchval(query))
