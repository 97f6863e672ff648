"""The maintained counts of groups equal the number of groups after any change."""

import asyncio
from datetime import timedelta
from itertools import product

import pytest
from tests.factories import APP, NOW
from tests.integration.crashes.conftest import CrashServices, crash_in_group, triage_request

from telemetry_graph.crashes.browse import store
from telemetry_graph.crashes.model import GroupFilter, GroupSort, GroupStatus
from telemetry_graph.crashes.triage.model import IgnoreLimits

_COUNT_DIRECTLY = """
SELECT count(*) FROM crash_groups
 WHERE app_id = $1 AND merged_into IS NULL AND ($2::text IS NULL OR status = $2)
   AND ($3::text IS NULL OR $3 = ANY (affected_versions))
   AND ($4::text IS NULL OR crash_type = $4)
   AND ($5::text IS NULL OR coalesce(assignee, '') = $5)
"""
_ADD_CANCELLING_ENTRIES = """
INSERT INTO crash_group_counts
SELECT $1, NULL, 'open', 'lua_error', NULL, change
  FROM generate_series(1, 1000), unnest(ARRAY[1, -1]) AS change
"""
_INSERT_GROUPS = """
INSERT INTO crash_groups (id, app_id, fingerprint, algorithm, crash_type, message,
       sample_stack_trace, first_seen, last_seen, created_at, occurrence_count, affected_versions)
SELECT md5(n::text)::uuid, $1, n::text, 2, 'lua_error', 'message', '', now(), now(), now(), 1,
       ARRAY['1.0.0']
  FROM generate_series(1, $2) AS n
"""
_INSERT_WORDS = """
INSERT INTO crash_group_words
SELECT id, app_id, to_tsvector('simple', message) FROM crash_groups WHERE message = 'message'
"""
_ASSIGN = "UPDATE crash_groups SET assignee = 'owner@example.com' WHERE fingerprint = $1"
_COUNT_ENTRIES = "SELECT count(*) FROM crash_group_counts"
_FILTERS = tuple(
    product(
        (None, *GroupStatus),
        (None, "1.0.0", "2.0.0", "9.9.9"),
        (None, "lua_error", "app_crash"),
        (None, "", "owner@example.com"),
    )
)


async def _assert_counts_are_right(services: CrashServices) -> None:
    async with services.crashes.pool.connection() as conn:
        for conditions in _FILTERS:
            group_filter = GroupFilter(*conditions)
            expected = await conn.fetchval(_COUNT_DIRECTLY, APP, *conditions)
            assert await store.count_groups(conn, APP, group_filter) == expected, conditions
            part = store.GroupPage(GroupSort.TREND, 100)
            assert len(await store.load_groups(conn, APP, group_filter, part)) == expected, (
                conditions
            )


async def _change_groups(services: CrashServices) -> None:
    """Create groups, add versions, triage, merge and unmerge them."""
    crashes = [crash_in_group(letter, app_version="1.0.0") for letter in "abcdef"]
    await services.record(*crashes, crash_in_group("g", crash_type="app_crash", app_version=None))
    await services.record(
        crash_in_group("a", app_version="2.0.0"), crash_in_group("b", app_version="2.0.0")
    )
    await services.triage.ignore(triage_request(crashes[1]), IgnoreLimits())
    await services.triage.merge(triage_request(crashes[2], crashes[3]), crashes[0].fingerprint)
    await services.record(crash_in_group("c", app_version="2.0.0"))
    await services.triage.unmerge(triage_request(crashes[3]))
    async with services.crashes.pool.connection() as conn:
        await conn.execute(_ASSIGN, crashes[4].fingerprint)


async def test_counts_follow_crashes_triage_and_merges(services: CrashServices) -> None:
    await _change_groups(services)

    await _assert_counts_are_right(services)


async def test_counts_follow_deleted_groups(services: CrashServices) -> None:
    await _change_groups(services)
    async with services.crashes.pool.connection() as conn:
        await conn.execute("DELETE FROM crash_groups WHERE message = 'message e'")
        await _assert_counts_are_right(services)
        await conn.execute("TRUNCATE crash_groups")

    await _assert_counts_are_right(services)


async def test_readers_compact_many_entries_while_others_write(services: CrashServices) -> None:
    await _change_groups(services)
    async with services.crashes.pool.connection() as conn:
        await conn.execute(_ADD_CANCELLING_ENTRIES, APP)

    counts = await asyncio.gather(
        *(services.crashes.count_groups(APP, GroupFilter()) for _ in range(8)),
        _record_more(services),
    )

    async with services.crashes.pool.connection() as conn:
        assert await conn.fetchval(_COUNT_ENTRIES) < 100
    assert set(counts[:-1]) <= set(range(6, 27))
    await _assert_counts_are_right(services)


async def _record_more(services: CrashServices) -> int:
    for number in range(20):
        await services.record(crash_in_group(f"more {number}", timestamp=NOW - timedelta(hours=1)))
    return 20


@pytest.mark.parametrize(
    ("group_filter", "letters"),
    [
        (GroupFilter(search="message"), "abdefg"),
        (GroupFilter(search="message", status=GroupStatus.IGNORED), "b"),
        (GroupFilter(search="zebra"), ""),
        (GroupFilter(search="message", app_version="2.0.0"), "ab"),
        (GroupFilter(search="message", first_seen_since=NOW + timedelta(days=9_999)), ""),
    ],
)
@pytest.mark.parametrize("others", [0, 1_000, 10_100])
async def test_few_and_many_matching_groups_are_listed_correctly(
    services: CrashServices, group_filter: GroupFilter, letters: str, others: int
) -> None:
    await _change_groups(services)
    async with services.crashes.pool.connection() as conn:
        await conn.execute(_INSERT_GROUPS, APP, others)
        await conn.execute(_INSERT_WORDS)
    more = others if group_filter == GroupFilter(search="message") else 0

    for sort in GroupSort:
        page = await services.crashes.list_groups(APP, group_filter, 100, None, sort)
        messages = {group.message for group in page.items} - {"message"}
        assert messages <= {f"message {letter}" for letter in letters}
        assert len(page.items) == min(100, len(letters) + more)
    assert await services.crashes.count_groups(APP, group_filter) == len(letters) + more
