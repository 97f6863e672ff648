"""Which alerts are sent now, held or suppressed: each stage, and all stages together."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemetry_graph.alerting.channels.settings.model import QuietSettings
from telemetry_graph.alerting.content.payload import AlertKind
from telemetry_graph.alerting.pipeline.destinations import Destination
from telemetry_graph.alerting.pipeline.model import DeliveryReason, LastAlert, UndecidedAlert
from telemetry_graph.alerting.pipeline.suppression import (
    HOUR,
    MAX_CALM_GROUPS,
    SUMMARIES_PER_HOUR,
    Circumstances,
    Held,
    Suppressed,
    find_quiet_end,
    find_summary_time,
    run_stages,
)
from telemetry_graph.alerting.rules.model import AlertRule, RuleKind, RuleSettings
from telemetry_graph.kit.ids import AppId

NOW = datetime(2025, 6, 15, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
RULE_ID = UUID(int=1)
APP = AppId("com.example.notes")
ALERT = UndecidedAlert(UUID(int=2), APP, AlertKind.NEW_CRASH_GROUP, RULE_ID, "00c0ffee", True, NOW)
CHANNEL = Destination("email", "email", "t…@example.com")
SPIKE = replace(ALERT, kind=AlertKind.SPIKE)


def rule(**changes: Any) -> AlertRule:
    settings = replace(RuleSettings("New", RuleKind.NEW_CRASH_GROUP), **changes)
    return AlertRule(RULE_ID, APP, settings, None, NOW, NOW, None)


def calm(**changes: Any) -> Circumstances:
    usual = Circumstances(
        rule=rule(),
        last_alert=None,
        muted_until=None,
        recent_groups=1,
        destination=CHANNEL,
        sent_times=(),
        last_storm_at=None,
    )
    return replace(usual, **changes)


def quiet(**settings: Any) -> Destination:
    return replace(CHANNEL, quiet=QuietSettings(**settings))


def sent(count: int, *, ago: timedelta = MINUTE) -> tuple[datetime, ...]:
    """The times of messages, the last one `ago`."""
    return tuple(NOW - ago - n * timedelta(seconds=1) for n in reversed(range(count)))


def test_in_a_calm_hour_an_alert_is_sent() -> None:
    assert run_stages(ALERT, calm(), NOW) is None


@pytest.mark.parametrize(
    ("on", "reason"),
    [
        (calm(rule=None), DeliveryReason.RULE_GONE),
        (calm(rule=rule(is_enabled=False)), DeliveryReason.RULE_GONE),
        (calm(rule=replace(rule(), muted_until=NOW + MINUTE)), DeliveryReason.RULE_MUTED),
        (calm(muted_until=NOW + MINUTE), DeliveryReason.GROUP_MUTED),
        (calm(last_alert=LastAlert(UUID(int=9), NOW - 59 * MINUTE)), DeliveryReason.COOLDOWN),
        (calm(destination=replace(CHANNEL, is_enabled=False)), DeliveryReason.CHANNEL_DISABLED),
        (calm(destination=replace(CHANNEL, is_verified=False)), DeliveryReason.CHANNEL_UNVERIFIED),
    ],
)
def test_a_suppressed_alert_has_a_reason(on: Circumstances, reason: DeliveryReason) -> None:
    assert run_stages(ALERT, on, NOW) == Suppressed(reason)


@pytest.mark.parametrize(
    "on",
    [
        calm(rule=replace(rule(), muted_until=NOW)),
        calm(muted_until=NOW),
        calm(last_alert=LastAlert(UUID(int=9), NOW - 60 * MINUTE)),
        calm(last_alert=LastAlert(ALERT.id, NOW)),
    ],
)
def test_a_mute_or_cooldown_that_ended_suppresses_nothing(on: Circumstances) -> None:
    assert run_stages(ALERT, on, NOW) is None


def test_an_alert_without_a_rule_is_sent() -> None:
    assert run_stages(replace(ALERT, rule_id=None), calm(rule=None), NOW) is None


def test_a_storm_is_summarised_after_a_minute() -> None:
    at_the_edge = run_stages(ALERT, calm(recent_groups=MAX_CALM_GROUPS), NOW)
    beyond = run_stages(ALERT, calm(recent_groups=MAX_CALM_GROUPS + 1), NOW)

    assert at_the_edge is None
    assert beyond == Held(DeliveryReason.STORM, NOW + MINUTE)


def test_a_long_storm_is_summarised_once_an_hour() -> None:
    again = calm(recent_groups=MAX_CALM_GROUPS + 1, last_storm_at=NOW - 20 * MINUTE)

    assert run_stages(ALERT, again, NOW) == Held(DeliveryReason.STORM, NOW + 40 * MINUTE)


def test_a_spike_is_not_part_of_a_storm() -> None:
    assert run_stages(SPIKE, calm(recent_groups=10_000), NOW) is None


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
def test_quiet_hours_end_at_the_configured_time(
    start: int, end: int, hour: int, ends: datetime | None
) -> None:
    settings = QuietSettings(quiet_from_minute=start * 60, quiet_until_minute=end * 60)

    assert find_quiet_end(settings, NOW.replace(hour=hour)) == ends


def test_quiet_hours_use_the_time_zone_of_the_channel() -> None:
    night = quiet(quiet_from_minute=22 * 60, quiet_until_minute=7 * 60, time_zone="Asia/Tokyo")
    at = datetime(2025, 6, 15, 14, 0, tzinfo=UTC)  # 23:00 in Tokyo

    assert run_stages(ALERT, calm(destination=night), at) == Held(
        DeliveryReason.QUIET_HOURS, datetime(2025, 6, 15, 22, 0, tzinfo=UTC)
    )


def test_quiet_hours_end_at_the_local_time_after_a_clock_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    settings = QuietSettings(
        quiet_from_minute=22 * 60, quiet_until_minute=7 * 60, time_zone="Europe/Berlin"
    )
    evening = datetime(2025, 3, 29, 23, 0, tzinfo=berlin).astimezone(UTC)

    ends = find_quiet_end(settings, evening)

    assert ends == datetime(2025, 3, 30, 7, 0, tzinfo=berlin)
    assert ends - evening == timedelta(hours=7)  # the night has one hour less


def test_a_fatal_spike_is_sent_in_quiet_hours_unless_disabled() -> None:
    loud = quiet(quiet_from_minute=0, quiet_until_minute=23 * 60)
    silent = quiet(
        quiet_from_minute=0, quiet_until_minute=23 * 60, can_urgent_break_quiet_hours=False
    )

    assert run_stages(SPIKE, calm(destination=loud), NOW) is None
    assert run_stages(replace(SPIKE, is_fatal=False), calm(destination=loud), NOW) == Held(
        DeliveryReason.QUIET_HOURS, NOW.replace(hour=23)
    )
    assert run_stages(SPIKE, calm(destination=silent), NOW) == Held(
        DeliveryReason.QUIET_HOURS, NOW.replace(hour=23)
    )
    assert run_stages(ALERT, calm(destination=loud), NOW) is not None


def test_a_digest_is_due_after_its_interval() -> None:
    assert run_stages(ALERT, calm(destination=quiet(digest_minutes=30)), NOW) == Held(
        DeliveryReason.DIGEST, NOW + 30 * MINUTE
    )


def test_the_last_messages_of_an_hour_are_reserved_for_summaries() -> None:
    channel, places = quiet(hourly_cap=20), 20 - SUMMARIES_PER_HOUR

    assert run_stages(ALERT, calm(destination=channel, sent_times=sent(places - 1)), NOW) is None
    full = sent(places)
    assert run_stages(ALERT, calm(destination=channel, sent_times=full), NOW) == Held(
        DeliveryReason.HOURLY_CAP, full[0] + HOUR
    )
    assert run_stages(ALERT, calm(destination=channel, sent_times=sent(20, ago=HOUR)), NOW) is None


def test_a_summary_waits_for_the_hourly_cap_and_the_end_of_quiet_hours() -> None:
    full = sent(20)

    assert find_summary_time(QuietSettings(), sent(19), NOW) == NOW
    assert find_summary_time(QuietSettings(), full, NOW) == full[0] + HOUR
    assert find_summary_time(
        QuietSettings(quiet_from_minute=0, quiet_until_minute=13 * 60), (), NOW
    ) == NOW.replace(hour=13)


instants = st.integers(0, 3 * 366 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + minutes * MINUTE
)
zones = st.sampled_from(["UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kolkata", "Asia/Tokyo"])
minutes = st.integers(0, 24 * 60 - 1)


@given(instants, zones, minutes, minutes)
def test_quiet_hours_end_within_a_day(now: datetime, zone: str, start: int, end: int) -> None:
    settings = QuietSettings(quiet_from_minute=start, quiet_until_minute=end, time_zone=zone)

    ends = find_quiet_end(settings, now)

    if ends is not None:
        assert now <= ends <= now + timedelta(hours=25)
        assert find_quiet_end(settings, ends) is None or ends == now


@given(
    st.lists(st.integers(0, 5_000), min_size=1, max_size=120).map(sorted),
    st.integers(3, 10),
)
def test_no_hour_has_more_messages_than_the_cap(seconds: list[int], cap: int) -> None:
    channel = quiet(hourly_cap=cap)
    times: list[datetime] = []
    for second in seconds:
        now = NOW + timedelta(seconds=second)
        decision = run_stages(
            ALERT, calm(destination=channel, sent_times=tuple(times), recent_groups=1), now
        )
        if decision is None:
            times.append(now)
        else:
            assert decision.reason is DeliveryReason.HOURLY_CAP
            assert isinstance(decision, Held)
            assert decision.until > now

    for first in times:
        assert sum(first <= time < first + HOUR for time in times) <= cap - SUMMARIES_PER_HOUR
