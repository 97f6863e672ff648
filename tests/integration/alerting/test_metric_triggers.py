"""Measured rules on the real tables: velocity, spikes, crash-free rates, silence."""

import asyncio
from datetime import timedelta
from typing import Any, NoReturn

import pytest
from tests.factories import NOW, occurrence
from tests.integration.alerting.workers import APP, Alerts

from telemetry_graph.alerting.rules.metric_rules.evaluator import Evaluator
from telemetry_graph.alerting.rules.model import (
    AlertRule,
    Bounds,
    CrashFree,
    CrashFreeBound,
    RuleKind,
    RuleSettings,
    SilenceBound,
    SpikeBound,
    VelocityBound,
)
from telemetry_graph.alerting.rules.store import rules_of_apps
from telemetry_graph.analytics.service import Analytics
from telemetry_graph.crashes.store import minutes
from telemetry_graph.crashes.triage.model import IgnoreLimits, TriageRequest
from telemetry_graph.events.reads import EventReads
from telemetry_graph.kit.ids import Fingerprint

OWNER = "owner@example.com"
NAME = Fingerprint("00c0ffee00c0ffee")
VELOCITY = RuleSettings(
    "Spreads", RuleKind.VELOCITY, bounds=Bounds(velocity=VelocityBound(60, devices=5))
)
SPIKE = RuleSettings(
    "Spikes", RuleKind.SPIKE, bounds=Bounds(spike=SpikeBound(60, factor=3.0, min_crashes=10))
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


def evaluator(alerts: Alerts, analytics: Analytics | None = None) -> Evaluator:
    figures = analytics or Analytics(alerts.pool, alerts.clock, EventReads(alerts.pool))
    return Evaluator(alerts.pool, alerts.clock, alerts.accounts, figures, alerts.service.book)


class BrokenAnalytics(Analytics):
    async def versions(self, *_: object) -> NoReturn:
        raise OSError("the figures are away")


async def only_rule(alerts: Alerts, settings: RuleSettings) -> AlertRule:
    for rule in await alerts.rules.rules(APP):
        await alerts.rules.delete(APP, rule.id)
    return await alerts.rules.create(APP, settings, OWNER)


async def crash_on(alerts: Alerts, devices: int, times: int = 1, **changes: Any) -> None:
    await alerts.crash(
        *(
            occurrence(
                time=alerts.clock(),
                fingerprint=NAME,
                device_id=device.to_bytes(16, "big"),
                session_id=f"session {device}",
                **changes,
            )
            for device in range(devices)
            for _ in range(times)
        )
    )


async def raised(alerts: Alerts) -> list[dict[str, Any]]:
    async with alerts.pool.connection() as conn:
        rows = await conn.fetch("SELECT kind, subject, payload FROM alert_outbox ORDER BY id")
    return [dict(row) for row in rows]


async def look(alerts: Alerts, seconds: float = 20) -> None:
    alerts.clock.advance(seconds)
    await evaluator(alerts).work()


async def test_a_group_on_many_devices_is_told_once_within_its_cooldown(alerts: Alerts) -> None:
    await only_rule(alerts, VELOCITY)
    await crash_on(alerts, 4, times=3)
    await look(alerts)
    before = await raised(alerts)

    await crash_on(alerts, 5)
    await look(alerts)
    await look(alerts)
    await look(alerts, 3_600)

    assert before == []
    (alert,) = await raised(alerts)
    assert (alert["kind"], alert["subject"]) == ("velocity", NAME)
    measured = alert["payload"]["measured"]
    assert (measured["metric"], measured["value"], measured["app_version"]) == (
        "affected_devices",
        5,
        "1.2.0",
    )
    assert alert["payload"]["crash"]["fingerprint"] == NAME


async def test_what_goes_on_is_told_again_after_the_cooldown(alerts: Alerts) -> None:
    await only_rule(alerts, VELOCITY)
    for _ in range(2):
        await crash_on(alerts, 5)
        await look(alerts)
        alerts.clock.advance(3_600)

    assert len(await raised(alerts)) == 2


async def test_a_window_forgets_what_lies_before_it(alerts: Alerts) -> None:
    await only_rule(alerts, VELOCITY)
    await crash_on(alerts, 3)
    await look(alerts)
    alerts.clock.advance(3_660)
    await alerts.crash(
        *(occurrence(fingerprint=NAME, device_id=bytes([99 + n]) * 16) for n in range(3))
    )
    await look(alerts)

    assert await raised(alerts) == []


async def test_crashes_that_came_while_no_worker_ran_are_counted(alerts: Alerts) -> None:
    await only_rule(alerts, VELOCITY)
    await crash_on(alerts, 1)
    await look(alerts)
    for minute in range(1, 5):
        alerts.clock.advance(300)
        device = bytes([minute]) * 16
        await alerts.crash(fingerprint=NAME, device_id=device)
    await look(alerts, 300)

    (alert,) = await raised(alerts)
    assert alert["payload"]["measured"]["value"] == 5


async def test_a_share_of_a_versions_sessions_is_a_velocity(alerts: Alerts) -> None:
    bound = VelocityBound(60, session_percent=5.0)
    await only_rule(
        alerts, RuleSettings("Spreads", RuleKind.VELOCITY, bounds=Bounds(velocity=bound))
    )
    async with alerts.pool.connection() as conn:
        await conn.execute(DAILY_USE, APP, NOW, "1.2.0", 1_000, 80)
    await crash_on(alerts, 3)
    await look(alerts)
    before = await raised(alerts)
    await crash_on(alerts, 4)
    await look(alerts)

    assert before == []
    (alert,) = await raised(alerts)
    measured = alert["payload"]["measured"]
    assert (measured["numerator"], measured["denominator"]) == (4, 80)


async def test_an_ignored_group_spreads_unheard(alerts: Alerts) -> None:
    await only_rule(alerts, VELOCITY)
    await crash_on(alerts, 1)

    await alerts.triage.ignore(TriageRequest(APP, [NAME], OWNER), IgnoreLimits())
    await crash_on(alerts, 9)
    await look(alerts)

    assert await raised(alerts) == []


async def test_a_spike_is_against_the_groups_own_days(alerts: Alerts) -> None:
    await only_rule(alerts, SPIKE)
    alerts.clock.advance(-4 * 86_400)
    await crash_on(alerts, 24, times=20)  # 480 in four days: 5 an hour
    alerts.clock.advance(4 * 86_400)
    await crash_on(alerts, 14)
    await look(alerts)
    before = await raised(alerts)
    await crash_on(alerts, 1)
    await look(alerts)

    assert before == []
    (alert,) = await raised(alerts)
    measured = alert["payload"]["measured"]
    assert (alert["kind"], measured["value"], measured["baseline"]) == ("spike", 15, 5.0)


@pytest.mark.parametrize("of", CrashFree)
async def test_a_version_below_its_crash_free_rate_is_told(alerts: Alerts, of: CrashFree) -> None:
    bound = CrashFreeBound(below_percent=91.0, of=of, days=1, min_sample=100)
    await only_rule(
        alerts, RuleSettings("Stability", RuleKind.CRASH_FREE, bounds=Bounds(crash_free=bound))
    )
    async with alerts.pool.connection() as conn:
        await conn.execute(VERSION_USE, APP, NOW.date(), "1.2.0")
    await look(alerts)
    await look(alerts, 600)

    (alert,) = await raised(alerts)
    assert (alert["kind"], alert["subject"]) == ("crash_free", "1.2.0")
    measured = alert["payload"]["measured"]
    assert measured["metric"] == f"crash_free_{of}"
    assert (measured["value"], measured["numerator"], measured["denominator"]) == (90.0, 90, 100)


@pytest.mark.parametrize(("events", "is_told"), [(49, True), (50, False)])
async def test_an_app_that_went_silent_is_told(alerts: Alerts, events: int, is_told: bool) -> None:
    bound = SilenceBound(window_minutes=60, below_percent=10.0, min_events=100)
    await only_rule(alerts, RuleSettings("Silence", RuleKind.SILENCE, bounds=Bounds(silence=bound)))
    async with alerts.pool.connection() as conn:
        for day, count in ((1, 500), (2, 900), (7, 700), (8, 1)):
            await conn.execute(HOURS, APP, NOW - timedelta(days=day), count)
        await conn.execute(DAILY_USE, APP, NOW - timedelta(minutes=30), "1.2.0", events, 1)
    await look(alerts)

    assert [alert["kind"] for alert in await raised(alerts)] == ["silence"] * is_told


async def test_two_workers_raise_an_alert_once(alerts: Alerts) -> None:
    rules = [await only_rule(alerts, VELOCITY)]
    rules += [await alerts.rules.create(APP, VELOCITY, OWNER) for _ in range(5)]
    await crash_on(alerts, 5)

    alerts.clock.advance(20)
    for _ in range(3):
        await asyncio.gather(*(evaluator(alerts).work() for _ in range(3)))
        alerts.clock.advance(20)

    told = [alert["payload"]["rule_id"] for alert in await raised(alerts)]
    assert sorted(told) == sorted(str(rule.id) for rule in rules)


async def test_a_rule_that_cannot_be_looked_at_holds_up_no_other(alerts: Alerts) -> None:
    bound = CrashFreeBound(below_percent=91.0, of=CrashFree.USERS, days=1, min_sample=100)
    await only_rule(alerts, VELOCITY)
    await alerts.rules.create(
        APP, RuleSettings("Broken", RuleKind.CRASH_FREE, bounds=Bounds(crash_free=bound)), OWNER
    )
    await alerts.rules.create(APP, VELOCITY, OWNER)
    await crash_on(alerts, 5)

    alerts.clock.advance(20)
    await evaluator(
        alerts, BrokenAnalytics(alerts.pool, alerts.clock, EventReads(alerts.pool))
    ).work()

    assert [alert["kind"] for alert in await raised(alerts)] == ["velocity", "velocity"]


async def test_an_app_is_given_the_default_rules_before_it_ever_crashes(alerts: Alerts) -> None:
    made = await alerts.accounts.create_app("com.example.quiet", "Quiet")

    await evaluator(alerts).work()
    async with alerts.pool.connection() as conn:
        rules = await rules_of_apps(conn, [made.app_id])

    assert [rule.kind for rule in rules] == [RuleKind.NEW_CRASH_GROUP, RuleKind.REGRESSION]
    assert await alerts.rows("alert_setups") == 3  # each app once
    await evaluator(alerts).work()
    assert await alerts.rows("alert_rules") == 6


async def test_a_muted_rule_raises_nothing(alerts: Alerts) -> None:
    rule = await only_rule(alerts, VELOCITY)
    await alerts.rules.mute(APP, rule.id, OWNER, NOW + timedelta(minutes=30))
    await crash_on(alerts, 5)
    await look(alerts)

    assert await raised(alerts) == []


async def test_a_look_reads_the_newest_crashes_and_no_more(alerts: Alerts) -> None:
    await only_rule(alerts, VELOCITY)
    async with alerts.pool.transaction() as conn:
        await conn.execute("SET LOCAL enable_seqscan = off")
        plan = await conn.fetch(
            "EXPLAIN " + minutes.REFRESH_MINUTES, APP, NOW, NOW - timedelta(hours=2)
        )
        window = await conn.fetch("EXPLAIN " + minutes.LOAD_WINDOW, APP, NOW)

    assert "crash_minutes_pkey" in "\n".join(row[0] for row in plan)
    assert "crash_minutes_pkey" in "\n".join(row[0] for row in window)
