from collections.abc import Sequence
from datetime import timedelta

import pytest
from tests.factories import APP, NOW, occurrence
from tests.integration.crashes.conftest import CrashServices, crash_in_group, triage_request

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


async def _record_groups(services: CrashServices) -> list[CrashOccurrence]:
    """Three groups, each first in another order."""
    often, wide, late = crash_in_group("a"), crash_in_group("b"), crash_in_group("c")
    old = NOW - timedelta(days=20)
    await services.record(
        *(crash_in_group("a", timestamp=old) for _ in range(6)),
        *(
            crash_in_group("b", timestamp=old - timedelta(days=n), device_id=bytes([n]) * 16)
            for n in range(4)
        ),
        crash_in_group("c", timestamp=NOW - timedelta(hours=1)),
        crash_in_group("c", timestamp=NOW),
    )
    return [often, wide, late]


@pytest.mark.parametrize("sort", GroupSort)
async def test_groups_are_paged_in_every_order(services: CrashServices, sort: GroupSort) -> None:
    often, wide, late = await _record_groups(services)
    expected = {
        GroupSort.LAST_SEEN: late,
        GroupSort.FIRST_SEEN: late,
        GroupSort.OCCURRENCES: often,
        GroupSort.DEVICES: wide,
        GroupSort.TREND: late,
    }

    whole = (await services.crashes.list_groups(APP, GroupFilter(), 10, None, sort)).items
    covered: list[str] = []
    after = None
    for _ in range(3):
        page = await services.crashes.list_groups(APP, GroupFilter(), 1, after, sort)
        covered += _fingerprints(page.items)
        after = page.end_cursor

    assert covered == _fingerprints(whole)
    assert covered[0] == expected[sort].fingerprint
    assert not page.has_next


async def test_a_cursor_of_another_order_is_rejected(services: CrashServices) -> None:
    await services.record(crash_in_group("a"))
    page = await services.crashes.list_groups(APP, GroupFilter(), 1, None, GroupSort.DEVICES)

    with pytest.raises(InvalidField):
        await services.crashes.list_groups(APP, GroupFilter(), 1, page.end_cursor, GroupSort.TREND)
    for key in (1e300, -1e300, 2**70):
        wrong = GroupCursor(GroupSort.OCCURRENCES, key, "x").encode()
        with pytest.raises(InvalidField):
            await services.crashes.list_groups(APP, GroupFilter(), 1, wrong, GroupSort.OCCURRENCES)


@pytest.mark.parametrize(
    ("search", "is_found"),
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
async def test_search_finds_groups_by_words_of_message_and_frames(
    services: CrashServices, search: str, *, is_found: bool
) -> None:
    crash = occurrence(
        message="the basket is empty", stack_trace="shop/cart.lua:3: in function 'loadUser'"
    )
    await services.record(crash)
    group_filter = GroupFilter(search=search)

    groups = (await services.crashes.list_groups(APP, group_filter, 10, None)).items

    assert _fingerprints(groups) == ([crash.fingerprint] if is_found else [])
    assert await services.crashes.count_groups(APP, group_filter) == len(groups)


async def test_groups_are_filtered_by_time_and_assignee(services: CrashServices) -> None:
    _, _, late = await _record_groups(services)
    week = NOW - timedelta(days=7)

    for group_filter in (GroupFilter(first_seen_since=week), GroupFilter(last_seen_since=week)):
        groups = (await services.crashes.list_groups(APP, group_filter, 10, None)).items
        assert _fingerprints(groups) == [late.fingerprint]
    for group_filter in (GroupFilter(first_seen_before=week), GroupFilter(last_seen_before=week)):
        groups = (await services.crashes.list_groups(APP, group_filter, 10, None)).items
        assert len(groups) == await services.crashes.count_groups(APP, group_filter) == 2
        assert late.fingerprint not in _fingerprints(groups)
    earliest, instant = NOW - timedelta(hours=1), timedelta(microseconds=1)
    for group_filter, count in (
        (GroupFilter(first_seen_since=earliest, first_seen_before=earliest + instant), 1),
        (GroupFilter(first_seen_since=earliest, first_seen_before=earliest), 0),
        (GroupFilter(last_seen_since=NOW, last_seen_before=NOW + instant), 1),
        (GroupFilter(last_seen_since=NOW, last_seen_before=NOW), 0),
    ):
        groups = (await services.crashes.list_groups(APP, group_filter, 10, None)).items
        assert len(groups) == await services.crashes.count_groups(APP, group_filter) == count
    assert await services.crashes.count_groups(APP, GroupFilter(assignee="")) == 3
    assert await services.crashes.count_groups(APP, GroupFilter(assignee="a@example.com")) == 0


@pytest.mark.parametrize("text", ["x" * 1001, "a\x00b"])
async def test_an_invalid_filter_is_rejected(services: CrashServices, text: str) -> None:
    with pytest.raises(InvalidField):
        await services.crashes.list_groups(APP, GroupFilter(search=text), 10, None)


async def test_the_days_of_a_group_include_days_without_crashes(services: CrashServices) -> None:
    crash = crash_in_group("a")
    await services.record(
        crash, crash_in_group("a"), crash_in_group("a", timestamp=NOW - timedelta(days=2))
    )
    await services.record(crash_in_group("a", timestamp=NOW - timedelta(days=9)))

    days = await services.crashes.list_days(await services.find_group(crash), 4)

    assert [(day.day.isoformat(), day.crashes) for day in days] == [
        ("2025-06-12", 0),
        ("2025-06-13", 1),
        ("2025-06-14", 0),
        ("2025-06-15", 2),
    ]
    with pytest.raises(InvalidField):
        await services.crashes.list_days(await services.find_group(crash), 366)


async def test_occurrences_are_paged_over_all_fingerprints_of_a_group(
    services: CrashServices,
) -> None:
    ones = [crash_in_group("a", timestamp=NOW - timedelta(hours=n)) for n in range(4)]
    others = [crash_in_group("b", timestamp=NOW - timedelta(hours=n)) for n in range(4)]
    await services.record(*ones, *others)
    group = await services.triage.merge(triage_request(others[0]), ones[0].fingerprint)

    covered: list[CrashOccurrence] = []
    after = None
    while True:
        page = await services.crashes.list_occurrences(group, 3, after)
        covered += page.items
        if not page.has_next:
            break
        after = page.end_cursor

    newest_first = sorted([*ones, *others], key=lambda c: (c.timestamp, c.crash_id), reverse=True)
    assert covered == newest_first


async def test_breadcrumbs_are_the_events_of_the_session_before_the_crash(
    services: CrashServices,
) -> None:
    crash = crash_in_group("a", session_id="s1")
    rows = [
        (NOW - timedelta(minutes=n), APP, crash.device_id, session, "screen_view", {"n": n})
        for n, session in ((1, "s1"), (2, "s1"), (3, "s2"), (20, "s1"), (-1, "s1"))
    ]
    async with services.crashes.pool.connection() as conn:
        await conn.executemany(_EVENT, rows)

    breadcrumbs = await services.crashes.list_breadcrumbs(crash, 10)

    assert [each.data for each in breadcrumbs] == [{"n": 2}, {"n": 1}]
    assert await services.crashes.list_breadcrumbs(crash_in_group("a"), 10) == []


async def test_similar_groups_crash_in_the_same_functions(services: CrashServices) -> None:
    stack = "shop/cart.lua:3: in function 'total'\nshop/main.lua:9: in function 'draw'"
    crash = occurrence(message="one", stack_trace=stack)
    alike = occurrence(message="two", stack_trace=stack)
    other = occurrence(message="three", stack_trace="net/http.lua:3: in function 'connect'")
    await services.record(crash, alike, other)

    similar = await services.crashes.find_similar_groups(await services.find_group(crash), 10)

    assert _fingerprints(similar) == [alike.fingerprint]
