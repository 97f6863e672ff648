"""Raises alerts of metric rules: the worker evaluates the rules that are due."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from telemetry_graph.accounts.reads import load_app_ids, load_app_names
from telemetry_graph.alerting.content.payload import AlertPayload
from telemetry_graph.alerting.pipeline.model import Alert
from telemetry_graph.alerting.pipeline.store import outbox
from telemetry_graph.alerting.rules import store as rules_store
from telemetry_graph.alerting.rules.metric_rules.evaluate import Breach, MetricRules
from telemetry_graph.alerting.rules.model import AlertRule
from telemetry_graph.alerting.rules.rule_cache import AlertRuleCache
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.ids import uuid7
from telemetry_graph.kit.worker_loop import run_isolated

log = logging.getLogger(__name__)

_APPS_AT_ONCE = 100
_RULES_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class MetricTriggers:
    """Several processes can run it at once: each due rule is claimed by one of them."""

    pool: Pool
    clock: Clock
    rules: AlertRuleCache
    metric_rules: MetricRules

    async def work(self) -> bool:
        """Evaluate the rules that are due; return whether there were any."""
        now = self.clock()
        await self._create_default_rules(now)
        async with self.pool.connection() as conn:
            due = await rules_store.claim_due(conn, now, _RULES_AT_ONCE)
            names = await load_app_names(conn, {rule.app_id for rule in due})
        for rule in due:
            if not rule.is_muted(now):
                trigger = self._trigger(rule, names.get(rule.app_id, rule.app_id), now)
                if error := await run_isolated(trigger):
                    log.error(
                        "alert rule could not be evaluated",
                        exc_info=error,
                        extra={"rule": str(rule.id)},
                    )
        return bool(due)

    async def _create_default_rules(self, now: datetime) -> None:
        """Apps without crashes need their default rules as well: silence is one of them."""
        async with self.pool.transaction() as conn:
            apps = await load_app_ids(conn)
            missing = sorted(set(apps) - await rules_store.find_apps_with_rules(conn, apps))
            if missing:
                await self.rules.create_defaults(conn, missing[:_APPS_AT_ONCE], now)

    async def _trigger(self, rule: AlertRule, app_name: str, now: datetime) -> None:
        breaches = await self.metric_rules.evaluate(rule, now)
        if breaches:
            await self._raise_alerts(
                [_create_alert(rule, app_name, breach, now) for breach in breaches], rule, now
            )

    async def _raise_alerts(self, alerts: Sequence[Alert], rule: AlertRule, now: datetime) -> None:
        """Write the alerts whose subject is not in the rule's cooldown."""
        cooldown = timedelta(minutes=rule.settings.cooldown_minutes)
        async with self.pool.transaction() as conn:
            raised = [
                alert
                for alert in sorted(alerts, key=lambda alert: alert.payload.subject)
                if await outbox.claim_cooldown(conn, rule.id, alert, now - cooldown)
            ]
            if raised:
                await outbox.insert_alerts(conn, raised)


def _create_alert(rule: AlertRule, app_name: str, breach: Breach, now: datetime) -> Alert:
    payload = AlertPayload(
        app_id=rule.app_id,
        app_name=app_name,
        occurred_at=now,
        rule_id=rule.id,
        rule_name=rule.settings.name,
        crash=breach.crash,
        measurement=breach.measurement,
    )
    return Alert(uuid7(now), rule.app_id, rule.kind.alert_kind, payload.truncate(), now, rule.id)
