from dataclasses import replace

import pytest
from tests.factories import APP, NOW, OTHER_APP, occurrence
from tests.integration.crashes.conftest import Desk, named

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
def rules(desk: Desk) -> GroupingRules:
    return GroupingRules(desk.crashes.pool, desk.clock)


async def test_rules_group_new_crashes_of_their_app(desk: Desk, rules: GroupingRules) -> None:
    await rules.save(APP, _NETWORK, "owner@example.com")
    one = occurrence(message="GET timed out", stack_trace="a.lua:1: in function 'a'")
    other = occurrence(message="POST timed out", stack_trace="b.lua:1: in function 'b'")
    elsewhere = occurrence(message="GET timed out", app_id=OTHER_APP)

    recorded = await desk.record(one, other, elsewhere, named("a"))

    ours = [group for group in recorded.new_groups if group.app_id == APP]
    by = {group.grouped_by: group.occurrence_count for group in ours}
    assert by == {GroupedBy.RULE: 2, GroupedBy.ALGORITHM: 1}
    assert await rules.get_rules(APP) == _NETWORK
    assert await rules.get_rules(OTHER_APP) == AppGroupingRules()


async def test_saved_rules_hold_within_seconds(desk: Desk, rules: GroupingRules) -> None:
    await desk.record(named("a"))
    await rules.save(APP, _NETWORK, "owner@example.com")
    desk.clock.advance(seconds=5)

    recorded = await desk.record(occurrence(message="it timed out"))

    assert [group.grouped_by for group in recorded.new_groups] == [GroupedBy.RULE]


async def test_rules_are_tried_on_recent_crashes_and_change_nothing(
    desk: Desk, rules: GroupingRules
) -> None:
    one = occurrence(message="GET timed out", stack_trace="a.lua:1: in function 'a'")
    other = occurrence(message="GET timed out", stack_trace="b.lua:1: in function 'b'")
    await desk.record(one, other, named("a"))

    trial = await rules.preview(APP, _NETWORK)

    assert trial.crash_count == 3
    (moved,) = trial.changes
    assert moved.crash_count == 2
    assert moved.previous_fingerprints == tuple(sorted([one.fingerprint, other.fingerprint]))
    assert await rules.get_rules(APP) == AppGroupingRules()
    assert (await desk.group(one)).occurrence_count == 1
    assert (await rules.preview(OTHER_APP, _NETWORK)).crash_count == 0
    assert desk.clock.now == NOW


async def test_a_trial_knows_who_named_a_crash(desk: Desk, rules: GroupingRules) -> None:
    """Names of clients stay; what former rules named is named anew; old algorithms' groups stay."""
    await rules.save(APP, _NETWORK, "owner@example.com")
    own = occurrence(message="it timed out", fingerprint=fingerprint_from_name("own"))
    await desk.record(
        replace(own, grouped_by=GroupedBy.CLIENT), occurrence(message="GET timed out"), named("a")
    )
    async with desk.crashes.pool.connection() as conn:
        await conn.execute(_OLD, named("a").fingerprint)

    again, without = (
        await rules.preview(APP, _NETWORK),
        await rules.preview(APP, AppGroupingRules()),
    )

    assert (again.crash_count, again.changes) == (3, [])
    (moved,) = without.changes
    assert moved.fingerprint == occurrence(message="GET timed out").fingerprint


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
async def test_rules_have_bounds(rules: GroupingRules, wrong: AppGroupingRules) -> None:
    with pytest.raises(InvalidField):
        await rules.save(APP, wrong, "owner@example.com")
    with pytest.raises(InvalidField):
        await rules.preview(APP, wrong)
    assert await rules.get_rules(APP) == AppGroupingRules()


async def test_why_a_group_is_one_goes_by_the_apps_own_patterns(
    desk: Desk, rules: GroupingRules
) -> None:
    trace = "\n".join(
        (
            "lib/engine/core.lua:1: in function 'step'",
            "lib/engine/loop.lua:2: in function 'run'",
            "game/main.lua:3: in function 'start'",
        )
    )
    before = occurrence(message="before", stack_trace=trace)
    await desk.record(before)
    await rules.save(APP, AppGroupingRules(library=("lib/engine/*",)), "owner@example.com")
    desk.clock.advance(seconds=5)

    (group,) = (await desk.record(occurrence(message="after", stack_trace=trace))).new_groups

    found = await desk.crashes.explain_grouping(group)
    assert found.fingerprint == group.fingerprint
    assert [frame.label for frame in found.counted] == [
        "core.lua:step",
        "loop.lua:run",
        "main.lua:start",
    ]
    assert [frame.origin for frame in found.counted] == ["library", "library", "app"]
    old = await desk.crashes.explain_grouping(await desk.group(before))
    assert old.fingerprint == before.fingerprint
    assert [frame.label for frame in old.counted] == ["core.lua:step", "loop.lua:run"]
