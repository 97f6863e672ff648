"""Invalid queries and parameters are rejected; large queries are limited."""

import base64
import json
import re
from typing import Any

import pytest
from tests.factories import APP
from tests.integration.api.site import GROUPS, JSON, UPDATE, Site, bearer, read_error


def _nested(depth: int) -> str:
    return "{" + "a{" * depth + "b" + "}" * (depth + 1)


def _cursor(at: str, key: str) -> str:
    return base64.urlsafe_b64encode(json.dumps([at, key]).encode()).decode().rstrip("=")


_TOO_LARGE = [
    ("too deep", "{ app(id: 1) " + "{ crashGroups(first: 1) { edges { node " * 6 + "}" * 19),
    ("very deep", _nested(300)),
    ("deepest", _nested(900)),
    ("a deep list", "{ app(id: " + "[" * 1_500 + "]" * 400 + ") { id } }"),
    ("a deep list that closes", "{ app(id: " + "[" * 900 + "]" * 900 + ") { id } }"),
    ("a deep object", "{ app(id: " + "{a:" * 600 + "1" + "}" * 600 + ") { id } }"),
    ("many aliases", "{" + " ".join(f"a{n}: viewer {{ id }}" for n in range(31)) + "}"),
    ("many tokens", "{" + "viewer { id } " * 1_000 + "}"),
    ("a megabyte of garbage", "{" + "(" * 1_000_000),
    ("a megabyte of braces", "{" * 1_000_000),
    ("a megabyte of a name", "{" + "x" * 1_000_000 + "}"),
    ("many fragments", "{ viewer { ...f0 } }" + "".join(
        f"fragment f{n} on Viewer {{ ...f{n + 1} }}" for n in range(300))),
    ("a fragment of itself", "{ viewer { ...f } } fragment f on Viewer { ...f }"),
    ("many directives", "{ viewer " + "@skip(if: false) " * 300 + "{ id } }"),
]  # fmt: skip

_NOT_EXECUTABLE = [
    ("nothing", ""),
    ("a comment", "# nothing"),
    ("no document", "hello"),
    ("an open brace", "{"),
    ("NUL", "{ viewer\x00 { id } }"),
    ("a lone surrogate", '{ app(id: "\ud800\ud800") { nam\udc00 } }'),
    ("an unknown field", "{ secrets }"),
    ("an unknown argument", '{ app(id: "a", as: "admin") { id } }'),
    ("a missing argument", "{ app { id } }"),
    ("a wrong type", '{ app(id: "a") { crashGroups(first: "ten") { totalCount } } }'),
    ("a number too large", '{ app(id: "a") { crashGroups(first: 99999999999) { totalCount } } }'),
    (
        "an endless number",
        '{ app(id: "a") { crashGroups(first: ' + "9" * 10_000 + ") { totalCount } } }",
    ),
    ("a missing variable", "query ($app: ID!) { app(id: $app) { id } }"),
    ("a subscription", 'subscription { crashFeed(appId: "a") { id } }'),
    ("only a fragment", "fragment F on Viewer { id }"),
    ("a type", "type Query { hacked: Boolean }"),
]


@pytest.mark.parametrize(("name", "query"), [*_TOO_LARGE, *_NOT_EXECUTABLE], ids=lambda x: x[:20])
async def test_an_invalid_document_is_rejected(site: Site, name: str, query: str) -> None:
    response = await site.graphql(query, {}, secret=site.people.owner.token)

    status, code = read_first_error(response)
    assert status == 400
    assert code in {"GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED"}
    assert len(response.content) < 20_000
    await site.check_still_serves()


def read_first_error(response: Any) -> tuple[int, str]:
    body = response.json()
    assert body["data"] is None
    return response.status_code, body["errors"][0]["extensions"]["code"]


@pytest.mark.parametrize(
    "operation",
    [
        {},
        {"query": None},
        {"query": 1},
        {"query": ["{ viewer { id } }"]},
        {"query": "{ viewer { id } }", "variables": []},
        {"query": "{ viewer { id } }", "variables": "none"},
        {"query": "{ viewer { id } }", "operationName": 1},
        {"id": "persisted"},
    ],
)
async def test_an_invalid_operation_is_rejected(site: Site, operation: Any) -> None:
    response = await site.rest("POST", "/graphql", operation, secret=site.people.owner.token)

    assert read_error(response) == (400, "MALFORMED_BODY")


async def test_an_unknown_operation_name_is_rejected(site: Site) -> None:
    operation = {"query": "query A { viewer { id } }", "operationName": "B"}

    response = await site.rest("POST", "/graphql", operation, secret=site.people.owner.token)

    assert read_error(response) == (400, "GRAPHQL_VALIDATION_FAILED")


async def test_a_request_may_have_up_to_ten_operations(site: Site) -> None:
    operation = {"query": "{ viewer { email } }"}
    token = site.people.owner.token

    ten = await site.rest("POST", "/graphql", [operation] * 10, secret=token)
    eleven = await site.rest("POST", "/graphql", [operation] * 11, secret=token)
    none = await site.rest("POST", "/graphql", [], secret=token)

    assert [each["data"] for each in ten.json()] == [
        {"viewer": {"email": "owner@example.com"}}
    ] * 10
    assert read_error(eleven) == (400, "MALFORMED_BODY")
    assert read_error(none) == (400, "MALFORMED_BODY")


async def test_each_operation_of_a_request_has_its_response(site: Site) -> None:
    valid, invalid = {"query": "{ viewer { email } }"}, {"query": "{ nothing }"}

    response = await site.rest(
        "POST", "/graphql", [invalid, valid, [valid]], secret=site.people.owner.token
    )

    first, second, third = response.json()
    assert first["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
    assert second["data"] == {"viewer": {"email": "owner@example.com"}}
    assert third["errors"][0]["extensions"]["code"] == "MALFORMED_BODY"


async def test_queries_by_get_are_rejected(site: Site) -> None:
    response = await site.client.get(
        "/graphql",
        params={"query": "{ viewer { email } }"},
        headers=bearer(site.people.owner.token),
    )

    assert read_error(response) == (404, "NOT_FOUND")


async def test_the_queries_of_the_dashboard_are_within_the_limits(site: Site) -> None:
    fingerprint = await site.report_crash()
    query = """
    query Everything($app: ID!, $fingerprint: String!) {
      app(id: $app) {
        overview { dailyUsers { value deltaPercent } series { date count } }
        crashGroups(first: 100) { totalCount pageInfo { hasNextPage endCursor }
          edges { cursor node { fingerprint recentOccurrences(first: 5) { context { screen } } } } }
        crashGroup(fingerprint: $fingerprint) { occurrenceCount affectedVersions }
      }
    }
    """

    response = await site.graphql(
        query, {"app": APP, "fingerprint": fingerprint}, secret=site.people.owner.token
    )

    app = response.json()["data"]["app"]
    assert app["crashGroups"]["totalCount"] == 1
    assert app["crashGroup"] == {"occurrenceCount": 1, "affectedVersions": ["1.2.0"]}


_BAD_ARGUMENTS = [
    ("crashGroups(first: 0) { totalCount }", {}),
    ("crashGroups(first: 101) { totalCount }", {}),
    ("crashGroups(first: -1) { totalCount }", {}),
    ("crashGroups(first: 1, after: $text) { totalCount }", {"text": "garbage"}),
    ("crashGroups(first: 1, after: $text) { totalCount }", {"text": ""}),
    ("crashGroups(first: 1, after: $text) { totalCount }", {"text": "\ud800"}),
    ("crashGroups(first: 1, after: $text) { totalCount }",
     {"text": _cursor("2025-01-01T00:00:00Z", "\x00")}),
    ("crashGroups(first: 1, after: $text) { totalCount }",
     {"text": _cursor("0001-01-01T00:00:00+23:59", "a")}),
    ("alertDeliveries(first: 1, after: $text) { edges { cursor } }", {"text": "garbage"}),
    ("alertDeliveries(first: 1, after: $text) { edges { cursor } }",
     {"text": _cursor("2025-01-01T00:00:00Z", "not a uuid")}),
    ("alertDeliveries(first: 1, after: $text) { edges { cursor } }",
     {"text": _cursor("0001-01-01T00:00:00+23:59", "01977375-f600-7359-8d22-adaec715eb18")}),
    ("alertDeliveries(first: 0) { edges { cursor } }", {}),
    ('overview(range: {start: "2025-01-02", end: "2025-01-01"}) { start }', {}),
    ('overview(range: {start: "2001-01-01", end: "2025-01-01"}) { start }', {}),
    ('overview(range: {start: "0001-01-01", end: "0001-01-01"}) { start }', {}),
    ('overview(range: {start: "9999-12-31", end: "9999-12-31"}) { start }', {}),
    ('events(range: {start: "9999-12-31", end: "9999-12-31"}) { date }', {}),
]  # fmt: skip


@pytest.mark.parametrize(("field", "variables"), _BAD_ARGUMENTS, ids=lambda x: ascii(x)[:50])
async def test_an_invalid_argument_is_rejected(
    site: Site, field: str, variables: dict[str, Any]
) -> None:
    declared = "($text: String)" if variables else ""
    query = f'query {declared} {{ app(id: "{APP}") {{ {field} }} }}'

    response = await site.graphql(query, variables, secret=site.people.owner.token)

    assert read_first_error(response) == (400, "INVALID_FIELD")


_BAD_TEXT = ["\x00", "a\x00b", "\ud800", "x" * 100_000]
_EMPTY_RESULTS: list[tuple[str, Any]] = [
    ("crashGroup(fingerprint: $text) { fingerprint }", None),
    ("crashGroups(first: 1, filter: {appVersion: $text}) { totalCount }", {"totalCount": 0}),
    ("crashGroups(first: 1, filter: {type: $text}) { totalCount }", {"totalCount": 0}),
    ("events(type: $text) { count }", []),
]


@pytest.mark.parametrize("text", _BAD_TEXT, ids=lambda x: ascii(x)[:8])
@pytest.mark.parametrize(("field", "empty"), _EMPTY_RESULTS, ids=lambda x: ascii(x)[:30])
async def test_unstorable_text_in_an_argument_finds_nothing_or_is_rejected(
    site: Site, field: str, empty: Any, text: str
) -> None:
    await site.report_crash()
    query = f'query ($text: String!) {{ app(id: "{APP}") {{ result: {field} }} }}'

    response = await site.graphql(query, {"text": text}, secret=site.people.owner.token)

    if response.status_code == 200:
        assert response.json()["data"] == {"app": {"result": empty}}
    else:
        status, code = read_first_error(response)
        assert status == 400
        assert code in {"INVALID_FIELD", "INVALID_TEXT"}


@pytest.mark.parametrize("text", ["%00", "a%00b", "%ED%A0%80", "%FF", "x" * 5_000])
@pytest.mark.parametrize(
    "path",
    [
        "/v1/apps/{app}/crashes/{text}",
        "/v1/apps/{app}/crashes?version={text}",
        "/v1/apps/{app}/analytics/events?event_type={text}",
    ],
)
async def test_unstorable_text_in_a_path_finds_nothing_or_is_rejected(
    site: Site, path: str, text: str
) -> None:
    await site.report_crash()

    response = await site.rest(
        "GET", path.format(app=APP, text=text), secret=site.people.owner.token
    )

    if response.status_code == 200:
        assert response.json() in ({"crashes": [], "total": 0}, {"data": []})
    else:
        assert read_error(response) in {
            (400, "INVALID_FIELD"),
            (400, "INVALID_TEXT"),
            (404, "CRASH_GROUP_NOT_FOUND"),
        }


@pytest.mark.parametrize("fingerprint", ["\x00", "\ud800", "x" * 10_000])
async def test_a_group_with_an_unstorable_fingerprint_is_not_found(
    site: Site, fingerprint: str
) -> None:
    given = {"input": {"appId": APP, "fingerprint": fingerprint, "status": "RESOLVED"}}

    response = await site.graphql(UPDATE, given, secret=site.people.owner.token)

    assert read_error(response) in {
        (404, "CRASH_GROUP_NOT_FOUND"),
        (400, "INVALID_FIELD"),
        (400, "INVALID_TEXT"),
    }
    assert len(response.content) < 2_000


@pytest.mark.parametrize(
    "params",
    [
        {"start_date": "yesterday"},
        {"start_date": "2025-13-01"},
        {"start_date": "2025-01-02", "end_date": "2025-01-01"},
        {"start_date": "2001-01-01", "end_date": "2025-01-01"},
        {"end_date": "0001-01-01"},
        {"start_date": "0001-01-01", "end_date": "0001-01-01"},
        {"start_date": "9999-12-31", "end_date": "9999-12-31"},
        {"end_date": "\x00"},
    ],
)
@pytest.mark.parametrize("figure", ["overview", "events"])
async def test_an_invalid_range_is_rejected(
    site: Site, figure: str, params: dict[str, str]
) -> None:
    response = await site.rest(
        "GET",
        f"/v1/apps/{APP}/analytics/{figure}",
        secret=site.people.owner.token,
        params=params,
    )

    assert read_error(response) == (400, "INVALID_FIELD")


@pytest.mark.parametrize(
    "params",
    [
        {"page": "0"},
        {"page": "-1"},
        {"page": "one"},
        {"page": "99999999999999999999"},
        {"limit": "0"},
        {"limit": "101"},
        {"limit": "1.5"},
        {"status": "closed"},
        {"status": "OPEN"},
    ],
)
async def test_an_invalid_page_is_rejected(site: Site, params: dict[str, str]) -> None:
    response = await site.rest(
        "GET", f"/v1/apps/{APP}/crashes", secret=site.people.owner.token, params=params
    )

    assert read_error(response) == (400, "INVALID_FIELD")


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"{}", b'{"status": "closed"}', b'{"status": 1}', b'{"status": null}',
     b'{"status": "open", "by": "me"}', rb'{"status": "\ud800"}'],
)  # fmt: skip
async def test_an_invalid_status_is_rejected_and_changes_nothing(site: Site, body: bytes) -> None:
    fingerprint = await site.report_crash()

    response = await site.rest(
        "PATCH", f"/v1/apps/{APP}/crashes/{fingerprint}", body, secret=site.people.owner.token
    )

    assert read_error(response) == (400, "MALFORMED_BODY")
    assert await site.load_status(fingerprint) == "open"


async def test_a_response_has_a_request_id_and_security_headers(site: Site) -> None:
    good = await site.graphql(GROUPS, {"app": APP}, secret=site.people.owner.token)
    bad = await site.client.post("/graphql", content=b"{", headers={**JSON, "X-Request-Id": "a b"})

    for response in (good, bad):
        assert re.fullmatch("[0-9a-f]{12}-[0-9a-f]{6}", response.headers["x-request-id"])
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["x-frame-options"] == "DENY"
        assert "default-src 'self'" in response.headers["content-security-policy"]


async def test_a_request_may_have_an_id(site: Site) -> None:
    response = await site.client.get("/healthz", headers={"X-Request-Id": "trace-0001"})

    assert response.headers["x-request-id"] == "trace-0001"
