"""The rules as a flush needs them: at hand, and not older than a few seconds."""

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from telemetry_graph.accounts.service import Accounts
from telemetry_graph.alerting.rules import store
from telemetry_graph.alerting.rules.model import AlertRule, RuleSettings
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId, uuid7
from telemetry_graph.kit.ttl_cache import TtlCache


@dataclass(frozen=True, slots=True)
class AppRules:
    name: str
    """The app's, for people."""
    rules: tuple[AlertRule, ...]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """An app is given the default rules when it is first asked for, and never again."""

    accounts: Accounts
    defaults: Sequence[RuleSettings]
    cache: TtlCache[AppId, AppRules]

    @classmethod
    def over(cls, accounts: Accounts, defaults: Sequence[RuleSettings]) -> "RuleBook":
        return cls(accounts, defaults, TtlCache[AppId, AppRules](time.monotonic))

    async def of_apps(
        self, conn: Conn, app_ids: Collection[AppId], now: datetime
    ) -> Mapping[AppId, AppRules]:
        found: dict[AppId, AppRules] = {}
        for app_id in app_ids:
            known = self.cache.get(app_id)
            if known and known[0]:
                found[app_id] = known[0]
        if missing := sorted(set(app_ids) - found.keys()):
            found |= await self._looked_up(conn, missing, now)
        return found

    def forget(self, app_id: AppId) -> None:
        self.cache.forget(app_id)

    async def set_up(self, conn: Conn, app_ids: Collection[AppId], now: datetime) -> set[AppId]:
        """Give the default rules to those that never had them; answers which."""
        fresh = set(app_ids) - await store.apps_set_up(conn, list(app_ids))
        # In one order, so that two who do this at once cannot wait for each other.
        made = {app_id for app_id in sorted(fresh) if await store.set_up(conn, app_id, now)}
        rules = [rule for app_id in sorted(made) for rule in self._defaults_of(app_id, now)]
        if rules:
            await store.insert_rules(conn, rules)
        return made

    def _defaults_of(self, app_id: AppId, now: datetime) -> list[AlertRule]:
        # Rules of one moment are listed by their ids: in the order of the file.
        ids = sorted(uuid7(now) for _ in self.defaults)
        return [
            AlertRule(rule_id, app_id, settings, None, now, now, None)
            for rule_id, settings in zip(ids, self.defaults, strict=True)
        ]

    async def _looked_up(
        self, conn: Conn, app_ids: Sequence[AppId], now: datetime
    ) -> dict[AppId, AppRules]:
        made = await self.set_up(conn, app_ids, now)
        names = await self.accounts.app_names(conn, app_ids)
        rules = await store.rules_of_apps(conn, app_ids)
        found = {
            app_id: AppRules(
                names.get(app_id, app_id), tuple(rule for rule in rules if rule.app_id == app_id)
            )
            for app_id in app_ids
        }
        for app_id, entry in found.items():
            if app_id not in made:  # what was made now is gone if the transaction comes to nothing
                self.cache.put(app_id, entry)
        return found
