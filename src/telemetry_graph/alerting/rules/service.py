"""Creates, changes, mutes and deletes the rules of an app."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from telemetry_graph.alerting.rules import store
from telemetry_graph.alerting.rules.model import AlertRule, RuleSettings
from telemetry_graph.alerting.rules.rule_cache import AlertRuleCache
from telemetry_graph.alerting.rules.validation import MAX_RULES, check_rule
from telemetry_graph.db.pool import Conn, Pool
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.errors import AlertRuleNotFound, InvalidField
from telemetry_graph.kit.ids import AppId, uuid7

MAX_MUTE = timedelta(days=366)

LoadChannelIds = Callable[[Conn, AppId], Awaitable[set[UUID]]]


@dataclass(frozen=True, slots=True)
class AlertRules:
    pool: Pool
    clock: Clock
    cache: AlertRuleCache
    load_channel_ids: LoadChannelIds
    """The ids of an app's channels."""

    async def list_rules(self, app_id: AppId) -> Sequence[AlertRule]:
        async with self.pool.transaction() as conn:
            await self.cache.create_defaults(conn, [app_id], self.clock())
            return await store.load_rules_of_apps(conn, [app_id])

    async def create(self, app_id: AppId, settings: RuleSettings, actor: str) -> AlertRule:
        check_rule(settings)
        now = self.clock()
        rule = AlertRule(uuid7(now), app_id, settings, None, now, now, actor)
        async with self.pool.transaction() as conn:
            await self.cache.create_defaults(conn, [app_id], now)
            if await store.count_rules(conn, app_id) >= MAX_RULES:
                raise InvalidField(f"An app can have at most {MAX_RULES} alert rules.")
            await self._check_channels(conn, app_id, settings)
            await store.insert_rules(conn, [rule])
        self.cache.forget(app_id)
        return rule

    async def update(
        self, app_id: AppId, rule_id: UUID, settings: RuleSettings, actor: str
    ) -> AlertRule:
        """Replace all settings."""
        check_rule(settings)
        async with self.pool.transaction() as conn:
            await self._check_channels(conn, app_id, settings)
            rule = await store.update_rule(conn, app_id, rule_id, settings, self.clock(), actor)
        return self._after_change(app_id, rule)

    async def set_enabled(
        self, app_id: AppId, rule_id: UUID, actor: str, *, is_enabled: bool
    ) -> AlertRule:
        async with self.pool.connection() as conn:
            rule = await store.set_enabled(
                conn, app_id, rule_id, self.clock(), actor, is_enabled=is_enabled
            )
        return self._after_change(app_id, rule)

    async def mute(
        self, app_id: AppId, rule_id: UUID, actor: str, until: datetime | None
    ) -> AlertRule:
        """Mute the rule until the given time; None unmutes it."""
        check_mute_end(until, self.clock())
        async with self.pool.connection() as conn:
            rule = await store.set_muted(conn, app_id, rule_id, until, self.clock(), actor)
        return self._after_change(app_id, rule)

    async def delete(self, app_id: AppId, rule_id: UUID) -> None:
        """Delete the rule; a default rule is not created again."""
        async with self.pool.connection() as conn:
            if not await store.delete_rule(conn, app_id, rule_id):
                raise _not_found()
        self.cache.forget(app_id)

    def _after_change(self, app_id: AppId, rule: AlertRule | None) -> AlertRule:
        if rule is None:
            raise _not_found()
        self.cache.forget(app_id)
        return rule

    async def _check_channels(self, conn: Conn, app_id: AppId, settings: RuleSettings) -> None:
        used = {*(settings.channel_ids or ()), *settings.escalate_to}
        if used - await self.load_channel_ids(conn, app_id):
            raise InvalidField(
                "`channelIds` and `escalateTo` must be channels of the app.", field="channelIds"
            )


def check_mute_end(until: datetime | None, now: datetime) -> None:
    """Raise InvalidField unless it is a time within the next year; None is valid."""
    if until is None:
        return
    if until.tzinfo is None:
        raise InvalidField("`until` needs a time zone.", field="until")
    if not now < until <= now + MAX_MUTE:
        raise InvalidField("`until` must be in the future and within a year.", field="until")


def _not_found() -> AlertRuleNotFound:
    return AlertRuleNotFound("This app has no such alert rule.")
