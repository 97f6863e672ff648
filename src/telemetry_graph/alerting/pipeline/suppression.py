"""Whether an alert is sent now, held for a summary or suppressed.

Pure functions. The stages are checked in the order of `STAGES`; the first that returns a decision
wins, and the delivery log shows its reason.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from telemetry_graph.alerting.channels.settings.model import QuietSettings
from telemetry_graph.alerting.content.payload import AlertKind
from telemetry_graph.alerting.pipeline.destinations import Destination
from telemetry_graph.alerting.pipeline.model import DeliveryReason, LastAlert, UndecidedAlert
from telemetry_graph.alerting.rules.model import AlertRule

HOUR = timedelta(hours=1)
STORM_WINDOW = timedelta(minutes=1)
MAX_CALM_GROUPS = 10
"""More new or regressed groups of an app within the window are a storm."""
SUMMARIES_PER_HOUR = 2
"""Messages of the hourly cap that are reserved: a storm, and what exceeded the cap."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a decision depends on, besides the alert and the time."""

    rule: AlertRule | None
    last_alert: LastAlert | None
    """Of the rule, about the same subject."""
    muted_until: datetime | None
    """Of the subject."""
    recent_groups: int
    """Alerts about groups of the app within the storm window, including this one."""
    destination: Destination
    sent_times: Sequence[datetime]
    """Of the channel's newest messages within the last hour, sorted."""
    last_storm_at: datetime | None
    """When the channel last received a storm summary."""


@dataclass(frozen=True, slots=True)
class Suppressed:
    reason: DeliveryReason


@dataclass(frozen=True, slots=True)
class Held:
    """For a summary, which is due at `until` unless one is already open."""

    reason: DeliveryReason
    until: datetime


Decision = Suppressed | Held
Stage = Callable[[UndecidedAlert, Circumstances, datetime], Decision | None]


def check_rule(alert: UndecidedAlert, on: Circumstances, now: datetime) -> Decision | None:
    if alert.rule_id is None:
        return None
    is_active = on.rule is not None and on.rule.settings.is_enabled
    return None if is_active else Suppressed(DeliveryReason.RULE_GONE)


def check_rule_mute(alert: UndecidedAlert, on: Circumstances, now: datetime) -> Decision | None:
    is_muted = on.rule is not None and on.rule.is_muted(now)
    return Suppressed(DeliveryReason.RULE_MUTED) if is_muted else None


def check_subject_mute(alert: UndecidedAlert, on: Circumstances, now: datetime) -> Decision | None:
    is_muted = on.muted_until is not None and now < on.muted_until
    return Suppressed(DeliveryReason.GROUP_MUTED) if is_muted else None


def check_cooldown(alert: UndecidedAlert, on: Circumstances, now: datetime) -> Decision | None:
    if on.rule is None or on.last_alert is None or on.last_alert.alert_id == alert.id:
        return None
    cooldown = timedelta(minutes=on.rule.settings.cooldown_minutes)
    is_cooling = alert.created_at - on.last_alert.alerted_at < cooldown
    return Suppressed(DeliveryReason.COOLDOWN) if is_cooling else None


def check_channel(alert: UndecidedAlert, on: Circumstances, now: datetime) -> Decision | None:
    if not on.destination.is_enabled:
        return Suppressed(DeliveryReason.CHANNEL_DISABLED)
    if not on.destination.is_verified:
        return Suppressed(DeliveryReason.CHANNEL_UNVERIFIED)
    return None


def check_storm(alert: UndecidedAlert, on: Circumstances, now: datetime) -> Decision | None:
    """A storm is summarised after a minute, and then once an hour while it lasts."""
    if not can_storm(alert) or on.recent_groups <= MAX_CALM_GROUPS:
        return None
    next_at = on.last_storm_at + HOUR if on.last_storm_at else now
    return Held(DeliveryReason.STORM, max(now + STORM_WINDOW, next_at))


def check_quiet_hours(alert: UndecidedAlert, on: Circumstances, now: datetime) -> Decision | None:
    quiet = on.destination.quiet
    end = find_quiet_end(quiet, now)
    if end is None or (_is_urgent(alert) and quiet.can_urgent_break_quiet_hours):
        return None
    return Held(DeliveryReason.QUIET_HOURS, end)


def check_digest(alert: UndecidedAlert, on: Circumstances, now: datetime) -> Decision | None:
    minutes = on.destination.quiet.digest_minutes
    if not minutes or _is_urgent(alert):
        return None
    return Held(DeliveryReason.DIGEST, now + timedelta(minutes=minutes))


def check_hourly_cap(alert: UndecidedAlert, on: Circumstances, now: datetime) -> Decision | None:
    """The last messages of an hour are reserved for summaries."""
    limit = max(on.destination.quiet.hourly_cap - SUMMARIES_PER_HOUR, 1)
    sent = [time for time in on.sent_times if time > now - HOUR]
    if len(sent) < limit:
        return None
    return Held(DeliveryReason.HOURLY_CAP, sent[-limit] + HOUR)


RULE_STAGES: tuple[Stage, ...] = (check_rule, check_rule_mute, check_subject_mute, check_cooldown)
CHANNEL_STAGES: tuple[Stage, ...] = (
    check_channel,
    check_storm,
    check_quiet_hours,
    check_digest,
    check_hourly_cap,
)
STAGES = RULE_STAGES + CHANNEL_STAGES


def run_stages(
    alert: UndecidedAlert, on: Circumstances, now: datetime, stages: tuple[Stage, ...] = STAGES
) -> Decision | None:
    """Why the alert is not sent now; None when it is sent."""
    for stage in stages:
        if decision := stage(alert, on, now):
            return decision
    return None


def can_storm(alert: UndecidedAlert) -> bool:
    return alert.kind in (AlertKind.NEW_CRASH_GROUP, AlertKind.REGRESSION)


def _is_urgent(alert: UndecidedAlert) -> bool:
    return alert.is_fatal and alert.kind in (AlertKind.SPIKE, AlertKind.VELOCITY)


def find_quiet_end(quiet: QuietSettings, now: datetime) -> datetime | None:
    """When the current quiet hours end; None outside quiet hours."""
    start, end = quiet.quiet_from_minute, quiet.quiet_until_minute
    if start is None or end is None or start == end:
        return None
    local = now.astimezone(ZoneInfo(quiet.time_zone))
    minute = local.hour * 60 + local.minute
    is_quiet = start <= minute < end if start < end else minute >= start or minute < end
    if not is_quiet:
        return None
    ends_at = local.replace(hour=end // 60, minute=end % 60, second=0, microsecond=0)
    if minute >= end:
        ends_at += timedelta(days=1)  # local time, so also right for days of 23 or 25 hours
    # The clock can have been set back since; an end in the past would hold nothing.
    return max(ends_at.astimezone(now.tzinfo), now)


def find_summary_time(
    quiet: QuietSettings, sent_times: Sequence[datetime], now: datetime
) -> datetime:
    """When a summary can be sent: outside quiet hours, and within the hourly cap."""
    if end := find_quiet_end(quiet, now):
        return end
    sent = [time for time in sent_times if time > now - HOUR]
    if len(sent) < quiet.hourly_cap:
        return now
    return sent[-quiet.hourly_cap] + HOUR
