"""What is queued: small whatever was sent, and the same after a stay in the database."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.alerting.examples import NOW, crash_facts

from telemetry_graph.alerting.content.payload import (
    AlertFacts,
    AlertKind,
    Measured,
    Summary,
    SummaryEntry,
)

HUGE = "x" * 1_000_000


def everything(text: str) -> AlertFacts:
    entry = SummaryEntry(AlertKind.SPIKE, text, "00c0ffee00c0ffee", 7, is_fatal=True)
    crash = crash_facts(
        app_name=text, crash_type=text, message=text, stack_trace=text,
        app_version=text, screen=text, fixed_in=text, trend=tuple(range(1_000)),
    )  # fmt: skip
    return AlertFacts(
        app_id=crash.app_id,
        app_name=text,
        occurred_at=NOW,
        rule_id=UUID(int=1),
        rule_name=text,
        crash=crash,
        measured=Measured(text, 1.5, 1.0, text, 60, text, 3, 200, 0.5),
        summary=Summary(1_000, NOW, NOW, (entry,) * 1_000),
        escalated_after_minutes=30,
        confirm_url=text,
    )


def test_a_megabyte_in_every_field_is_stored_small() -> None:
    bounded = everything(HUGE).bounded()

    assert len(msgspec.json.encode(bounded)) < 60_000
    assert bounded.summary is not None
    assert len(bounded.summary.entries) == 20
    assert bounded.summary.count == 1_000
    assert bounded.crash is not None
    assert bounded.crash.trend == tuple(range(986, 1_000))


@given(st.text(max_size=5_000))
def test_bounding_twice_is_bounding_once_and_survives_json(text: str) -> None:
    bounded = everything(text.encode("utf-8", "ignore").decode()).bounded()

    assert bounded.bounded() == bounded
    assert msgspec.json.decode(msgspec.json.encode(bounded), type=AlertFacts) == bounded


@pytest.mark.parametrize("part", ["rule_name", "crash", "measured", "summary", "confirm_url"])
def test_a_part_that_is_not_there_stays_away(part: str) -> None:
    nothing: dict[str, Any] = {part: None}
    facts = replace(everything("some text"), **nothing)

    assert getattr(facts.bounded(), part) is None
