from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from tests.factories import APP, NOW, OTHER_APP, STACK_ON_OTHER_LINES, occurrence

from telemetry_graph.crashes.flush_counts import Tally, tallied, warmer
from telemetry_graph.crashes.model import CrashOccurrence

_CRASHES = st.lists(
    st.builds(
        lambda app, message, minutes, version: occurrence(
            app_id=app,
            message=message,
            time=NOW + timedelta(minutes=minutes),
            app_version=version,
        ),
        st.sampled_from([APP, OTHER_APP]),
        st.sampled_from(["a", "b"]),
        st.integers(-1_000, 1_000),
        st.sampled_from(["1.0", "1.1", None]),
    ),
    max_size=20,
)


def test_no_crashes_make_no_groups() -> None:
    assert tallied([]) == {}


def test_the_same_crash_on_other_lines_is_one_group() -> None:
    earlier, later = NOW - timedelta(days=1), NOW
    first = occurrence(time=later, app_version="1.1")
    second = occurrence(time=earlier, app_version="1.0", stack_trace=STACK_ON_OTHER_LINES)
    third = occurrence(time=later, app_version=None)

    (group,) = tallied([first, second, third]).values()

    assert group.sample is first
    assert group.count == 3
    assert group.first_seen == earlier
    assert group.last_seen == later
    assert group.versions == {"1.0", "1.1"}


def test_the_same_crash_in_two_apps_is_two_groups() -> None:
    here, there = occurrence(app_id=APP), occurrence(app_id=OTHER_APP)

    groups = tallied([here, there])

    assert set(groups) == {(APP, here.fingerprint), (OTHER_APP, there.fingerprint)}


@given(_CRASHES, st.randoms())
def test_the_order_of_crashes_does_not_matter(
    crashes: list[CrashOccurrence], random: Random
) -> None:
    shuffled = list(crashes)
    random.shuffle(shuffled)

    def figures(of: list[CrashOccurrence]) -> dict[object, object]:
        return {
            key: (group.count, group.first_seen, group.last_seen, group.versions)
            for key, group in tallied(of).items()
        }

    assert figures(shuffled) == figures(crashes)
    assert sum(group.count for group in tallied(crashes).values()) == len(crashes)


def test_two_flushes_of_one_group_add_up() -> None:
    crashes = [
        occurrence(
            device_id=bytes([n % 3]) * 16, time=NOW - timedelta(days=n), app_version=f"1.{n}"
        )
        for n in range(6)
    ]
    (whole,) = tallied(crashes).values()

    (joined,), (rest,) = tallied(crashes[:2]).values(), tallied(crashes[2:]).values()
    joined.join(rest)

    assert _figures(joined) == _figures(whole)
    assert abs(joined.heat - whole.heat) < 1e-9
    assert len(whole.devices) == 3


def _figures(tally: Tally) -> tuple[object, ...]:
    return (
        tally.count,
        tally.first_seen,
        tally.last_seen,
        tally.versions,
        tally.devices,
        tally.days,
        tally.latest_by_version,
    )


def test_recent_activity_counts_more_than_much_of_it_long_ago() -> None:
    def heat(count: int, days_ago: int) -> float:
        time = NOW - timedelta(days=days_ago)
        (tally,) = tallied([occurrence(time=time) for _ in range(count)]).values()
        return tally.heat

    assert heat(2, 0) > heat(1, 0) > heat(2, 1) > heat(1, 1)
    assert heat(3, 1) > heat(1, 0)
    assert warmer(heat(1, 0), heat(1, 0)) == heat(2, 0)
