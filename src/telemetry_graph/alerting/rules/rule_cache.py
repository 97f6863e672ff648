"""The rules of apps for the transaction of a crash: cached for a few seconds."""

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from telemetry_graph.accounts.reads import load_app_names
from telemetry_graph.alerting.rules import store
from telemetry_graph.alerting.rules.model import AlertRule, RuleSettings
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId, uuid7
from telemetry_graph.kit.ttl_cache import TtlCache


@dataclass(frozen=True, slots=True)
class AppRules:
    app_name: str
    rules: tuple[AlertRule, ...]


def _create_cache() -> TtlCache[AppId, AppRules]:
    return TtlCache(time.monotonic)


@dataclass(frozen=True, slots=True)
class AlertRuleCache:
    """Creates the default rules of an app when they are first needed, and never again."""

    defaults: Sequence[RuleSettings] = ()
    _cache: TtlCache[AppId, AppRules] = field(default_factory=_create_cache)

    async def load(
        self, conn: Conn, app_ids: Collection[AppId], now: datetime
    ) -> Mapping[AppId, AppRules]:
        rules: dict[AppId, AppRules] = {}
        for app_id in app_ids:
            cached = self._cache.get(app_id)
            if cached and cached[0]:
                rules[app_id] = cached[0]
        if missing := sorted(set(app_ids) - rules.keys()):
            rules |= await self._load_missing(conn, missing, now)
        return rules

    def forget(self, app_id: AppId) -> None:
        self._cache.forget(app_id)

    async def create_defaults(
        self, conn: Conn, app_ids: Collection[AppId], now: datetime
    ) -> set[AppId]:
        """Create the default rules of apps that never had them; return these apps."""
        missing = set(app_ids) - await store.find_apps_with_rules(conn, list(app_ids))
        # Sorted, so that two transactions that do this at once cannot deadlock.
        created = {
            app_id for app_id in sorted(missing) if await store.insert_setup(conn, app_id, now)
        }
        rules = [rule for app_id in sorted(created) for rule in self._new_rules(app_id, now)]
        if rules:
            await store.insert_rules(conn, rules)
        return created

    def _new_rules(self, app_id: AppId, now: datetime) -> list[AlertRule]:
        # Rules created at the same time are listed by id, so this keeps the order of the file.
        ids = sorted(uuid7(now) for _ in self.defaults)
        return [
            AlertRule(rule_id, app_id, settings, None, now, now, None)
            for rule_id, settings in zip(ids, self.defaults, strict=True)
        ]

    async def _load_missing(
        self, conn: Conn, app_ids: Sequence[AppId], now: datetime
    ) -> dict[AppId, AppRules]:
        created = await self.create_defaults(conn, app_ids, now)
        names = await load_app_names(conn, app_ids)
        rules = await store.load_rules_of_apps(conn, app_ids)
        loaded = {
            app_id: AppRules(
                names.get(app_id, app_id), tuple(rule for rule in rules if rule.app_id == app_id)
            )
            for app_id in app_ids
        }
        for app_id, app_rules in loaded.items():
            if app_id not in created:  # the transaction that created them can still roll back
                self._cache.put(app_id, app_rules)
        return loaded
