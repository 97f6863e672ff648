from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from tests.factories import APP, NOW, OTHER_APP, STACK_ON_OTHER_LINES, occurrence

from telemetry_graph.crashes.flush_counts import FlushCounts, add_heat, count_crashes
from telemetry_graph.crashes.model import CrashOccurrence

_CRASHES = st.lists(
    st.builds(
        lambda app, message, minutes, version: occurrence(
            app_id=app,
            message=message,
            timestamp=NOW + timedelta(minutes=minutes),
            app_version=version,
        ),
        st.sampled_from([APP, OTHER_APP]),
        st.sampled_from(["a", "b"]),
        st.integers(-1_000, 1_000),
        st.sampled_from(["1.0", "1.1", None]),
    ),
    max_size=20,
)


def test_no_crashes_have_no_counts() -> None:
    assert count_crashes([]) == {}


def test_the_same_crash_on_other_lines_is_counted_together() -> None:
    earlier, later = NOW - timedelta(days=1), NOW
    first = occurrence(timestamp=later, app_version="1.1")
    second = occurrence(timestamp=earlier, app_version="1.0", stack_trace=STACK_ON_OTHER_LINES)
    third = occurrence(timestamp=later, app_version=None)

    (counts,) = count_crashes([first, second, third]).values()

    assert counts.sample is first
    assert counts.crashes == 3
    assert counts.first_seen == earlier
    assert counts.last_seen == later
    assert counts.versions == {"1.0", "1.1"}


def test_the_same_crash_of_two_apps_is_counted_separately() -> None:
    here, there = occurrence(app_id=APP), occurrence(app_id=OTHER_APP)

    counts = count_crashes([here, there])

    assert set(counts) == {(APP, here.fingerprint), (OTHER_APP, there.fingerprint)}


@given(_CRASHES, st.randoms())
def test_the_order_of_crashes_does_not_matter(
    crashes: list[CrashOccurrence], random: Random
) -> None:
    shuffled = list(crashes)
    random.shuffle(shuffled)

    def totals(of: list[CrashOccurrence]) -> dict[object, object]:
        return {
            key: (counts.crashes, counts.first_seen, counts.last_seen, counts.versions)
            for key, counts in count_crashes(of).items()
        }

    assert totals(shuffled) == totals(crashes)
    assert sum(counts.crashes for counts in count_crashes(crashes).values()) == len(crashes)


def test_merged_counts_equal_the_counts_of_all_crashes() -> None:
    crashes = [
        occurrence(
            device_id=bytes([n % 3]) * 16, timestamp=NOW - timedelta(days=n), app_version=f"1.{n}"
        )
        for n in range(6)
    ]
    (whole,) = count_crashes(crashes).values()

    (merged,), (rest,) = count_crashes(crashes[:2]).values(), count_crashes(crashes[2:]).values()
    merged.merge(rest)

    assert _totals(merged) == _totals(whole)
    assert abs(merged.heat - whole.heat) < 1e-9
    assert len(whole.devices) == 3


def _totals(counts: FlushCounts) -> tuple[object, ...]:
    return (
        counts.crashes,
        counts.first_seen,
        counts.last_seen,
        counts.versions,
        counts.devices,
        counts.days,
        counts.latest_by_version,
    )


def test_recent_crashes_weigh_more_than_older_ones() -> None:
    def heat(count: int, days_ago: int) -> float:
        time = NOW - timedelta(days=days_ago)
        (counts,) = count_crashes([occurrence(timestamp=time) for _ in range(count)]).values()
        return counts.heat

    assert heat(2, 0) > heat(1, 0) > heat(2, 1) > heat(1, 1)
    assert heat(3, 1) > heat(1, 0)
    assert add_heat(heat(1, 0), heat(1, 0)) == heat(2, 0)
