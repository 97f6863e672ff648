"""The errors that callers can see. Each has a stable code and an HTTP status.

TelemetryError
├── BadInput                400
│   ├── MalformedBody       the body is not JSON or does not match the documented format
│   ├── InvalidField        a field has an invalid value
│   ├── InvalidText         a text has NUL characters or lone surrogates
│   ├── InvalidTimestamp    a timestamp is not in the format of RFC 3339
│   ├── TooOld              a timestamp is before the accepted window
│   ├── InFuture            a timestamp is after the accepted window
│   ├── UnknownEventType    the app has no such event type
│   ├── InvalidData         an event's data does not fit its type
│   └── ConsentRequired     the user did not consent to this kind of data
├── BodyTooLarge            413
├── Unauthenticated         401
├── Forbidden               403
│   ├── AppMismatch         the key belongs to another app
│   └── CsrfRejected        a browser request without a valid CSRF token
├── NotFound                404
│   ├── AppNotFound         no such app, or the caller is not a member
│   ├── CrashGroupNotFound
│   ├── AlertRuleNotFound
│   ├── AlertChannelNotFound
│   └── AlertNotFound       no such alert or delivery
├── TooManyRequests         429
└── Unavailable             503
    ├── DatabaseUnavailable
    └── Overloaded          the write queue is full
"""

from collections.abc import Mapping
from typing import Any, ClassVar


class TelemetryError(Exception):
    """An expected failure whose message may be shown to the caller."""

    code: ClassVar[str] = "INTERNAL"
    status: ClassVar[int] = 500

    def __init__(self, message: str, *, retry_after: int | None = None, **details: object) -> None:
        super().__init__(message)
        self.message = message
        self.retry_after = retry_after
        self.details = details

    @property
    def extensions(self) -> Mapping[str, Any]:
        """The `extensions` of the GraphQL error; graphql-core copies them."""
        retry = {} if self.retry_after is None else {"retryAfter": self.retry_after}
        return {"code": self.code, **retry, **self.details}


class BadInput(TelemetryError):
    code = "BAD_INPUT"
    status = 400


class MalformedBody(BadInput):
    code = "MALFORMED_BODY"


class InvalidField(BadInput):
    code = "INVALID_FIELD"


class InvalidText(BadInput):
    code = "INVALID_TEXT"


class InvalidTimestamp(BadInput):
    code = "INVALID_TIMESTAMP"


class TooOld(BadInput):
    code = "TOO_OLD"


class InFuture(BadInput):
    code = "IN_FUTURE"


class UnknownEventType(BadInput):
    code = "UNKNOWN_EVENT_TYPE"


class InvalidData(BadInput):
    code = "INVALID_DATA"


class ConsentRequired(BadInput):
    code = "CONSENT_REQUIRED"


class BodyTooLarge(TelemetryError):
    code = "BODY_TOO_LARGE"
    status = 413


class Unauthenticated(TelemetryError):
    code = "UNAUTHENTICATED"
    status = 401


class Forbidden(TelemetryError):
    code = "FORBIDDEN"
    status = 403


class AppMismatch(Forbidden):
    code = "APP_MISMATCH"


class CsrfRejected(Forbidden):
    code = "CSRF_REJECTED"


class NotFound(TelemetryError):
    code = "NOT_FOUND"
    status = 404


class AppNotFound(NotFound):
    code = "APP_NOT_FOUND"


class CrashGroupNotFound(NotFound):
    code = "CRASH_GROUP_NOT_FOUND"


class AlertRuleNotFound(NotFound):
    code = "ALERT_RULE_NOT_FOUND"


class AlertChannelNotFound(NotFound):
    code = "ALERT_CHANNEL_NOT_FOUND"


class AlertNotFound(NotFound):
    code = "ALERT_NOT_FOUND"


class TooManyRequests(TelemetryError):
    code = "RATE_LIMITED"
    status = 429


class Unavailable(TelemetryError):
    code = "UNAVAILABLE"
    status = 503


class DatabaseUnavailable(Unavailable):
    code = "DATABASE_UNAVAILABLE"


class Overloaded(Unavailable):
    code = "OVERLOADED"
