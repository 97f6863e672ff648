"""Decoding and checking the events of a batch together, or one by one: the results are equal."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import Raw
from tests.factories import NOW, PEPPER, batch, instant

from telemetry_graph.catalog.custom import (
    BUILT_IN,
    AppEventTypes,
    CustomEventType,
    CustomField,
    FieldKind,
    build_app_event_types,
)
from telemetry_graph.catalog.model import EVENT_TYPES, Tier, TypedEvent
from telemetry_graph.ingest.accept.batch import accept_batch
from telemetry_graph.ingest.accept.events import UnreadableEvents, decode_events
from telemetry_graph.ingest.model import Write
from telemetry_graph.ingest.wire import ConsentInput, EventInput
from telemetry_graph.kit.ids import AppId, uuid7

_BATCH_ID = uuid7(NOW)
_LEVEL = CustomField("level", FieldKind.NUMBER)
_LEVEL_DONE = CustomEventType(
    AppId("app"), "level_done", 1, Tier.USAGE, (_LEVEL,), is_collected=False, registered_at=NOW
)
_WITH_CUSTOM = build_app_event_types((_LEVEL_DONE,), is_collecting_unknown=False)
_DATA: st.SearchStrategy[Any] = st.sampled_from(
    [{}, None, {"screen_name": "home"}, {"avg_ms": 16}, {"avg_ms": "x"}, {"version": "1"}, 7,
     {"level": 3}, {"version": None}, {"message": "a\x00b", "stack": "x"}, {"version": "y" * 300}]
)  # fmt: skip
_TIMES = st.sampled_from(
    [instant(NOW), instant(NOW - timedelta(days=1, microseconds=1)), "2024-01-01T00:00:00Z", "?"]
)
_NAMES = st.sampled_from([*EVENT_TYPES, "level_done", "no_such_type"])
_EVENTS = st.lists(
    st.fixed_dictionaries({"type": _NAMES, "timestamp": _TIMES}, optional={"data": _DATA}),
    min_size=1,
    max_size=8,
)
_CONSENT = st.builds(ConsentInput, st.booleans(), st.booleans())


@given(_EVENTS, _CONSENT, st.sampled_from([BUILT_IN, _WITH_CUSTOM]))
@example(
    [{"type": "app_crash", "timestamp": instant(NOW), "data": {"message": "a\x00b"}}],
    ConsentInput(True, True),
    BUILT_IN,
)
def test_checking_together_equals_checking_one_by_one(
    events: list[dict[str, Any]], consent: ConsentInput, types: AppEventTypes
) -> None:
    plain = batch(*(EventInput(**event) for event in events), consent=consent, batch_id=_BATCH_ID)
    raw = msgspec.structs.replace(plain, events=Raw(msgspec.json.encode(events)))

    together = accept_batch(decode_events(raw, types), PEPPER, NOW, types)

    assert _parts(together) == _parts(accept_batch(plain, PEPPER, NOW, types))


def test_events_of_custom_types_are_typed() -> None:
    events = [
        {"type": "level_done", "timestamp": instant(NOW), "data": {"level": 3}},
        {"type": "app_start", "timestamp": instant(NOW)},
    ]
    raw = msgspec.structs.replace(batch(), events=Raw(msgspec.json.encode(events)))

    decoded = decode_events(raw, _WITH_CUSTOM).events

    assert all(isinstance(event, TypedEvent) for event in decoded)
    assert [getattr(event, "kind").name for event in decoded] == ["level_done", "app_start"]  # noqa: B009


@pytest.mark.parametrize(
    "events",
    [b"{}", b"[1]", b'[{"type":"app_start"}]', b'[{"type":"a","timestamp":"t","more":1}]',
     b'[{"type":1,"timestamp":"t"}]', b'[{"type":"\xff","timestamp":"t"}]', b"[" * 100_000],
    ids=lambda each: repr(each[:20]),
)  # fmt: skip
def test_an_invalid_list_of_events_is_unreadable(events: bytes) -> None:
    raw = msgspec.structs.replace(batch(), events=Raw(events))

    with pytest.raises(UnreadableEvents):
        decode_events(raw, BUILT_IN)


def _parts(write: Write) -> tuple[Any, ...]:
    crashes = [(crash.crash_id, crash.fingerprint, crash.message) for crash in write.crashes]
    return write.event_rows, write.deltas, write.rejected, crashes, write.key, write.unknown_types
