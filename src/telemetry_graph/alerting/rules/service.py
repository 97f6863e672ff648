"""Keeps an app's alert rules: made, changed, enabled, muted and deleted by its people."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from telemetry_graph.alerting.channels.settings.store import channel_ids_of_app
from telemetry_graph.alerting.rules import store
from telemetry_graph.alerting.rules.model import AlertRule, RuleSettings
from telemetry_graph.alerting.rules.rule_cache import RuleBook
from telemetry_graph.alerting.rules.validation import MAX_RULES, checked
from telemetry_graph.db.pool import Conn, Pool
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.errors import AlertRuleNotFound, InvalidField
from telemetry_graph.kit.ids import AppId, uuid7

LONGEST_MUTE = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class AlertRules:
    pool: Pool
    clock: Clock
    book: RuleBook

    async def rules(self, app_id: AppId) -> list[AlertRule]:
        async with self.pool.transaction() as conn:
            await self.book.set_up(conn, [app_id], self.clock())
            return await store.rules_of_apps(conn, [app_id])

    async def create(self, app_id: AppId, settings: RuleSettings, actor: str) -> AlertRule:
        now = self.clock()
        rule = AlertRule(uuid7(now), app_id, checked(settings), None, now, now, actor)
        async with self.pool.transaction() as conn:
            await self.book.set_up(conn, [app_id], now)
            if await store.count_rules(conn, app_id) >= MAX_RULES:
                raise InvalidField(f"An app has at most {MAX_RULES} alert rules.")
            await _check_channels(conn, app_id, settings)
            await store.insert_rules(conn, [rule])
        self.book.forget(app_id)
        return rule

    async def update(
        self, app_id: AppId, rule_id: UUID, settings: RuleSettings, actor: str
    ) -> AlertRule:
        """All of its settings at once."""
        async with self.pool.transaction() as conn:
            await _check_channels(conn, app_id, checked(settings))
            rule = await store.update_rule(conn, app_id, rule_id, settings, self.clock(), actor)
        return self._changed(app_id, rule)

    async def enable(
        self, app_id: AppId, rule_id: UUID, actor: str, *, is_enabled: bool
    ) -> AlertRule:
        async with self.pool.connection() as conn:
            rule = await store.set_enabled(
                conn, app_id, rule_id, self.clock(), actor, is_enabled=is_enabled
            )
        return self._changed(app_id, rule)

    async def mute(
        self, app_id: AppId, rule_id: UUID, actor: str, until: datetime | None
    ) -> AlertRule:
        """Until an instant; None ends it."""
        check_until(until, self.clock())
        async with self.pool.connection() as conn:
            rule = await store.set_muted(conn, app_id, rule_id, until, self.clock(), actor)
        return self._changed(app_id, rule)

    async def delete(self, app_id: AppId, rule_id: UUID) -> None:
        async with self.pool.connection() as conn:
            if not await store.delete_rule(conn, app_id, rule_id):
                raise _not_found()
        self.book.forget(app_id)

    def _changed(self, app_id: AppId, rule: AlertRule | None) -> AlertRule:
        if rule is None:
            raise _not_found()
        self.book.forget(app_id)
        return rule


def check_until(until: datetime | None, now: datetime) -> None:
    if until is None:
        return
    if until.tzinfo is None:
        raise InvalidField("An instant needs a time zone.", field="until")
    if not now < until <= now + LONGEST_MUTE:
        raise InvalidField("`until` must lie in the future, within a year.", field="until")


async def _check_channels(conn: Conn, app_id: AppId, settings: RuleSettings) -> None:
    named = {*(settings.channel_ids or ()), *settings.escalate_to}
    if named - await channel_ids_of_app(conn, app_id):
        raise InvalidField("A channel of the rule is not one of the app's.", field="channelIds")


def _not_found() -> AlertRuleNotFound:
    return AlertRuleNotFound("There is no such alert rule in this app.")
