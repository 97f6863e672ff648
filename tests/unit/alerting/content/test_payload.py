"""Payloads: limited in size, and unchanged by the database."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.alerting.examples import NOW, crash_details

from telemetry_graph.alerting.content.payload import (
    AlertKind,
    AlertPayload,
    Measurement,
    Summary,
    SummaryEntry,
)
from telemetry_graph.kit.ids import AppId

HUGE = "x" * 1_000_000


def full_payload(text: str) -> AlertPayload:
    entry = SummaryEntry(AlertKind.SPIKE, text, "00c0ffee00c0ffee", 7, is_fatal=True)
    crash = crash_details(
        crash_type=text, message=text, stack_trace=text,
        app_version=text, screen=text, fixed_in=text, trend=tuple(range(1_000)),
    )  # fmt: skip
    return AlertPayload(
        app_id=AppId("com.example.notes"),
        app_name=text,
        occurred_at=NOW,
        rule_id=UUID(int=1),
        rule_name=text,
        crash=crash,
        measurement=Measurement(text, 1.5, 1.0, text, 60, text, 3, 200, 0.5),
        summary=Summary(1_000, NOW, NOW, (entry,) * 1_000),
        escalated_after_minutes=30,
    )


def test_a_megabyte_in_every_field_is_truncated() -> None:
    payload = full_payload(HUGE).truncate()

    assert len(msgspec.json.encode(payload)) < 60_000
    assert payload.summary is not None
    assert len(payload.summary.entries) == 20
    assert payload.summary.count == 1_000
    assert payload.crash is not None
    assert payload.crash.trend == tuple(range(986, 1_000))


@given(st.text(max_size=5_000))
def test_truncating_is_idempotent_and_survives_json(text: str) -> None:
    payload = full_payload(text.encode("utf-8", "ignore").decode()).truncate()

    assert payload.truncate() == payload
    assert msgspec.json.decode(msgspec.json.encode(payload), type=AlertPayload) == payload


@pytest.mark.parametrize("part", ["rule_name", "crash", "measurement", "summary"])
def test_a_missing_part_stays_missing(part: str) -> None:
    nothing: dict[str, Any] = {part: None}
    payload = replace(full_payload("some text"), **nothing)

    assert getattr(payload.truncate(), part) is None
