"""The fast path and the executor have the same responses and store the same rows."""

import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from starlette.routing import Router
from starlette.types import ASGIApp, Receive, Scope, Send
from tests.conftest import fresh_database
from tests.factories import device_id

from telemetry_graph.accounts.credentials import Authenticator
from telemetry_graph.api.budget import Budgets
from telemetry_graph.api.fast_path import FastPath
from telemetry_graph.api.middleware import RequestMiddleware
from telemetry_graph.api.routes import ResourceFolders, build_routes
from telemetry_graph.api.schema import build_schema
from telemetry_graph.app import Services, open_services
from telemetry_graph.kit.clock import utc_now
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.resources import find_resource_folder
from telemetry_graph.kit.ttl_cache import TtlCache
from telemetry_graph.runtime import Endpoints
from telemetry_graph.settings import Settings

APP = AppId("com.example.notes")
INGEST = """mutation Ingest($input: EventBatchInput!) {
  ingestEvents(input: $input) { received isDuplicate rejected { index code message } }
}"""
REPORT = """mutation Report($input: CrashReportInput!) {
  reportCrash(input: $input) { fingerprint isDuplicate }
}"""
DOCUMENTS = [
    INGEST,
    "mutation($b: EventBatchInput!) { a: ingestEvents(input: $b) { n: received __typename } }",
    INGEST.replace("{ index code message }", "{ i: index ...R }")
    + " fragment R on Rejection { code }",
    INGEST.replace("received", "received @include(if: true)"),
    INGEST + " query Other { viewer { email } }",
    INGEST.replace("received", "received received"),
    INGEST.replace("received", "nothing"),
    INGEST.replace("}", ""),
    "mutation($batch: EventBatchInput) { ingestEvents(input: $input) { received } }",
]
SENT_ROWS = """
SELECT time, app_id, device_id, session_id, event_type, event_data, app_version, mosis_version,
       weight
  FROM telemetry_events
 ORDER BY time, event_type, event_data::text, session_id
"""
SENT_DELTAS = """
SELECT kind, app_id, day, app_version, key, field, item, sum(events) AS events,
       sum(weight) AS weight, hll_cardinality(hll_union_agg(devices)) AS devices,
       hll_cardinality(hll_union_agg(sessions)) AS sessions,
       array_agg(measured::text ORDER BY measured) AS measured
  FROM rollup_delta GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7
"""

_text = st.text(max_size=12) | st.sampled_from(["\x00", "\\u0000", "\ud800", "x" * 300])
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | _text,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_text, inner, max_size=2),
    max_leaves=4,
)
_stamps = st.sampled_from(
    ["{now}", "{hour}", "2024-01-15T10:30:00Z", "2999-01-01T00:00:00Z", "soon", "", "{local}"]
)
_plausible = st.sampled_from(
    [
        None,
        {},
        {"version": "1"},
        {"version": None},
        {"screen_name": "home"},
        {"avg_ms": 1},
        {"avg_ms": 16.25, "p95_ms": 1e2},
        {"duration_seconds": 3},
        {"message": "m", "stack": "a.lua:1:"},
    ]
)
_names = st.sampled_from(["version", "avg_ms", "message", "x"])
_data = _plausible | st.dictionaries(_names, _json, max_size=2) | _json
_events = st.fixed_dictionaries(
    {
        "type": st.sampled_from(
            ["app_start", "perf_frame", "screen_view", "lua_error", "app_crash", "nope"]
        ),
        "timestamp": _stamps,
    },
    optional={"data": _data, "extra": st.none()},
)
_consents = st.fixed_dictionaries(
    {}, optional={"crashReports": st.booleans(), "usageAnalytics": st.booleans() | st.none()}
)
# Mostly valid, with up to two fields changed: otherwise nearly every batch would be rejected.
_changes = st.lists(
    st.one_of(
        st.tuples(st.just("appId"), st.sampled_from(["com.example.other", "", 5])),
        st.tuples(st.just("deviceId"), st.sampled_from([device_id("2"), "me", None])),
        st.tuples(
            st.just("batchId"), st.sampled_from(["not a uuid", None, 1]) | st.uuids().map(str)
        ),
        st.tuples(st.just("sessionId"), st.sampled_from(["s-1", "", "s" * 65, None])),
        st.tuples(st.just("appVersion"), st.sampled_from(["1.2.0", "\x00", None])),
        st.tuples(st.just("consent"), _consents | st.none()),
        st.tuples(st.just("unknown"), st.none()),
    ),
    max_size=2,
).map(dict)
_batches = st.builds(
    lambda events, changes: {"appId": APP, "deviceId": device_id(), "events": events, **changes},
    st.lists(_events, max_size=4),
    _changes,
)
_operations: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"query": st.sampled_from([INGEST] * 8 + DOCUMENTS)},
    optional={
        "operationName": st.sampled_from(["Ingest", "Ingest", "Other", "", None]),
        "extensions": st.just({}),
        "more": st.integers(0, 1),
    },
)


@dataclass(frozen=True)
class Api:
    """The API with or without the fast path, over its own database."""

    client: httpx.AsyncClient
    services: Services
    key: str

    async def post(self, body: bytes) -> tuple[int, Any]:
        response = await self.client.post(
            "/graphql",
            content=body,
            headers={"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"},
        )
        return response.status_code, response.json()

    async def count_rows(self) -> list[dict[str, Any]]:
        async with self.services.pool.connection() as conn:
            rows = [*await conn.fetch(SENT_ROWS), *await conn.fetch(SENT_DELTAS)]
        return [dict(row) for row in rows]


@pytest.fixture
async def second_services(
    settings: Settings, endpoints: Endpoints, template_name: str
) -> AsyncIterator[Services]:
    """The same services over a second database."""
    async with (
        fresh_database(endpoints.database_url, template_name) as url,
        open_services(replace(settings, database_url=url)) as built,
        built.ingest.running(),
    ):
        yield built


@pytest.fixture
async def apis(services: Services, second_services: Services) -> AsyncIterator[tuple[Api, Api]]:
    """With the fast path, and without it."""
    fast, plain = (
        await _api(services, is_fast=True),
        await _api(second_services, is_fast=False),
    )
    async with fast.client, plain.client:
        yield fast, plain


@examples(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(operation=_operations, batch=_batches, form=st.sampled_from(["one", "two", "extra"]))
async def test_any_request_has_the_same_response_and_rows(
    apis: tuple[Api, Api], operation: dict[str, Any], batch: dict[str, Any], form: str
) -> None:
    fast, plain = apis
    body = _body(operation, batch, form)

    responses = [await api.post(body) for api in (fast, plain)]

    assert responses[0] == responses[1]
    assert await fast.count_rows() == await plain.count_rows()


async def test_valid_events_have_the_same_rows(apis: tuple[Api, Api]) -> None:
    fast, plain = apis
    given_events: list[tuple[str, Any]] = [
        ("app_start", {}),
        ("perf_frame", {"avg_ms": 16.25, "p95_ms": 1e2}),
        ("perf_frame", {"avg_ms": 5}),
        ("lua_error", {"message": "é\u2028\\u0000"}),
        ("app_stop", None),
    ]
    for number, (kind, data) in enumerate(given_events):
        batch = {
            "appId": APP,
            "appVersion": "1.2.0",
            "deviceId": device_id(str(number)),
            "events": [{"type": kind, "timestamp": _NOW.isoformat(), "data": data}],
        }
        body = json.dumps({"query": INGEST, "variables": {"input": batch}}).encode()

        responses = [await api.post(body) for api in (fast, plain)]

        assert responses[0] == responses[1]
        assert responses[0][1]["data"]["ingestEvents"]["received"] == 1
    assert await fast.count_rows() == await plain.count_rows()
    assert len(await fast.count_rows()) > 5


@pytest.mark.parametrize("app_id", ["com.example.other", ""])
async def test_another_apps_batch_is_refused_either_api(apis: tuple[Api, Api], app_id: str) -> None:
    batch = {"appId": app_id, "deviceId": device_id(), "events": [_EVENT]}
    body = json.dumps({"query": INGEST, "variables": {"input": batch}}).encode()

    (status, response), plain = [await api.post(body) for api in apis]

    assert (status, response) == plain
    assert status == 403
    assert response["errors"][0]["extensions"]["code"] == "APP_MISMATCH"
    assert await apis[0].count_rows() == []


async def test_a_revoked_key_is_rejected_within_seconds(services: Services) -> None:
    key, seconds = await _key(services), [0.0]
    authenticator = Authenticator(services.pool, utc_now, TtlCache(lambda: seconds[0]))
    await authenticator.authenticate(key)
    (listed,) = await services.accounts.keys(APP)

    await services.accounts.revoke_key(listed.id)
    cached, seconds[0] = await authenticator.authenticate(key), 5.1

    assert cached is not None
    assert await authenticator.authenticate(key) is None


@pytest.mark.parametrize(
    ("document", "is_handled"),
    [(INGEST, True), (DOCUMENTS[1], True), *((each, False) for each in DOCUMENTS[2:])],
)
async def test_the_fast_path_handles_plain_documents_only(
    services: Services, document: str, is_handled: bool
) -> None:
    key = await _key(services)
    fast = FastPath(
        _executor, services.accounts.authenticator, services.ingest, build_schema().graphql_schema
    )
    batch = {"appId": APP, "deviceId": device_id(), "events": [_EVENT]}
    body = {"query": document, "variables": {"input": batch, "b": batch}}

    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(fast), base_url="http://test"
    ) as client:
        response = await client.post(
            "/graphql", json=body, headers={"Authorization": f"Bearer {key}"}
        )

    assert (response.status_code == 200) is is_handled
    assert (response.status_code == 418) is not is_handled


async def test_a_crash_report_has_the_same_response(apis: tuple[Api, Api]) -> None:
    fast, plain = apis
    report = {
        "appId": APP,
        "deviceId": device_id(),
        "timestamp": _NOW.isoformat(),
        "crashId": "0b0e7d5e-6d5f-4c1a-9d0b-3f6f9a1c2b3d",
        "crash": {"type": "lua_error", "message": "m", "context": {"memoryMb": 45}},
    }
    body = json.dumps({"query": REPORT, "variables": {"input": report}}).encode()

    first = [await api.post(body) for api in (fast, plain)]
    again = [await api.post(body) for api in (fast, plain)]

    assert first[0] == first[1]
    assert again[0] == again[1]
    assert again[0][1]["data"]["reportCrash"]["isDuplicate"] is True


_NOW = utc_now()
_EVENT = {"type": "app_start", "timestamp": _NOW.isoformat()}


def _body(operation: dict[str, Any], batch: dict[str, Any], form: str) -> bytes:
    stamps = {"{now}": _NOW.isoformat(), "{hour}": f"{_NOW:%Y-%m-%dT%H}:00:00Z",
              "{local}": f"{_NOW:%Y-%m-%dT%H:%M:%S}"}  # fmt: skip
    events = [
        {**event, "timestamp": stamps.get(event["timestamp"], event["timestamp"])}
        for event in batch["events"]
    ]
    variables = {"input": {**batch, "events": events}, "b": {**batch, "events": events}}
    if form == "extra":
        variables["unused"] = {"a": 1}
    request = {**operation, "variables": variables}
    return json.dumps([request, request] if form == "two" else request).encode()


async def _api(services: Services, *, is_fast: bool) -> Api:
    budgets = Budgets(time.monotonic)
    schema = build_schema(budgets)
    folders = ResourceFolders(find_resource_folder("migrations"), find_resource_folder("web"))
    app: ASGIApp = Router(build_routes(services.by_class, folders, schema, budgets, is_https=False))
    if is_fast:
        app = FastPath(app, services.accounts.authenticator, services.ingest, schema.graphql_schema)
    transport = httpx.ASGITransport(RequestMiddleware(app))
    client = httpx.AsyncClient(transport=transport, base_url="http://test")
    return Api(client, services, await _key(services))


async def _key(services: Services) -> str:
    """A key that is cached, as an active one is."""
    await services.accounts.create_app(APP, "Notes")
    _, secret = await services.accounts.create_key(APP, "test")
    await services.accounts.authenticator.authenticate(secret.secret)
    return secret.secret


async def _executor(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 418, "headers": []})
    await send({"type": "http.response.body", "body": b""})
