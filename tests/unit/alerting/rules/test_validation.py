"""What is wrong with a rule is said in the words and numbers of its author."""

import pytest

from telemetry_graph.alerting.rules.model import Bounds, RuleKind, RuleSettings, VelocityBound
from telemetry_graph.alerting.rules.validation import checked
from telemetry_graph.kit.errors import InvalidField


def test_a_bound_is_told_in_plain_numbers() -> None:
    bounds = Bounds(velocity=VelocityBound(60, devices=0))

    with pytest.raises(InvalidField) as refused:
        checked(RuleSettings("Spreads", RuleKind.VELOCITY, bounds=bounds))

    assert refused.value.message == "`devices` must lie in 1 … 1,000,000,000."
    assert refused.value.details == {"field": "devices"}
