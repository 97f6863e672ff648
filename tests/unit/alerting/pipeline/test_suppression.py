"""Who is told now, who later, and who is not: every stage, and the list of them as a whole."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemetry_graph.alerting.content.payload import AlertKind
from telemetry_graph.alerting.pipeline.suppression import (
    HOUR,
    KEPT_FOR_SUMMARIES,
    STORM_GROUPS,
    Candidate,
    Held,
    QuietSettings,
    Reason,
    Receiver,
    Situation,
    Suppressed,
    Told,
    summary_due,
    verdict,
)
from telemetry_graph.alerting.rules.model import AlertRule, RuleKind, RuleSettings
from telemetry_graph.kit.ids import AppId

NOW = datetime(2025, 6, 15, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
RULE_ID = UUID(int=1)
ALERT = Candidate(UUID(int=2), AlertKind.NEW_CRASH_GROUP, RULE_ID, "00c0ffee", True, NOW)
SPIKE = replace(ALERT, kind=AlertKind.SPIKE)


def rule(**changes: Any) -> AlertRule:
    settings = replace(RuleSettings("New", RuleKind.NEW_CRASH_GROUP), **changes)
    return AlertRule(RULE_ID, AppId("com.example.notes"), settings, None, NOW, NOW, None)


def calm(**changes: Any) -> Situation:
    usual = Situation(
        rule=rule(),
        told=None,
        muted_until=None,
        recent_groups=1,
        receiver=Receiver("mail"),
        sent_times=(),
        last_storm_at=None,
    )
    return replace(usual, **changes)


def quiet(**settings: Any) -> Receiver:
    return Receiver("mail", QuietSettings(**settings))


def sent(count: int, *, ago: timedelta = MINUTE) -> tuple[datetime, ...]:
    """Messages within the last hour, the last of them `ago`."""
    return tuple(NOW - ago - n * timedelta(seconds=1) for n in reversed(range(count)))


def test_in_a_calm_hour_an_alert_is_sent() -> None:
    assert verdict(ALERT, calm(), NOW) is None


@pytest.mark.parametrize(
    ("situation", "reason"),
    [
        (calm(rule=None), Reason.RULE_GONE),
        (calm(rule=rule(is_enabled=False)), Reason.RULE_GONE),
        (calm(rule=replace(rule(), muted_until=NOW + MINUTE)), Reason.RULE_MUTED),
        (calm(muted_until=NOW + MINUTE), Reason.GROUP_MUTED),
        (calm(told=Told(UUID(int=9), NOW - 59 * MINUTE)), Reason.COOLDOWN),
        (calm(receiver=Receiver("mail", is_enabled=False)), Reason.CHANNEL_DISABLED),
        (calm(receiver=Receiver("mail", is_verified=False)), Reason.CHANNEL_UNVERIFIED),
    ],
)
def test_what_is_not_told_at_all_says_why(situation: Situation, reason: Reason) -> None:
    assert verdict(ALERT, situation, NOW) == Suppressed(reason)


@pytest.mark.parametrize(
    "situation",
    [
        calm(rule=replace(rule(), muted_until=NOW)),
        calm(muted_until=NOW),
        calm(told=Told(UUID(int=9), NOW - 60 * MINUTE)),
        calm(told=Told(ALERT.id, NOW)),
    ],
)
def test_what_is_over_keeps_nothing_back(situation: Situation) -> None:
    assert verdict(ALERT, situation, NOW) is None


def test_an_alert_from_before_there_were_rules_needs_none() -> None:
    assert verdict(replace(ALERT, rule_id=None), calm(rule=None), NOW) is None


def test_a_storm_is_told_a_minute_after_it_began() -> None:
    at_the_edge = verdict(ALERT, calm(recent_groups=STORM_GROUPS), NOW)
    beyond = verdict(ALERT, calm(recent_groups=STORM_GROUPS + 1), NOW)

    assert at_the_edge is None
    assert beyond == Held(Reason.STORM, NOW + MINUTE)


def test_a_storm_that_goes_on_is_told_once_an_hour() -> None:
    again = calm(recent_groups=STORM_GROUPS + 1, last_storm_at=NOW - 20 * MINUTE)

    assert verdict(ALERT, again, NOW) == Held(Reason.STORM, NOW + 40 * MINUTE)


def test_a_spike_is_no_storm() -> None:
    assert verdict(SPIKE, calm(recent_groups=10_000), NOW) is None


@pytest.mark.parametrize(
    ("start", "end", "hour", "ends"),
    [
        (13, 15, 12, None),
        (11, 13, 12, NOW + HOUR),
        (11, 12, 12, None),
        (12, 13, 12, NOW + HOUR),
        (22, 7, 23, NOW.replace(day=16, hour=7)),
        (22, 7, 3, NOW.replace(hour=7)),
        (22, 7, 12, None),
    ],
)
def test_quiet_hours_end_when_they_say(
    start: int, end: int, hour: int, ends: datetime | None
) -> None:
    settings = QuietSettings(quiet_from_minute=start * 60, quiet_until_minute=end * 60)

    assert settings.quiet_ends(NOW.replace(hour=hour)) == ends


def test_quiet_hours_are_those_of_the_channels_time_zone() -> None:
    night = quiet(quiet_from_minute=22 * 60, quiet_until_minute=7 * 60, time_zone="Asia/Tokyo")
    at = datetime(2025, 6, 15, 14, 0, tzinfo=UTC)  # 23:00 in Tokyo

    assert verdict(ALERT, calm(receiver=night), at) == Held(
        Reason.QUIET_HOURS, datetime(2025, 6, 15, 22, 0, tzinfo=UTC)
    )


def test_a_night_with_a_change_of_the_clock_ends_at_its_hour_on_the_wall() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    settings = QuietSettings(
        quiet_from_minute=22 * 60, quiet_until_minute=7 * 60, time_zone="Europe/Berlin"
    )
    evening = datetime(2025, 3, 29, 23, 0, tzinfo=berlin).astimezone(UTC)

    ends = settings.quiet_ends(evening)

    assert ends == datetime(2025, 3, 30, 7, 0, tzinfo=berlin)
    assert ends - evening == timedelta(hours=7)  # an hour is missing


def test_a_fatal_spike_breaks_the_quiet_unless_told_not_to() -> None:
    loud = quiet(quiet_from_minute=0, quiet_until_minute=23 * 60)
    silent = quiet(quiet_from_minute=0, quiet_until_minute=23 * 60, fatal_spikes_break_quiet=False)

    assert verdict(SPIKE, calm(receiver=loud), NOW) is None
    assert verdict(replace(SPIKE, is_fatal=False), calm(receiver=loud), NOW) == Held(
        Reason.QUIET_HOURS, NOW.replace(hour=23)
    )
    assert verdict(SPIKE, calm(receiver=silent), NOW) == Held(
        Reason.QUIET_HOURS, NOW.replace(hour=23)
    )
    assert verdict(ALERT, calm(receiver=loud), NOW) is not None


def test_a_digest_waits_for_its_window() -> None:
    assert verdict(ALERT, calm(receiver=quiet(digest_minutes=30)), NOW) == Held(
        Reason.DIGEST, NOW + 30 * MINUTE
    )


def test_the_last_places_of_an_hour_are_for_summaries() -> None:
    receiver, places = quiet(hourly_cap=20), 20 - KEPT_FOR_SUMMARIES

    assert verdict(ALERT, calm(receiver=receiver, sent_times=sent(places - 1)), NOW) is None
    full = sent(places)
    assert verdict(ALERT, calm(receiver=receiver, sent_times=full), NOW) == Held(
        Reason.HOURLY_CAP, full[0] + HOUR
    )
    assert verdict(ALERT, calm(receiver=receiver, sent_times=sent(20, ago=HOUR)), NOW) is None


def test_a_summary_waits_for_room_and_for_the_morning() -> None:
    full = sent(20)

    assert summary_due(QuietSettings(), sent(19), NOW) == NOW
    assert summary_due(QuietSettings(), full, NOW) == full[0] + HOUR
    assert summary_due(
        QuietSettings(quiet_from_minute=0, quiet_until_minute=13 * 60), (), NOW
    ) == NOW.replace(hour=13)


instants = st.integers(0, 3 * 366 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + minutes * MINUTE
)
zones = st.sampled_from(["UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kolkata", "Asia/Tokyo"])
minutes = st.integers(0, 24 * 60 - 1)


@given(instants, zones, minutes, minutes)
def test_quiet_hours_end_within_a_day_and_are_over_then(
    now: datetime, zone: str, start: int, end: int
) -> None:
    settings = QuietSettings(quiet_from_minute=start, quiet_until_minute=end, time_zone=zone)

    ends = settings.quiet_ends(now)

    if ends is not None:
        assert now <= ends <= now + timedelta(hours=25)
        assert settings.quiet_ends(ends) is None or ends == now


@given(
    st.lists(st.integers(0, 5_000), min_size=1, max_size=120).map(sorted),
    st.integers(3, 10),
)
def test_no_hour_has_more_messages_than_its_cap(seconds: list[int], cap: int) -> None:
    receiver = quiet(hourly_cap=cap)
    times: list[datetime] = []
    for second in seconds:
        now = NOW + timedelta(seconds=second)
        found = verdict(
            ALERT, calm(receiver=receiver, sent_times=tuple(times), recent_groups=1), now
        )
        if found is None:
            times.append(now)
        else:
            assert found.reason is Reason.HOURLY_CAP
            assert isinstance(found, Held)
            assert found.until > now

    for first in times:
        assert sum(first <= time < first + HOUR for time in times) <= cap - KEPT_FOR_SUMMARIES
