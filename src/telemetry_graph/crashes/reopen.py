"""Decides whether new crashes open a group again. Functions of values, no I/O."""

from datetime import datetime

from telemetry_graph.crashes.flush_counts import Tally
from telemetry_graph.crashes.model import Fix, Status, Triage
from telemetry_graph.crashes.versions import is_older


def is_regression(triage: Triage, version: str | None, time: datetime) -> bool:
    """Whether a crash at `time` in `version` contradicts the fix.

    An old release that still crashes does not: a regression is a crash in a version that is not
    older than the fixed one, or newer than the newest one known when the fix was for the next.
    """
    if triage.status is not Status.RESOLVED:
        return False
    fixed_in = triage.fixed_in
    if triage.fix is Fix.IN_VERSION and fixed_in is not None:
        return not is_older(version, fixed_in)
    if triage.resolved_at is not None and time <= triage.resolved_at:
        return False  # sent late: it happened before the fix
    if fixed_in is None:
        return True
    if triage.fix is Fix.IN_NEXT_VERSION:
        return version is not None and is_older(fixed_in, version)
    return not is_older(version, fixed_in)


def regresses(triage: Triage, tally: Tally) -> bool:
    return any(
        is_regression(triage, version, time) for version, time in tally.latest_by_version.items()
    )


def stops_ignoring(triage: Triage, now: datetime, occurrences: int, devices: int) -> bool:
    """Whether a group with new crashes has used up what it was ignored for."""
    if triage.status is not Status.IGNORED:
        return False
    bounds = (
        (triage.ignored_until, now),
        (triage.ignored_until_occurrences, occurrences),
        (triage.ignored_until_devices, devices),
    )
    return any(bound is not None and reached >= bound for bound, reached in bounds)  # type: ignore[operator]
