"""Rejects invalid settings of channels."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from telemetry_graph.alerting.channels.base import AnyKind
from telemetry_graph.alerting.channels.settings.model import ChannelSettings, QuietSettings
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.text import is_storable

MAX_CHANNELS = 20
_MAX_NAME_CHARS = 100
_MAX_ZONE_CHARS = 64
_MIN_SECRET_CHARS, _MAX_SECRET_CHARS = 16, 256
_MIN_HOURLY_CAP, _MAX_HOURLY_CAP = 3, 1_000
_DAY_MINUTES = 24 * 60


def check_settings(kind: AnyKind, settings: ChannelSettings) -> None:
    """Raise InvalidField; the address is checked by its kind."""
    name = settings.name
    is_line = bool(name.strip()) and name.isprintable() and is_storable(name)
    if not is_line or len(name) > _MAX_NAME_CHARS:
        raise InvalidField(
            f"`name` must be one line of 1 to {_MAX_NAME_CHARS} characters.", field="name"
        )
    if settings.secret:
        _check_secret(kind, settings.secret)
    _check_quiet(settings.quiet)


def _check_secret(kind: AnyKind, secret: str) -> None:
    if not kind.has_secret:
        raise InvalidField(f"Channels of kind {kind.label} have no signing key.", field="secret")
    if not _MIN_SECRET_CHARS <= len(secret) <= _MAX_SECRET_CHARS or not is_storable(secret):
        raise InvalidField(
            f"A signing key must have {_MIN_SECRET_CHARS} to {_MAX_SECRET_CHARS} characters.",
            field="secret",
        )


def _check_quiet(quiet: QuietSettings) -> None:
    _check_range("hourlyCap", quiet.hourly_cap, _MIN_HOURLY_CAP, _MAX_HOURLY_CAP)
    _check_range("digestMinutes", quiet.digest_minutes, 0, _DAY_MINUTES)
    if (quiet.quiet_from_minute is None) != (quiet.quiet_until_minute is None):
        raise InvalidField("Quiet hours need both `quietFrom` and `quietUntil`.", field="quietFrom")
    for name, minute in (
        ("quietFrom", quiet.quiet_from_minute),
        ("quietUntil", quiet.quiet_until_minute),
    ):
        if minute is not None:
            _check_range(name, minute, 0, _DAY_MINUTES - 1)
    if not is_time_zone(quiet.time_zone):
        raise InvalidField("`timeZone` must be a name such as Europe/Berlin.", field="timeZone")


def is_time_zone(name: str) -> bool:
    if len(name) > _MAX_ZONE_CHARS or not name.isprintable():
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _check_range(name: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        raise InvalidField(f"`{name}` must be between {low} and {high:,}.", field=name)
