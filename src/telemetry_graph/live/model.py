"""The message that a process sends to all processes after it has stored crashes."""

from dataclasses import dataclass

from telemetry_graph.crashes.model import CrashGroup, CrashOccurrence
from telemetry_graph.kit.ids import AppId


@dataclass(frozen=True, slots=True)
class StoredCrashes:
    """The crashes that one committed flush added to one app."""

    app_id: AppId
    crashes: list[CrashOccurrence]
    new_groups: list[CrashGroup]
