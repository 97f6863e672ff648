"""A demo's charts look natural: before the devices begin to send, and hours later."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from telemetry_graph.demo.devices import Device, devices
from telemetry_graph.demo.schedule import Today, active, visits

_APP = "com.example.demo"
_WEDNESDAY = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.fixture
def people() -> list[Device]:
    return devices(random.Random(30), _APP, 400)


def _lived(people: list[Device], start: datetime, end: datetime) -> Today:
    """A day whose devices began to send at `start`."""
    rng = random.Random(1)
    today = Today.of(_APP, people, start)
    assert len(today.take_past(start)) == today.sessions
    now = start
    while now < end:
        today.next_visit(rng, _APP, now)
        now += timedelta(seconds=today.pause_seconds(rng, now))
    return today


def test_a_day_is_the_same_each_time(people: list[Device]) -> None:
    first, again = (list(visits(_APP, people, _WEDNESDAY, 3)) for _ in range(2))

    assert first == again
    assert {each.batch.device_id for each in first} == {
        device.id for device in active(people, _WEDNESDAY, 3)
    }


def test_weekends_are_quieter_and_weeks_grow(people: list[Device]) -> None:
    saturday = _WEDNESDAY + timedelta(days=3)

    assert len(active(people, saturday, 0)) < len(active(people, _WEDNESDAY, 0))
    assert len(active(people, _WEDNESDAY, 100)) < len(active(people, _WEDNESDAY, 0))


def test_something_happens_soon(people: list[Device]) -> None:
    begin = _WEDNESDAY + timedelta(hours=9)
    over = Today.of(_APP, people, begin).take_past(begin)

    today = _lived(people, begin, begin + timedelta(minutes=10))

    assert today.sessions - len(over) >= 40
    assert today.crashes > sum(each.report is not None for each in over)


@pytest.mark.parametrize("hour", [0, 3, 12, 23])
@pytest.mark.parametrize("minutes", [10, 60, 1440])
def test_today_stays_among_the_other_days(people: list[Device], hour: int, minutes: int) -> None:
    begin = _WEDNESDAY + timedelta(hours=hour)
    end = min(begin + timedelta(minutes=minutes), _WEDNESDAY + timedelta(days=1))

    today = _lived(people, begin, end)

    planned_crashes = sum(each.report is not None for each in today.planned)
    assert today.sessions <= 1.25 * len(today.planned)
    assert today.crashes <= 1.5 * planned_crashes + 4


def test_no_day_stands_far_above_the_others(people: list[Device]) -> None:
    sizes = [
        len(list(visits(_APP, people, _WEDNESDAY - timedelta(days=ago), ago))) for ago in range(30)
    ]

    mean = sum(sizes) / len(sizes)
    assert 0.5 * mean < min(sizes)
    assert max(sizes) < 1.5 * mean
