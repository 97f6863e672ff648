"""Counts of groups are kept added up: they must be those of the groups, whatever happened."""

import asyncio
from datetime import timedelta
from itertools import product

import pytest
from tests.factories import APP, NOW
from tests.integration.crashes.conftest import Desk, named, which

from telemetry_graph.crashes.browse import store
from telemetry_graph.crashes.model import GroupFilter, GroupSort, GroupStatus
from telemetry_graph.crashes.triage.model import IgnoreLimits

_TRUTH = """
SELECT count(*) FROM crash_groups
 WHERE app_id = $1 AND merged_into IS NULL AND ($2::text IS NULL OR status = $2)
   AND ($3::text IS NULL OR $3 = ANY (affected_versions))
   AND ($4::text IS NULL OR crash_type = $4)
   AND ($5::text IS NULL OR coalesce(assignee, '') = $5)
"""
_CHANGES_AND_BACK = """
INSERT INTO crash_group_counts
SELECT $1, NULL, 'open', 'lua_error', NULL, change
  FROM generate_series(1, 1000), unnest(ARRAY[1, -1]) AS change
"""
_MANY_GROUPS = """
INSERT INTO crash_groups (id, app_id, fingerprint, algorithm, crash_type, message,
       sample_stack_trace, first_seen, last_seen, created_at, occurrence_count, affected_versions)
SELECT md5(n::text)::uuid, $1, n::text, 2, 'lua_error', 'message', '', now(), now(), now(), 1,
       ARRAY['1.0.0']
  FROM generate_series(1, $2) AS n
"""
_THEIR_WORDS = """
INSERT INTO crash_group_words
SELECT id, app_id, to_tsvector('simple', message) FROM crash_groups WHERE message = 'message'
"""
_ASSIGN = "UPDATE crash_groups SET assignee = 'owner@example.com' WHERE fingerprint = $1"
_ENTRIES = "SELECT count(*) FROM crash_group_counts"
_KINDS = tuple(
    product(
        (None, *GroupStatus),
        (None, "1.0.0", "2.0.0", "9.9.9"),
        (None, "lua_error", "app_crash"),
        (None, "", "owner@example.com"),
    )
)


async def _assert_counts_are_right(desk: Desk) -> None:
    async with desk.crashes.pool.connection() as conn:
        for kind in _KINDS:
            chosen = GroupFilter(*kind)
            expected = await conn.fetchval(_TRUTH, APP, *kind)
            assert await store.count_groups(conn, APP, chosen) == expected, kind
            part = store.GroupPage(GroupSort.TREND, 100)
            assert len(await store.load_groups(conn, APP, chosen, part)) == expected, kind


async def _busy(desk: Desk) -> None:
    """Groups that were made, grew into a version, were decided about, merged and parted."""
    crashes = [named(letter, app_version="1.0.0") for letter in "abcdef"]
    await desk.record(*crashes, named("g", crash_type="app_crash", app_version=None))
    await desk.record(named("a", app_version="2.0.0"), named("b", app_version="2.0.0"))
    await desk.triage.ignore(which(crashes[1]), IgnoreLimits())
    await desk.triage.merge(which(crashes[2], crashes[3]), crashes[0].fingerprint)
    await desk.record(named("c", app_version="2.0.0"))
    await desk.triage.unmerge(which(crashes[3]))
    async with desk.crashes.pool.connection() as conn:
        await conn.execute(_ASSIGN, crashes[4].fingerprint)


async def test_counts_follow_crashes_decisions_and_merges(desk: Desk) -> None:
    await _busy(desk)

    await _assert_counts_are_right(desk)


async def test_counts_follow_groups_that_go(desk: Desk) -> None:
    await _busy(desk)
    async with desk.crashes.pool.connection() as conn:
        await conn.execute("DELETE FROM crash_groups WHERE message = 'message e'")
        await _assert_counts_are_right(desk)
        await conn.execute("TRUNCATE crash_groups")

    await _assert_counts_are_right(desk)


async def test_many_entries_are_joined_by_readers_while_others_write(desk: Desk) -> None:
    await _busy(desk)
    async with desk.crashes.pool.connection() as conn:
        await conn.execute(_CHANGES_AND_BACK, APP)

    counts = await asyncio.gather(
        *(desk.crashes.count_groups(APP, GroupFilter()) for _ in range(8)), _record_more(desk)
    )

    async with desk.crashes.pool.connection() as conn:
        assert await conn.fetchval(_ENTRIES) < 100
    assert set(counts[:-1]) <= set(range(6, 27))
    await _assert_counts_are_right(desk)


async def _record_more(desk: Desk) -> int:
    for number in range(20):
        await desk.record(named(f"more {number}", timestamp=NOW - timedelta(hours=1)))
    return 20


@pytest.mark.parametrize(
    ("chosen", "letters"),
    [
        (GroupFilter(search="message"), "abdefg"),
        (GroupFilter(search="message", status=GroupStatus.IGNORED), "b"),
        (GroupFilter(search="zebra"), ""),
        (GroupFilter(search="message", app_version="2.0.0"), "ab"),
        (GroupFilter(search="message", first_seen_since=NOW + timedelta(days=9_999)), ""),
    ],
)
@pytest.mark.parametrize("others", [0, 1_000, 10_100])
async def test_few_and_many_found_groups_are_listed_alike(
    desk: Desk, chosen: GroupFilter, letters: str, others: int
) -> None:
    await _busy(desk)
    async with desk.crashes.pool.connection() as conn:
        await conn.execute(_MANY_GROUPS, APP, others)
        await conn.execute(_THEIR_WORDS)
    more = others if chosen == GroupFilter(search="message") else 0

    for sort in GroupSort:
        page = await desk.crashes.list_groups(APP, chosen, 100, None, sort)
        found = {group.message for group in page.items} - {"message"}
        assert found <= {f"message {letter}" for letter in letters}
        assert len(page.items) == min(100, len(letters) + more)
    assert await desk.crashes.count_groups(APP, chosen) == len(letters) + more
