"""Refuses settings of channels that could not work, with a reason."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from telemetry_graph.alerting.channels.settings.model import ChannelSettings
from telemetry_graph.alerting.content.payload import ChannelKind
from telemetry_graph.alerting.pipeline.suppression import QuietSettings
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.text import is_storable

MAX_CHANNELS = 20
_LONGEST_NAME = 100
_LONGEST_ZONE = 64
_SHORTEST_SECRET, _LONGEST_SECRET = 16, 256
_LOWEST_CAP, _HIGHEST_CAP = 3, 1_000
_DAY_MINUTES = 24 * 60


def checked(kind: ChannelKind, settings: ChannelSettings) -> ChannelSettings:
    """The same settings, or InvalidField; the address is checked by its channel."""
    name = settings.name
    is_line = bool(name.strip()) and name.isprintable() and is_storable(name)
    if not is_line or len(name) > _LONGEST_NAME:
        raise InvalidField(
            f"A channel's name is a line of 1 … {_LONGEST_NAME} characters.", field="name"
        )
    if settings.secret:
        _check_secret(kind, settings.secret)
    _check_quiet(settings.quiet)
    return settings


def _check_secret(kind: ChannelKind, secret: str) -> None:
    if kind is not ChannelKind.WEBHOOK:
        raise InvalidField("Only a webhook has a signing key.", field="secret")
    if not _SHORTEST_SECRET <= len(secret) <= _LONGEST_SECRET or not is_storable(secret):
        raise InvalidField(
            f"A signing key has {_SHORTEST_SECRET} … {_LONGEST_SECRET} characters.", field="secret"
        )


def _check_quiet(quiet: QuietSettings) -> None:
    _within("hourlyCap", quiet.hourly_cap, _LOWEST_CAP, _HIGHEST_CAP)
    _within("digestMinutes", quiet.digest_minutes, 0, _DAY_MINUTES)
    if (quiet.quiet_from_minute is None) != (quiet.quiet_until_minute is None):
        raise InvalidField("Quiet hours need both ends.", field="quietFrom")
    for name, minute in (
        ("quietFrom", quiet.quiet_from_minute),
        ("quietUntil", quiet.quiet_until_minute),
    ):
        if minute is not None:
            _within(name, minute, 0, _DAY_MINUTES - 1)
    if not is_time_zone(quiet.time_zone):
        raise InvalidField("A time zone is a name such as Europe/Berlin.", field="timeZone")


def is_time_zone(name: str) -> bool:
    if len(name) > _LONGEST_ZONE or not name.isprintable():
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _within(name: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        raise InvalidField(f"`{name}` must lie in {low} … {high}.", field=name)
