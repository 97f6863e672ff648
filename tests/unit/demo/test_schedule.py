"""The demo's charts look realistic before the devices begin to send, and hours later."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from telemetry_graph.demo.devices import SimulatedDevice, create_devices
from telemetry_graph.demo.schedule import LiveDay, active_devices, plan_day

_APP = "com.example.demo"
_WEDNESDAY = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.fixture
def devices() -> list[SimulatedDevice]:
    return create_devices(random.Random(30), _APP, 400)


def _simulate(devices: list[SimulatedDevice], start: datetime, end: datetime) -> LiveDay:
    """Simulate a day whose devices begin to send at `start`."""
    rng = random.Random(1)
    today = LiveDay.of(_APP, devices, start)
    assert len(today.take_past(start)) == today.sessions
    now = start
    while now < end:
        today.next_session(rng, _APP, now)
        now += timedelta(seconds=today.pause_seconds(rng, now))
    return today


def test_the_plan_of_a_day_is_always_the_same(devices: list[SimulatedDevice]) -> None:
    first, again = (list(plan_day(_APP, devices, _WEDNESDAY, 3)) for _ in range(2))

    assert first == again
    assert {each.batch.device_id for each in first} == {
        device.id for device in active_devices(devices, _WEDNESDAY, 3)
    }


def test_fewer_devices_are_active_at_weekends_and_more_every_week(
    devices: list[SimulatedDevice],
) -> None:
    saturday = _WEDNESDAY + timedelta(days=3)

    assert len(active_devices(devices, saturday, 0)) < len(active_devices(devices, _WEDNESDAY, 0))
    assert len(active_devices(devices, _WEDNESDAY, 100)) < len(
        active_devices(devices, _WEDNESDAY, 0)
    )


def test_sessions_and_crashes_are_sent_soon(devices: list[SimulatedDevice]) -> None:
    begin = _WEDNESDAY + timedelta(hours=9)
    past = LiveDay.of(_APP, devices, begin).take_past(begin)

    today = _simulate(devices, begin, begin + timedelta(minutes=10))

    assert today.sessions - len(past) >= 40
    assert today.crashes > sum(each.report is not None for each in past)


@pytest.mark.parametrize("hour", [0, 3, 12, 23])
@pytest.mark.parametrize("minutes", [10, 60, 1440])
def test_the_current_day_stays_close_to_its_plan(
    devices: list[SimulatedDevice], hour: int, minutes: int
) -> None:
    begin = _WEDNESDAY + timedelta(hours=hour)
    end = min(begin + timedelta(minutes=minutes), _WEDNESDAY + timedelta(days=1))

    today = _simulate(devices, begin, end)

    planned_crashes = sum(each.report is not None for each in today.planned)
    assert today.sessions <= 1.25 * len(today.planned)
    assert today.crashes <= 1.5 * planned_crashes + 4


def test_days_have_similar_numbers_of_sessions(devices: list[SimulatedDevice]) -> None:
    sizes = [
        len(list(plan_day(_APP, devices, _WEDNESDAY - timedelta(days=ago), ago)))
        for ago in range(30)
    ]

    mean = sum(sizes) / len(sizes)
    assert 0.5 * mean < min(sizes)
    assert max(sizes) < 1.5 * mean
