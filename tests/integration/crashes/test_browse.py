from collections.abc import Sequence
from datetime import timedelta

import pytest
from tests.factories import APP, NOW, occurrence
from tests.integration.crashes.conftest import Desk, named, which

from telemetry_graph.crashes.browse.cursor import GroupCursor
from telemetry_graph.crashes.model import CrashGroup, CrashOccurrence, GroupFilter, GroupSort
from telemetry_graph.kit.errors import InvalidField

_EVENT = """
INSERT INTO telemetry_events (
       time, app_id, device_id, session_id, event_type, event_data, received_at)
VALUES ($1, $2, $3, $4, $5, $6, $1)
"""


def _fingerprints(groups: Sequence[CrashGroup]) -> list[str]:
    return [group.fingerprint for group in groups]


async def _figured(desk: Desk) -> list[CrashOccurrence]:
    """Three groups, each the first by another figure."""
    often, wide, late = named("a"), named("b"), named("c")
    old = NOW - timedelta(days=20)
    await desk.record(
        *(named("a", timestamp=old) for _ in range(6)),
        *(
            named("b", timestamp=old - timedelta(days=n), device_id=bytes([n]) * 16)
            for n in range(4)
        ),
        named("c", timestamp=NOW - timedelta(hours=1)),
        named("c", timestamp=NOW),
    )
    return [often, wide, late]


@pytest.mark.parametrize("sort", GroupSort)
async def test_groups_are_sorted_and_paged_by_any_figure(desk: Desk, sort: GroupSort) -> None:
    often, wide, late = await _figured(desk)
    expected = {
        GroupSort.LAST_SEEN: late,
        GroupSort.FIRST_SEEN: late,
        GroupSort.OCCURRENCES: often,
        GroupSort.DEVICES: wide,
        GroupSort.TREND: late,
    }

    whole = (await desk.crashes.list_groups(APP, GroupFilter(), 10, None, sort)).items
    covered: list[str] = []
    after = None
    for _ in range(3):
        page = await desk.crashes.list_groups(APP, GroupFilter(), 1, after, sort)
        covered += _fingerprints(page.items)
        after = page.end_cursor

    assert covered == _fingerprints(whole)
    assert covered[0] == expected[sort].fingerprint
    assert not page.has_next


async def test_a_cursor_of_another_order_is_refused(desk: Desk) -> None:
    await desk.record(named("a"))
    page = await desk.crashes.list_groups(APP, GroupFilter(), 1, None, GroupSort.DEVICES)

    with pytest.raises(InvalidField):
        await desk.crashes.list_groups(APP, GroupFilter(), 1, page.end_cursor, GroupSort.TREND)
    for key in (1e300, -1e300, 2**70):
        wrong = GroupCursor(GroupSort.OCCURRENCES, key, "x").encode()
        with pytest.raises(InvalidField):
            await desk.crashes.list_groups(APP, GroupFilter(), 1, wrong, GroupSort.OCCURRENCES)


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("basket", True),
        ("Basket empty", True),
        ("bask", True),
        ("load user", True),
        ("loadUser", True),
        ("cart.lua", True),
        ("lua_error", True),
        ("basket full", False),
        ("orders", False),
        ("' & | ! :* (", True),
        ("", True),
    ],
)
async def test_groups_are_found_by_words_of_message_and_frames(
    desk: Desk, search: str, found: bool
) -> None:
    crash = occurrence(
        message="the basket is empty", stack_trace="shop/cart.lua:3: in function 'loadUser'"
    )
    await desk.record(crash)
    chosen = GroupFilter(search=search)

    groups = (await desk.crashes.list_groups(APP, chosen, 10, None)).items

    assert _fingerprints(groups) == ([crash.fingerprint] if found else [])
    assert await desk.crashes.count_groups(APP, chosen) == len(groups)


async def test_groups_are_chosen_by_time_and_assignee(desk: Desk) -> None:
    _, _, late = await _figured(desk)
    week = NOW - timedelta(days=7)

    for chosen in (GroupFilter(first_seen_since=week), GroupFilter(last_seen_since=week)):
        groups = (await desk.crashes.list_groups(APP, chosen, 10, None)).items
        assert _fingerprints(groups) == [late.fingerprint]
    for chosen in (GroupFilter(first_seen_before=week), GroupFilter(last_seen_before=week)):
        groups = (await desk.crashes.list_groups(APP, chosen, 10, None)).items
        assert len(groups) == await desk.crashes.count_groups(APP, chosen) == 2
        assert late.fingerprint not in _fingerprints(groups)
    earliest, instant = NOW - timedelta(hours=1), timedelta(microseconds=1)
    for chosen, found in (
        (GroupFilter(first_seen_since=earliest, first_seen_before=earliest + instant), 1),
        (GroupFilter(first_seen_since=earliest, first_seen_before=earliest), 0),
        (GroupFilter(last_seen_since=NOW, last_seen_before=NOW + instant), 1),
        (GroupFilter(last_seen_since=NOW, last_seen_before=NOW), 0),
    ):
        groups = (await desk.crashes.list_groups(APP, chosen, 10, None)).items
        assert len(groups) == await desk.crashes.count_groups(APP, chosen) == found
    assert await desk.crashes.count_groups(APP, GroupFilter(assignee="")) == 3
    assert await desk.crashes.count_groups(APP, GroupFilter(assignee="a@example.com")) == 0


@pytest.mark.parametrize("text", ["x" * 1001, "a\x00b"])
async def test_a_filter_has_bounds(desk: Desk, text: str) -> None:
    with pytest.raises(InvalidField):
        await desk.crashes.list_groups(APP, GroupFilter(search=text), 10, None)


async def test_the_histogram_has_every_day(desk: Desk) -> None:
    crash = named("a")
    await desk.record(crash, named("a"), named("a", timestamp=NOW - timedelta(days=2)))
    await desk.record(named("a", timestamp=NOW - timedelta(days=9)))

    days = await desk.crashes.list_days(await desk.group(crash), 4)

    assert [(day.day.isoformat(), day.crashes) for day in days] == [
        ("2025-06-12", 0),
        ("2025-06-13", 1),
        ("2025-06-14", 0),
        ("2025-06-15", 2),
    ]
    with pytest.raises(InvalidField):
        await desk.crashes.list_days(await desk.group(crash), 366)


async def test_occurrences_are_paged_over_all_fingerprints_of_a_group(desk: Desk) -> None:
    ones = [named("a", timestamp=NOW - timedelta(hours=n)) for n in range(4)]
    others = [named("b", timestamp=NOW - timedelta(hours=n)) for n in range(4)]
    await desk.record(*ones, *others)
    group = await desk.triage.merge(which(others[0]), ones[0].fingerprint)

    covered: list[CrashOccurrence] = []
    after = None
    while True:
        page = await desk.crashes.list_occurrences(group, 3, after)
        covered += page.items
        if not page.has_next:
            break
        after = page.end_cursor

    newest_first = sorted([*ones, *others], key=lambda c: (c.timestamp, c.crash_id), reverse=True)
    assert covered == newest_first


async def test_breadcrumbs_are_the_events_of_the_session_before_the_crash(desk: Desk) -> None:
    crash = named("a", session_id="s1")
    rows = [
        (NOW - timedelta(minutes=n), APP, crash.device_id, session, "screen_view", {"n": n})
        for n, session in ((1, "s1"), (2, "s1"), (3, "s2"), (20, "s1"), (-1, "s1"))
    ]
    async with desk.crashes.pool.connection() as conn:
        await conn.executemany(_EVENT, rows)

    found = await desk.crashes.list_breadcrumbs(crash, 10)

    assert [crumb.data for crumb in found] == [{"n": 2}, {"n": 1}]
    assert await desk.crashes.list_breadcrumbs(named("a"), 10) == []


async def test_similar_groups_crash_in_the_same_functions(desk: Desk) -> None:
    stack = "shop/cart.lua:3: in function 'total'\nshop/main.lua:9: in function 'draw'"
    crash = occurrence(message="one", stack_trace=stack)
    alike = occurrence(message="two", stack_trace=stack)
    other = occurrence(message="three", stack_trace="net/http.lua:3: in function 'connect'")
    await desk.record(crash, alike, other)

    similar = await desk.crashes.find_similar_groups(await desk.group(crash), 10)

    assert _fingerprints(similar) == [alike.fingerprint]
