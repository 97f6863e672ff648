"""The GraphQL types for the details of a crash group."""

from datetime import date, datetime

import strawberry
from strawberry.scalars import JSON

from telemetry_graph.crashes.fingerprint import Grouping
from telemetry_graph.crashes.fingerprint.frame import Frame, Origin
from telemetry_graph.crashes.model import CountedCrash as CountedCrashModel
from telemetry_graph.crashes.model import CrashDay as CrashDayModel
from telemetry_graph.crashes.model import CrashGroup as CrashGroupModel
from telemetry_graph.crashes.model import Fix, GroupedBy, TriageState
from telemetry_graph.crashes.triage.model import Activity, ActivityDetail, ActivityKind
from telemetry_graph.events.model import Breadcrumb
from telemetry_graph.kit.scalars import Count

strawberry.enum(
    Fix,
    name="CrashFix",
    description="Which version fixes a group: the newest one so far, a named one or the next one.",
)
strawberry.enum(
    GroupedBy, name="CrashGroupedBy", description="What determined a group's fingerprint."
)
strawberry.enum(Origin, name="CrashFrameOrigin", description="Whose code a frame is.")
strawberry.enum(ActivityKind, name="CrashActivityKind", description="What happened to a group.")

_FIXED_IN = (
    "The version that has the fix. With NOW and IN_NEXT_VERSION, the newest version at that time."
)


@strawberry.type(description="An event of the session before the crash.")
class CrashBreadcrumb:
    timestamp: datetime = strawberry.field(description="Time of the event on the device.")
    type: str = strawberry.field(description="Event type, such as `screen_view`.")
    data: JSON | None = strawberry.field(description="Data of the event.")

    @classmethod
    def of(cls, model: Breadcrumb) -> "CrashBreadcrumb":
        return cls(timestamp=model.timestamp, type=model.event_type, data=model.data)


@strawberry.type(description="A frame of a stack trace as the fingerprint algorithm reads it.")
class CrashFrame:
    function: str = strawberry.field(description="Function, without parts that differ by build.")
    file: str = strawberry.field(description="File name, without its directory.")
    origin: Origin = strawberry.field(description="Whose code the frame is.")

    @classmethod
    def of(cls, model: Frame) -> "CrashFrame":
        return cls(function=model.function, file=model.file, origin=model.origin)


@strawberry.type(description="Why crashes are in the same group.")
class CrashGrouping:
    algorithm: int = strawberry.field(description="Version of the fingerprint algorithm.")
    grouped_by: GroupedBy = strawberry.field(description="What determined the fingerprint.")
    message: str = strawberry.field(description="Message, with placeholders for values.")
    counted_frames: list[CrashFrame] = strawberry.field(
        description="Frames that are part of the fingerprint."
    )
    ignored_frames: list[CrashFrame] = strawberry.field(
        description="Frames that are not part of the fingerprint, at most 100."
    )
    lines: list[str] = strawberry.field(
        description="Normalized lines of a stack trace without known frames."
    )

    @classmethod
    def of(cls, group: CrashGroupModel, model: Grouping) -> "CrashGrouping":
        return cls(
            algorithm=group.algorithm,
            grouped_by=group.grouped_by,
            message=model.message,
            counted_frames=[CrashFrame.of(frame) for frame in model.counted],
            ignored_frames=[CrashFrame.of(frame) for frame in model.ignored],
            lines=list(model.lines),
        )


@strawberry.type(description="The last decision about a group, and what reopens the group.")
class CrashTriageState:
    fix: Fix | None = strawberry.field(
        description="Which version has the fix, if the group is resolved."
    )
    fixed_in_version: str | None = strawberry.field(description=_FIXED_IN)
    resolved_at: datetime | None = strawberry.field(description="When the group was resolved.")
    ignored_until: datetime | None = strawberry.field(description="When the group reopens.")
    ignored_until_occurrences: int | None = strawberry.field(
        graphql_type=Count | None, description="Number of crashes at which the group reopens."
    )
    ignored_until_devices: int | None = strawberry.field(
        description="Number of affected devices at which the group reopens."
    )
    regressed_at: datetime | None = strawberry.field(description="Time of the last regression.")
    regression_count: int = strawberry.field(description="Number of regressions.")
    assignee: str | None = strawberry.field(
        description="E-mail address of the person who works on the group."
    )

    @classmethod
    def of(cls, model: TriageState) -> "CrashTriageState":
        return cls(
            fix=model.fix,
            fixed_in_version=model.fixed_in_version,
            resolved_at=model.resolved_at,
            ignored_until=model.ignored_until,
            ignored_until_occurrences=model.ignored_until_occurrences,
            ignored_until_devices=model.ignored_until_devices,
            regressed_at=model.regressed_at,
            regression_count=model.regression_count,
            assignee=model.assignee,
        )


@strawberry.type(description="Crashes of a group on a day.")
class CrashDay:
    day: date = strawberry.field(description="UTC day.")
    crashes: int = strawberry.field(graphql_type=Count, description="Number of crashes.")

    @classmethod
    def of(cls, model: CrashDayModel) -> "CrashDay":
        return cls(day=model.day, crashes=model.crashes)


@strawberry.type(description="A crash that `overview.crashes` counts.")
class CountedCrash:
    id: strawberry.ID = strawberry.field(description="Id of the crash.")
    timestamp: datetime = strawberry.field(description="Time of the crash on the device.")
    fingerprint: str = strawberry.field(description="Fingerprint of the crash.")
    type: str = strawberry.field(description="Crash type, such as `lua_error`.")
    message: str = strawberry.field(description="Error message as received.")
    is_fatal: bool = strawberry.field(description="Whether the crash ended the app.")
    app_version: str | None = strawberry.field(description="Version of the app, if known.")
    device: str = strawberry.field(description="Keyed hash of the device id, in hexadecimal.")
    session_id: str | None = strawberry.field(description="Session of the crash, if known.")

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


@strawberry.type(description="Details of an activity. Fields of other kinds are null.")
class CrashActivityDetail:
    fix: Fix | None = strawberry.field(
        description="RESOLVED and REGRESSED: which version has the fix."
    )
    fixed_in_version: str | None = strawberry.field(
        description=f"RESOLVED and REGRESSED: {_FIXED_IN[0].lower()}{_FIXED_IN[1:]}"
    )
    ignored_until: datetime | None = strawberry.field(
        description="IGNORED: time at which the group reopens."
    )
    more_occurrences: int | None = strawberry.field(
        description="IGNORED: number of further crashes at which the group reopens."
    )
    more_devices: int | None = strawberry.field(
        description="IGNORED: number of further devices at which the group reopens."
    )
    assignee: str | None = strawberry.field(
        description="ASSIGNED: e-mail address; null if the assignment was removed."
    )
    text: str | None = strawberry.field(description="COMMENTED: the comment.")
    merged_into: str | None = strawberry.field(
        description="MERGED: fingerprint of the group that remains."
    )
    fingerprints: list[str] | None = strawberry.field(
        description="MERGED and UNMERGED: fingerprints that moved to another group."
    )

    @classmethod
    def of(cls, model: ActivityDetail) -> "CrashActivityDetail":
        return cls(
            fix=model.fix,
            fixed_in_version=model.fixed_in_version,
            ignored_until=model.ignored_until,
            more_occurrences=model.more_occurrences,
            more_devices=model.more_devices,
            assignee=model.assignee,
            text=model.text,
            merged_into=model.merged_into,
            fingerprints=list(model.fingerprints) or None,
        )


@strawberry.type(description="An entry of a group's history.")
class CrashActivity:
    id: strawberry.ID = strawberry.field(description="Stable id of the entry.")
    created_at: datetime = strawberry.field(description="Time of the activity.")
    actor: str | None = strawberry.field(
        description="E-mail address of the person who acted; null if the group reopened by itself."
    )
    kind: ActivityKind = strawberry.field(description="What happened.")
    detail: CrashActivityDetail = strawberry.field(description="Details, depending on the kind.")

    @classmethod
    def of(cls, model: Activity) -> "CrashActivity":
        return cls(
            id=strawberry.ID(str(model.id)),
            created_at=model.created_at,
            actor=model.actor,
            kind=model.kind,
            detail=CrashActivityDetail.of(model.detail),
        )
