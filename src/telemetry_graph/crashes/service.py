"""Records crashes into groups, and finds groups and crashes by their keys."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from telemetry_graph.crashes.algorithm_migration import Kept, Transition
from telemetry_graph.crashes.browse.service import CrashBrowser
from telemetry_graph.crashes.fingerprint import ALGORITHM
from telemetry_graph.crashes.flush_counts import FingerprintKey, Tally, tallied
from telemetry_graph.crashes.grouping import searchable_words
from telemetry_graph.crashes.model import CrashGroup, CrashOccurrence, Recorded
from telemetry_graph.crashes.reopen import regresses, stops_ignoring
from telemetry_graph.crashes.rules.rule_cache import RuleBook
from telemetry_graph.crashes.store import fingerprints, groups, reports
from telemetry_graph.crashes.store.fingerprints import Found
from telemetry_graph.crashes.store.groups import Addition, Standing
from telemetry_graph.crashes.triage.model import Activity, ActivityKind
from telemetry_graph.crashes.triage.store import insert_activity
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId, Fingerprint, uuid7
from telemetry_graph.kit.pagination import check_first
from telemetry_graph.kit.text import is_storable

_FORGOTTEN = timedelta(minutes=1)
_MAX_REMEMBERED = 10_000


@dataclass(slots=True)
class SeenVersions:
    """What a flush need not say again; forgotten soon, as a flush may come to nothing after all."""

    _seen: set[tuple[AppId, str]] = field(default_factory=set)
    _until: datetime | None = None

    def new_among(
        self, versions: Collection[tuple[AppId, str]], now: datetime
    ) -> list[tuple[AppId, str]]:
        is_full = len(self._seen) >= _MAX_REMEMBERED
        if self._until is None or now >= self._until or is_full:
            self._seen.clear()
            self._until = now + _FORGOTTEN
        new = sorted(set(versions) - self._seen)
        self._seen.update(new)
        return new


@dataclass(frozen=True, slots=True)
class Crashes(CrashBrowser):
    rules: RuleBook = field(default_factory=RuleBook)
    transition: Transition = field(default_factory=Transition)
    _versions: SeenVersions = field(default_factory=SeenVersions)

    async def with_originals(self, crashes: Sequence[CrashOccurrence]) -> list[CrashOccurrence]:
        """The crashes as they are grouped: in the words of the code, where source maps know it."""
        return await self.originals.applied(self.pool, crashes)

    async def record(self, conn: Conn, crashes: Sequence[CrashOccurrence]) -> Recorded:
        """Store what is new and add it to its groups, in the caller's transaction."""
        if not crashes:
            return Recorded([], [])
        now = self.clock()
        ruled = await self.rules.applied(conn, crashes, now)
        kept = await self.transition.kept(conn, ruled, now)
        by_key = {(crash.app_id, crash.crash_id): crash for crash in reversed(kept.crashes)}
        # Sorted so that two flushes touching the same crashes or groups lock them in one order.
        inserted = await reports.insert_occurrences(conn, [by_key[key] for key in sorted(by_key)])
        stored = [crash for key, crash in by_key.items() if key in inserted]
        if not stored:
            return Recorded([], [])
        new, additions = await self._add_to_fingerprints(conn, stored, kept)
        await self._add_versions(conn, stored, now)
        new_groups = await self._insert_groups(conn, new, now) if new else []
        regressed = await self._add_to_groups(conn, additions, now) if additions else []
        return Recorded(stored, new_groups, regressed)

    async def _add_to_fingerprints(
        self, conn: Conn, stored: Sequence[CrashOccurrence], kept: Kept
    ) -> tuple[list[tuple[UUID, Tally]], list[Addition]]:
        """The flush by new groups, and by those that are there; both in order of their ids."""
        tallies = tallied(stored)
        known = await _new_names(conn, kept, tallies)
        in_order = sorted(tallies.items(), key=lambda item: item[0])
        found = await fingerprints.upsert_fingerprints(conn, in_order, known, ALGORITHM)
        await fingerprints.add_days(
            conn,
            [(*key, day, count) for key, tally in in_order for day, count in tally.days.items()],
        )
        new: list[tuple[UUID, Tally]] = []
        additions: dict[UUID, Addition] = {}
        for place, (_, tally) in zip(found, in_order, strict=True):
            if place.makes_group:
                new.append((place.group_id, tally))
            elif tally.count:
                _put(additions, place, tally, is_renamed=place.group_id in known.values())
        new.sort(key=lambda item: item[0])
        return new, [additions[group_id] for group_id in sorted(additions)]

    async def _add_versions(
        self, conn: Conn, stored: Sequence[CrashOccurrence], now: datetime
    ) -> None:
        seen = {(crash.app_id, crash.app_version) for crash in stored if crash.app_version}
        if unseen := self._versions.new_among(seen, now):
            await reports.insert_versions(conn, unseen, now)

    async def _insert_groups(
        self, conn: Conn, new: Sequence[tuple[UUID, Tally]], now: datetime
    ) -> list[CrashGroup]:
        made = await groups.insert_groups(conn, new, ALGORITHM, now)
        await groups.insert_words(
            conn, [(key, each.sample.app_id, searchable_words(each.sample)) for key, each in new]
        )
        return made

    async def _add_to_groups(
        self, conn: Conn, additions: Sequence[Addition], now: datetime
    ) -> list[CrashGroup]:
        """Those that are open again as regressions."""
        regressed, woken = [], []
        for each, standing in zip(
            additions, await groups.add_to_groups(conn, additions), strict=True
        ):
            if regresses(standing.triage, each.tally):
                regressed.append(standing)
            elif stops_ignoring(
                standing.triage, now, standing.occurrence_count, standing.device_count
            ):
                woken.append(standing)
        await self._reopened(conn, woken, now, ActivityKind.REOPENED)
        return await self._reopened(conn, regressed, now, ActivityKind.REGRESSED)

    async def _reopened(
        self, conn: Conn, standings: Sequence[Standing], now: datetime, kind: ActivityKind
    ) -> list[CrashGroup]:
        """Opens the groups again, because of new crashes and in nobody's name."""
        opened, entries = [], []
        for each in standings:
            is_regression = kind is ActivityKind.REGRESSED
            group = await groups.reopen(conn, each.group_id, now, is_regression=is_regression)
            detail = {"fixed_in": each.triage.fixed_in}
            opened.append(group)
            entries.append(Activity(uuid7(now), group.app_id, group.id, now, None, kind, detail))
        if entries:
            await insert_activity(conn, entries)
        return opened

    async def group(self, app_id: AppId, fingerprint: str) -> CrashGroup | None:
        """The group that the fingerprint belongs to, be it by a merge."""
        if not is_storable(fingerprint):
            return None
        async with self.pool.connection() as conn:
            return await groups.group_by_fingerprint(conn, app_id, Fingerprint(fingerprint))

    async def recent_occurrences(
        self, app_id: AppId, fingerprint: Fingerprint, first: int
    ) -> list[CrashOccurrence]:
        """The latest crashes of the fingerprint's group, newest first."""
        check_first(first)
        group = await self.group(app_id, fingerprint)
        if group is None:
            return []
        async with self.pool.connection() as conn:
            names = await fingerprints.fingerprints_of_group(conn, group.id)
            found = await reports.occurrences_newest_first(conn, app_id, names, first)
        return await self.originals.shown(self.pool, found)

    async def received_since(
        self, app_id: AppId, since: datetime, limit: int
    ) -> list[CrashOccurrence]:
        """Crashes in the order they were received, for a feed that missed some."""
        async with self.pool.connection() as conn:
            found = await reports.occurrences_received_since(conn, app_id, since, limit)
        return await self.originals.shown(self.pool, found)

    async def created_since(self, app_id: AppId, since: datetime, limit: int) -> list[CrashGroup]:
        """Groups in the order they appeared, for a feed that missed some."""
        async with self.pool.connection() as conn:
            return await groups.groups_created_since(conn, app_id, since, limit)


def _put(additions: dict[UUID, Addition], place: Found, tally: Tally, *, is_renamed: bool) -> None:
    before = additions.get(place.group_id)
    if before is not None:
        before.tally.join(tally)
    additions[place.group_id] = Addition(
        place.group_id,
        before.tally if before else tally,
        max(before.devices, place.devices) if before else place.devices,
        is_renamed,
    )


async def _new_names(
    conn: Conn, kept: Kept, tallies: dict[FingerprintKey, Tally]
) -> dict[FingerprintKey, UUID]:
    """Teaches groups of an older algorithm their new fingerprints, by tallies of nothing.

    They go with the others and in their order, so that two flushes cannot wait for each other.
    """
    if not kept.renamed:
        return {}
    keys = sorted({(crash.app_id, old) for crash, old in kept.renamed})
    found = await fingerprints.known_fingerprints(conn, keys)
    known = {}
    for crash, old in kept.renamed:
        key = (crash.app_id, crash.fingerprint)
        known[key] = found[crash.app_id, old]
        tallies.setdefault(key, Tally.empty(crash))
    return known
