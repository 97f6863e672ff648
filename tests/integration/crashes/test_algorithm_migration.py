from dataclasses import replace
from datetime import timedelta

from tests.factories import APP, NOW, OTHER_APP, STACK_ON_OTHER_LINES, occurrence
from tests.integration.crashes.conftest import CrashServices

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


async def _insert_old_group(
    services: CrashServices, crash: CrashOccurrence, *, app: AppId = APP
) -> str:
    """Insert a group of algorithm 1; return its fingerprint."""
    name = v1.fingerprint(crash.crash_type, crash.message, crash.stack_trace)
    async with services.crashes.pool.transaction() as conn:
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


async def test_a_crash_stays_in_its_group_of_the_old_algorithm(services: CrashServices) -> None:
    crash = occurrence()
    old_fingerprint = await _insert_old_group(services, crash)

    recorded = await services.record(crash, replace(crash, crash_id=occurrence().crash_id))

    assert recorded.new_groups == []
    group = await services.find_group(crash)
    assert (group.fingerprint, group.algorithm) == (old_fingerprint, 1)
    assert group.occurrence_count == 7
    assert sorted(await services.crashes.list_fingerprints(group)) == sorted(
        [old_fingerprint, crash.fingerprint]
    )
    assert len((await services.crashes.list_occurrences(group, 10, None)).items) == 2


async def test_crashes_that_only_the_new_algorithm_groups_join_the_old_group(
    services: CrashServices,
) -> None:
    crash = occurrence(message="/opt/a/notes/editor.lua:42: no note 'n 1'")
    await _insert_old_group(services, crash)
    await services.record(crash)

    elsewhere = occurrence(
        message="/srv/notes/editor.lua:51: no note 'n 2'", stack_trace=STACK_ON_OTHER_LINES
    )
    recorded = await services.record(elsewhere)

    assert v1.normalize_message(elsewhere.message) != v1.normalize_message(crash.message)
    assert recorded.new_groups == []
    assert (await services.find_group(elsewhere)).occurrence_count == 7


async def test_two_old_groups_stay_separate(services: CrashServices) -> None:
    one = occurrence(message="/opt/a/notes/editor.lua:42: no note 'n 1'")
    other = occurrence(message="/srv/notes/editor.lua:51: no note 'n 2'")
    assert one.fingerprint == other.fingerprint
    names = [await _insert_old_group(services, one), await _insert_old_group(services, other)]

    await services.record(one)
    await services.record(other)

    groups = [await services.crashes.find_group(APP, name) for name in names]
    assert [group and group.occurrence_count for group in groups] == [6, 6]


async def test_old_fingerprints_of_other_apps_and_old_crashes_are_not_looked_up(
    services: CrashServices,
) -> None:
    crash = occurrence(timestamp=NOW - timedelta(days=100))
    await _insert_old_group(services, crash)

    old = await services.record(occurrence())
    other = await services.record(occurrence(app_id=OTHER_APP))

    assert len(old.new_groups) == len(other.new_groups) == 1


async def test_the_grouping_of_an_old_group_is_explained(services: CrashServices) -> None:
    crash = occurrence()
    name = await _insert_old_group(services, crash)
    group = await services.crashes.find_group(APP, name)
    assert group is not None

    grouping = explain_group(group)

    assert grouping.counted == ()
    assert grouping.lines == (
        "notes/editor.lua:<n>: in function 'save'",
        "notes/main.lua:<n>: in main chunk",
    )
