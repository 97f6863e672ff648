"""What nobody acknowledges is told to others: alerts of their own, and summaries of many."""

from collections.abc import AsyncIterator

import pytest
from tests.integration.alerting.workers import (
    APP,
    AS_MANY_AS_THERE_ARE,
    Alerts,
    crash_groups,
    kinds,
    name,
)
from tests.receivers import Answer, HttpReceiver

from telemetry_graph.alerting.channels.webhook.sender import WebhookChannel
from telemetry_graph.alerting.content.links import LinkPurpose
from telemetry_graph.alerting.content.payload import ChannelKind
from telemetry_graph.alerting.pipeline.model import DeliveryState
from telemetry_graph.alerting.pipeline.suppression import STORM_GROUPS, QuietSettings
from telemetry_graph.alerting.rules.model import RuleKind
from telemetry_graph.crashes.triage.model import IgnoreLimits, TriageRequest

OWNER = "owner@example.com"
WAIT_SECONDS = 900.0
DIGEST = QuietSettings(digest_minutes=10)


@pytest.fixture
async def boss(alerts: Alerts) -> AsyncIterator[HttpReceiver]:
    """Told of new groups by nobody but an escalation."""
    async with HttpReceiver().listening() as listening:
        yield listening


async def team_of(alerts: Alerts, receiver: HttpReceiver, quiet: QuietSettings) -> None:
    await alerts.channel(ChannelKind.WEBHOOK, receiver.url, quiet=quiet)


async def escalate_to(alerts: Alerts, boss: HttpReceiver) -> None:
    """New groups: the channels that are there are told, then, after a while, the boss."""
    team = [channel.id for channel in await alerts.channels.channels(APP)]
    channel = await alerts.channel(ChannelKind.WEBHOOK, boss.url)
    await alerts.change_rule(
        RuleKind.NEW_CRASH_GROUP,
        channel_ids=tuple(team),
        escalate_after_minutes=15,
        escalate_to=(channel.id,),
    )


async def test_what_nobody_acknowledges_is_told_to_others(alerts: Alerts) -> None:
    async with HttpReceiver().listening() as team, HttpReceiver().listening() as boss:
        first = await alerts.channel(ChannelKind.WEBHOOK, team.url)
        second = await alerts.channel(ChannelKind.WEBHOOK, boss.url)
        await alerts.change_rule(
            RuleKind.NEW_CRASH_GROUP,
            channel_ids=(first.id,),
            escalate_after_minutes=15,
            escalate_to=(second.id,),
        )
        async with alerts.worker() as worker:
            await crash_groups(alerts, 2)
            await worker.run_dry()
            answered, unanswered = await alerts.log()
            await alerts.service.acknowledge(answered.alert_id, OWNER, APP)
            alerts.clock.advance(899)
            await worker.run_dry()
            early = kinds(boss)
            alerts.clock.advance(1)
            await worker.run_dry()
            await worker.run_dry()

        assert kinds(team) == ["new_crash_group"] * 2
        assert early == []
        (posted,) = boss.posted
    assert posted.json["kind"] == "escalation"
    assert posted.json["crash"]["fingerprint"] == unanswered.fingerprint
    log = {delivery.alert_id: delivery for delivery in await alerts.log()}
    assert log[answered.alert_id].acknowledged_by == OWNER
    assert log[unanswered.alert_id].acknowledged_by is None


async def test_a_group_that_was_resolved_is_not_escalated(alerts: Alerts) -> None:
    async with HttpReceiver().listening() as boss:
        channel = await alerts.channel(ChannelKind.WEBHOOK, boss.url)
        await alerts.change_rule(
            RuleKind.NEW_CRASH_GROUP, escalate_after_minutes=15, escalate_to=(channel.id,)
        )
        async with alerts.worker() as worker:
            await crash_groups(alerts, 1)
            await worker.run_dry()
            await alerts.triage.resolve(TriageRequest(APP, [name(0)], OWNER))
            alerts.clock.advance(900)
            await worker.run_dry()

        assert kinds(boss) == ["new_crash_group"]


async def test_a_summary_that_nobody_acknowledges_is_told_to_others_once(
    alerts: Alerts, receiver: HttpReceiver, boss: HttpReceiver
) -> None:
    await team_of(alerts, receiver, DIGEST)
    await escalate_to(alerts, boss)
    boss.answers = [Answer(503)]
    async with alerts.worker() as worker:
        await crash_groups(alerts, 3)
        await worker.run_dry()
        alerts.clock.advance(600)
        await worker.run_dry()
        alerts.clock.advance(WAIT_SECONDS - 1)
        await worker.run_dry()
        early = kinds(boss)
        alerts.clock.advance(1)
        await worker.run_dry()
        alerts.clock.advance(86_000)
        await worker.run_dry()

    assert kinds(receiver) == ["digest"]
    assert early == []
    assert kinds(boss) == ["escalation", "escalation"]
    first, again = boss.posted
    assert first.json["delivery_id"] == again.json["delivery_id"]
    assert again.json["summary"]["count"] == 3
    assert {entry["fingerprint"] for entry in again.json["summary"]["entries"]} == {
        name(number) for number in range(3)
    }
    assert again.json["escalated_after_minutes"] == 15
    assert (again.json["mute"], again.json["link"][-8:]) == (None, "/crashes")
    assert await waiting_for_an_answer(alerts) == 0


async def test_the_link_of_a_summary_acknowledges_all_that_it_tells_of(
    alerts: Alerts, receiver: HttpReceiver, boss: HttpReceiver
) -> None:
    await team_of(alerts, receiver, DIGEST)
    await escalate_to(alerts, boss)
    async with alerts.worker() as worker:
        await crash_groups(alerts, 3)
        await worker.run_dry()
        alerts.clock.advance(600)
        await worker.run_dry()
        (digest,) = receiver.posted
        token = digest.json["acknowledge"].rsplit("/", 1)[1]
        signed = alerts.signed.verify(LinkPurpose.ACKNOWLEDGE, token, alerts.clock())
        await alerts.service.acknowledge(signed, OWNER)
        alerts.clock.advance(WAIT_SECONDS)
        await worker.run_dry()

    assert digest.json["mute"] is None
    assert boss.posted == []
    log = await alerts.log()
    assert len(log) == 4
    assert {delivery.acknowledged_by for delivery in log} == {OWNER}


async def test_two_summaries_of_one_storm_are_escalated_once(
    alerts: Alerts, receiver: HttpReceiver, boss: HttpReceiver
) -> None:
    async with HttpReceiver().listening() as other:
        for each in (receiver, other):
            await team_of(alerts, each, AS_MANY_AS_THERE_ARE)
        await escalate_to(alerts, boss)
        async with alerts.worker() as worker:
            await crash_groups(alerts, STORM_GROUPS + 5)
            await worker.run_dry()
            told = [each for each in await alerts.log() if each.state is DeliveryState.DELIVERED]
            for delivery in told:
                await alerts.service.acknowledge(delivery.alert_id, OWNER, APP)
            alerts.clock.advance(60)
            await worker.run_dry()
            alerts.clock.advance(WAIT_SECONDS)
            await worker.run_dry()

        assert kinds(receiver)[-1] == kinds(other)[-1] == "storm"
    assert kinds(boss) == ["escalation"]
    assert boss.posted[0].json["summary"]["count"] == 5


async def test_of_a_summary_only_what_nobody_dealt_with_is_escalated(
    alerts: Alerts, receiver: HttpReceiver, boss: HttpReceiver
) -> None:
    await team_of(alerts, receiver, DIGEST)
    await escalate_to(alerts, boss)
    async with alerts.worker() as worker:
        await crash_groups(alerts, 4)
        await worker.run_dry()
        alerts.clock.advance(600)
        await worker.run_dry()
        held = {each.fingerprint: each.alert_id for each in await alerts.log()}
        await alerts.service.acknowledge(held[name(0)], OWNER, APP)
        await alerts.triage.resolve(TriageRequest(APP, [name(1)], OWNER))
        await alerts.triage.ignore(TriageRequest(APP, [name(2)], OWNER), IgnoreLimits())
        alerts.clock.advance(WAIT_SECONDS)
        await worker.run_dry()

    (posted,) = boss.posted
    assert posted.json["summary"]["count"] == 1
    assert [each["fingerprint"] for each in posted.json["summary"]["entries"]] == [name(3)]


async def test_a_summary_of_one_is_that_alert_and_is_escalated_as_such(
    alerts: Alerts, receiver: HttpReceiver, boss: HttpReceiver
) -> None:
    await team_of(alerts, receiver, DIGEST)
    await escalate_to(alerts, boss)
    async with alerts.worker() as worker:
        await crash_groups(alerts, 1)
        await worker.run_dry()
        alerts.clock.advance(600)
        await worker.run_dry()
        alerts.clock.advance(WAIT_SECONDS)
        await worker.run_dry()

    assert kinds(receiver) == ["new_crash_group"]
    (posted,) = boss.posted
    assert posted.json["crash"]["fingerprint"] == name(0)


async def test_what_one_channel_holds_and_another_tells_is_escalated_once(
    alerts: Alerts, receiver: HttpReceiver, boss: HttpReceiver
) -> None:
    async with HttpReceiver().listening() as other:
        await team_of(alerts, receiver, DIGEST)
        await team_of(alerts, other, AS_MANY_AS_THERE_ARE)
        await escalate_to(alerts, boss)
        async with alerts.worker() as worker:
            await crash_groups(alerts, 2)
            await worker.run_dry()
            alerts.clock.advance(600)
            await worker.run_dry()
            alerts.clock.advance(WAIT_SECONDS)
            await worker.run_dry()

        assert kinds(other) == ["new_crash_group"] * 2
    assert kinds(receiver) == ["digest"]
    assert kinds(boss) == ["escalation"] * 2
    assert {posted.json["crash"]["fingerprint"] for posted in boss.posted} == {name(0), name(1)}


async def test_a_summary_of_a_rule_that_does_not_escalate_is_told_to_nobody_else(
    alerts: Alerts, receiver: HttpReceiver, webhook: WebhookChannel
) -> None:
    async with alerts.worker(webhook, quiet=DIGEST) as worker:
        await crash_groups(alerts, 2)
        await worker.run_dry()
        alerts.clock.advance(600)
        await worker.run_dry()
        alerts.clock.advance(86_400)
        await worker.run_dry()

    assert kinds(receiver) == ["digest"]
    assert await waiting_for_an_answer(alerts) == 0


async def waiting_for_an_answer(alerts: Alerts) -> int:
    async with alerts.pool.connection() as conn:
        query = "SELECT count(*) FROM alert_outbox WHERE escalate_at IS NOT NULL"
        return int(await conn.fetchval(query))
