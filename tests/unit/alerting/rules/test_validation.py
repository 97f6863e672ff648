"""Invalid rules are rejected with the field and the limits of its value."""

from typing import Any

import pytest

from telemetry_graph.alerting.rules.model import (
    RuleKind,
    RuleSettings,
    RuleThresholds,
    SilenceThreshold,
    SpikeThreshold,
    VelocityThreshold,
)
from telemetry_graph.alerting.rules.validation import check_rule
from telemetry_graph.kit.errors import InvalidField


def test_a_range_is_written_in_plain_numbers() -> None:
    thresholds = RuleThresholds(velocity=VelocityThreshold(60, devices=0))

    with pytest.raises(InvalidField) as rejected:
        check_rule(RuleSettings("Spreads", RuleKind.VELOCITY, thresholds=thresholds))

    assert rejected.value.message == "`devices` must be between 1 and 1,000,000,000."
    assert rejected.value.details == {"field": "devices"}


@pytest.mark.parametrize(
    ("kind", "thresholds"),
    [
        (RuleKind.VELOCITY, {}),
        (RuleKind.VELOCITY, {"velocity": VelocityThreshold()}),
        (RuleKind.VELOCITY, {"spike": SpikeThreshold()}),
        (RuleKind.REGRESSION, {"spike": SpikeThreshold()}),
        (RuleKind.SPIKE, {"spike": SpikeThreshold(), "silence": SilenceThreshold()}),
        (RuleKind.SPIKE, {"spike": SpikeThreshold(factor=float("nan"))}),
        (RuleKind.SILENCE, {"silence": SilenceThreshold(window_minutes=4)}),
        (RuleKind.SILENCE, {"silence": SilenceThreshold(window_minutes=121)}),
    ],
)
def test_a_rule_needs_the_threshold_of_its_kind(kind: RuleKind, thresholds: Any) -> None:
    with pytest.raises(InvalidField):
        check_rule(RuleSettings("Rule", kind, thresholds=RuleThresholds(**thresholds)))
