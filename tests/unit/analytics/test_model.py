import pytest

from telemetry_graph.analytics.model import Metric, VersionUsage


@pytest.mark.parametrize(
    ("value", "previous", "percent"),
    [
        (15.0, 10.0, 50.0),
        (5.0, 10.0, -50.0),
        (10.0, 10.0, 0.0),
        (0.0, 10.0, -100.0),
        (10.0, 0.0, None),
        (10.0, None, None),
        (None, 10.0, None),
    ],
)
def test_the_change_since_the_previous_period_is_in_percent(
    value: float | None, previous: float | None, percent: float | None
) -> None:
    assert Metric(value, previous, 1, 1, is_low_sample=False).delta_percent == percent


def test_a_version_without_starts_has_no_crash_rate() -> None:
    assert VersionUsage("1.0", 1, starts=4, fatal_crashes=1, share=1.0).crash_rate == 0.25
    assert VersionUsage("1.0", 1, starts=0, fatal_crashes=1, share=1.0).crash_rate is None
