"""Decides whether new crashes reopen a group. Pure functions."""

from datetime import datetime

from telemetry_graph.crashes.flush_counts import FlushCounts
from telemetry_graph.crashes.model import Fix, GroupStatus, TriageState
from telemetry_graph.crashes.versions import is_older


def is_regression(triage: TriageState, app_version: str | None, timestamp: datetime) -> bool:
    """Whether a crash shows that a resolved group is not fixed.

    Crashes of older releases are expected. A regression is a crash in a version that is not older
    than the fixed version or, when the fix is in the next version, in one that is newer than the
    newest version at the time of the decision.
    """
    if triage.status is not GroupStatus.RESOLVED:
        return False
    fixed_in = triage.fixed_in_version
    if triage.fix is Fix.IN_VERSION and fixed_in is not None:
        return not is_older(app_version, fixed_in)
    if triage.resolved_at is not None and timestamp <= triage.resolved_at:
        return False  # uploaded late: the crash happened before the fix
    if fixed_in is None:
        return True
    if triage.fix is Fix.IN_NEXT_VERSION:
        return app_version is not None and is_older(fixed_in, app_version)
    return not is_older(app_version, fixed_in)


def has_regressed(triage: TriageState, counts: FlushCounts) -> bool:
    return any(
        is_regression(triage, app_version, latest)
        for app_version, latest in counts.latest_by_version.items()
    )


def has_reached_ignore_limit(
    triage: TriageState, now: datetime, occurrences: int, devices: int
) -> bool:
    """Whether an ignored group has reached the instant or a count at which it reopens."""
    if triage.status is not GroupStatus.IGNORED:
        return False
    limits = (
        (triage.ignored_until, now),
        (triage.ignored_until_occurrences, occurrences),
        (triage.ignored_until_devices, devices),
    )
    return any(limit is not None and value >= limit for limit, value in limits)  # type: ignore[operator]
