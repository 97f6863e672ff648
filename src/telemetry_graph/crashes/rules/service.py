"""Stores an app's grouping rules, and previews their effect on recent crashes."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from telemetry_graph.crashes.fingerprint import ALGORITHM, fingerprint
from telemetry_graph.crashes.model import CrashOccurrence, GroupedBy
from telemetry_graph.crashes.rules import store
from telemetry_graph.crashes.rules.model import AppGroupingRules
from telemetry_graph.crashes.sourcemaps.symbolicate import Symbolicator
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.ids import AppId, Fingerprint
from telemetry_graph.kit.pattern import check_patterns

_MAX_RULES = 100
_MAX_PREVIEWED = 1_000
_PREVIEW_PERIOD = timedelta(days=7)
_MAX_LISTED = 100


@dataclass(frozen=True, slots=True)
class RegroupedCrashes:
    """Crashes that the rules would put into another group."""

    fingerprint: Fingerprint
    crash_count: int
    previous_fingerprints: tuple[Fingerprint, ...]
    """Their current fingerprints, at most 100."""


@dataclass(frozen=True, slots=True)
class GroupingPreview:
    """The effect that rules would have on recent crashes."""

    crash_count: int
    changes: list[RegroupedCrashes]
    """In descending order of crashes, at most 100."""


@dataclass(frozen=True, slots=True)
class GroupingRules:
    pool: Pool
    clock: Clock
    symbolicator: Symbolicator = field(default_factory=Symbolicator)

    async def get_rules(self, app_id: AppId) -> AppGroupingRules:
        async with self.pool.connection() as conn:
            return await store.load_rules(conn, app_id)

    async def save(self, app_id: AppId, rules: AppGroupingRules, actor: str) -> AppGroupingRules:
        """Replace the app's rules. They apply to new crashes within 5 seconds."""
        _check(rules)
        async with self.pool.transaction() as conn:
            await store.put_rules(conn, app_id, rules, self.clock(), actor)
        return rules

    async def preview(self, app_id: AppId, rules: AppGroupingRules) -> GroupingPreview:
        """Apply the rules to the latest 1,000 crashes of the last week, without saving anything."""
        _check(rules)
        since = self.clock() - _PREVIEW_PERIOD
        async with self.pool.connection() as conn:
            rows = await store.load_latest_crashes(conn, app_id, since, _MAX_PREVIEWED)
        crashes = await self.symbolicator.symbolicate(self.pool, [crash for crash, _ in rows])
        algorithms = [algorithm for _, algorithm in rows]
        return await asyncio.to_thread(_preview, rules, crashes, algorithms)


def _preview(
    rules: AppGroupingRules, crashes: Sequence[CrashOccurrence], algorithms: Sequence[int]
) -> GroupingPreview:
    counts: Counter[Fingerprint] = Counter()
    previous: defaultdict[Fingerprint, set[Fingerprint]] = defaultdict(set)
    for crash, algorithm in zip(crashes, algorithms, strict=True):
        new = _regroup(rules, crash, algorithm)
        if new != crash.fingerprint:
            counts[new] += 1
            previous[new].add(crash.fingerprint)
    changes = [
        RegroupedCrashes(new, count, tuple(sorted(previous[new])[:_MAX_LISTED]))
        for new, count in counts.most_common(_MAX_LISTED)
    ]
    return GroupingPreview(len(crashes), changes)


def _regroup(rules: AppGroupingRules, crash: CrashOccurrence, algorithm: int) -> Fingerprint:
    """The fingerprint if the crash came again under these rules instead of the current ones."""
    if crash.grouped_by is GroupedBy.CLIENT:
        return crash.fingerprint
    by_algorithm = Fingerprint(
        fingerprint(crash.app_id, crash.crash_type, crash.message, crash.readable_stack_trace)
    )
    unruled = replace(crash, fingerprint=by_algorithm, grouped_by=GroupedBy.ALGORITHM)
    ruled = rules.apply(unruled)
    stays_in_old_group = ruled.grouped_by is GroupedBy.ALGORITHM and algorithm < ALGORITHM
    return crash.fingerprint if stays_in_old_group else ruled.fingerprint


def _check(rules: AppGroupingRules) -> None:
    if max(len(rules.rules), len(rules.in_app), len(rules.library)) > _MAX_RULES:
        raise InvalidField(
            f"An app can have at most {_MAX_RULES} grouping rules, {_MAX_RULES} `inApp` patterns "
            f"and {_MAX_RULES} `library` patterns."
        )
    for rule in rules.rules:
        patterns = [
            pattern
            for pattern in (rule.crash_type, rule.message, rule.frame, rule.path)
            if pattern is not None
        ]
        if not patterns:
            raise InvalidField(
                "A rule needs at least one of the patterns `type`, `message`, `frame` and `path`.",
                field="rules",
            )
        check_patterns([rule.fingerprint, *patterns], field="rules")
    check_patterns(rules.in_app, field="inApp")
    check_patterns(rules.library, field="library")
