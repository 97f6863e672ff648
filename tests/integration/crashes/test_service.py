import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from random import Random
from uuid import UUID, uuid4

import pytest
from tests.factories import APP, NOW, OTHER_APP, STACK_ON_OTHER_LINES, ManualClock, occurrence

from telemetry_graph.accounts.service import Accounts
from telemetry_graph.crashes.model import (
    CrashOccurrence,
    GroupedBy,
    GroupFilter,
    GroupStatus,
    RecordedCrashes,
)
from telemetry_graph.crashes.service import Crashes
from telemetry_graph.crashes.triage.model import TriageRequest
from telemetry_graph.crashes.triage.service import CrashTriage
from telemetry_graph.db.pool import Pool
from telemetry_graph.events.reads import EventReads
from telemetry_graph.kit.errors import CrashGroupNotFound, InvalidField
from telemetry_graph.kit.ids import AppId, Fingerprint
from telemetry_graph.kit.pagination import Cursor

_ALL = GroupFilter()


@pytest.fixture
def crashes(pool: Pool) -> Crashes:
    return Crashes(pool, ManualClock(), EventReads(pool))


@pytest.fixture
def triage(crashes: Crashes) -> CrashTriage:
    return CrashTriage(crashes.pool, crashes.clock, Accounts.over(crashes.pool, crashes.clock))


def _request(fingerprint: str, app_id: AppId = APP) -> TriageRequest:
    return TriageRequest(app_id, [fingerprint], "owner@example.com")


async def _record(crashes: Crashes, *occurrences: CrashOccurrence) -> RecordedCrashes:
    async with crashes.pool.transaction() as conn:
        return await crashes.record(conn, occurrences)


async def _count_stored(crashes: Crashes) -> int:
    async with crashes.pool.connection() as conn:
        return int(await conn.fetchval("SELECT count(*) FROM crash_reports"))


def _crash_in_group(number: int, **changes: object) -> CrashOccurrence:
    """A crash whose message puts it into the group of the number."""
    return occurrence(message=f"message {'abcdefghijklmnopqrstuvwxyz'[number]}", **changes)


async def test_the_same_crash_on_other_lines_is_one_group(crashes: Crashes) -> None:
    first = occurrence()
    second = occurrence(stack_trace=STACK_ON_OTHER_LINES, timestamp=NOW - timedelta(days=2))

    recorded_first = await _record(crashes, first)
    recorded_second = await _record(crashes, second)

    (group,) = (await crashes.list_groups(APP, _ALL, 10, None)).items
    assert [each.fingerprint for each in recorded_first.new_groups] == [group.fingerprint]
    assert recorded_second.new_groups == []
    assert group.occurrence_count == 2
    assert group.first_seen == second.timestamp
    assert group.last_seen == first.timestamp
    assert group.sample_stack_trace == first.stack_trace
    assert group.status is GroupStatus.OPEN
    assert group.algorithm == 2


async def test_new_groups_are_returned_as_they_are_stored(crashes: Crashes) -> None:
    earlier = NOW - timedelta(days=2, microseconds=1)
    symbolicated = {"symbolicated_stack_trace": "src/app.lua:3: in function 'open'"}

    recorded = await _record(
        crashes,
        _crash_in_group(0, app_version="1.2", device_id=b"1" * 16),
        _crash_in_group(0, app_version="1.10", device_id=b"2" * 16, timestamp=earlier),
        _crash_in_group(1, app_version=None, grouped_by=GroupedBy.CLIENT, **symbolicated),
        occurrence(app_id=OTHER_APP, message="Ünïcode \ufffd 'x'\n" * 100),
    )

    assert len(recorded.new_groups) == 3
    for group in recorded.new_groups:
        assert group == await crashes.find_group(group.app_id, group.fingerprint)
        assert group.created_at == NOW


async def test_a_group_lists_its_affected_versions(crashes: Crashes) -> None:
    await _record(crashes, occurrence(app_version="1.2"), occurrence(app_version="1.1"))
    await _record(crashes, occurrence(app_version="1.2"), occurrence(app_version=None))
    await _record(crashes, occurrence(app_version="1.0"))

    (group,) = (await crashes.list_groups(APP, _ALL, 10, None)).items

    assert group.affected_versions == ["1.0", "1.1", "1.2"]
    assert group.occurrence_count == 5


async def test_the_list_of_versions_is_bounded(crashes: Crashes) -> None:
    await _record(crashes, *(occurrence(app_version=f"1.{n}") for n in range(200)))

    await _record(crashes, occurrence(app_version="2.0"))

    (group,) = (await crashes.list_groups(APP, _ALL, 10, None)).items
    assert len(group.affected_versions) == 200
    assert group.occurrence_count == 201


async def test_a_duplicate_crash_is_not_counted(crashes: Crashes) -> None:
    crash = occurrence()

    first = await _record(crashes, crash, crash)
    again = await _record(crashes, crash, crash, crash)

    assert first.crashes == [crash]
    assert again == RecordedCrashes([], [])
    (group,) = (await crashes.list_groups(APP, _ALL, 10, None)).items
    assert group.occurrence_count == 1
    assert await _count_stored(crashes) == 1


async def test_the_same_crash_id_in_another_app_is_not_a_duplicate(crashes: Crashes) -> None:
    crash_id = uuid4()
    here, there = occurrence(crash_id=crash_id), occurrence(crash_id=crash_id, app_id=OTHER_APP)

    recorded = await _record(crashes, here, there)

    assert len(recorded.crashes) == 2
    assert {group.app_id for group in recorded.new_groups} == {APP, OTHER_APP}


async def test_recording_no_crashes_does_nothing(crashes: Crashes) -> None:
    assert await _record(crashes) == RecordedCrashes([], [])


async def test_groups_of_other_apps_are_not_accessible(
    crashes: Crashes, triage: CrashTriage
) -> None:
    crash = occurrence()
    await _record(crashes, crash)

    assert (await crashes.list_groups(OTHER_APP, _ALL, 10, None)).items == []
    assert await crashes.count_groups(OTHER_APP, _ALL) == 0
    assert await crashes.find_group(OTHER_APP, crash.fingerprint) is None
    assert await crashes.list_recent_occurrences(OTHER_APP, crash.fingerprint, 10) == []
    assert await crashes.list_crashes_received_since(OTHER_APP, NOW - timedelta(days=1), 10) == []
    assert await crashes.list_groups_created_since(OTHER_APP, NOW - timedelta(days=1), 10) == []
    with pytest.raises(CrashGroupNotFound):
        await triage.set_status(_request(crash.fingerprint, OTHER_APP), GroupStatus.RESOLVED)
    group = await crashes.find_group(APP, crash.fingerprint)
    assert group is not None
    assert group.status is GroupStatus.OPEN


@pytest.mark.parametrize("first", [1, 2, 3, 7, 12, 13])
async def test_pages_cover_each_group_once_newest_first(crashes: Crashes, first: int) -> None:
    # Pairs have the same last crash, so that only the fingerprint orders them.
    occurrences = [_crash_in_group(n, timestamp=NOW - timedelta(minutes=n // 2)) for n in range(12)]
    await _record(crashes, *occurrences)

    covered: list[Fingerprint] = []
    after = None
    while True:
        page = await crashes.list_groups(APP, _ALL, first, after)
        covered += [group.fingerprint for group in page.items]
        if not page.has_next:
            break
        after = page.end_cursor

    newest_first = sorted(
        occurrences, key=lambda crash: (crash.timestamp, crash.fingerprint), reverse=True
    )
    assert covered == [crash.fingerprint for crash in newest_first]


async def test_a_page_after_the_last_group_is_empty(crashes: Crashes) -> None:
    await _record(crashes, occurrence())
    page = await crashes.list_groups(APP, _ALL, 1, None)

    after_it = await crashes.list_groups(APP, _ALL, 1, page.end_cursor)

    assert not page.has_next
    assert after_it.items == []
    assert not after_it.has_next


@pytest.mark.parametrize("first", [0, -1, 101])
async def test_an_invalid_page_size_is_rejected(crashes: Crashes, first: int) -> None:
    with pytest.raises(InvalidField):
        await crashes.list_groups(APP, _ALL, first, None)
    with pytest.raises(InvalidField):
        await crashes.list_recent_occurrences(APP, Fingerprint("0" * 16), first)


async def test_an_invalid_cursor_is_rejected(crashes: Crashes) -> None:
    for after in ("garbage", Cursor(NOW, "\x00").encode()):
        with pytest.raises(InvalidField):
            await crashes.list_groups(APP, _ALL, 1, after)


async def test_numbered_pages_cover_each_group_once(crashes: Crashes) -> None:
    await _record(crashes, *(_crash_in_group(n) for n in range(5)))

    pages = [
        await crashes.list_groups_by_page(APP, _ALL, page=number, limit=2)
        for number in (1, 2, 3, 4)
    ]

    assert [len(groups) for groups, _ in pages] == [2, 2, 1, 0]
    assert [total for _, total in pages] == [5, 5, 5, 5]
    covered = [group.fingerprint for groups, _ in pages for group in groups]
    assert len(set(covered)) == 5


@pytest.mark.parametrize(("page", "limit"), [(0, 10), (-1, 10), (10_001, 10), (1, 0), (1, 101)])
async def test_invalid_page_numbers_and_limits_are_rejected(
    crashes: Crashes, page: int, limit: int
) -> None:
    with pytest.raises(InvalidField):
        await crashes.list_groups_by_page(APP, _ALL, page=page, limit=limit)


async def test_groups_are_filtered_by_status_version_and_type(
    crashes: Crashes, triage: CrashTriage
) -> None:
    old = _crash_in_group(0, app_version="1.0")
    new = _crash_in_group(1, app_version="2.0")
    fatal = _crash_in_group(2, app_version="2.0", crash_type="app_crash")
    await _record(crashes, old, new, fatal)
    await triage.set_status(_request(new.fingerprint), GroupStatus.IGNORED)

    async def list_matching(**filters: object) -> set[Fingerprint]:
        group_filter = GroupFilter(**filters)  # type: ignore[arg-type]
        groups = (await crashes.list_groups(APP, group_filter, 10, None)).items
        assert await crashes.count_groups(APP, group_filter) == len(groups)
        return {group.fingerprint for group in groups}

    assert await list_matching() == {old.fingerprint, new.fingerprint, fatal.fingerprint}
    assert await list_matching(status=GroupStatus.IGNORED) == {new.fingerprint}
    assert await list_matching(app_version="2.0") == {new.fingerprint, fatal.fingerprint}
    assert await list_matching(app_version="2.0", status=GroupStatus.OPEN) == {fatal.fingerprint}
    assert await list_matching(crash_type="app_crash") == {fatal.fingerprint}
    assert await list_matching(app_version="3.0") == set()


@pytest.mark.parametrize("status", GroupStatus)
async def test_set_status_changes_one_group_only(
    crashes: Crashes, triage: CrashTriage, status: GroupStatus
) -> None:
    moved, other = _crash_in_group(0), _crash_in_group(1)
    await _record(crashes, moved, other)

    (changed,) = await triage.set_status(_request(moved.fingerprint), status)

    assert changed.status is status
    assert await crashes.find_group(APP, moved.fingerprint) == changed
    left = await crashes.find_group(APP, other.fingerprint)
    assert left is not None
    assert left.status is GroupStatus.OPEN


async def test_triage_of_an_unknown_group_is_rejected(triage: CrashTriage) -> None:
    with pytest.raises(CrashGroupNotFound):
        await triage.set_status(_request("0" * 16), GroupStatus.RESOLVED)


async def test_recent_occurrences_are_complete_and_newest_first(crashes: Crashes) -> None:
    occurrences = [
        occurrence(
            timestamp=NOW - timedelta(hours=n),
            screen="editor",
            memory_mb=45.5,
            uptime_seconds=300.0,
        )
        for n in range(4)
    ]
    await _record(crashes, *reversed(occurrences))

    recent = await crashes.list_recent_occurrences(APP, occurrences[0].fingerprint, 3)

    assert recent == occurrences[:3]


async def test_occurrences_and_groups_are_listed_since_a_time(crashes: Crashes) -> None:
    early = _crash_in_group(0, received_at=NOW - timedelta(minutes=2))
    late = _crash_in_group(1, received_at=NOW, timestamp=NOW - timedelta(days=20))
    await _record(crashes, early, late)

    since_then = await crashes.list_crashes_received_since(APP, NOW - timedelta(minutes=1), 10)
    everything = await crashes.list_crashes_received_since(APP, NOW - timedelta(minutes=3), 10)
    groups = await crashes.list_groups_created_since(APP, NOW, 10)

    assert since_then == [late]
    assert everything == [early, late]
    assert {group.fingerprint for group in groups} == {early.fingerprint, late.fingerprint}
    assert await crashes.list_groups_created_since(APP, NOW + timedelta(seconds=1), 10) == []


async def test_concurrent_flushes_with_the_same_groups_do_not_deadlock(
    crashes: Crashes,
) -> None:
    random = Random(7)
    flushes = [[_crash_in_group(random.randrange(6)) for _ in range(30)] for _ in range(20)]

    async def flush(occurrences: Sequence[CrashOccurrence]) -> RecordedCrashes:
        shuffled = random.sample(occurrences, len(occurrences))
        return await _record(crashes, *shuffled)

    recorded = await asyncio.gather(*(flush(occurrences) for occurrences in flushes))

    counts = Counter(crash.fingerprint for occurrences in flushes for crash in occurrences)
    groups = (await crashes.list_groups(APP, _ALL, 100, None)).items
    assert {group.fingerprint: group.occurrence_count for group in groups} == counts
    new = [group.fingerprint for each in recorded for group in each.new_groups]
    assert sorted(new) == sorted(counts)
    assert await _count_stored(crashes) == 600


async def test_concurrent_flushes_of_the_same_crashes_store_each_once(crashes: Crashes) -> None:
    same = [_crash_in_group(n % 6, crash_id=UUID(int=n)) for n in range(50)]
    random = Random(7)

    recorded = await asyncio.gather(
        *(_record(crashes, *random.sample(same, len(same))) for _ in range(8))
    )

    assert sum(len(each.crashes) for each in recorded) == 50
    assert sum(len(each.new_groups) for each in recorded) == 6
    groups = (await crashes.list_groups(APP, _ALL, 100, None)).items
    assert sum(group.occurrence_count for group in groups) == 50


async def test_a_failed_flush_stores_nothing(crashes: Crashes) -> None:
    with suppress(RuntimeError):
        async with crashes.pool.transaction() as conn:
            await crashes.record(conn, [occurrence()])
            raise RuntimeError("the flush fails")

    assert await _count_stored(crashes) == 0
    assert await crashes.count_groups(AppId(APP), _ALL) == 0


async def test_no_flush_merges_the_search_index_of_thousands_of_new_groups(
    crashes: Crashes,
) -> None:
    letters = "abcdefghijklmnopqrst"
    message = " ".join(a + b + c for a in letters for b in letters for c in "xy")[:2_000]
    many = [
        occurrence(fingerprint=Fingerprint(f"{number:016x}"), message=message)
        for number in range(800)
    ]

    async with crashes.pool.transaction() as conn:
        await crashes.record(conn, many)
        waiting = await conn.fetchval("SELECT gin_clean_pending_list('crash_group_words_search')")

    assert (
        waiting * 8_192 > 4 * 2**20
    )  # PostgreSQL's default limit, above which the next insert merges
