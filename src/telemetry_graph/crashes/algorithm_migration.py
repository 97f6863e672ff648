"""Keeps crashes in the groups of an older fingerprint algorithm, so that a new one splits none."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from telemetry_graph.crashes.fingerprint import v1
from telemetry_graph.crashes.model import CrashOccurrence, GroupedBy
from telemetry_graph.crashes.store import fingerprints
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId, Fingerprint

LOOKUP_PERIOD = timedelta(days=90)
"""How long after its last crash an old fingerprint is still looked up."""


@dataclass(slots=True)
class MigratedCrashes:
    crashes: Sequence[CrashOccurrence]
    """All crashes; with their old fingerprint if a group has it."""
    new_fingerprints: list[tuple[CrashOccurrence, Fingerprint]] = field(default_factory=list)
    """Crashes with their new fingerprint, and the old fingerprint of their group."""


async def find_old_groups(
    conn: Conn, crashes: Sequence[CrashOccurrence], apps: Collection[AppId]
) -> MigratedCrashes:
    """Look up the old fingerprints of the crashes of these apps."""
    old = {
        id(crash): _to_old(crash)
        for crash in crashes
        if crash.app_id in apps and crash.grouped_by is GroupedBy.ALGORITHM
    }
    if not old:
        return MigratedCrashes(crashes)
    keys = {(crash.app_id, old[id(crash)]) for crash in crashes if id(crash) in old}
    stored = await fingerprints.load_group_ids(conn, sorted(keys))
    migrated: list[CrashOccurrence] = []
    new_fingerprints = []
    for crash in crashes:
        fingerprint = old.get(id(crash))
        if fingerprint is None or (crash.app_id, fingerprint) not in stored:
            migrated.append(crash)
        else:
            migrated.append(replace(crash, fingerprint=fingerprint))
            new_fingerprints.append((crash, fingerprint))
    return MigratedCrashes(migrated, new_fingerprints)


def _to_old(crash: CrashOccurrence) -> Fingerprint:
    return Fingerprint(v1.fingerprint(crash.crash_type, crash.message, crash.stack_trace))
