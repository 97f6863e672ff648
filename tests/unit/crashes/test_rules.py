import pytest
from tests.factories import occurrence

from telemetry_graph.crashes.model import GroupedBy
from telemetry_graph.crashes.rules.model import AppGroupingRules, GroupingRule, GroupingRuleAction

_STACK = "shop/net/http.lua:3: in function 'connect'\nshop/cart.lua:9: in function 'total'"


@pytest.mark.parametrize(
    ("rule", "is_match"),
    [
        (GroupingRule("net", message="*timed out*"), True),
        (GroupingRule("net", message="timed out"), False),
        (GroupingRule("net", crash_type="lua_*", frame="connect"), True),
        (GroupingRule("net", crash_type="app_crash", frame="connect"), False),
        (GroupingRule("net", path="*/net/*"), True),
        (GroupingRule("net", path="*/disk/*"), False),
        (GroupingRule("net", frame="total", path="shop/net/*"), True),
    ],
)
def test_a_rule_matches_when_all_its_patterns_match(rule: GroupingRule, *, is_match: bool) -> None:
    crash = occurrence(message="GET / timed out", stack_trace=_STACK)

    ruled = AppGroupingRules((rule,)).apply(crash)

    assert (ruled.grouped_by is GroupedBy.RULE) is is_match
    assert (ruled.fingerprint != crash.fingerprint) is is_match


def test_the_first_matching_rule_determines_the_group() -> None:
    rules = AppGroupingRules((GroupingRule("a", message="*one*"), GroupingRule("b", message="*")))
    first, second = occurrence(message="one"), occurrence(message="one", stack_trace=_STACK)
    third = occurrence(message="two")

    fingerprints = [rules.apply(crash).fingerprint for crash in (first, second, third)]

    assert fingerprints[0] == fingerprints[1] != fingerprints[2]


def test_extend_splits_each_group() -> None:
    rules = AppGroupingRules((GroupingRule("fatal", GroupingRuleAction.EXTEND, message="*"),))
    first, second = occurrence(message="one"), occurrence(message="two")

    crashes = (first, second, occurrence(message="one"))
    fingerprints = {rules.apply(crash).fingerprint for crash in crashes}

    assert len(fingerprints) == 2
    assert fingerprints.isdisjoint({first.fingerprint, second.fingerprint})


def test_rules_do_not_change_a_fingerprint_of_the_client() -> None:
    crash = occurrence(grouped_by=GroupedBy.CLIENT)

    assert AppGroupingRules((GroupingRule("a", message="*"),)).apply(crash) == crash


def test_path_patterns_determine_the_origin_of_frames() -> None:
    stack = "vendor/a.lua:1: in function 'a'\nvendor/b.lua:1: in function 'b'\n"
    here, there = (
        occurrence(stack_trace=stack + f"shop/{name}.lua:3: in function '{name}'")
        for name in ("cart", "user")
    )
    assert here.fingerprint == there.fingerprint
    rules = AppGroupingRules(library=("vendor/*",))

    assert rules.apply(here).fingerprint != rules.apply(there).fingerprint
    assert AppGroupingRules(in_app=("*",)).apply(here).fingerprint == here.fingerprint
