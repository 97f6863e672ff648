"""What the crash's own transaction promises, by the rules of its app."""

from datetime import timedelta
from typing import Any

import pytest
from tests.factories import NOW, occurrence
from tests.integration.alerting.workers import APP, OTHER_APP, Alerts

from telemetry_graph.alerting.rules.model import Conditions, RuleKind, RuleSettings
from telemetry_graph.crashes.model import Fix
from telemetry_graph.crashes.triage.model import TriageRequest
from telemetry_graph.kit.errors import AlertRuleNotFound, InvalidField
from telemetry_graph.kit.ids import Fingerprint, uuid7


async def raised(alerts: Alerts) -> list[dict[str, Any]]:
    async with alerts.pool.connection() as conn:
        rows = await conn.fetch("SELECT * FROM alert_outbox ORDER BY id")
    return [dict(row) for row in rows]


async def test_an_alert_commits_or_vanishes_with_its_crash(alerts: Alerts) -> None:
    async with alerts.pool.connection() as conn:
        transaction = conn.transaction()
        await transaction.start()
        recorded = await alerts.crashes.record(conn, [occurrence()])
        assert await alerts.service.enqueue(conn, recorded)
        await transaction.rollback()

    assert await alerts.rows("alert_outbox") == 0
    assert await alerts.rows("crash_groups") == 0
    assert await alerts.rows("alert_rules") == 0

    await alerts.crash()

    (alert,) = await raised(alerts)
    assert (alert["kind"], alert["app_id"]) == ("new_crash_group", APP)
    assert alert["payload"]["rule_name"] == "New crash group"


async def test_further_crashes_of_a_group_promise_nothing(alerts: Alerts) -> None:
    await alerts.crash()
    await alerts.crash()

    assert await alerts.rows("alert_outbox") == 1


async def test_a_huge_crash_is_a_small_row(alerts: Alerts) -> None:
    await alerts.crash(message="x" * 8_000, stack_trace="x" * 60_000)

    (alert,) = await raised(alerts)
    assert len(alert["payload"]["crash"]["message"]) == 4_000
    assert len(alert["payload"]["crash"]["stack_trace"]) == 32_000


async def test_a_crash_in_a_fixed_version_is_a_regression_and_says_which(alerts: Alerts) -> None:
    recorded = await alerts.crash(app_version="1.2.0")
    which = TriageRequest(APP, [recorded.new_groups[0].fingerprint], "owner@example.com")
    await alerts.triage.resolve(which, Fix.IN_VERSION, "1.3.0")

    await alerts.crash(app_version="1.2.9")
    before = await raised(alerts)
    alerts.clock.advance(1)
    await alerts.crash(app_version="1.3.1")

    assert [alert["kind"] for alert in before] == ["new_crash_group"]
    _, alert = await raised(alerts)
    assert alert["kind"] == "regression"
    crash = alert["payload"]["crash"]
    assert (crash["app_version"], crash["fixed_in"]) == ("1.3.1", "1.3.0")
    assert crash["occurrences"] == 3


async def test_a_regression_under_another_fingerprint_of_the_group_is_told(alerts: Alerts) -> None:
    one, other = Fingerprint("00000000deadbeef"), Fingerprint("00c0ffee00c0ffee")
    await alerts.crash(fingerprint=one)
    await alerts.crash(fingerprint=other)
    await alerts.triage.merge(TriageRequest(APP, [other], "owner@example.com"), one)
    await alerts.triage.resolve(TriageRequest(APP, [one], "owner@example.com"))
    alerts.clock.advance(60)

    await alerts.crash(fingerprint=other, message="the words of this one")

    alert = (await raised(alerts))[-1]
    assert (alert["kind"], alert["fingerprint"]) == ("regression", one)
    assert alert["payload"]["crash"]["message"] == "the words of this one"


@pytest.mark.parametrize(
    ("conditions", "crash", "is_told"),
    [
        (Conditions(versions=("1.*",)), {"app_version": "1.4.0"}, True),
        (Conditions(versions=("1.*",)), {"app_version": "2.0.0"}, False),
        (Conditions(versions=("1.*",)), {"app_version": None}, False),
        (Conditions(types=("lua_*", "oom")), {"crash_type": "oom"}, True),
        (Conditions(types=("lua_*", "oom")), {"crash_type": "anr"}, False),
        (Conditions(is_fatal=True), {"is_fatal": False}, False),
        (Conditions(is_fatal=False), {"is_fatal": False}, True),
    ],
)
async def test_a_rule_minds_what_its_conditions_say(
    alerts: Alerts, conditions: Conditions, crash: dict[str, Any], is_told: bool
) -> None:
    await alerts.change_rule(RuleKind.NEW_CRASH_GROUP, conditions=conditions)

    await alerts.crash(**crash)

    assert await alerts.rows("alert_outbox") == int(is_told)


async def test_a_disabled_or_deleted_rule_promises_nothing(alerts: Alerts) -> None:
    rule = await alerts.rule(RuleKind.NEW_CRASH_GROUP)
    await alerts.rules.enable(APP, rule.id, "owner@example.com", is_enabled=False)
    await alerts.crash(message="one")
    await alerts.rules.enable(APP, rule.id, "owner@example.com", is_enabled=True)
    await alerts.crash(message="two")
    await alerts.rules.delete(APP, rule.id)
    await alerts.crash(message="three")

    (alert,) = await raised(alerts)
    assert alert["payload"]["crash"]["message"] == "two"
    assert [each.kind for each in await alerts.rules.rules(APP)] == [RuleKind.REGRESSION]


async def test_each_app_is_given_the_default_rules_once(alerts: Alerts) -> None:
    await alerts.crash()
    await alerts.crash(app_id=OTHER_APP)
    for rule in await alerts.rules.rules(APP):
        await alerts.rules.delete(APP, rule.id)

    assert await alerts.rules.rules(APP) == []
    assert len(await alerts.rules.rules(OTHER_APP)) == 2
    assert {rule.updated_by for rule in await alerts.rules.rules(OTHER_APP)} == {None}


async def test_the_statements_of_a_flush_do_not_grow_with_its_groups(alerts: Alerts) -> None:
    await alerts.crash(message="the app is given its rules")
    await alerts.crash(message="the rules are remembered", crash_type="other")
    counts = []
    for names in (range(1), range(1, 60)):
        crashes = [
            occurrence(crash_id=uuid7(NOW), fingerprint=Fingerprint(f"{n:016x}")) for n in names
        ]
        async with alerts.pool.transaction() as conn:
            recorded = await alerts.crashes.record(conn, crashes)
            statements: list[str] = []
            with conn.query_logger(lambda logged, seen=statements: seen.append(logged.query)):
                await alerts.service.enqueue(conn, recorded)
        counts.append(len(statements))

    assert counts == [1, 1]


async def test_rules_are_checked(alerts: Alerts) -> None:
    rule = await alerts.rule(RuleKind.NEW_CRASH_GROUP)
    bad = [
        RuleSettings(" ", RuleKind.NEW_CRASH_GROUP),
        RuleSettings("two\nlines", RuleKind.NEW_CRASH_GROUP),
        RuleSettings("no bounds", RuleKind.VELOCITY),
        RuleSettings("a week and more", RuleKind.REGRESSION, cooldown_minutes=10_081),
        RuleSettings("no such channel", RuleKind.REGRESSION, channel_ids=(uuid7(NOW),)),
        RuleSettings("to nobody", RuleKind.REGRESSION, escalate_after_minutes=5),
        RuleSettings("star", RuleKind.REGRESSION, conditions=Conditions(types=("*" * 11,))),
    ]

    for settings in bad:
        with pytest.raises(InvalidField):
            await alerts.rules.create(APP, settings, "owner@example.com")
        with pytest.raises(InvalidField):
            await alerts.rules.update(APP, rule.id, settings, "owner@example.com")
    with pytest.raises(InvalidField, match="within a year"):
        await alerts.rules.mute(APP, rule.id, "owner@example.com", NOW - timedelta(seconds=1))
    with pytest.raises(AlertRuleNotFound):
        await alerts.rules.delete(OTHER_APP, rule.id)

    assert await alerts.rule(RuleKind.NEW_CRASH_GROUP) == rule
    assert len(await alerts.rules.rules(APP)) == 2
