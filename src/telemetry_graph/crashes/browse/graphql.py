"""What is known of one crash group, as GraphQL shows it."""

from datetime import date, datetime

import strawberry
from strawberry.scalars import JSON

from telemetry_graph.crashes.fingerprint.v2 import Grouping
from telemetry_graph.crashes.fingerprint.v2.frame import Frame, Origin
from telemetry_graph.crashes.model import CountedCrash as CountedCrashModel
from telemetry_graph.crashes.model import CrashGroup as CrashGroupModel
from telemetry_graph.crashes.model import DayCount, Fix, GroupedBy, Triage
from telemetry_graph.crashes.triage.model import Activity, ActivityKind
from telemetry_graph.kit.scalars import Count

strawberry.enum(Fix, name="CrashFix", description="Where the fix of a resolved group is.")
strawberry.enum(GroupedBy, name="CrashGroupedBy", description="Who named a group's fingerprint.")
strawberry.enum(Origin, name="CrashFrameOrigin", description="Whose code a frame is.")
strawberry.enum(ActivityKind, name="CrashActivityKind", description="What was done to a group.")


@strawberry.type(description="One frame of a stack trace, as grouping sees it.")
class CrashFrame:
    function: str = strawberry.field(description="The function, without what builds change.")
    file: str = strawberry.field(description="The file's name, without its directory.")
    origin: Origin = strawberry.field(description="Whose code it is.")

    @classmethod
    def of(cls, model: Frame) -> "CrashFrame":
        return cls(function=model.function, file=model.file, origin=model.origin)


@strawberry.type(description="Why the crashes of a group are together.")
class CrashGrouping:
    algorithm: int = strawberry.field(description="Version of the fingerprint algorithm.")
    grouped_by: GroupedBy = strawberry.field(description="Who named the fingerprint.")
    message: str = strawberry.field(description="The message, with placeholders for values.")
    counted: list[CrashFrame] = strawberry.field(description="The frames that count.")
    ignored: list[CrashFrame] = strawberry.field(description="Frames that do not, at most 100.")
    lines: list[str] = strawberry.field(
        description="Cleaned lines of a trace that has no known frames."
    )

    @classmethod
    def of(cls, group: CrashGroupModel, model: Grouping) -> "CrashGrouping":
        return cls(
            algorithm=group.algorithm,
            grouped_by=group.grouped_by,
            message=model.message,
            counted=[CrashFrame.of(frame) for frame in model.counted],
            ignored=[CrashFrame.of(frame) for frame in model.ignored],
            lines=list(model.lines),
        )


@strawberry.type(description="What was decided about a group, and what would open it again.")
class CrashTriageState:
    fix: Fix | None = strawberry.field(description="Where the fix is, when resolved.")
    fixed_in: str | None = strawberry.field(
        description="The fixed version; for NOW and IN_NEXT_VERSION the newest one known then."
    )
    resolved_at: datetime | None = strawberry.field(description="When it was resolved.")
    ignored_until: datetime | None = strawberry.field(description="Ignored until this instant.")
    ignored_until_occurrences: int | None = strawberry.field(
        graphql_type=Count | None, description="Ignored until it has this many occurrences."
    )
    ignored_until_devices: int | None = strawberry.field(
        description="Ignored until it affects this many devices."
    )
    regressed_at: datetime | None = strawberry.field(description="When it last came back.")
    regressions: int = strawberry.field(description="How often it came back.")
    assignee: str | None = strawberry.field(description="The address of who works on it.")

    @classmethod
    def of(cls, model: Triage) -> "CrashTriageState":
        return cls(
            fix=model.fix,
            fixed_in=model.fixed_in,
            resolved_at=model.resolved_at,
            ignored_until=model.ignored_until,
            ignored_until_occurrences=model.ignored_until_occurrences,
            ignored_until_devices=model.ignored_until_devices,
            regressed_at=model.regressed_at,
            regressions=model.regressions,
            assignee=model.assignee,
        )


@strawberry.type(description="How many crashes a group had on a day.")
class CrashDay:
    day: date = strawberry.field(description="The UTC day.")
    crashes: int = strawberry.field(graphql_type=Count, description="Crashes of that day.")

    @classmethod
    def of(cls, model: DayCount) -> "CrashDay":
        return cls(day=model.day, crashes=model.crashes)


@strawberry.type(description="A crash that `overview.crashes` counts.")
class CountedCrash:
    id: strawberry.ID = strawberry.field(description="Id of the crash.")
    timestamp: datetime = strawberry.field(description="When it happened, by the device's clock.")
    fingerprint: str = strawberry.field(description="Fingerprint of its crash group.")
    type: str = strawberry.field(description="Type of the crash, such as `lua_error`.")
    message: str = strawberry.field(description="Error message, as sent.")
    is_fatal: bool = strawberry.field(description="Whether the crash ended the app.")
    app_version: str | None = strawberry.field(
        description="Version of the app; null when it was not sent."
    )
    device: str = strawberry.field(description="Keyed hash of the device's id, in hexadecimal.")
    session_id: str | None = strawberry.field(
        description="Id of the session; null when it was not sent."
    )

    @classmethod
    def of(cls, model: CountedCrashModel) -> "CountedCrash":
        return cls(
            id=strawberry.ID(str(model.crash_id)),
            timestamp=model.timestamp,
            fingerprint=model.fingerprint,
            type=model.crash_type,
            message=model.message,
            is_fatal=model.is_fatal,
            app_version=model.app_version,
            device=model.device_id.hex(),
            session_id=model.session_id,
        )


@strawberry.type(description="One entry of a group's history.")
class CrashActivity:
    id: strawberry.ID = strawberry.field(description="Stable id of the entry.")
    at: datetime = strawberry.field(description="When it was done.")
    actor: str | None = strawberry.field(
        description="The address of who did it; null when new crashes did."
    )
    kind: ActivityKind = strawberry.field(description="What was done.")
    detail: JSON = strawberry.field(description="The particulars, by kind.")

    @classmethod
    def of(cls, model: Activity) -> "CrashActivity":
        return cls(
            id=strawberry.ID(str(model.id)),
            at=model.at,
            actor=model.actor,
            kind=model.kind,
            detail=JSON(dict(model.detail)),
        )
