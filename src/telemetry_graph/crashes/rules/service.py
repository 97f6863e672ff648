"""Keeps an app's grouping rules, and tries them on recent crashes before they are saved."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from telemetry_graph.crashes.fingerprint import ALGORITHM, fingerprint
from telemetry_graph.crashes.model import CrashOccurrence, GroupedBy
from telemetry_graph.crashes.rules import store
from telemetry_graph.crashes.rules.model import AppRules
from telemetry_graph.crashes.sourcemaps.symbolicate import Originals
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.ids import AppId, Fingerprint
from telemetry_graph.kit.pattern import check_patterns

_MAX_RULES = 100
_TRIED = 1_000
_TRIED_DAYS = timedelta(days=7)
_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Moved:
    """Crashes that the rules would put into another group."""

    fingerprint: Fingerprint
    crashes: int
    before: tuple[Fingerprint, ...]
    """The groups that they are in now, at most 100."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What rules would do to recent crashes."""

    tried: int
    moved: list[Moved]
    """By the number of crashes, at most 100."""


@dataclass(frozen=True, slots=True)
class CrashRules:
    pool: Pool
    clock: Clock
    originals: Originals = field(default_factory=Originals)

    async def rules(self, app_id: AppId) -> AppRules:
        async with self.pool.connection() as conn:
            return await store.rules_of_app(conn, app_id)

    async def save(self, app_id: AppId, rules: AppRules, actor: str) -> AppRules:
        """They hold within seconds, for new crashes."""
        _check(rules)
        async with self.pool.transaction() as conn:
            await store.put_rules(conn, app_id, rules, self.clock(), actor)
        return rules

    async def trial(self, app_id: AppId, rules: AppRules) -> Trial:
        """On the latest crashes of a week, at most 1,000; nothing is saved."""
        _check(rules)
        since = self.clock() - _TRIED_DAYS
        async with self.pool.connection() as conn:
            reports = await store.latest_reports(conn, app_id, since, _TRIED)
        crashes = await self.originals.shown(self.pool, [crash for crash, _ in reports])
        algorithms = [algorithm for _, algorithm in reports]
        return await asyncio.to_thread(_trial, rules, crashes, algorithms)


def _trial(rules: AppRules, crashes: Sequence[CrashOccurrence], algorithms: Sequence[int]) -> Trial:
    counts: Counter[Fingerprint] = Counter()
    before: defaultdict[Fingerprint, set[Fingerprint]] = defaultdict(set)
    for crash, algorithm in zip(crashes, algorithms, strict=True):
        name = _named_by(rules, crash, algorithm)
        if name != crash.fingerprint:
            counts[name] += 1
            before[name].add(crash.fingerprint)
    moved = [
        Moved(name, count, tuple(sorted(before[name])[:_SHOWN]))
        for name, count in counts.most_common(_SHOWN)
    ]
    return Trial(len(crashes), moved)


def _named_by(rules: AppRules, crash: CrashOccurrence, algorithm: int) -> Fingerprint:
    """What the crash would be named if it came again, whatever rules named it then."""
    if crash.grouped_by is GroupedBy.CLIENT:
        return crash.fingerprint
    words = crash.crash_type, crash.message, crash.readable_stack_trace
    usual = Fingerprint(fingerprint(crash.app_id, *words))
    ruled = rules.applied(replace(crash, fingerprint=usual, grouped_by=GroupedBy.ALGORITHM))
    is_kept = ruled.grouped_by is GroupedBy.ALGORITHM and algorithm < ALGORITHM
    return crash.fingerprint if is_kept else ruled.fingerprint


def _check(rules: AppRules) -> None:
    if max(len(rules.rules), len(rules.in_app), len(rules.library)) > _MAX_RULES:
        raise InvalidField(f"At most {_MAX_RULES} rules, and as many patterns of each kind.")
    for rule in rules.rules:
        patterns = [rule.crash_type, rule.message, rule.frame, rule.path]
        given = [pattern for pattern in patterns if pattern is not None]
        if not given:
            raise InvalidField("A rule needs a pattern to match by.", field="rules")
        check_patterns([rule.fingerprint, *given], field="rules")
    check_patterns(rules.in_app, field="inApp")
    check_patterns(rules.library, field="library")
