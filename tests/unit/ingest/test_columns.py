"""A batch judged at once comes to what its events come to one by one."""

from datetime import timedelta
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw
from tests.factories import NOW, instant

from telemetry_graph.catalog.custom import BUILT_IN
from telemetry_graph.catalog.model import EVENT_TYPES
from telemetry_graph.ingest.steps import Accepted, Checked, Checks
from telemetry_graph.ingest.steps import instant as micros_of
from telemetry_graph.ingest.wire import ConsentInput, EventInput

_DATA: st.SearchStrategy[Any] = st.sampled_from(
    [{}, None, {"screen_name": "home"}, {"avg_ms": 16}, {"avg_ms": "x"}, {"version": "1"}, 7]
)
_TIMES = st.sampled_from(
    [instant(NOW), instant(NOW - timedelta(days=1, microseconds=1)), "2024-01-01T00:00:00Z", "?"]
)
_NAMES = st.sampled_from([*EVENT_TYPES, "no_such_type"])


@st.composite
def _events(draw: st.DrawFn) -> EventInput:
    data = Raw(msgspec.json.encode(draw(_DATA)))
    return EventInput(type=draw(_NAMES), timestamp=draw(_TIMES), data=data)


@given(
    st.lists(_events(), min_size=1, max_size=8),
    st.builds(ConsentInput, st.booleans(), st.booleans()),
)
def test_all_at_once_is_one_by_one(events: list[EventInput], consent: ConsentInput) -> None:
    checks = Checks(consent, NOW, BUILT_IN)
    times = [micros_of(event.timestamp) for event in events]

    at_once = checks.all_at_once(events, times)

    each = [checks.run(event, time) for event, time in zip(events, times, strict=True)]
    good = [(at, one) for at, one in enumerate(each) if isinstance(one, Checked)]
    if len(good) < len(events):
        assert at_once is None
    else:
        expected = Accepted.of(good)
        assert at_once is not None
        assert (list(at_once.places), at_once.kinds, at_once.micros) == (
            expected.places, expected.kinds, expected.micros,
        )  # fmt: skip
        assert (at_once.data, at_once.fields) == (expected.data, expected.fields)
