"""What devices send, defined once for GraphQL (camelCase) and REST (snake_case)."""

from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct


class ConsentInput(Struct, frozen=True, forbid_unknown_fields=True):
    """What the user agreed to."""

    crash_reports: Annotated[bool, Meta(description="Crashes may be sent.")] = True
    usage_analytics: Annotated[bool, Meta(description="Usage events may be sent.")] = False


class EventInput(Struct, frozen=True, forbid_unknown_fields=True):
    """One event."""

    type: Annotated[str, Meta(description="A type of docs/events.md, such as `app_start`.")]
    timestamp: Annotated[str, Meta(description="When it happened: RFC 3339 with a time zone.")]
    data: Annotated[
        Any, Meta(description="The type's data fields, an object; every field is optional.")
    ] = None


class SamplingRateInput(Struct, frozen=True, forbid_unknown_fields=True):
    """A rate that the device has sampled by."""

    event_type: Annotated[str, Meta(description="A type of docs/events.md that is no crash.")]
    rate: Annotated[float, Meta(description="The part of sessions that it sent, up to 1.")]


class EventBatchInput(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Up to 500 events of one device and session."""

    app_id: Annotated[str, Meta(description="The app that the ingest key belongs to.")]
    app_version: Annotated[str | None, Meta(description="Version of the app.")] = None
    mosis_version: Annotated[str | None, Meta(description="Version of the platform.")] = None
    device_id: Annotated[
        str, Meta(description="Lowercase hex SHA-256 of raw id, salt and app id: 64 digits.")
    ]
    session_id: Annotated[str | None, Meta(description="The session, at most 64 characters.")] = (
        None
    )
    batch_id: Annotated[
        UUID | None,
        Meta(description="Sending a batch again with the same id adds nothing. UUIDv7 is best."),
    ] = None
    consent: Annotated[
        ConsentInput | None, Meta(description="What the user agreed to; crashes only if left out.")
    ] = None
    sampling: Annotated[
        list[SamplingRateInput] | None,
        Meta(description="The rates of an earlier answer, where the device sampled by them."),
    ] = None
    events: Annotated[list[EventInput], Meta(description="The events, oldest first.")]


class CrashContextInput(Struct, frozen=True, forbid_unknown_fields=True):
    """What the app was doing when it crashed."""

    screen: Annotated[str | None, Meta(description="The screen that was shown.")] = None
    memory_mb: Annotated[float | None, Meta(description="Memory in use, in megabytes.")] = None
    uptime_seconds: Annotated[float | None, Meta(description="Seconds since the app started.")] = (
        None
    )


class CrashInput(Struct, frozen=True, forbid_unknown_fields=True):
    """The crash itself."""

    type: Annotated[str, Meta(description="The kind of crash, such as `lua_error`.")]
    message: Annotated[str, Meta(description="The error message, without user data.")] = ""
    stack_trace: Annotated[str, Meta(description="The stack trace, innermost frame first.")] = ""
    fatal: Annotated[bool, Meta(description="Whether the app ended.")] = True
    context: Annotated[CrashContextInput | None, Meta(description="What the app was doing.")] = None
    fingerprint: Annotated[
        str | None,
        Meta(description="Groups it with crashes that name the same, instead of by its stack."),
    ] = None


class CrashReportInput(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One crash of one device."""

    app_id: Annotated[str, Meta(description="The app that the ingest key belongs to.")]
    app_version: Annotated[str | None, Meta(description="Version of the app.")] = None
    mosis_version: Annotated[str | None, Meta(description="Version of the platform.")] = None
    device_id: Annotated[
        str, Meta(description="Lowercase hex SHA-256 of raw id, salt and app id: 64 digits.")
    ]
    session_id: Annotated[str | None, Meta(description="The session, at most 64 characters.")] = (
        None
    )
    timestamp: Annotated[str, Meta(description="When it happened: RFC 3339 with a time zone.")]
    crash_id: Annotated[
        UUID | None,
        Meta(description="Sending a crash again with the same id and timestamp adds nothing."),
    ] = None
    consent: Annotated[
        ConsentInput | None, Meta(description="What the user agreed to; crashes if left out.")
    ] = None
    crash: Annotated[CrashInput, Meta(description="The crash.")]
