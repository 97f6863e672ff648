from dataclasses import replace
from datetime import timedelta

from tests.factories import APP, NOW, OTHER_APP, STACK_ON_OTHER_LINES, occurrence
from tests.integration.crashes.conftest import Desk

from telemetry_graph.crashes.fingerprint import v1
from telemetry_graph.crashes.grouping import explain_group
from telemetry_graph.crashes.model import CrashOccurrence
from telemetry_graph.kit.ids import AppId

_OLD_GROUP = """
INSERT INTO crash_groups (id, app_id, fingerprint, algorithm, crash_type, message,
       sample_stack_trace, first_seen, last_seen, created_at, occurrence_count, affected_versions)
VALUES (gen_random_uuid(), $1, $2, 1, $3, $4, $5, $6, $6, $6, 5, '{}')
"""
_OLD_FINGERPRINT = """
INSERT INTO crash_fingerprints
SELECT app_id, fingerprint, 1, id, id, first_seen, last_seen, 5, '{}', hll_empty(12, 5, 512, 1), 0
  FROM crash_groups WHERE app_id = $1 AND fingerprint = $2
"""


async def _known_before(desk: Desk, crash: CrashOccurrence, *, app: AppId = APP) -> str:
    """A group as algorithm 1 left it; its fingerprint."""
    name = v1.fingerprint(crash.crash_type, crash.message, crash.stack_trace)
    async with desk.crashes.pool.transaction() as conn:
        await conn.execute(
            _OLD_GROUP,
            app,
            name,
            crash.crash_type,
            crash.message,
            crash.stack_trace,
            crash.timestamp,
        )
        await conn.execute(_OLD_FINGERPRINT, app, name)
    return name


async def test_a_group_of_the_old_algorithm_goes_on(desk: Desk) -> None:
    crash = occurrence()
    old_name = await _known_before(desk, crash)

    recorded = await desk.record(crash, replace(crash, crash_id=occurrence().crash_id))

    assert recorded.new_groups == []
    group = await desk.group(crash)
    assert (group.fingerprint, group.algorithm) == (old_name, 1)
    assert group.occurrence_count == 7
    assert sorted(await desk.crashes.list_fingerprints(group)) == sorted(
        [old_name, crash.fingerprint]
    )
    assert len((await desk.crashes.list_occurrences(group, 10, None)).items) == 2


async def test_what_only_the_new_algorithm_sees_as_the_same_joins_it(desk: Desk) -> None:
    crash = occurrence(message="/opt/a/notes/editor.lua:42: no note 'n 1'")
    await _known_before(desk, crash)
    await desk.record(crash)

    elsewhere = occurrence(
        message="/srv/notes/editor.lua:51: no note 'n 2'", stack_trace=STACK_ON_OTHER_LINES
    )
    recorded = await desk.record(elsewhere)

    assert v1.normalize_message(elsewhere.message) != v1.normalize_message(crash.message)
    assert recorded.new_groups == []
    assert (await desk.group(elsewhere)).occurrence_count == 7


async def test_two_old_groups_stay_two(desk: Desk) -> None:
    one = occurrence(message="/opt/a/notes/editor.lua:42: no note 'n 1'")
    other = occurrence(message="/srv/notes/editor.lua:51: no note 'n 2'")
    assert one.fingerprint == other.fingerprint
    names = [await _known_before(desk, one), await _known_before(desk, other)]

    await desk.record(one)
    await desk.record(other)

    groups = [await desk.crashes.find_group(APP, name) for name in names]
    assert [group and group.occurrence_count for group in groups] == [6, 6]


async def test_other_apps_and_later_times_know_nothing_of_it(desk: Desk) -> None:
    crash = occurrence(timestamp=NOW - timedelta(days=100))
    await _known_before(desk, crash)

    old = await desk.record(occurrence())
    other = await desk.record(occurrence(app_id=OTHER_APP))

    assert len(old.new_groups) == len(other.new_groups) == 1


async def test_an_old_group_says_why_it_is_one(desk: Desk) -> None:
    crash = occurrence()
    name = await _known_before(desk, crash)
    group = await desk.crashes.find_group(APP, name)
    assert group is not None

    grouping = explain_group(group)

    assert grouping.counted == ()
    assert grouping.lines == (
        "notes/editor.lua:<n>: in function 'save'",
        "notes/main.lua:<n>: in main chunk",
    )
