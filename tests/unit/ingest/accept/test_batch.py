"""Accepting a batch: its rows, crashes, key and rejections."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest
from tests.copy_decoder import decode_event_rows
from tests.factories import APP, NOW, PEPPER, batch, event, report

from telemetry_graph.analytics.deltas import BatchDelta
from telemetry_graph.crashes.fingerprint import fingerprint
from telemetry_graph.db import copy
from telemetry_graph.ingest.accept.batch import accept_batch, check_size
from telemetry_graph.ingest.accept.crash import accept_report
from telemetry_graph.ingest.accept.fields import hash_device
from telemetry_graph.ingest.model import BatchKey
from telemetry_graph.ingest.service import count_queue_rows
from telemetry_graph.ingest.wire import ConsentInput, EventInput
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.ids import uuid7

_WITH_USAGE = ConsentInput(usage_analytics=True)


def test_a_valid_event_becomes_a_row() -> None:
    at = NOW - timedelta(hours=1)
    given = batch(event("app_start", at=at, data={"version": "1.2.0"}))

    write = accept_batch(given, PEPPER, NOW)

    assert decode_event_rows(write.event_rows) == [
        {
            "time": at,
            "app_id": APP,
            "device_id": hash_device(given.device_id, PEPPER),
            "session_id": "session-1",
            "event_type": "app_start",
            "event_data": {"version": "1.2.0"},
            "app_version": "1.2.0",
            "mosis_version": "1.0.0",
            "received_at": NOW,
            "weight": 1.0,
        }
    ]
    day = (at.date() - date(2000, 1, 1)).days
    (delta,) = write.deltas
    assert delta == BatchDelta(
        app_id=APP,
        app_version="1.2.0",
        device_id=hash_device(given.device_id, PEPPER),
        session_id="session-1",
        received_at=copy.to_microseconds(NOW),
        weight=1.0,
        events=[((day, "app_start"), 1)],
        items=[],
    )
    assert write.crashes == []
    assert write.rejected == []
    assert write.event_count == 1


def test_measures_and_items_of_events_are_counted() -> None:
    given = batch(
        event("perf_frame", data={"avg_ms": 16.5}),
        event("perf_frame", data={"avg_ms": 16.5}),
        event("perf_frame", data={"p95_ms": 20}),
        event("app_stop", data={"duration_seconds": 0}),
        event("screen_view", data={"screen_name": "home"}),
        event("screen_view", data={"screen_name": "home"}),
        event("screen_view", data={"screen_name": ""}),
        event("screen_view"),
        consent=_WITH_USAGE,
    )

    (delta,) = accept_batch(given, PEPPER, NOW).deltas

    day = (NOW.date() - date(2000, 1, 1)).days
    assert delta.measured == {(day, "frame"): [16.5, 16.5], (day, "session"): [0.0]}
    assert delta.items == [((day, "screen_view", "screen_name", "home"), 2)]


def test_invalid_events_are_rejected_one_by_one_and_the_others_stored() -> None:
    given = batch(
        event("app_start"),
        event("app_began"),
        event("app_start", at=NOW - timedelta(days=8)),
        event("screen_view", data={"screen_name": "home"}),
        event("app_stop", at=NOW + timedelta(hours=1)),
        EventInput("app_stop", "noon"),
        event("button_click", data={"element_id": "ok"}),
        event("app_stop", data={"duration_seconds": "long"}),
        event("app_stop", data={"duration_seconds": 3}),
    )

    write = accept_batch(given, PEPPER, NOW)

    assert [(each.index, each.code) for each in write.rejected] == [
        (1, "UNKNOWN_EVENT_TYPE"),
        (2, "TOO_OLD"),
        (3, "CONSENT_REQUIRED"),
        (4, "IN_FUTURE"),
        (5, "INVALID_TIMESTAMP"),
        (6, "CONSENT_REQUIRED"),
        (7, "INVALID_DATA"),
    ]
    assert [row["event_type"] for row in decode_event_rows(write.event_rows)] == [
        "app_start",
        "app_stop",
    ]
    assert write.event_count == 2


@pytest.mark.parametrize("count", [1, 500])
def test_a_batch_may_have_1_to_500_events(count: int) -> None:
    given = batch(*[event()] * count)

    check_size(given)

    assert accept_batch(given, PEPPER, NOW).event_count == count


@pytest.mark.parametrize("count", [0, 501])
def test_an_empty_or_larger_batch_is_rejected(count: int) -> None:
    with pytest.raises(InvalidField, match="1 to 500 events"):
        check_size(batch(events=[event()] * count))


def test_a_batch_with_an_invalid_device_id_is_rejected() -> None:
    with pytest.raises(InvalidField, match="deviceId"):
        accept_batch(batch(device_id="invalid"), PEPPER, NOW)


@pytest.mark.parametrize(("kind", "is_fatal"), [("app_crash", True), ("lua_error", False)])
def test_a_crash_event_is_stored_as_an_event_and_as_a_crash(kind: str, is_fatal: bool) -> None:
    data = {"message": "boom", "stack": "main.lua:1: in main chunk"}
    given = batch(event("app_start"), event(kind, at=NOW - timedelta(minutes=1), data=data))

    write = accept_batch(given, PEPPER, NOW)

    (crash,) = write.crashes
    assert [row["event_type"] for row in decode_event_rows(write.event_rows)] == ["app_start", kind]
    assert write.event_count == 2
    assert crash.crash_type == kind
    assert crash.is_fatal is is_fatal
    assert crash.message == "boom"
    assert crash.stack_trace == "main.lua:1: in main chunk"
    assert crash.timestamp == NOW - timedelta(minutes=1)
    assert crash.received_at == NOW
    assert crash.session_id == "session-1"
    assert crash.device_id == hash_device(given.device_id, PEPPER)
    assert crash.fingerprint == fingerprint(APP, kind, "boom", "main.lua:1: in main chunk")


@pytest.mark.parametrize(
    ("data", "crash_type"),
    [
        (None, "app_crash"),
        ({"crash_type": None}, "app_crash"),
        ({"crash_type": ""}, "app_crash"),
        ({"crash_type": "out_of_memory"}, "out_of_memory"),
    ],
)
def test_the_type_of_a_crash_is_its_crash_type_or_else_its_event_type(
    data: Any, crash_type: str
) -> None:
    (crash,) = accept_batch(batch(event("app_crash", data=data)), PEPPER, NOW).crashes

    assert crash.crash_type == crash_type
    assert crash.message == ""
    assert crash.stack_trace == ""


def test_a_crash_event_without_consent_is_rejected() -> None:
    given = batch(event("app_crash"), consent=ConsentInput(crash_reports=False))

    write = accept_batch(given, PEPPER, NOW)

    assert (write.event_count, write.crashes) == (0, [])
    assert [each.code for each in write.rejected] == ["CONSENT_REQUIRED"]


def test_the_crash_ids_of_a_retried_batch_are_the_same() -> None:
    batch_id = uuid4()
    given = batch(event("lua_error"), event("lua_error"), batch_id=batch_id)

    first = accept_batch(given, PEPPER, NOW)
    second = accept_batch(given, PEPPER, NOW + timedelta(minutes=5))

    ids = [uuid5(batch_id, "0"), uuid5(batch_id, "1")]
    assert [crash.crash_id for crash in first.crashes] == ids
    assert [crash.crash_id for crash in second.crashes] == ids


def test_the_crashes_of_a_batch_without_an_id_have_new_ids() -> None:
    given = batch(event("lua_error"), event("lua_error"))

    first, second = accept_batch(given, PEPPER, NOW).crashes

    assert first.crash_id != second.crash_id


def test_a_batch_without_an_id_has_no_key() -> None:
    assert accept_batch(batch(), PEPPER, NOW).key is None


def test_the_key_of_a_uuid7_has_the_time_inside_it() -> None:
    made = NOW - timedelta(hours=3)
    batch_id = uuid7(made)

    write = accept_batch(batch(batch_id=batch_id), PEPPER, NOW)

    assert write.key == BatchKey(APP, batch_id, made)


def test_the_key_of_another_uuid_has_the_earliest_timestamp() -> None:
    batch_id, earliest = uuid4(), NOW - timedelta(hours=5)
    given = batch(event(), event(at=earliest), event(at=NOW), batch_id=batch_id)

    assert accept_batch(given, PEPPER, NOW).key == BatchKey(APP, batch_id, earliest)


def test_a_retry_has_the_same_key() -> None:
    given = batch(event(at=NOW - timedelta(hours=5)), batch_id=uuid4())

    first = accept_batch(given, PEPPER, NOW)
    retry = accept_batch(given, PEPPER, NOW + timedelta(days=2))

    assert first.key == retry.key


def test_a_retry_has_the_same_key_when_its_oldest_event_has_become_too_old() -> None:
    oldest = event(at=NOW - timedelta(days=7) + timedelta(minutes=1))
    given = batch(oldest, event(), batch_id=uuid4())

    first = accept_batch(given, PEPPER, NOW)
    retry = accept_batch(given, PEPPER, NOW + timedelta(minutes=2))

    assert [each.code for each in retry.rejected] == ["TOO_OLD"]
    assert first.key == retry.key


@pytest.mark.parametrize(
    "batch_id",
    [
        uuid7(NOW - timedelta(days=14, seconds=1)),
        uuid7(NOW + timedelta(minutes=11)),
        UUID("00000000-0000-7000-8000-000000000000"),
        UUID("ffffffff-ffff-7fff-bfff-ffffffffffff"),
    ],
)
def test_a_batch_id_with_a_time_outside_the_window_is_rejected(batch_id: UUID) -> None:
    with pytest.raises(InvalidField, match="batchId"):
        accept_batch(batch(batch_id=batch_id), PEPPER, NOW)


def test_a_batch_without_accepted_events_has_a_key() -> None:
    write = accept_batch(batch(event("none"), batch_id=uuid7(NOW)), PEPPER, NOW)

    assert write.key is not None
    assert write.key.batch_time == NOW
    assert write.event_count == 0


def test_a_batch_whose_timestamps_are_all_outside_the_window_has_no_key() -> None:
    old = event(at=NOW - timedelta(days=400))

    assert accept_batch(batch(old, batch_id=uuid4()), PEPPER, NOW).key is None


@pytest.mark.parametrize("name", ["a\x00", "\x00", "\\u0000", "\\\x00"])
def test_data_with_nul_is_rejected_and_data_that_looks_like_it_is_stored(name: str) -> None:
    valid, other = event("feature_used", data={"feature_name": "ok"}), {"feature_name": name}
    given = batch(valid, event("feature_used", data=other), consent=_WITH_USAGE)

    write = accept_batch(given, PEPPER, NOW)

    names = [row["event_data"]["feature_name"] for row in decode_event_rows(write.event_rows)]
    assert names == (["ok"] if "\x00" in name else ["ok", name])
    assert [each.code for each in write.rejected] == ["INVALID_TEXT"] * ("\x00" in name)


@pytest.mark.parametrize("name", ["app_crash", "lua_error"])
@pytest.mark.parametrize("field", ["message", "stack"])
def test_a_crash_event_with_nul_is_rejected_and_the_others_stored(name: str, field: str) -> None:
    invalid = event(name, data={field: "a\x00b"})

    write = accept_batch(batch(event(), invalid, event(name)), PEPPER, NOW)

    assert [(each.index, each.code) for each in write.rejected] == [(1, "INVALID_TEXT")]
    assert (write.event_count, len(write.crashes)) == (2, 1)


def test_a_write_with_much_data_counts_as_more_rows_of_the_queue() -> None:
    small = accept_batch(batch(event(), event()), PEPPER, NOW)
    large_event = event("app_crash", data={"stack": "s" * 30_000})
    large_batch = accept_batch(batch(large_event), PEPPER, NOW)
    large_report = accept_report(report(crash={"stack_trace": "s" * 60_000}), PEPPER, NOW)

    assert [count_queue_rows(write) for write in (small, large_batch, large_report)] == [2, 58, 58]
