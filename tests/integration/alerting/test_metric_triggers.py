"""Metric rules on real tables: velocity, spikes, crash-free rates and silence."""

import asyncio
from datetime import timedelta
from typing import Any, NoReturn

import pytest
from tests.factories import NOW, occurrence
from tests.integration.alerting.workers import APP, OWNER, Alerts

from telemetry_graph.alerting.pipeline.metric_triggers import MetricTriggers
from telemetry_graph.alerting.rules.metric_rules.evaluate import MetricRules
from telemetry_graph.alerting.rules.model import (
    AlertRule,
    CrashFreeBasis,
    CrashFreeThreshold,
    RuleKind,
    RuleSettings,
    RuleThresholds,
    SilenceThreshold,
    SpikeThreshold,
    VelocityThreshold,
)
from telemetry_graph.alerting.rules.store import load_rules_of_apps
from telemetry_graph.analytics.service import Analytics
from telemetry_graph.crashes.store import minutes
from telemetry_graph.crashes.triage.model import IgnoreLimits, TriageRequest
from telemetry_graph.events.reads import EventReads
from telemetry_graph.kit.ids import Fingerprint

GROUP = Fingerprint("00c0ffee00c0ffee")
VELOCITY = RuleSettings(
    "Velocity",
    RuleKind.VELOCITY,
    thresholds=RuleThresholds(velocity=VelocityThreshold(60, devices=5)),
)
SPIKE = RuleSettings(
    "Spike",
    RuleKind.SPIKE,
    thresholds=RuleThresholds(spike=SpikeThreshold(60, factor=3.0, min_crashes=10)),
)
DAILY_USE = """
INSERT INTO live_versions (app_id, arrived_at, app_version, events, sessions)
SELECT $1, $2, $3, $4, hll_add_agg(hll_hash_integer(n), 14, 5, 512, 1)
  FROM generate_series(1, $5::integer) AS n
"""
HOURS = "INSERT INTO hourly_events (app_id, hour, events) VALUES ($1, $2, $3)"
VERSION_USE = """
INSERT INTO daily_use
SELECT $1, total, $2, CASE WHEN total THEN '' ELSE $3 END, 100, 100, 0, 0, 0, 0, NULL, 0,
       seen, 100, seen, 100, fatal, fatal, fatal, 10, fatal, 10, 100, 100
  FROM (SELECT hll_add_agg(hll_hash_integer(n), 14, 5, 512, 1) AS seen,
               hll_add_agg(hll_hash_integer(n), 14, 5, 512, 1) FILTER (WHERE n <= 10) AS fatal
          FROM generate_series(1, 100) AS n) AS use, (VALUES (true), (false)) AS rows (total)
"""


def create_triggers(alerts: Alerts, analytics: Analytics | None = None) -> MetricTriggers:
    analytics = analytics or Analytics(alerts.pool, alerts.clock, EventReads(alerts.pool))
    metric_rules = MetricRules(alerts.pool, analytics)
    return MetricTriggers(alerts.pool, alerts.clock, alerts.cache, metric_rules)


class BrokenAnalytics(Analytics):
    async def versions(self, *_: object) -> NoReturn:
        raise OSError("no connection")


async def replace_rules(alerts: Alerts, settings: RuleSettings) -> AlertRule:
    for rule in await alerts.rules.list_rules(APP):
        await alerts.rules.delete(APP, rule.id)
    return await alerts.rules.create(APP, settings, OWNER)


async def crash_on(alerts: Alerts, devices: int, times: int = 1, **changes: Any) -> None:
    await alerts.crash(
        *(
            occurrence(
                timestamp=alerts.clock(),
                fingerprint=GROUP,
                device_id=device.to_bytes(16, "big"),
                session_id=f"session {device}",
                **changes,
            )
            for device in range(devices)
            for _ in range(times)
        )
    )


async def load_alerts(alerts: Alerts) -> list[dict[str, Any]]:
    async with alerts.pool.connection() as conn:
        rows = await conn.fetch("SELECT kind, subject, payload FROM alert_outbox ORDER BY id")
    return [dict(row) for row in rows]


async def evaluate(alerts: Alerts, seconds: float = 20) -> None:
    alerts.clock.advance(seconds)
    await create_triggers(alerts).work()


async def test_a_group_on_many_devices_raises_one_alert_within_the_cooldown(alerts: Alerts) -> None:
    await replace_rules(alerts, VELOCITY)
    await crash_on(alerts, 4, times=3)
    await evaluate(alerts)
    before = await load_alerts(alerts)

    await crash_on(alerts, 5)
    await evaluate(alerts)
    await evaluate(alerts)
    await evaluate(alerts, 3_600)

    assert before == []
    (alert,) = await load_alerts(alerts)
    assert (alert["kind"], alert["subject"]) == ("velocity", GROUP)
    measurement = alert["payload"]["measurement"]
    assert (measurement["metric"], measurement["value"], measurement["app_version"]) == (
        "affected_devices",
        5,
        "1.2.0",
    )
    assert alert["payload"]["crash"]["fingerprint"] == GROUP


async def test_a_lasting_breach_raises_another_alert_after_the_cooldown(alerts: Alerts) -> None:
    await replace_rules(alerts, VELOCITY)
    for _ in range(2):
        await crash_on(alerts, 5)
        await evaluate(alerts)
        alerts.clock.advance(3_600)

    assert len(await load_alerts(alerts)) == 2


async def test_crashes_before_the_window_do_not_count(alerts: Alerts) -> None:
    await replace_rules(alerts, VELOCITY)
    await crash_on(alerts, 3)
    await evaluate(alerts)
    alerts.clock.advance(3_660)
    await alerts.crash(
        *(occurrence(fingerprint=GROUP, device_id=bytes([99 + n]) * 16) for n in range(3))
    )
    await evaluate(alerts)

    assert await load_alerts(alerts) == []


async def test_crashes_while_no_worker_was_running_count(alerts: Alerts) -> None:
    await replace_rules(alerts, VELOCITY)
    await crash_on(alerts, 1)
    await evaluate(alerts)
    for minute in range(1, 5):
        alerts.clock.advance(300)
        device = bytes([minute]) * 16
        await alerts.crash(fingerprint=GROUP, device_id=device)
    await evaluate(alerts, 300)

    (alert,) = await load_alerts(alerts)
    assert alert["payload"]["measurement"]["value"] == 5


async def test_a_share_of_the_sessions_of_a_version_raises_an_alert(alerts: Alerts) -> None:
    threshold = VelocityThreshold(60, session_percent=5.0)
    await replace_rules(
        alerts,
        RuleSettings("Velocity", RuleKind.VELOCITY, thresholds=RuleThresholds(velocity=threshold)),
    )
    async with alerts.pool.connection() as conn:
        await conn.execute(DAILY_USE, APP, NOW, "1.2.0", 1_000, 80)
    await crash_on(alerts, 3)
    await evaluate(alerts)
    before = await load_alerts(alerts)
    await crash_on(alerts, 4)
    await evaluate(alerts)

    assert before == []
    (alert,) = await load_alerts(alerts)
    measurement = alert["payload"]["measurement"]
    assert (measurement["numerator"], measurement["denominator"]) == (4, 80)


async def test_an_ignored_group_raises_no_alert(alerts: Alerts) -> None:
    await replace_rules(alerts, VELOCITY)
    await crash_on(alerts, 1)

    await alerts.triage.ignore(TriageRequest(APP, [GROUP], OWNER), IgnoreLimits())
    await crash_on(alerts, 9)
    await evaluate(alerts)

    assert await load_alerts(alerts) == []


async def test_a_spike_is_relative_to_the_average_of_the_group(alerts: Alerts) -> None:
    await replace_rules(alerts, SPIKE)
    alerts.clock.advance(-4 * 86_400)
    await crash_on(alerts, 24, times=20)  # 480 in four days: 5 an hour
    alerts.clock.advance(4 * 86_400)
    await crash_on(alerts, 14)
    await evaluate(alerts)
    before = await load_alerts(alerts)
    await crash_on(alerts, 1)
    await evaluate(alerts)

    assert before == []
    (alert,) = await load_alerts(alerts)
    measurement = alert["payload"]["measurement"]
    assert (alert["kind"], measurement["value"], measurement["baseline"]) == ("spike", 15, 5.0)


@pytest.mark.parametrize("basis", CrashFreeBasis)
async def test_a_version_below_the_crash_free_rate_raises_an_alert(
    alerts: Alerts, basis: CrashFreeBasis
) -> None:
    threshold = CrashFreeThreshold(below_percent=91.0, basis=basis, days=1, min_sample=100)
    await replace_rules(
        alerts,
        RuleSettings(
            "Stability", RuleKind.CRASH_FREE, thresholds=RuleThresholds(crash_free=threshold)
        ),
    )
    async with alerts.pool.connection() as conn:
        await conn.execute(VERSION_USE, APP, NOW.date(), "1.2.0")
    await evaluate(alerts)
    await evaluate(alerts, 600)

    (alert,) = await load_alerts(alerts)
    assert (alert["kind"], alert["subject"]) == ("crash_free", "1.2.0")
    measurement = alert["payload"]["measurement"]
    assert measurement["metric"] == f"crash_free_{basis}"
    assert (measurement["value"], measurement["numerator"], measurement["denominator"]) == (
        90.0,
        90,
        100,
    )


@pytest.mark.parametrize(("events", "is_raised"), [(49, True), (50, False)])
async def test_a_silent_app_raises_an_alert(alerts: Alerts, events: int, is_raised: bool) -> None:
    threshold = SilenceThreshold(window_minutes=60, below_percent=10.0, min_events=100)
    await replace_rules(
        alerts,
        RuleSettings("Silence", RuleKind.SILENCE, thresholds=RuleThresholds(silence=threshold)),
    )
    async with alerts.pool.connection() as conn:
        for day, count in ((1, 500), (2, 900), (7, 700), (8, 1)):
            await conn.execute(HOURS, APP, NOW - timedelta(days=day), count)
        await conn.execute(DAILY_USE, APP, NOW - timedelta(minutes=30), "1.2.0", events, 1)
    await evaluate(alerts)

    assert [alert["kind"] for alert in await load_alerts(alerts)] == ["silence"] * is_raised


async def test_two_workers_raise_each_alert_once(alerts: Alerts) -> None:
    rules = [await replace_rules(alerts, VELOCITY)]
    rules += [await alerts.rules.create(APP, VELOCITY, OWNER) for _ in range(5)]
    await crash_on(alerts, 5)

    alerts.clock.advance(20)
    for _ in range(3):
        await asyncio.gather(*(create_triggers(alerts).work() for _ in range(3)))
        alerts.clock.advance(20)

    rule_ids = [alert["payload"]["rule_id"] for alert in await load_alerts(alerts)]
    assert sorted(rule_ids) == sorted(str(rule.id) for rule in rules)


async def test_a_rule_that_cannot_be_evaluated_does_not_stop_the_others(alerts: Alerts) -> None:
    threshold = CrashFreeThreshold(
        below_percent=91.0, basis=CrashFreeBasis.USERS, days=1, min_sample=100
    )
    await replace_rules(alerts, VELOCITY)
    await alerts.rules.create(
        APP,
        RuleSettings(
            "Broken", RuleKind.CRASH_FREE, thresholds=RuleThresholds(crash_free=threshold)
        ),
        OWNER,
    )
    await alerts.rules.create(APP, VELOCITY, OWNER)
    await crash_on(alerts, 5)

    alerts.clock.advance(20)
    await create_triggers(
        alerts, BrokenAnalytics(alerts.pool, alerts.clock, EventReads(alerts.pool))
    ).work()

    assert [alert["kind"] for alert in await load_alerts(alerts)] == ["velocity", "velocity"]


async def test_an_app_without_crashes_gets_the_default_rules(alerts: Alerts) -> None:
    created = await alerts.accounts.create_app("com.example.quiet", "Quiet")

    await create_triggers(alerts).work()
    async with alerts.pool.connection() as conn:
        rules = await load_rules_of_apps(conn, [created.app_id])

    assert [rule.kind for rule in rules] == [RuleKind.NEW_CRASH_GROUP, RuleKind.REGRESSION]
    assert await alerts.count_rows("alert_setups") == 3  # each app once
    await create_triggers(alerts).work()
    assert await alerts.count_rows("alert_rules") == 6


async def test_a_muted_rule_raises_no_alert(alerts: Alerts) -> None:
    rule = await replace_rules(alerts, VELOCITY)
    await alerts.rules.mute(APP, rule.id, OWNER, NOW + timedelta(minutes=30))
    await crash_on(alerts, 5)
    await evaluate(alerts)

    assert await load_alerts(alerts) == []


async def test_an_evaluation_uses_indexes(alerts: Alerts) -> None:
    await replace_rules(alerts, VELOCITY)
    async with alerts.pool.transaction() as conn:
        await conn.execute("SET LOCAL enable_seqscan = off")
        plan = await conn.fetch(
            "EXPLAIN " + minutes.REFRESH_MINUTES, APP, NOW, NOW - timedelta(hours=2)
        )
        window = await conn.fetch("EXPLAIN " + minutes.LOAD_WINDOW, APP, NOW)

    assert "crash_minutes_pkey" in "\n".join(row[0] for row in plan)
    assert "crash_minutes_pkey" in "\n".join(row[0] for row in window)
