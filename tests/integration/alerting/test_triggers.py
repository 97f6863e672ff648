"""Alerts that are raised in the transaction of a crash, by the rules of its app."""

from datetime import timedelta
from typing import Any

import pytest
from tests.factories import NOW, occurrence
from tests.integration.alerting.workers import APP, OTHER_APP, OWNER, Alerts, fingerprint

from telemetry_graph.alerting.rules.model import RuleConditions, RuleKind, RuleSettings
from telemetry_graph.crashes.model import Fix
from telemetry_graph.crashes.triage.model import TriageRequest
from telemetry_graph.kit.errors import AlertRuleNotFound, InvalidField
from telemetry_graph.kit.ids import Fingerprint, uuid7


async def load_alerts(alerts: Alerts) -> list[dict[str, Any]]:
    async with alerts.pool.connection() as conn:
        rows = await conn.fetch("SELECT * FROM alert_outbox ORDER BY id")
    return [dict(row) for row in rows]


async def test_an_alert_is_committed_or_rolled_back_with_its_crash(alerts: Alerts) -> None:
    async with alerts.pool.connection() as conn:
        transaction = conn.transaction()
        await transaction.start()
        recorded = await alerts.crashes.record(conn, [occurrence()])
        assert await alerts.triggers.raise_alerts(conn, recorded)
        await transaction.rollback()

    assert await alerts.count_rows("alert_outbox") == 0
    assert await alerts.count_rows("crash_groups") == 0
    assert await alerts.count_rows("alert_rules") == 0

    await alerts.crash()

    (alert,) = await load_alerts(alerts)
    assert (alert["kind"], alert["app_id"]) == ("new_crash_group", APP)
    assert alert["payload"]["rule_name"] == "New crash group"


async def test_further_crashes_of_a_group_raise_no_alert(alerts: Alerts) -> None:
    await alerts.crash()
    await alerts.crash()

    assert await alerts.count_rows("alert_outbox") == 1


async def test_the_payload_of_a_huge_crash_is_truncated(alerts: Alerts) -> None:
    await alerts.crash(message="x" * 8_000, stack_trace="x" * 60_000)

    (alert,) = await load_alerts(alerts)
    assert len(alert["payload"]["crash"]["message"]) == 4_000
    assert len(alert["payload"]["crash"]["stack_trace"]) == 32_000


async def test_a_regression_names_the_version_that_fixed_the_crash(alerts: Alerts) -> None:
    recorded = await alerts.crash(app_version="1.2.0")
    request = TriageRequest(APP, [recorded.new_groups[0].fingerprint], OWNER)
    await alerts.triage.resolve(request, Fix.IN_VERSION, "1.3.0")

    await alerts.crash(app_version="1.2.9")
    before = await load_alerts(alerts)
    alerts.clock.advance(1)
    await alerts.crash(app_version="1.3.1")

    assert [alert["kind"] for alert in before] == ["new_crash_group"]
    _, alert = await load_alerts(alerts)
    assert alert["kind"] == "regression"
    crash = alert["payload"]["crash"]
    assert (crash["app_version"], crash["fixed_in"]) == ("1.3.1", "1.3.0")
    assert crash["occurrences"] == 3


async def test_a_regression_under_another_fingerprint_of_its_group_raises_an_alert(
    alerts: Alerts,
) -> None:
    one, other = Fingerprint("00000000deadbeef"), Fingerprint("00c0ffee00c0ffee")
    await alerts.crash(fingerprint=one)
    await alerts.crash(fingerprint=other)
    await alerts.triage.merge(TriageRequest(APP, [other], OWNER), one)
    await alerts.triage.resolve(TriageRequest(APP, [one], OWNER))
    alerts.clock.advance(60)

    await alerts.crash(fingerprint=other, message="the newest message")

    alert = (await load_alerts(alerts))[-1]
    assert (alert["kind"], alert["fingerprint"]) == ("regression", one)
    assert alert["payload"]["crash"]["message"] == "the newest message"


@pytest.mark.parametrize(
    ("conditions", "crash", "is_raised"),
    [
        (RuleConditions(app_versions=("1.*",)), {"app_version": "1.4.0"}, True),
        (RuleConditions(app_versions=("1.*",)), {"app_version": "2.0.0"}, False),
        (RuleConditions(app_versions=("1.*",)), {"app_version": None}, False),
        (RuleConditions(crash_types=("lua_*", "oom")), {"crash_type": "oom"}, True),
        (RuleConditions(crash_types=("lua_*", "oom")), {"crash_type": "anr"}, False),
        (RuleConditions(is_fatal=True), {"is_fatal": False}, False),
        (RuleConditions(is_fatal=False), {"is_fatal": False}, True),
    ],
)
async def test_a_rule_raises_alerts_for_crashes_that_match_its_conditions(
    alerts: Alerts, conditions: RuleConditions, crash: dict[str, Any], is_raised: bool
) -> None:
    await alerts.update_rule(RuleKind.NEW_CRASH_GROUP, conditions=conditions)

    await alerts.crash(**crash)

    assert await alerts.count_rows("alert_outbox") == int(is_raised)


async def test_a_disabled_or_deleted_rule_raises_no_alert(alerts: Alerts) -> None:
    rule = await alerts.find_rule(RuleKind.NEW_CRASH_GROUP)
    await alerts.rules.set_enabled(APP, rule.id, OWNER, is_enabled=False)
    await alerts.crash(message="one")
    await alerts.rules.set_enabled(APP, rule.id, OWNER, is_enabled=True)
    await alerts.crash(message="two")
    await alerts.rules.delete(APP, rule.id)
    await alerts.crash(message="three")

    (alert,) = await load_alerts(alerts)
    assert alert["payload"]["crash"]["message"] == "two"
    assert [each.kind for each in await alerts.rules.list_rules(APP)] == [RuleKind.REGRESSION]


async def test_each_app_gets_the_default_rules_once(alerts: Alerts) -> None:
    await alerts.crash()
    await alerts.crash(app_id=OTHER_APP)
    for rule in await alerts.rules.list_rules(APP):
        await alerts.rules.delete(APP, rule.id)

    assert await alerts.rules.list_rules(APP) == []
    assert len(await alerts.rules.list_rules(OTHER_APP)) == 2
    assert {rule.updated_by for rule in await alerts.rules.list_rules(OTHER_APP)} == {None}


async def test_the_number_of_statements_does_not_depend_on_the_number_of_groups(
    alerts: Alerts,
) -> None:
    await alerts.crash(message="creates the default rules")
    await alerts.crash(message="fills the cache", crash_type="other")
    counts = []
    for numbers in (range(1), range(1, 60)):
        crashes = [occurrence(crash_id=uuid7(NOW), fingerprint=fingerprint(n)) for n in numbers]
        async with alerts.pool.transaction() as conn:
            recorded = await alerts.crashes.record(conn, crashes)
            statements: list[str] = []
            with conn.query_logger(lambda logged, seen=statements: seen.append(logged.query)):
                await alerts.triggers.raise_alerts(conn, recorded)
        counts.append(len(statements))

    assert counts == [1, 1]


async def test_invalid_rules_are_refused(alerts: Alerts) -> None:
    rule = await alerts.find_rule(RuleKind.NEW_CRASH_GROUP)
    invalid = [
        RuleSettings(" ", RuleKind.NEW_CRASH_GROUP),
        RuleSettings("two\nlines", RuleKind.NEW_CRASH_GROUP),
        RuleSettings("no thresholds", RuleKind.VELOCITY),
        RuleSettings("a week and more", RuleKind.REGRESSION, cooldown_minutes=10_081),
        RuleSettings("no such channel", RuleKind.REGRESSION, channel_ids=(uuid7(NOW),)),
        RuleSettings("escalates to no channel", RuleKind.REGRESSION, escalate_after_minutes=5),
        RuleSettings(
            "star", RuleKind.REGRESSION, conditions=RuleConditions(crash_types=("*" * 11,))
        ),
    ]

    for settings in invalid:
        with pytest.raises(InvalidField):
            await alerts.rules.create(APP, settings, OWNER)
        with pytest.raises(InvalidField):
            await alerts.rules.update(APP, rule.id, settings, OWNER)
    with pytest.raises(InvalidField, match="within a year"):
        await alerts.rules.mute(APP, rule.id, OWNER, NOW - timedelta(seconds=1))
    with pytest.raises(AlertRuleNotFound):
        await alerts.rules.delete(OTHER_APP, rule.id)

    assert await alerts.find_rule(RuleKind.NEW_CRASH_GROUP) == rule
    assert len(await alerts.rules.list_rules(APP)) == 2
