"""The read port of crashes: what other domains read, in the caller's transaction."""

from telemetry_graph.crashes.store.fingerprints import GroupCounts, load_group_counts
from telemetry_graph.crashes.store.group_reads import (
    Baseline,
    RegressedGroup,
    count_occurrences,
    find_handled,
    load_baselines,
    load_groups,
    load_regressions,
)
from telemetry_graph.crashes.store.minutes import GroupWindow, load_window, refresh_minutes

__all__ = [
    "Baseline",
    "GroupCounts",
    "GroupWindow",
    "RegressedGroup",
    "count_occurrences",
    "find_handled",
    "load_baselines",
    "load_group_counts",
    "load_groups",
    "load_regressions",
    "load_window",
    "refresh_minutes",
]
