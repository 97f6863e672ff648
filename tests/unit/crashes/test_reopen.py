from dataclasses import replace
from datetime import timedelta

import pytest
from tests.factories import NOW

from telemetry_graph.crashes.model import Fix, Status, Triage
from telemetry_graph.crashes.reopen import is_regression, stops_ignoring

_LATER = NOW + timedelta(hours=1)
_EARLIER = NOW - timedelta(hours=1)


def _resolved(fix: Fix, version: str | None) -> Triage:
    return Triage(Status.RESOLVED, fix, version, resolved_at=NOW)


@pytest.mark.parametrize(
    ("fix", "fixed_in", "version", "comes_back"),
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
def test_a_regression_is_a_crash_in_a_version_that_is_not_older(
    fix: Fix, fixed_in: str | None, version: str | None, comes_back: bool
) -> None:
    assert is_regression(_resolved(fix, fixed_in), version, _LATER) is comes_back


def test_a_crash_before_the_fix_that_comes_late_is_none() -> None:
    assert not is_regression(_resolved(Fix.NOW, "2.0"), "2.0", _EARLIER)
    assert not is_regression(_resolved(Fix.NOW, None), None, NOW)


@pytest.mark.parametrize("status", [Status.OPEN, Status.IGNORED])
def test_only_a_resolved_group_regresses(status: Status) -> None:
    assert not is_regression(replace(_resolved(Fix.NOW, None), status=status), "9", _LATER)


@pytest.mark.parametrize(
    ("bounds", "stops"),
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
def test_a_group_is_ignored_until_a_bound_is_reached(
    bounds: dict[str, object], stops: bool
) -> None:
    triage = Triage(Status.IGNORED, **bounds)  # type: ignore[arg-type]

    assert stops_ignoring(triage, NOW, 10, 3) is stops
    assert not stops_ignoring(replace(triage, status=Status.OPEN), NOW, 10, 3)
