from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.factories import APP, OTHER_APP

from telemetry_graph.app import list_owned_tables
from telemetry_graph.kit.tables import RetentionPolicy
from telemetry_graph.retention.model import (
    BEGINNING,
    ExpiredRows,
    RetentionLimit,
    cutoff,
    default_days,
    expired_rows,
    latest_due,
)

NOW = datetime(2025, 6, 12, 23, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "due"),
    [("2025-06-12T03:00:00", "2025-06-12"), ("2025-06-12T23:59:59", "2025-06-12"),
     ("2025-06-12T02:59:59", "2025-06-11"), ("2025-01-01T00:00:00", "2024-12-31")],
)  # fmt: skip
def test_a_run_is_due_every_day_at_three(now: str, due: str) -> None:
    due_at = latest_due(datetime.fromisoformat(now).replace(tzinfo=UTC))

    assert due_at == datetime.fromisoformat(due).replace(tzinfo=UTC) + timedelta(hours=3)


def test_whole_days_are_stored() -> None:
    assert cutoff(NOW, 7) == _day(5)


def test_only_limits_that_are_shorter_than_the_default_apply() -> None:
    limits = [
        RetentionLimit(OTHER_APP, RetentionPolicy.RAW_EVENTS, 7),
        RetentionLimit(APP, RetentionPolicy.RAW_EVENTS, 3),
        RetentionLimit(APP, RetentionPolicy.COUNTS, 1),
    ]

    assert expired_rows(NOW, RetentionPolicy.RAW_EVENTS, 7, limits) == [
        ExpiredRows(None, BEGINNING, _day(5)),
        ExpiredRows(APP, _day(5), _day(9)),
    ]


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [((None, 1, 5), (None, 3, 9), (None, 3, 5)), ((None, 1, 5), (APP, 2, 3), (APP, 2, 3)),
     ((APP, 1, 5), (APP, 4, 9), (APP, 4, 5)), ((APP, 1, 5), (OTHER_APP, 1, 5), None),
     ((APP, 1, 5), (None, 5, 9), None)],
)  # fmt: skip
def test_the_intersection_is_the_rows_that_both_steps_delete(
    one: Any, other: Any, both: Any
) -> None:
    expected = _expired(*both) if both else None

    assert _expired(*one).intersection(_expired(*other)) == expected
    assert _expired(*other).intersection(_expired(*one)) == expected


@pytest.mark.parametrize(
    ("policy", "days"),
    [(RetentionPolicy.RAW_EVENTS, 7), (RetentionPolicy.CRASH_REPORTS, 90),
     (RetentionPolicy.ACTIVE_USERS, 730), (RetentionPolicy.COUNTS, 365),
     (RetentionPolicy.PERFORMANCE, 90)],
)  # fmt: skip
def test_data_is_stored_for_as_long_as_documented(policy: RetentionPolicy, days: int) -> None:
    assert default_days(list_owned_tables(), policy) == days


def _expired(app_id: Any, since: int, before: int) -> ExpiredRows:
    return ExpiredRows(app_id, _day(since), _day(before))


def _day(number: int) -> datetime:
    return datetime(2025, 6, number, tzinfo=UTC)
