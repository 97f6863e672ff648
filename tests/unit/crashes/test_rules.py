import pytest
from tests.factories import occurrence

from telemetry_graph.crashes.model import GroupedBy
from telemetry_graph.crashes.rules.model import AppRules, GroupingRule, RuleAction

_STACK = "shop/net/http.lua:3: in function 'connect'\nshop/cart.lua:9: in function 'total'"


@pytest.mark.parametrize(
    ("rule", "applies"),
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
def test_a_rule_matches_when_all_of_its_patterns_do(rule: GroupingRule, applies: bool) -> None:
    crash = occurrence(message="GET / timed out", stack_trace=_STACK)

    ruled = AppRules((rule,)).applied(crash)

    assert (ruled.grouped_by is GroupedBy.RULE) is applies
    assert (ruled.fingerprint != crash.fingerprint) is applies


def test_the_first_rule_wins_and_names_one_group_for_all() -> None:
    rules = AppRules((GroupingRule("a", message="*one*"), GroupingRule("b", message="*")))
    first, second = occurrence(message="one"), occurrence(message="one", stack_trace=_STACK)
    third = occurrence(message="two")

    names = [rules.applied(crash).fingerprint for crash in (first, second, third)]

    assert names[0] == names[1] != names[2]


def test_extending_divides_groups_and_keeps_them_apart() -> None:
    rules = AppRules((GroupingRule("fatal", RuleAction.EXTEND, message="*"),))
    first, second = occurrence(message="one"), occurrence(message="two")

    names = {
        rules.applied(crash).fingerprint for crash in (first, second, occurrence(message="one"))
    }

    assert len(names) == 2
    assert names.isdisjoint({first.fingerprint, second.fingerprint})


def test_a_name_of_the_clients_own_is_stronger_than_rules() -> None:
    crash = occurrence(grouped_by=GroupedBy.CLIENT)

    assert AppRules((GroupingRule("a", message="*"),)).applied(crash) == crash


def test_an_app_may_say_whose_code_a_path_is() -> None:
    stack = "vendor/a.lua:1: in function 'a'\nvendor/b.lua:1: in function 'b'\n"
    here, there = (
        occurrence(stack_trace=stack + f"shop/{name}.lua:3: in function '{name}'")
        for name in ("cart", "user")
    )
    assert here.fingerprint == there.fingerprint
    rules = AppRules(library=("vendor/*",))

    assert rules.applied(here).fingerprint != rules.applied(there).fingerprint
    assert AppRules(in_app=("*",)).applied(here).fingerprint == here.fingerprint
