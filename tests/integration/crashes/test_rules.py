from dataclasses import replace

import pytest
from tests.factories import APP, NOW, OTHER_APP, occurrence
from tests.integration.crashes.conftest import CrashServices, crash_in_group

from telemetry_graph.crashes.fingerprint import fingerprint_from_name
from telemetry_graph.crashes.model import GroupedBy
from telemetry_graph.crashes.rules.model import AppGroupingRules, GroupingRule
from telemetry_graph.crashes.rules.service import GroupingRules
from telemetry_graph.kit.errors import InvalidField

_OLD = """
WITH report AS (UPDATE crash_reports SET fingerprint = 'old' WHERE fingerprint = $1)
UPDATE crash_fingerprints SET fingerprint = 'old', algorithm = 1 WHERE fingerprint = $1
"""
_NETWORK = AppGroupingRules((GroupingRule("network", message="*timed out*"),))


@pytest.fixture
def rules(services: CrashServices) -> GroupingRules:
    return GroupingRules(services.crashes.pool, services.clock)


async def test_rules_group_new_crashes_of_their_app(
    services: CrashServices, rules: GroupingRules
) -> None:
    await rules.save(APP, _NETWORK, "owner@example.com")
    one = occurrence(message="GET timed out", stack_trace="a.lua:1: in function 'a'")
    other = occurrence(message="POST timed out", stack_trace="b.lua:1: in function 'b'")
    elsewhere = occurrence(message="GET timed out", app_id=OTHER_APP)

    recorded = await services.record(one, other, elsewhere, crash_in_group("a"))

    of_app = [group for group in recorded.new_groups if group.app_id == APP]
    by = {group.grouped_by: group.occurrence_count for group in of_app}
    assert by == {GroupedBy.RULE: 2, GroupedBy.ALGORITHM: 1}
    assert await rules.get_rules(APP) == _NETWORK
    assert await rules.get_rules(OTHER_APP) == AppGroupingRules()


async def test_saved_rules_apply_after_5_seconds(
    services: CrashServices, rules: GroupingRules
) -> None:
    await services.record(crash_in_group("a"))
    await rules.save(APP, _NETWORK, "owner@example.com")
    services.clock.advance(seconds=5)

    recorded = await services.record(occurrence(message="it timed out"))

    assert [group.grouped_by for group in recorded.new_groups] == [GroupedBy.RULE]


async def test_a_preview_applies_rules_to_recent_crashes_and_changes_nothing(
    services: CrashServices, rules: GroupingRules
) -> None:
    one = occurrence(message="GET timed out", stack_trace="a.lua:1: in function 'a'")
    other = occurrence(message="GET timed out", stack_trace="b.lua:1: in function 'b'")
    await services.record(one, other, crash_in_group("a"))

    preview = await rules.preview(APP, _NETWORK)

    assert preview.crash_count == 3
    (change,) = preview.changes
    assert change.crash_count == 2
    assert change.previous_fingerprints == tuple(sorted([one.fingerprint, other.fingerprint]))
    assert await rules.get_rules(APP) == AppGroupingRules()
    assert (await services.find_group(one)).occurrence_count == 1
    assert (await rules.preview(OTHER_APP, _NETWORK)).crash_count == 0
    assert services.clock.now == NOW


async def test_a_preview_respects_how_a_crash_was_grouped(
    services: CrashServices, rules: GroupingRules
) -> None:
    """Fingerprints of clients and groups of old algorithms stay; former rules do not apply."""
    await rules.save(APP, _NETWORK, "owner@example.com")
    own = occurrence(message="it timed out", fingerprint=fingerprint_from_name("own"))
    await services.record(
        replace(own, grouped_by=GroupedBy.CLIENT),
        occurrence(message="GET timed out"),
        crash_in_group("a"),
    )
    async with services.crashes.pool.connection() as conn:
        await conn.execute(_OLD, crash_in_group("a").fingerprint)

    again, without = (
        await rules.preview(APP, _NETWORK),
        await rules.preview(APP, AppGroupingRules()),
    )

    assert (again.crash_count, again.changes) == (3, [])
    (change,) = without.changes
    assert change.fingerprint == occurrence(message="GET timed out").fingerprint


@pytest.mark.parametrize(
    "wrong",
    [
        AppGroupingRules((GroupingRule("a"),)),
        AppGroupingRules((GroupingRule("", message="*"),)),
        AppGroupingRules((GroupingRule("a", message=""),)),
        AppGroupingRules((GroupingRule("a", message="x" * 201),)),
        AppGroupingRules((GroupingRule("a", message="*" * 11),)),
        AppGroupingRules((GroupingRule("a", message="\x00"),)),
        AppGroupingRules((GroupingRule("a", message="*"),) * 101),
        AppGroupingRules(in_app=("",)),
        AppGroupingRules(library=("x",) * 101),
    ],
)
async def test_invalid_rules_are_rejected(rules: GroupingRules, wrong: AppGroupingRules) -> None:
    with pytest.raises(InvalidField):
        await rules.save(APP, wrong, "owner@example.com")
    with pytest.raises(InvalidField):
        await rules.preview(APP, wrong)
    assert await rules.get_rules(APP) == AppGroupingRules()


async def test_the_grouping_is_explained_by_the_path_patterns_of_the_app(
    services: CrashServices, rules: GroupingRules
) -> None:
    trace = "\n".join(
        (
            "lib/engine/core.lua:1: in function 'step'",
            "lib/engine/loop.lua:2: in function 'run'",
            "game/main.lua:3: in function 'start'",
        )
    )
    before = occurrence(message="before", stack_trace=trace)
    await services.record(before)
    await rules.save(APP, AppGroupingRules(library=("lib/engine/*",)), "owner@example.com")
    services.clock.advance(seconds=5)

    (group,) = (await services.record(occurrence(message="after", stack_trace=trace))).new_groups

    grouping = await services.crashes.explain_grouping(group)
    assert grouping.fingerprint == group.fingerprint
    assert [frame.label for frame in grouping.counted] == [
        "core.lua:step",
        "loop.lua:run",
        "main.lua:start",
    ]
    assert [frame.origin for frame in grouping.counted] == ["library", "library", "app"]
    old = await services.crashes.explain_grouping(await services.find_group(before))
    assert old.fingerprint == before.fingerprint
    assert [frame.label for frame in old.counted] == ["core.lua:step", "loop.lua:run"]
