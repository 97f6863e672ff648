"""Decides whether an alert is sent now, told later in a summary, or not told at all.

Functions of values with `now` passed in. The stages are listed in `STAGES`: the first that has
something to say decides, and its reason is what the delivery log shows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from telemetry_graph.alerting.content.payload import AlertKind
from telemetry_graph.alerting.rules.model import AlertRule

HOUR = timedelta(hours=1)
STORM_WINDOW = timedelta(minutes=1)
STORM_GROUPS = 10
"""So many new groups of an app within the window are a storm."""
KEPT_FOR_SUMMARIES = 2
"""Of an hour's messages: one for a storm, one for «N more»."""


class Reason(StrEnum):
    """Why an alert was not sent as a message of its own."""

    RULE_GONE = "rule_gone"
    RULE_MUTED = "rule_muted"
    GROUP_MUTED = "group_muted"
    COOLDOWN = "cooldown"
    CHANNEL_DISABLED = "channel_disabled"
    CHANNEL_UNVERIFIED = "channel_unverified"
    STORM = "storm"
    QUIET_HOURS = "quiet_hours"
    DIGEST = "digest"
    HOURLY_CAP = "hourly_cap"


@dataclass(frozen=True, slots=True)
class QuietSettings:
    """How much a channel wants to hear, and when."""

    hourly_cap: int = 20
    digest_minutes: int = 0
    """Alerts of so many minutes are one message; 0: each is its own."""
    quiet_from_minute: int | None = None
    """Of the day, in the channel's time zone."""
    quiet_until_minute: int | None = None
    time_zone: str = "UTC"
    fatal_spikes_break_quiet: bool = True

    def quiet_ends(self, now: datetime) -> datetime | None:
        """When the quiet hours end that `now` lies in; None outside of them."""
        start, end = self.quiet_from_minute, self.quiet_until_minute
        if start is None or end is None or start == end:
            return None
        local = now.astimezone(ZoneInfo(self.time_zone))
        minute = local.hour * 60 + local.minute
        is_quiet = start <= minute < end if start < end else minute >= start or minute < end
        if not is_quiet:
            return None
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        ends = midnight.replace(hour=end // 60, minute=end % 60)
        if minute >= end:
            ends += timedelta(days=1)  # on the wall: a day of 23 or 25 hours is one, too
        # The clock may have been set back meanwhile; an end in the past would hold nothing.
        return max(ends.astimezone(now.tzinfo), now)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An alert that might be sent."""

    id: UUID
    kind: AlertKind
    rule_id: UUID | None
    """None: it was queued before there were rules."""
    subject: str
    is_fatal: bool
    raised_at: datetime

    @property
    def is_urgent(self) -> bool:
        return self.is_fatal and self.kind in (AlertKind.SPIKE, AlertKind.VELOCITY)

    @property
    def can_storm(self) -> bool:
        return self.kind in (AlertKind.NEW_CRASH_GROUP, AlertKind.REGRESSION)


@dataclass(frozen=True, slots=True)
class Told:
    """The last alert of the rule about the same subject."""

    alert_id: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class Receiver:
    """A channel, as far as decisions go."""

    key: str
    quiet: QuietSettings = field(default_factory=QuietSettings)
    is_enabled: bool = True
    is_verified: bool = True


@dataclass(frozen=True, slots=True)
class Situation:
    """All that a decision rests on, besides the alert and the time."""

    rule: AlertRule | None
    told: Told | None
    muted_until: datetime | None
    """Of the group, or whatever the alert is about."""
    recent_groups: int
    """Alerts about groups of the app within the storm's window, this one included."""
    receiver: Receiver
    sent_times: Sequence[datetime]
    """When the channel was last written to: the newest of the last hour, in order."""
    last_storm_at: datetime | None
    """When the channel was last told of a storm."""


@dataclass(frozen=True, slots=True)
class Suppressed:
    """Not told at all."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Held:
    """Told in a summary that is due at `until`, if none is open already."""

    reason: Reason
    until: datetime


Verdict = Suppressed | Held
Stage = Callable[[Candidate, Situation, datetime], Verdict | None]


def rule_is_there(alert: Candidate, at: Situation, now: datetime) -> Verdict | None:
    if alert.rule_id is None:
        return None
    is_there = at.rule is not None and at.rule.settings.is_enabled
    return None if is_there else Suppressed(Reason.RULE_GONE)


def rule_is_heard(alert: Candidate, at: Situation, now: datetime) -> Verdict | None:
    is_muted = at.rule is not None and at.rule.is_muted(now)
    return Suppressed(Reason.RULE_MUTED) if is_muted else None


def group_is_heard(alert: Candidate, at: Situation, now: datetime) -> Verdict | None:
    is_muted = at.muted_until is not None and now < at.muted_until
    return Suppressed(Reason.GROUP_MUTED) if is_muted else None


def has_cooled_down(alert: Candidate, at: Situation, now: datetime) -> Verdict | None:
    if at.rule is None or at.told is None or at.told.alert_id == alert.id:
        return None
    cooldown = timedelta(minutes=at.rule.settings.cooldown_minutes)
    is_cooling = alert.raised_at - at.told.at < cooldown
    return Suppressed(Reason.COOLDOWN) if is_cooling else None


def channel_is_usable(alert: Candidate, at: Situation, now: datetime) -> Verdict | None:
    if not at.receiver.is_enabled:
        return Suppressed(Reason.CHANNEL_DISABLED)
    if not at.receiver.is_verified:
        return Suppressed(Reason.CHANNEL_UNVERIFIED)
    return None


def is_no_storm(alert: Candidate, at: Situation, now: datetime) -> Verdict | None:
    """A storm is summed up a minute after it began, and then once an hour while it lasts."""
    if not alert.can_storm or at.recent_groups <= STORM_GROUPS:
        return None
    again = at.last_storm_at + HOUR if at.last_storm_at else now
    return Held(Reason.STORM, max(now + STORM_WINDOW, again))


def is_not_quiet_time(alert: Candidate, at: Situation, now: datetime) -> Verdict | None:
    quiet = at.receiver.quiet
    ends = quiet.quiet_ends(now)
    if ends is None or (alert.is_urgent and quiet.fatal_spikes_break_quiet):
        return None
    return Held(Reason.QUIET_HOURS, ends)


def is_no_digest(alert: Candidate, at: Situation, now: datetime) -> Verdict | None:
    minutes = at.receiver.quiet.digest_minutes
    if not minutes or alert.is_urgent:
        return None
    return Held(Reason.DIGEST, now + timedelta(minutes=minutes))


def has_room(alert: Candidate, at: Situation, now: datetime) -> Verdict | None:
    """The last places of an hour are for the summaries that say what had no place."""
    places = max(at.receiver.quiet.hourly_cap - KEPT_FOR_SUMMARIES, 1)
    sent = [time for time in at.sent_times if time > now - HOUR]
    if len(sent) < places:
        return None
    return Held(Reason.HOURLY_CAP, sent[-places] + HOUR)


RULE_STAGES: tuple[Stage, ...] = (rule_is_there, rule_is_heard, group_is_heard, has_cooled_down)
CHANNEL_STAGES: tuple[Stage, ...] = (
    channel_is_usable,
    is_no_storm,
    is_not_quiet_time,
    is_no_digest,
    has_room,
)
STAGES = RULE_STAGES + CHANNEL_STAGES


def verdict(
    alert: Candidate, at: Situation, now: datetime, stages: tuple[Stage, ...] = STAGES
) -> Verdict | None:
    """What keeps the alert from being sent now; None: nothing does."""
    for stage in stages:
        if found := stage(alert, at, now):
            return found
    return None


def summary_due(quiet: QuietSettings, sent_times: Sequence[datetime], now: datetime) -> datetime:
    """When a summary may be sent: not in quiet hours, and not when the hour's messages are used."""
    if ends := quiet.quiet_ends(now):
        return ends
    sent = [time for time in sent_times if time > now - HOUR]
    if len(sent) < quiet.hourly_cap:
        return now
    return sent[-quiet.hourly_cap] + HOUR
