from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.factories import APP, OTHER_APP

from telemetry_graph.app import owned_tables
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.tables import RetentionPolicy
from telemetry_graph.retention.model import (
    EVER,
    Cut,
    Limit,
    cut_off,
    cuts,
    default_days,
    in_both,
    latest_due,
)


@pytest.mark.parametrize(
    ("now", "due"),
    [("2025-06-12T03:00:00", "2025-06-12"), ("2025-06-12T23:59:59", "2025-06-12"),
     ("2025-06-12T02:59:59", "2025-06-11"), ("2025-01-01T00:00:00", "2024-12-31")],
)  # fmt: skip
def test_a_run_is_due_every_day_at_three(now: str, due: str) -> None:
    found = latest_due(datetime.fromisoformat(now).replace(tzinfo=UTC))

    assert found == datetime.fromisoformat(due).replace(tzinfo=UTC) + timedelta(hours=3)


def test_whole_days_are_kept() -> None:
    now = datetime(2025, 6, 12, 23, 59, tzinfo=UTC)

    assert cut_off(now, 7) == datetime(2025, 6, 5, tzinfo=UTC)


def test_only_shorter_limits_count() -> None:
    now = datetime(2025, 6, 12, 23, 59, tzinfo=UTC)
    limits = [
        Limit(OTHER_APP, RetentionPolicy.RAW_EVENTS, 7),
        Limit(APP, RetentionPolicy.RAW_EVENTS, 3),
        Limit(APP, RetentionPolicy.COUNTS, 1),
    ]

    assert cuts(now, RetentionPolicy.RAW_EVENTS, 7, limits) == [
        Cut(None, EVER, day(5)),
        Cut(APP, day(5), day(9)),
    ]


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [((None, 1, 5), (None, 3, 9), (None, 3, 5)), ((None, 1, 5), (APP, 2, 3), (APP, 2, 3)),
     ((APP, 1, 5), (APP, 4, 9), (APP, 4, 5)), ((APP, 1, 5), (OTHER_APP, 1, 5), None),
     ((APP, 1, 5), (None, 5, 9), None)],
)  # fmt: skip
def test_what_two_cuts_have_in_common(one: Any, other: Any, both: Any) -> None:
    def cut(app_id: AppId | None, since: int, before: int) -> Cut:
        return Cut(app_id, day(since), day(before))

    wanted = cut(*both) if both else None

    assert in_both(cut(*one), cut(*other)) == in_both(cut(*other), cut(*one)) == wanted


def day(number: int) -> datetime:
    return datetime(2025, 6, number, tzinfo=UTC)


@pytest.mark.parametrize(
    ("policy", "days"),
    [(RetentionPolicy.RAW_EVENTS, 7), (RetentionPolicy.CRASH_REPORTS, 90),
     (RetentionPolicy.ACTIVE_USERS, 730), (RetentionPolicy.COUNTS, 365),
     (RetentionPolicy.PERFORMANCE, 90)],
)  # fmt: skip
def test_everything_is_kept_for_as_long_as_promised(policy: RetentionPolicy, days: int) -> None:
    assert default_days(owned_tables(), policy) == days
