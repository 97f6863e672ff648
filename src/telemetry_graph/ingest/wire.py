"""What devices send and receive, defined once for GraphQL (camelCase) and REST (snake_case)."""

from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from telemetry_graph.kit.ids import Fingerprint


class ConsentInput(Struct, frozen=True, forbid_unknown_fields=True):
    """The consent of the app's user."""

    crash_reports: Annotated[
        bool, Meta(description="Whether the user consented to crash reports.")
    ] = True
    usage_analytics: Annotated[
        bool, Meta(description="Whether the user consented to usage analytics.")
    ] = False


class EventInput(Struct, frozen=True, forbid_unknown_fields=True):
    """An event."""

    type: Annotated[str, Meta(description="The event type, such as `app_start`.")]
    timestamp: Annotated[
        str, Meta(description="The device's time of the event, in RFC 3339 with a time zone.")
    ]
    data: Annotated[
        Any, Meta(description="The data of the event: an object with the fields of its type.")
    ] = None


class SamplingRateInput(Struct, frozen=True, forbid_unknown_fields=True):
    """A sampling rate that the device applied."""

    event_type: Annotated[
        str, Meta(description="The event type. Types of crashes cannot be sampled.")
    ]
    rate: Annotated[
        float, Meta(description="The share of sessions that the device sent: 0.001 to 1.")
    ]


class SenderFields(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The fields that a batch and a crash report share."""

    app_id: Annotated[str, Meta(description="The app that the ingest key belongs to.")]
    app_version: Annotated[str | None, Meta(description="The version of the app.")] = None
    mosis_version: Annotated[str | None, Meta(description="The version of the platform.")] = None
    device_id: Annotated[
        str,
        Meta(
            description="SHA-256 of the device's id, a salt and the app id: 64 lowercase hex "
            "digits."
        ),
    ]
    session_id: Annotated[
        str | None, Meta(description="The id of the session, at most 64 characters.")
    ] = None
    consent: Annotated[
        ConsentInput | None, Meta(description="The user's consent. Default: crash reports only.")
    ] = None


class EventBatchInput(SenderFields, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Up to 500 events of one device and session."""

    batch_id: Annotated[
        UUID | None,
        Meta(
            description="Makes the batch safe to retry: a batch is stored once for each id. Use "
            "UUIDv7."
        ),
    ] = None
    sampling: Annotated[
        list[SamplingRateInput] | None,
        Meta(description="The rates that the device applied, from an earlier response."),
    ] = None
    events: Annotated[list[EventInput], Meta(description="The events, oldest first.")]


class CrashContextInput(Struct, frozen=True, forbid_unknown_fields=True):
    """The state of the app when it crashed."""

    screen: Annotated[str | None, Meta(description="The current screen.")] = None
    memory_mb: Annotated[float | None, Meta(description="Memory in use, in megabytes.")] = None
    uptime_seconds: Annotated[float | None, Meta(description="Seconds since the app started.")] = (
        None
    )


class CrashInput(Struct, frozen=True, forbid_unknown_fields=True):
    """A crash."""

    type: Annotated[str, Meta(description="The kind of crash, such as `lua_error`.")]
    message: Annotated[str, Meta(description="The error message, without user data.")] = ""
    stack_trace: Annotated[str, Meta(description="The stack trace, innermost frame first.")] = ""
    is_fatal: Annotated[bool, Meta(description="Whether the crash ended the app.")] = True
    context: Annotated[
        CrashContextInput | None, Meta(description="The state of the app when it crashed.")
    ] = None
    fingerprint: Annotated[
        str | None,
        Meta(
            description="Groups the crash with others of this fingerprint instead of by its stack."
        ),
    ] = None


class CrashReportInput(SenderFields, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A crash of one device."""

    timestamp: Annotated[
        str, Meta(description="The device's time of the crash, in RFC 3339 with a time zone.")
    ]
    crash_id: Annotated[
        UUID | None,
        Meta(
            description="Makes the report safe to retry: it is stored once for each id and "
            "timestamp."
        ),
    ] = None
    crash: Annotated[CrashInput, Meta(description="The crash.")]


class Rejection(Struct, frozen=True):
    """Why an event of a batch was not stored."""

    index: Annotated[int, Meta(description="The position of the event in the batch, from 0.")]
    code: Annotated[str, Meta(description="A stable error code, see docs/errors.md.")]
    message: Annotated[str, Meta(description="An explanation for people.")]


class SamplingRate(Struct, frozen=True):
    """The share of sessions whose events of a type are stored."""

    event_type: Annotated[str, Meta(description="The event type.")]
    rate: Annotated[
        float,
        Meta(
            description="The share of sessions, up to 1. A session is stored if the first 32 bits "
            "of the SHA-256 of its id are below this share of their range."
        ),
    ]


class BatchReceipt(Struct, frozen=True):
    """The result of a batch. The counted events are committed."""

    received: Annotated[int, Meta(description="Number of events stored.")]
    is_duplicate: Annotated[
        bool,
        Meta(
            description="Whether the batch was already stored. Then the counts are those of the "
            "first response."
        ),
    ]
    rejected: Annotated[
        list[Rejection], Meta(description="The events that were not stored, with the reason.")
    ]
    sampled_out: Annotated[
        int,
        Meta(description="Number of valid events that sampling left out. Do not send them again."),
    ] = 0
    sampling: Annotated[
        tuple[SamplingRate, ...],
        Meta(description="The app's current sampling rates. Apply them before you send events."),
    ] = ()


class CrashReceipt(Struct, frozen=True):
    """The result of a crash report. The crash is committed."""

    id: Annotated[UUID, Meta(description="The id of the crash: the device's or a new one.")]
    fingerprint: Annotated[Fingerprint, Meta(description="The fingerprint of its crash group.")]
    is_duplicate: Annotated[bool, Meta(description="Whether the crash was already stored.")]
