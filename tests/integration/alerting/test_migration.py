"""Migrations keep the rules, channels and alerts of a database from before."""

import shutil
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest
from tests.conftest import with_database
from tests.factories import NOW
from tests.integration.alerting.workers import APP, OWNER, Alerts, ManualClock, posted_kinds
from tests.receivers import HttpReceiver

from telemetry_graph.alerting.channels.encryption import SecretBox
from telemetry_graph.alerting.channels.http.guarded_client import create_client
from telemetry_graph.alerting.channels.webhook import WEBHOOK
from telemetry_graph.alerting.pipeline.model import DeliveryReason, DeliveryState
from telemetry_graph.alerting.rules.model import (
    CrashFreeBasis,
    CrashFreeThreshold,
    RuleConditions,
    RuleThresholds,
)
from telemetry_graph.db.migrate import migrate
from telemetry_graph.db.pool import Conn, Pool
from telemetry_graph.kit.resources import find_resource_folder
from telemetry_graph.runtime import Endpoints

BEFORE = 21
RULE, CHANNEL, SUMMARY = UUID(int=1), UUID(int=2), UUID(int=3)
COOLING, PENDING, HELD = UUID(int=10), UUID(int=11), UUID(int=12)
URL = "https://hooks.example/1"
KEYS = ("a key of the tests",)

DEFINITION = {
    "conditions": {"versions": ["1.*"], "types": ["lua_*"], "statuses": ["open"], "is_fatal": True},
    "bounds": {
        "velocity": None,
        "spike": None,
        "crash_free": {"below_percent": 97.0, "of": "sessions", "days": 2, "min_sample": 10},
        "silence": None,
    },
}
QUIET = {
    "hourly_cap": 30,
    "digest_minutes": 5,
    "quiet_from_minute": None,
    "quiet_until_minute": None,
    "time_zone": "Europe/Berlin",
    "fatal_spikes_break_quiet": False,
}
INSERT_APP = "INSERT INTO apps (app_id, name, created_at) VALUES ($1, 'Notes', $2)"
INSERT_RULE = """
INSERT INTO alert_rules (id, app_id, name, kind, is_enabled, definition, cooldown_minutes,
                         escalate_to, created_at, updated_at)
VALUES ($1, $2, 'Crash-free', 'crash_free', true, $3, 60, '{}', $4, $4)
"""
INSERT_CHANNEL = """
INSERT INTO alert_channels (id, app_id, kind, name, target, address, address_at, quiet, is_enabled,
                            verified_at, created_at, updated_at, updated_by)
VALUES ($1, $2, 'slack', 'Team', 'https://hooks.example/…', $3, $5, $4, true, $5, $5, $5, $6)
"""
INSERT_ALERT = """
INSERT INTO alert_outbox (id, app_id, kind, fingerprint, subject, payload, rule_id, created_at,
                          expanded_at)
VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8)
"""
INSERT_DELIVERY = """
INSERT INTO alert_deliveries (id, outbox_id, app_id, channel, target, state, reason, bundle_id,
                              next_attempt_at, created_at)
VALUES ($1, $1, $2, 'webhook', 'somewhere', $3, $4, $5, $6, $7)
"""
INSERT_BUNDLE = """
INSERT INTO alert_bundles (id, app_id, channel_key, reason, opened_at, due_at)
VALUES ($1, $2, 'webhook', 'digest', $3, $3)
"""
INSERT_TOLD = """
INSERT INTO alert_told (rule_id, subject, app_id, told_at, outbox_id)
VALUES ($1, 'c0ffee', $2, $3, $4)
"""
INSERT_HOUR = "INSERT INTO alert_hours (app_id, hour, events) VALUES ($1, $2, 9)"
INSERT_MINUTE = """
INSERT INTO alert_minutes
VALUES ($1, $2, 'c0ffee', '1.0', 3, 2, hll_empty(12, 5, 512, 1), hll_empty(12, 5, 512, 1))
"""


def create_payload(message: str, **fields: Any) -> Mapping[str, Any]:
    """A payload as it was before."""
    return {
        "app_id": APP,
        "app_name": "Notes",
        "occurred_at": NOW.isoformat(),
        "crash": {
            "app_id": APP,
            "app_name": "Notes",
            "fingerprint": "c0ffee",
            "crash_type": "lua_error",
            "message": message,
            "stack_trace": "",
            "app_version": "1.0",
            "screen": None,
            "is_fatal": True,
            "seen_at": NOW.isoformat(),
        },
        **fields,
    }


@pytest.fixture
async def migrated(endpoints: Endpoints, tmp_path: Path) -> AsyncIterator[Pool]:
    """A database with rules, channels and alerts that was migrated afterwards."""
    name = f"test_{uuid4().hex}"
    admin = await asyncpg.connect(endpoints.database_url)
    await admin.execute(f'CREATE DATABASE "{name}"')
    url = with_database(endpoints.database_url, name)
    files = sorted(find_resource_folder("migrations").glob("*.sql"))
    for path in files[:BEFORE]:
        shutil.copy(path, tmp_path)
    pool = await Pool.open(url, size=4)
    await migrate(pool, tmp_path)
    async with pool.transaction() as conn:
        await insert_rows(conn)
    await migrate(pool, find_resource_folder("migrations"))
    yield pool
    await pool.close()
    await admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    await admin.close()


async def insert_rows(conn: Conn) -> None:
    later = NOW + timedelta(minutes=1)
    await conn.execute(INSERT_APP, APP, NOW)
    await conn.execute("INSERT INTO alert_setups VALUES ($1, $2)", APP, NOW)
    await conn.execute(INSERT_RULE, RULE, APP, DEFINITION, NOW)
    address = SecretBox(KEYS).encrypt(URL)
    await conn.execute(INSERT_CHANNEL, CHANNEL, APP, address, QUIET, NOW, OWNER)
    measured = {"metric": "crash_free_sessions", "value": 90.0, "threshold": 97.0, "unit": "%"}
    for alert_id, message, decided_at in (
        (COOLING, "cooling", None),
        (PENDING, "pending", NOW),
        (HELD, "held", NOW),
    ):
        payload = create_payload(message, measured=measured)
        await conn.execute(
            INSERT_ALERT, alert_id, APP, "crash_free", "c0ffee", payload, RULE, later, decided_at
        )
    await conn.execute(INSERT_BUNDLE, SUMMARY, APP, NOW)
    await conn.execute(INSERT_DELIVERY, PENDING, APP, "pending", None, None, NOW, NOW)
    await conn.execute(INSERT_DELIVERY, HELD, APP, "held", "digest", SUMMARY, None, NOW)
    await conn.execute(INSERT_TOLD, RULE, APP, NOW, PENDING)
    await conn.execute(INSERT_HOUR, APP, NOW)
    await conn.execute(INSERT_MINUTE, APP, NOW)


@pytest.fixture
async def alerts(migrated: Pool) -> AsyncIterator[Alerts]:
    async with create_client() as client:
        yield Alerts(migrated, ManualClock(), client)


async def test_rules_and_channels_keep_their_settings(alerts: Alerts) -> None:
    (rule,) = await alerts.rules.list_rules(APP)
    (channel,) = await alerts.channels.list_channels(APP)

    conditions = rule.settings.conditions
    assert conditions == RuleConditions(
        ("1.*",), ("lua_*",), statuses=conditions.statuses, is_fatal=True
    )
    assert [status.value for status in conditions.statuses] == ["open"]
    assert rule.settings.thresholds == RuleThresholds(
        crash_free=CrashFreeThreshold(97.0, CrashFreeBasis.SESSIONS, days=2, min_sample=10)
    )
    assert (channel.kind, channel.verified_at) == ("slack", NOW)
    assert (channel.quiet.hourly_cap, channel.quiet.digest_minutes) == (30, 5)
    assert channel.quiet.can_urgent_break_quiet_hours is False


async def test_waiting_and_held_alerts_are_sent_and_cooldowns_last(
    alerts: Alerts, receiver: HttpReceiver
) -> None:
    webhook = alerts.open_channel(WEBHOOK, receiver.url)
    async with alerts.worker(webhook) as worker:
        alerts.clock.advance(120)
        await worker.run_until_idle()

    assert posted_kinds(receiver) == ["crash_free", "crash_free"]
    bodies = [posted.json for posted in receiver.requests]
    assert {body["crash"]["message"] for body in bodies} == {"pending", "held"}
    assert {body["crash"]["timestamp"] for body in bodies} == {NOW.isoformat()}
    assert {body["measurement"]["value"] for body in bodies} == {90.0}
    log = {(each.alert_id, each.channel_kind): each for each in await alerts.list_deliveries()}
    assert log[PENDING, "webhook"].state is DeliveryState.DELIVERED
    assert log[HELD, "webhook"].state is DeliveryState.DELIVERED
    assert log[COOLING, "webhook"].reason is DeliveryReason.COOLDOWN
    assert log[COOLING, "slack"].reason is DeliveryReason.COOLDOWN


async def test_windows_keep_their_rows(alerts: Alerts) -> None:
    assert await alerts.count_rows("hourly_events") == 1
    assert await alerts.count_rows("crash_minutes") == 1
