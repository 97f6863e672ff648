"""Records crashes into groups, and finds groups and crashes by their keys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from telemetry_graph.crashes import store
from telemetry_graph.crashes.browse.service import CrashBrowser
from telemetry_graph.crashes.fingerprint import ALGORITHM
from telemetry_graph.crashes.grouping import searchable_words
from telemetry_graph.crashes.model import CrashGroup, CrashOccurrence, Recorded
from telemetry_graph.crashes.reopen import regresses, stops_ignoring
from telemetry_graph.crashes.tally import FingerprintKey, Tally, tallied
from telemetry_graph.crashes.transition import Kept, Transition
from telemetry_graph.crashes.triage.model import Activity, ActivityKind
from telemetry_graph.crashes.triage.store import insert_activity
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.connection import page_bounds
from telemetry_graph.kit.ids import AppId, Fingerprint, uuid7
from telemetry_graph.kit.text import is_storable

_KNOWN_VERSIONS = 10_000


@dataclass(frozen=True, slots=True)
class Crashes(CrashBrowser):
    transition: Transition = field(default_factory=Transition)
    _versions: set[tuple[AppId, str]] = field(default_factory=set)
    """Versions that are in the database already, so that a flush need not say them again."""

    async def record(self, conn: Conn, crashes: Sequence[CrashOccurrence]) -> Recorded:
        """Store what is new and add it to its groups, in the caller's transaction."""
        if not crashes:
            return Recorded([], [])
        now = self.clock()
        kept = await self.transition.kept(conn, crashes, now)
        by_key = {(crash.app_id, crash.crash_id): crash for crash in reversed(kept.crashes)}
        # Sorted so that two flushes touching the same crashes or groups lock them in one order.
        inserted = await store.insert_occurrences(conn, [by_key[key] for key in sorted(by_key)])
        stored = [crash for key, crash in by_key.items() if key in inserted]
        if not stored:
            return Recorded([], [])
        by_group = await self._add_to_fingerprints(conn, stored, kept)
        await self._add_versions(conn, stored, now)
        return await self._add_to_groups(conn, stored, by_group, now)

    async def _add_to_fingerprints(
        self, conn: Conn, stored: Sequence[CrashOccurrence], kept: Kept
    ) -> dict[UUID, Tally]:
        """The flush by group."""
        tallies = tallied(stored)
        known = await _new_names(conn, kept, tallies)
        in_order = sorted(tallies.items(), key=lambda item: item[0])
        group_ids = await store.upsert_fingerprints(conn, in_order, known, ALGORITHM)
        await store.add_days(
            conn,
            [
                (*key, day, count)
                for key, each in in_order
                for day, count in sorted(each.days.items())
            ],
        )
        by_group: dict[UUID, Tally] = {}
        for group_id, (_, tally) in zip(group_ids, in_order, strict=True):
            if tally.count and group_id in by_group:
                by_group[group_id].join(tally)
            elif tally.count:
                by_group[group_id] = tally
        return by_group

    async def _add_versions(
        self, conn: Conn, stored: Sequence[CrashOccurrence], now: datetime
    ) -> None:
        seen = {(crash.app_id, crash.app_version) for crash in stored if crash.app_version}
        if unknown := sorted(seen - self._versions):
            await store.insert_versions(conn, unknown, now)
            if len(self._versions) > _KNOWN_VERSIONS:
                self._versions.clear()
            self._versions.update(unknown)

    async def _add_to_groups(
        self,
        conn: Conn,
        stored: list[CrashOccurrence],
        by_group: Mapping[UUID, Tally],
        now: datetime,
    ) -> Recorded:
        in_order = sorted(by_group.items())
        groups = await store.upsert_groups(conn, in_order, ALGORITHM, now)
        new = [(group, tally.sample) for (group, is_new), (_, tally)
               in zip(groups, in_order, strict=True) if is_new]  # fmt: skip
        if new:
            await store.insert_words(
                conn, [(group.id, group.app_id, searchable_words(crash)) for group, crash in new]
            )
        old = [group for group, is_new in groups if not is_new]
        regressed = [group for group in old if regresses(group.triage, by_group[group.id])]
        woken = [group for group in old if stops_ignoring(group, now)]
        opened = await self._reopened(conn, regressed, now, ActivityKind.REGRESSED)
        await self._reopened(conn, woken, now, ActivityKind.REOPENED)
        return Recorded(stored, [group for group, _ in new], opened)

    async def _reopened(
        self, conn: Conn, groups: Sequence[CrashGroup], now: datetime, kind: ActivityKind
    ) -> list[CrashGroup]:
        """Opens them again, because of new crashes and in nobody's name."""
        opened = [
            await store.reopen(conn, group.id, now, is_regression=kind is ActivityKind.REGRESSED)
            for group in groups
        ]
        if opened:
            entries = [
                Activity(uuid7(now), group.app_id, group.id, now, None, kind,
                         {"fixed_in": group.triage.fixed_in}) for group in groups
            ]  # fmt: skip
            await insert_activity(conn, entries)
        return opened

    async def group(self, app_id: AppId, fingerprint: str) -> CrashGroup | None:
        """The group that the fingerprint belongs to, be it by a merge."""
        if not is_storable(fingerprint):
            return None
        async with self.pool.connection() as conn:
            return await store.group_by_fingerprint(conn, app_id, Fingerprint(fingerprint))

    async def recent_occurrences(
        self, app_id: AppId, fingerprint: Fingerprint, first: int
    ) -> list[CrashOccurrence]:
        """The latest crashes of the fingerprint's group, newest first."""
        page_bounds(first, None)
        group = await self.group(app_id, fingerprint)
        if group is None:
            return []
        async with self.pool.connection() as conn:
            names = await store.fingerprints_of_group(conn, group.id)
            return await store.occurrences_newest_first(conn, app_id, names, first)

    async def received_since(
        self, app_id: AppId, since: datetime, limit: int
    ) -> list[CrashOccurrence]:
        """Crashes in the order they were received, for a feed that missed some."""
        async with self.pool.connection() as conn:
            return await store.occurrences_received_since(conn, app_id, since, limit)

    async def created_since(self, app_id: AppId, since: datetime, limit: int) -> list[CrashGroup]:
        """Groups in the order they appeared, for a feed that missed some."""
        async with self.pool.connection() as conn:
            return await store.groups_created_since(conn, app_id, since, limit)


async def _new_names(
    conn: Conn, kept: Kept, tallies: dict[FingerprintKey, Tally]
) -> dict[FingerprintKey, UUID]:
    """Teaches groups of an older algorithm their new fingerprints, by tallies of nothing.

    They go with the others and in their order, so that two flushes cannot wait for each other.
    """
    if not kept.renamed:
        return {}
    keys = sorted({(crash.app_id, old) for crash, old in kept.renamed})
    groups = await store.known_fingerprints(conn, keys)
    known = {}
    for crash, old in kept.renamed:
        key = (crash.app_id, crash.fingerprint)
        known[key] = groups[crash.app_id, old]
        tallies.setdefault(key, Tally.empty(crash))
    return known
