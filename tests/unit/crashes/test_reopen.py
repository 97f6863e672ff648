from dataclasses import replace
from datetime import timedelta

import pytest
from tests.factories import NOW

from telemetry_graph.crashes.model import Fix, GroupStatus, TriageState
from telemetry_graph.crashes.reopen import has_reached_ignore_limit, is_regression

_LATER = NOW + timedelta(hours=1)
_EARLIER = NOW - timedelta(hours=1)


def _resolved(fix: Fix, version: str | None) -> TriageState:
    return TriageState(GroupStatus.RESOLVED, fix, version, resolved_at=NOW)


@pytest.mark.parametrize(
    ("fix", "fixed_in_version", "app_version", "is_expected"),
    [
        (Fix.IN_VERSION, "1.10.0", "1.10.0", True),
        (Fix.IN_VERSION, "1.10.0", "1.10.1", True),
        (Fix.IN_VERSION, "1.10.0", "1.9.9", False),
        (Fix.IN_VERSION, "1.10.0", "1.10.0-beta", False),
        (Fix.IN_VERSION, "1.10.0", "nightly", True),
        (Fix.IN_VERSION, "1.10.0", None, True),
        (Fix.NOW, "2.0", "2.0", True),
        (Fix.NOW, "2.0", "2.1", True),
        (Fix.NOW, "2.0", "1.9", False),
        (Fix.NOW, None, "1.9", True),
        (Fix.NOW, None, None, True),
        (Fix.IN_NEXT_VERSION, "2.0", "2.0", False),
        (Fix.IN_NEXT_VERSION, "2.0", "1.0", False),
        (Fix.IN_NEXT_VERSION, "2.0", "2.0.1", True),
        (Fix.IN_NEXT_VERSION, "2.0", None, False),
        (Fix.IN_NEXT_VERSION, None, "1.0", True),
    ],
)
def test_a_crash_in_a_version_that_is_not_older_is_a_regression(
    fix: Fix, fixed_in_version: str | None, app_version: str | None, *, is_expected: bool
) -> None:
    assert is_regression(_resolved(fix, fixed_in_version), app_version, _LATER) is is_expected


def test_a_late_upload_of_a_crash_before_the_fix_is_not_a_regression() -> None:
    assert not is_regression(_resolved(Fix.NOW, "2.0"), "2.0", _EARLIER)
    assert not is_regression(_resolved(Fix.NOW, None), None, NOW)


@pytest.mark.parametrize("status", [GroupStatus.OPEN, GroupStatus.IGNORED])
def test_only_a_resolved_group_can_regress(status: GroupStatus) -> None:
    assert not is_regression(replace(_resolved(Fix.NOW, None), status=status), "9", _LATER)


@pytest.mark.parametrize(
    ("limits", "is_reached"),
    [
        ({}, False),
        ({"ignored_until": NOW}, True),
        ({"ignored_until": _LATER}, False),
        ({"ignored_until_occurrences": 10}, True),
        ({"ignored_until_occurrences": 11}, False),
        ({"ignored_until_devices": 3}, True),
        ({"ignored_until_devices": 4}, False),
        ({"ignored_until": _LATER, "ignored_until_devices": 3}, True),
    ],
)
def test_a_group_is_ignored_until_a_limit_is_reached(
    limits: dict[str, object], *, is_reached: bool
) -> None:
    triage = TriageState(GroupStatus.IGNORED, **limits)  # type: ignore[arg-type]

    assert has_reached_ignore_limit(triage, NOW, 10, 3) is is_reached
    assert not has_reached_ignore_limit(replace(triage, status=GroupStatus.OPEN), NOW, 10, 3)
