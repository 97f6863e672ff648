"""Records crashes into groups, and reads groups and crashes by key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from telemetry_graph.crashes.algorithm_migration import MigratedCrashes, find_old_groups
from telemetry_graph.crashes.browse.service import CrashBrowser
from telemetry_graph.crashes.fingerprint import ALGORITHM
from telemetry_graph.crashes.flush_cache import FlushCache
from telemetry_graph.crashes.flush_counts import FingerprintKey, FlushCounts, count_crashes
from telemetry_graph.crashes.model import CrashGroup, CrashOccurrence, RecordedCrashes
from telemetry_graph.crashes.reopen import has_reached_ignore_limit, has_regressed
from telemetry_graph.crashes.search import list_search_words
from telemetry_graph.crashes.store import fingerprints, flush, groups, reports
from telemetry_graph.crashes.store.flush import FingerprintGroup, GroupTotals, GroupUpdate
from telemetry_graph.crashes.triage.model import Activity, ActivityDetail, ActivityKind
from telemetry_graph.crashes.triage.store import insert_activity
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId, Fingerprint, uuid7
from telemetry_graph.kit.pagination import check_first
from telemetry_graph.kit.text import is_storable


@dataclass(frozen=True, slots=True)
class Crashes(CrashBrowser):
    _cache: FlushCache = field(default_factory=FlushCache)

    async def symbolicate(self, crashes: Sequence[CrashOccurrence]) -> list[CrashOccurrence]:
        """The crashes with the stack traces and fingerprints that source maps give them."""
        return await self.symbolicator.symbolicate_and_fingerprint(self.pool, crashes)

    async def record(self, conn: Conn, crashes: Sequence[CrashOccurrence]) -> RecordedCrashes:
        """Store new crashes and add them to their groups, in the caller's transaction."""
        if not crashes:
            return RecordedCrashes([], [])
        now = self.clock()
        await self._cache.refresh(conn, now)
        migrated = await self._migrate(conn, self._apply_rules(crashes))
        stored = await _store(conn, migrated.crashes)
        if not stored:
            return RecordedCrashes([], [])
        new, updates = await _add_to_fingerprints(conn, stored, migrated)
        await self._add_versions(conn, stored, now)
        new_groups = await _insert_groups(conn, new, now) if new else []
        regressed = await _update_groups(conn, updates, now) if updates else []
        return RecordedCrashes(stored, new_groups, regressed)

    def _apply_rules(self, crashes: Sequence[CrashOccurrence]) -> Sequence[CrashOccurrence]:
        """The crashes with the fingerprints that their apps' rules give them."""
        rules = self._cache.rules
        if not rules:
            return crashes
        return [
            rules[crash.app_id].apply(crash) if crash.app_id in rules else crash
            for crash in crashes
        ]

    async def _migrate(self, conn: Conn, crashes: Sequence[CrashOccurrence]) -> MigratedCrashes:
        """The crashes with the fingerprints of their groups of an older algorithm."""
        apps = self._cache.apps_with_old_groups
        return await find_old_groups(conn, crashes, apps) if apps else MigratedCrashes(crashes)

    async def _add_versions(
        self, conn: Conn, stored: Sequence[CrashOccurrence], now: datetime
    ) -> None:
        versions = {(crash.app_id, crash.app_version) for crash in stored if crash.app_version}
        if new := self._cache.add_versions(versions, now):
            await flush.insert_versions(conn, new, now)

    async def find_group(self, app_id: AppId, fingerprint: str) -> CrashGroup | None:
        """The group that the fingerprint belongs to; merged fingerprints included."""
        if not is_storable(fingerprint):
            return None
        async with self.pool.connection() as conn:
            return await groups.load_group(conn, app_id, Fingerprint(fingerprint))

    async def list_recent_occurrences(
        self, app_id: AppId, fingerprint: Fingerprint, first: int
    ) -> list[CrashOccurrence]:
        """The latest crashes of the fingerprint's group, newest first."""
        check_first(first)
        group = await self.find_group(app_id, fingerprint)
        if group is None:
            return []
        async with self.pool.connection() as conn:
            names = await fingerprints.load_fingerprints_of_group(conn, group.id)
            crashes = await reports.load_newest(conn, app_id, names, first)
        return await self.symbolicator.symbolicate(self.pool, crashes)

    async def list_crashes_received_since(
        self, app_id: AppId, since: datetime, limit: int
    ) -> list[CrashOccurrence]:
        """Crashes in the order in which they were received, for a feed with a gap."""
        async with self.pool.connection() as conn:
            crashes = await reports.load_received_since(conn, app_id, since, limit)
        return await self.symbolicator.symbolicate(self.pool, crashes)

    async def list_groups_created_since(
        self, app_id: AppId, since: datetime, limit: int
    ) -> list[CrashGroup]:
        """Groups in the order in which they were created, for a feed with a gap."""
        async with self.pool.connection() as conn:
            return await groups.load_groups_created_since(conn, app_id, since, limit)


async def _store(conn: Conn, crashes: Sequence[CrashOccurrence]) -> list[CrashOccurrence]:
    """Store the crashes; return those that are not duplicates."""
    by_key = {(crash.app_id, crash.crash_id): crash for crash in reversed(crashes)}
    # Sorted, so that flushes with the same crashes lock them in the same order.
    inserted = await flush.insert_occurrences(conn, [by_key[key] for key in sorted(by_key)])
    return [crash for key, crash in by_key.items() if key in inserted]


async def _add_to_fingerprints(
    conn: Conn, stored: Sequence[CrashOccurrence], migrated: MigratedCrashes
) -> tuple[list[tuple[UUID, FlushCounts]], list[GroupUpdate]]:
    """Count the crashes by fingerprint; return the new groups and the updates of existing ones.

    Both are sorted by group id, so that flushes lock groups in the same order.
    """
    by_key = count_crashes(stored)
    old_groups = await _add_new_fingerprints(conn, migrated, by_key)
    counts = sorted(by_key.items(), key=lambda item: item[0])
    rows = await flush.upsert_fingerprints(conn, counts, old_groups, ALGORITHM)
    await flush.add_days(
        conn,
        [(*key, day, number) for key, each in counts for day, number in each.days.items()],
    )
    new = sorted(
        ((row.group_id, each) for row, (_, each) in zip(rows, counts, strict=True) if row.is_new),
        key=lambda item: item[0],
    )
    return new, _to_updates(rows, [each for _, each in counts], set(old_groups.values()))


def _to_updates(
    rows: Sequence[FingerprintGroup], counts: Sequence[FlushCounts], old_groups: set[UUID]
) -> list[GroupUpdate]:
    """One update per existing group with crashes, sorted by group id."""
    updates: dict[UUID, GroupUpdate] = {}
    for row, each in zip(rows, counts, strict=True):
        if row.is_new or not each.crashes:
            continue
        device_count = row.device_count
        if before := updates.get(row.group_id):
            before.counts.merge(each)
            each, device_count = before.counts, max(before.device_count, device_count)
        has_new_fingerprint = row.group_id in old_groups
        updates[row.group_id] = GroupUpdate(row.group_id, each, device_count, has_new_fingerprint)
    return [updates[group_id] for group_id in sorted(updates)]


async def _add_new_fingerprints(
    conn: Conn, migrated: MigratedCrashes, counts: dict[FingerprintKey, FlushCounts]
) -> Mapping[FingerprintKey, UUID]:
    """Add empty counts for fingerprints that join a group of an older algorithm; return the groups.

    They are written in one sorted list with the others, so that flushes cannot deadlock.
    """
    if not migrated.new_fingerprints:
        return {}
    keys = sorted({(crash.app_id, old) for crash, old in migrated.new_fingerprints})
    stored = await fingerprints.load_group_ids(conn, keys)
    group_ids = {}
    for crash, old in migrated.new_fingerprints:
        key = (crash.app_id, crash.fingerprint)
        group_ids[key] = stored[crash.app_id, old]
        counts.setdefault(key, FlushCounts.empty(crash))
    return group_ids


async def _insert_groups(
    conn: Conn, new: Sequence[tuple[UUID, FlushCounts]], now: datetime
) -> list[CrashGroup]:
    inserted = [each.to_new_group(group_id, ALGORITHM, now) for group_id, each in new]
    await flush.insert_groups(conn, inserted)
    await flush.insert_words(
        conn, [(key, each.sample.app_id, list_search_words(each.sample)) for key, each in new]
    )
    return inserted


async def _update_groups(
    conn: Conn, updates: Sequence[GroupUpdate], now: datetime
) -> list[CrashGroup]:
    """Add the counts, and reopen groups whose crashes require it; return the regressed groups."""
    regressed, no_longer_ignored = [], []
    totals = await flush.add_to_groups(conn, updates)
    for update, group in zip(updates, totals, strict=True):
        if has_regressed(group.triage, update.counts):
            regressed.append(group)
        elif has_reached_ignore_limit(
            group.triage, now, group.occurrence_count, group.device_count
        ):
            no_longer_ignored.append(group)
    await _reopen(conn, no_longer_ignored, now, ActivityKind.REOPENED)
    return await _reopen(conn, regressed, now, ActivityKind.REGRESSED)


async def _reopen(
    conn: Conn, totals: Sequence[GroupTotals], now: datetime, kind: ActivityKind
) -> list[CrashGroup]:
    """Reopen the groups and log it; the entries have no actor, because new crashes caused them."""
    reopened, entries = [], []
    is_regression = kind is ActivityKind.REGRESSED
    for each in totals:
        group = await flush.reopen(conn, each.group_id, now, is_regression=is_regression)
        triage = each.triage
        detail = ActivityDetail(fix=triage.fix, fixed_in_version=triage.fixed_in_version)
        reopened.append(group)
        entries.append(Activity(uuid7(now), group.app_id, group.id, now, None, kind, detail))
    if entries:
        await insert_activity(conn, entries)
    return reopened
