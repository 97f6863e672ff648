from dataclasses import replace

import pytest
from tests.factories import APP, NOW, OTHER_APP, occurrence
from tests.integration.crashes.conftest import Desk, named

from telemetry_graph.crashes.fingerprint import named_by_client
from telemetry_graph.crashes.model import GroupedBy
from telemetry_graph.crashes.rules.model import AppRules, GroupingRule
from telemetry_graph.crashes.rules.service import CrashRules
from telemetry_graph.kit.errors import InvalidField

_OLD = """
WITH report AS (UPDATE crash_reports SET fingerprint = 'old' WHERE fingerprint = $1)
UPDATE crash_fingerprints SET fingerprint = 'old', algorithm = 1 WHERE fingerprint = $1
"""
_NETWORK = AppRules((GroupingRule("network", message="*timed out*"),))


@pytest.fixture
def rules(desk: Desk) -> CrashRules:
    return CrashRules(desk.crashes.pool, desk.clock)


async def test_rules_group_new_crashes_of_their_app(desk: Desk, rules: CrashRules) -> None:
    await rules.save(APP, _NETWORK, "owner@example.com")
    one = occurrence(message="GET timed out", stack_trace="a.lua:1: in function 'a'")
    other = occurrence(message="POST timed out", stack_trace="b.lua:1: in function 'b'")
    elsewhere = occurrence(message="GET timed out", app_id=OTHER_APP)

    recorded = await desk.record(one, other, elsewhere, named("a"))

    ours = [group for group in recorded.new_groups if group.app_id == APP]
    by = {group.grouped_by: group.occurrence_count for group in ours}
    assert by == {GroupedBy.RULE: 2, GroupedBy.ALGORITHM: 1}
    assert await rules.rules(APP) == _NETWORK
    assert await rules.rules(OTHER_APP) == AppRules()


async def test_saved_rules_hold_within_seconds(desk: Desk, rules: CrashRules) -> None:
    await desk.record(named("a"))
    await rules.save(APP, _NETWORK, "owner@example.com")
    desk.clock.advance(seconds=5)

    recorded = await desk.record(occurrence(message="it timed out"))

    assert [group.grouped_by for group in recorded.new_groups] == [GroupedBy.RULE]


async def test_rules_are_tried_on_recent_crashes_and_change_nothing(
    desk: Desk, rules: CrashRules
) -> None:
    one = occurrence(message="GET timed out", stack_trace="a.lua:1: in function 'a'")
    other = occurrence(message="GET timed out", stack_trace="b.lua:1: in function 'b'")
    await desk.record(one, other, named("a"))

    trial = await rules.trial(APP, _NETWORK)

    assert trial.tried == 3
    (moved,) = trial.moved
    assert moved.crashes == 2
    assert moved.before == tuple(sorted([one.fingerprint, other.fingerprint]))
    assert await rules.rules(APP) == AppRules()
    assert (await desk.group(one)).occurrence_count == 1
    assert (await rules.trial(OTHER_APP, _NETWORK)).tried == 0
    assert desk.clock.now == NOW


async def test_a_trial_knows_who_named_a_crash(desk: Desk, rules: CrashRules) -> None:
    """Names of clients stay; what former rules named is named anew; old algorithms' groups stay."""
    await rules.save(APP, _NETWORK, "owner@example.com")
    own = occurrence(message="it timed out", fingerprint=named_by_client("own"))
    await desk.record(
        replace(own, grouped_by=GroupedBy.CLIENT), occurrence(message="GET timed out"), named("a")
    )
    async with desk.crashes.pool.connection() as conn:
        await conn.execute(_OLD, named("a").fingerprint)

    again, without = await rules.trial(APP, _NETWORK), await rules.trial(APP, AppRules())

    assert (again.tried, again.moved) == (3, [])
    (moved,) = without.moved
    assert moved.fingerprint == occurrence(message="GET timed out").fingerprint


@pytest.mark.parametrize(
    "wrong",
    [
        AppRules((GroupingRule("a"),)),
        AppRules((GroupingRule("", message="*"),)),
        AppRules((GroupingRule("a", message=""),)),
        AppRules((GroupingRule("a", message="x" * 201),)),
        AppRules((GroupingRule("a", message="*" * 11),)),
        AppRules((GroupingRule("a", message="\x00"),)),
        AppRules((GroupingRule("a", message="*"),) * 101),
        AppRules(in_app=("",)),
        AppRules(library=("x",) * 101),
    ],
)
async def test_rules_have_bounds(rules: CrashRules, wrong: AppRules) -> None:
    with pytest.raises(InvalidField):
        await rules.save(APP, wrong, "owner@example.com")
    with pytest.raises(InvalidField):
        await rules.trial(APP, wrong)
    assert await rules.rules(APP) == AppRules()


async def test_why_a_group_is_one_goes_by_the_apps_own_patterns(
    desk: Desk, rules: CrashRules
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
    await rules.save(APP, AppRules(library=("lib/engine/*",)), "owner@example.com")
    desk.clock.advance(seconds=5)

    (group,) = (await desk.record(occurrence(message="after", stack_trace=trace))).new_groups

    found = await desk.crashes.grouping(group)
    assert found.fingerprint == group.fingerprint
    assert [frame.label for frame in found.counted] == [
        "core.lua:step",
        "loop.lua:run",
        "main.lua:start",
    ]
    assert [frame.origin for frame in found.counted] == ["library", "library", "app"]
    old = await desk.crashes.grouping(await desk.group(before))
    assert old.fingerprint == before.fingerprint
    assert [frame.label for frame in old.counted] == ["core.lua:step", "loop.lua:run"]
