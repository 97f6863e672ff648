"""A batch of events as it is accepted: rows, crashes, its key, and what is refused of it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest
from tests.copy_decoder import event_rows
from tests.factories import APP, NOW, PEPPER, batch, event, report

from telemetry_graph.analytics.rollup import BatchDelta
from telemetry_graph.crashes.fingerprint import fingerprint
from telemetry_graph.db import copy
from telemetry_graph.ingest.accept.batch import accepted_batch, accepted_report, check_size
from telemetry_graph.ingest.accept.sender import hashed_device
from telemetry_graph.ingest.model import BatchKey
from telemetry_graph.ingest.wire import ConsentInput, EventInput
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.ids import uuid7

_USAGE = ConsentInput(usage_analytics=True)


def test_a_good_event_becomes_a_row() -> None:
    at = NOW - timedelta(hours=1)
    given = batch(event("app_start", at=at, data={"version": "1.2.0"}))

    write = accepted_batch(given, PEPPER, NOW)

    assert event_rows(write.event_rows) == [
        {
            "time": at,
            "app_id": APP,
            "device_id": hashed_device(given.device_id, PEPPER),
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
    (usage,) = write.usages
    assert usage == BatchDelta(
        app_id=APP,
        app_version="1.2.0",
        device_id=hashed_device(given.device_id, PEPPER),
        session_id="session-1",
        received_at=copy.to_microseconds(NOW),
        weight=1.0,
        events=[((day, "app_start"), 1)],
        items=[],
    )
    assert write.crashes == []
    assert write.rejected == []
    assert write.rows == 1


def test_what_events_measure_and_name_is_counted_too() -> None:
    given = batch(
        event("perf_frame", data={"avg_ms": 16.5}),
        event("perf_frame", data={"avg_ms": 16.5}),
        event("perf_frame", data={"p95_ms": 20}),
        event("app_stop", data={"duration_seconds": 0}),
        event("screen_view", data={"screen_name": "home"}),
        event("screen_view", data={"screen_name": "home"}),
        event("screen_view", data={"screen_name": ""}),
        event("screen_view"),
        consent=ConsentInput(usage_analytics=True),
    )

    (usage,) = accepted_batch(given, PEPPER, NOW).usages

    day = (NOW.date() - date(2000, 1, 1)).days
    assert usage.measured == {(day, "frame"): [16.5, 16.5], (day, "session"): [0.0]}
    assert usage.items == [((day, "screen_view", "screen_name", "home"), 2)]


def test_bad_events_are_refused_one_by_one_and_their_neighbours_kept() -> None:
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

    write = accepted_batch(given, PEPPER, NOW)

    assert [(each.index, each.code) for each in write.rejected] == [
        (1, "UNKNOWN_EVENT_TYPE"),
        (2, "TOO_OLD"),
        (3, "CONSENT_REQUIRED"),
        (4, "IN_FUTURE"),
        (5, "INVALID_TIMESTAMP"),
        (6, "CONSENT_REQUIRED"),
        (7, "INVALID_DATA"),
    ]
    assert [row["event_type"] for row in event_rows(write.event_rows)] == ["app_start", "app_stop"]
    assert write.rows == 2


@pytest.mark.parametrize("count", [1, 500])
def test_a_batch_has_up_to_500_events(count: int) -> None:
    given = batch(*[event()] * count)

    check_size(given)

    assert accepted_batch(given, PEPPER, NOW).rows == count


@pytest.mark.parametrize("count", [0, 501])
def test_an_empty_or_longer_batch_is_refused_whole(count: int) -> None:
    with pytest.raises(InvalidField, match="1 to 500 events"):
        check_size(batch(events=[event()] * count))


def test_a_bad_sender_is_refused_whole() -> None:
    with pytest.raises(InvalidField, match="deviceId"):
        accepted_batch(batch(device_id="nobody"), PEPPER, NOW)


@pytest.mark.parametrize(("kind", "is_fatal"), [("app_crash", True), ("lua_error", False)])
def test_a_crash_event_is_an_event_and_a_crash(kind: str, is_fatal: bool) -> None:
    data = {"message": "boom", "stack": "main.lua:1: in main chunk"}
    given = batch(event("app_start"), event(kind, at=NOW - timedelta(minutes=1), data=data))

    write = accepted_batch(given, PEPPER, NOW)

    (crash,) = write.crashes
    assert [row["event_type"] for row in event_rows(write.event_rows)] == ["app_start", kind]
    assert write.rows == 3
    assert crash.crash_type == kind
    assert crash.is_fatal is is_fatal
    assert crash.message == "boom"
    assert crash.stack_trace == "main.lua:1: in main chunk"
    assert crash.timestamp == NOW - timedelta(minutes=1)
    assert crash.received_at == NOW
    assert crash.session_id == "session-1"
    assert crash.device_id == hashed_device(given.device_id, PEPPER)
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
def test_an_app_crash_is_named_by_its_crash_type_if_it_has_one(data: Any, crash_type: str) -> None:
    (crash,) = accepted_batch(batch(event("app_crash", data=data)), PEPPER, NOW).crashes

    assert crash.crash_type == crash_type
    assert crash.message == ""
    assert crash.stack_trace == ""


def test_a_crash_event_without_consent_is_neither_event_nor_crash() -> None:
    given = batch(event("app_crash"), consent=ConsentInput(crash_reports=False))

    write = accepted_batch(given, PEPPER, NOW)

    assert write.rows == 0
    assert [each.code for each in write.rejected] == ["CONSENT_REQUIRED"]


def test_the_crashes_of_a_batch_are_named_by_its_id_so_that_a_retry_names_them_the_same() -> None:
    batch_id = uuid4()
    given = batch(event("lua_error"), event("lua_error"), batch_id=batch_id)

    first = accepted_batch(given, PEPPER, NOW)
    second = accepted_batch(given, PEPPER, NOW + timedelta(minutes=5))

    names = [uuid5(batch_id, "0"), uuid5(batch_id, "1")]
    assert [crash.crash_id for crash in first.crashes] == names
    assert [crash.crash_id for crash in second.crashes] == names


def test_the_crashes_of_a_batch_without_id_get_new_names() -> None:
    given = batch(event("lua_error"), event("lua_error"))

    first, second = accepted_batch(given, PEPPER, NOW).crashes

    assert first.crash_id != second.crash_id


def test_a_batch_without_id_has_no_key() -> None:
    assert accepted_batch(batch(), PEPPER, NOW).key is None


def test_a_batch_with_a_uuid7_is_booked_at_the_time_inside_it() -> None:
    made = NOW - timedelta(hours=3)
    batch_id = uuid7(made)

    write = accepted_batch(batch(batch_id=batch_id), PEPPER, NOW)

    assert write.key == BatchKey(APP, batch_id, made)


def test_a_batch_with_another_uuid_is_booked_at_its_earliest_event() -> None:
    batch_id, earliest = uuid4(), NOW - timedelta(hours=5)
    given = batch(event(), event(at=earliest), event(at=NOW), batch_id=batch_id)

    assert accepted_batch(given, PEPPER, NOW).key == BatchKey(APP, batch_id, earliest)


def test_a_retry_is_booked_like_its_first_try() -> None:
    given = batch(event(at=NOW - timedelta(hours=5)), batch_id=uuid4())

    first = accepted_batch(given, PEPPER, NOW)
    retry = accepted_batch(given, PEPPER, NOW + timedelta(days=2))

    assert first.key == retry.key


def test_a_retry_is_booked_like_its_first_try_when_its_oldest_event_became_too_old() -> None:
    oldest = event(at=NOW - timedelta(days=7) + timedelta(minutes=1))
    given = batch(oldest, event(), batch_id=uuid4())

    first = accepted_batch(given, PEPPER, NOW)
    retry = accepted_batch(given, PEPPER, NOW + timedelta(minutes=2))

    assert [each.code for each in retry.rejected] == ["TOO_OLD"]
    assert first.key == retry.key


@pytest.mark.parametrize(
    "far_off",
    [
        uuid7(NOW - timedelta(days=14, seconds=1)),
        uuid7(NOW + timedelta(minutes=11)),
        UUID("00000000-0000-7000-8000-000000000000"),
        UUID("ffffffff-ffff-7fff-bfff-ffffffffffff"),
    ],
)
def test_a_batch_id_made_by_a_wrong_clock_is_refused(far_off: UUID) -> None:
    with pytest.raises(InvalidField, match="batchId"):
        accepted_batch(batch(batch_id=far_off), PEPPER, NOW)


def test_a_batch_of_which_nothing_is_accepted_is_booked_too() -> None:
    write = accepted_batch(batch(event("none"), batch_id=uuid7(NOW)), PEPPER, NOW)

    assert write.key is not None
    assert write.key.batch_time == NOW
    assert write.rows == 0


def test_a_batch_whose_events_have_no_time_near_now_has_no_key() -> None:
    lost = event(at=NOW - timedelta(days=400))

    assert accepted_batch(batch(lost, batch_id=uuid4()), PEPPER, NOW).key is None


@pytest.mark.parametrize("name", ["a\x00", "\x00", "\\u0000", "\\\x00"])
def test_nul_in_data_is_refused_and_what_only_looks_like_it_is_kept(name: str) -> None:
    good, looked_at = event("feature_used", data={"feature_name": "ok"}), {"feature_name": name}
    given = batch(good, event("feature_used", data=looked_at), consent=_USAGE)

    write = accepted_batch(given, PEPPER, NOW)

    names = [row["event_data"]["feature_name"] for row in event_rows(write.event_rows)]
    assert names == (["ok"] if "\x00" in name else ["ok", name])
    assert [each.code for each in write.rejected] == ["INVALID_TEXT"] * ("\x00" in name)


@pytest.mark.parametrize("name", ["app_crash", "lua_error"])
@pytest.mark.parametrize("field", ["message", "stack"])
def test_nul_in_a_crash_event_is_refused_and_its_neighbours_are_kept(name: str, field: str) -> None:
    bad = event(name, data={field: "a\x00b"})

    write = accepted_batch(batch(event(), bad, event(name)), PEPPER, NOW)

    assert [(each.index, each.code) for each in write.rejected] == [(1, "INVALID_TEXT")]
    assert (write.events, len(write.crashes)) == (2, 1)


def test_what_is_heavy_takes_up_more_of_the_queue() -> None:
    light = accepted_batch(batch(event(), event()), PEPPER, NOW)
    heavy_event = event("app_crash", data={"stack": "s" * 30_000})
    heavy_batch = accepted_batch(batch(heavy_event), PEPPER, NOW)
    heavy_report = accepted_report(report(crash={"stack_trace": "s" * 60_000}), PEPPER, NOW)

    assert (light.weight, heavy_batch.weight, heavy_report.weight) == (2, 58, 58)
