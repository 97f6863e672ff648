"""Callers can read and change only what their credential and role permit."""

from typing import Any

import pytest
from tests.factories import APP, OTHER_APP
from tests.integration.api.site import GROUPS, UPDATE, Site, read_error

_QUERY = """
query Figures($app: ID!) {
  app(id: $app) {
    id name
    overview { crashes { value } }
    events { count }
    versions { appVersion }
    crashGroups(first: 10) { totalCount edges { node { fingerprint } } }
    crashGroup(fingerprint: "0000000000000000") { fingerprint }
    alertDeliveries(first: 10) { edges { node { id } } }
  }
}
"""
_VIEWER = "{ viewer { email memberships { appId name role } } }"

_READS = [
    ("GET", "/v1/apps/{app}/analytics/overview"),
    ("GET", "/v1/apps/{app}/analytics/events"),
    ("GET", "/v1/apps/{app}/crashes"),
    ("GET", "/v1/apps/{app}/crashes/{fingerprint}"),
]
_PATCH = ("PATCH", "/v1/apps/{app}/crashes/{fingerprint}")


async def _send(
    site: Site, endpoint: tuple[str, str], app: str, fingerprint: str, secret: str
) -> Any:
    method, path = endpoint
    body = {"status": "resolved"} if method == "PATCH" else None
    filled = path.format(app=app, fingerprint=fingerprint)
    return await site.rest(method, filled, body, secret=secret)


def _decision(app: str, fingerprint: str) -> dict[str, Any]:
    return {"input": {"appId": app, "fingerprint": fingerprint, "status": "RESOLVED"}}


@pytest.mark.parametrize("endpoint", [*_READS, _PATCH])
async def test_rest_requires_a_credential(site: Site, endpoint: tuple[str, str]) -> None:
    fingerprint = await site.report_crash()
    method, path = endpoint
    filled = path.format(app=APP, fingerprint=fingerprint)

    response = await site.client.request(method, filled, json={"status": "resolved"})

    assert read_error(response) == (401, "UNAUTHENTICATED")
    assert response.json().keys() == {"error"}
    assert await site.load_status(fingerprint) == "open"


@pytest.mark.parametrize("query", [_QUERY, _VIEWER, "{ __schema { types { name } } }", UPDATE])
async def test_graphql_requires_a_credential(site: Site, query: str) -> None:
    response = await site.client.post("/graphql", json={"query": query, "variables": {"app": APP}})

    assert read_error(response) == (401, "UNAUTHENTICATED")
    assert response.json()["data"] is None


@pytest.mark.parametrize("endpoint", _READS)
async def test_members_can_read_their_app(site: Site, endpoint: tuple[str, str]) -> None:
    fingerprint = await site.report_crash()

    for person in (site.people.owner, site.people.teammate):
        response = await _send(site, endpoint, APP, fingerprint, person.token)
        assert response.status_code == 200


@pytest.mark.parametrize("endpoint", [*_READS, _PATCH])
@pytest.mark.parametrize("app_id", [APP, "com.example.none"])
async def test_an_app_of_others_looks_like_a_missing_app(
    site: Site, endpoint: tuple[str, str], app_id: str
) -> None:
    fingerprint = await site.report_crash()

    response = await _send(site, endpoint, app_id, fingerprint, site.people.stranger.token)

    assert read_error(response) == (404, "APP_NOT_FOUND")
    assert "or you are not a member" in response.json()["error"]["message"]
    assert await site.load_status(fingerprint) == "open"


@pytest.mark.parametrize("endpoint", [*_READS, _PATCH])
async def test_an_ingest_key_cannot_read_or_triage(site: Site, endpoint: tuple[str, str]) -> None:
    fingerprint = await site.report_crash()

    response = await _send(site, endpoint, APP, fingerprint, site.key)

    assert read_error(response) == (403, "FORBIDDEN")
    assert await site.load_status(fingerprint) == "open"


async def test_members_can_query_their_app(site: Site) -> None:
    fingerprint = await site.report_crash()

    for person in (site.people.owner, site.people.teammate):
        response = await site.graphql(_QUERY, {"app": APP}, secret=person.token)
        app = response.json()["data"]["app"]
        assert app["crashGroups"]["edges"] == [{"node": {"fingerprint": fingerprint}}]
        assert (app["id"], app["name"]) == (APP, "Notes")


@pytest.mark.parametrize("app_id", [APP, "com.example.none", "", "\x00", "\ud800", 5])
async def test_others_cannot_query_an_app(site: Site, app_id: Any) -> None:
    await site.report_crash()

    response = await site.graphql(_QUERY, {"app": app_id}, secret=site.people.stranger.token)

    assert read_error(response) == (404, "APP_NOT_FOUND")
    assert response.json()["data"] is None


async def test_an_alias_does_not_avoid_the_check_of_an_app(site: Site) -> None:
    await site.report_crash()
    query = f'{{ mine: app(id: "{OTHER_APP}") {{ name }} theirs: app(id: "{APP}") {{ name }} }}'

    response = await site.graphql(query, secret=site.people.stranger.token)

    assert read_error(response) == (404, "APP_NOT_FOUND")
    assert "Notes" not in response.text


@pytest.mark.parametrize("query", [_QUERY, _VIEWER])
async def test_an_ingest_key_cannot_query(site: Site, query: str) -> None:
    variables = {"app": APP} if "$app" in query else {}

    response = await site.graphql(query, variables, secret=site.key)

    assert read_error(response) == (403, "FORBIDDEN")
    assert response.json()["data"] is None


async def test_an_owner_can_triage_by_graphql_and_rest(site: Site) -> None:
    fingerprint = await site.report_crash()
    token = site.people.owner.token

    by_graphql = await site.graphql(UPDATE, _decision(APP, fingerprint), secret=token)
    resolved = await site.load_status(fingerprint)
    path = f"/v1/apps/{APP}/crashes/{fingerprint}"
    by_rest = await site.rest("PATCH", path, {"status": "ignored"}, secret=token)

    assert by_graphql.json()["data"]["updateCrashGroup"]["crashGroup"] == {
        "fingerprint": fingerprint,
        "status": "RESOLVED",
    }
    assert resolved == "resolved"
    assert by_rest.json()["crash_group"]["status"] == "ignored"
    assert await site.load_status(fingerprint) == "ignored"


async def test_a_viewer_cannot_triage(site: Site) -> None:
    fingerprint = await site.report_crash()
    token = site.people.teammate.token

    by_graphql = await site.graphql(UPDATE, _decision(APP, fingerprint), secret=token)
    by_rest = await _send(site, _PATCH, APP, fingerprint, token)

    assert read_error(by_graphql) == (403, "FORBIDDEN")
    assert read_error(by_rest) == (403, "FORBIDDEN")
    assert await site.load_status(fingerprint) == "open"


@pytest.mark.parametrize("app_id", [APP, "com.example.none"])
async def test_others_cannot_triage(site: Site, app_id: str) -> None:
    fingerprint = await site.report_crash()
    token = site.people.stranger.token

    response = await site.graphql(UPDATE, _decision(app_id, fingerprint), secret=token)

    assert read_error(response) == (404, "APP_NOT_FOUND")
    assert await site.load_status(fingerprint) == "open"


async def test_a_group_of_another_app_is_not_found(site: Site) -> None:
    fingerprint = await site.report_crash()
    token = site.people.stranger.token

    by_graphql = await site.graphql(UPDATE, _decision(OTHER_APP, fingerprint), secret=token)
    by_rest = await _send(site, _PATCH, OTHER_APP, fingerprint, token)
    read = await _send(site, _READS[3], OTHER_APP, fingerprint, token)
    listed = await site.graphql(GROUPS, {"app": OTHER_APP}, secret=token)

    assert read_error(by_graphql) == (404, "CRASH_GROUP_NOT_FOUND")
    assert read_error(by_rest) == (404, "CRASH_GROUP_NOT_FOUND")
    assert read_error(read) == (404, "CRASH_GROUP_NOT_FOUND")
    assert listed.json()["data"]["app"]["crashGroups"] == {"totalCount": 0, "edges": []}
    assert await site.load_status(fingerprint) == "open"


@pytest.mark.parametrize("role", ["owner", "teammate", "stranger"])
async def test_people_cannot_send_data(site: Site, role: str) -> None:
    token = getattr(site.people, role).token

    response = await site.rest("POST", "/v1/telemetry/events", _batch_of(APP), secret=token)

    expected = (404, "APP_NOT_FOUND") if role == "stranger" else (403, "FORBIDDEN")
    assert read_error(response) == expected
    assert await site.count_rows() == {}


async def test_users_can_read_their_memberships(site: Site) -> None:
    teammate = await site.graphql(_VIEWER, secret=site.people.teammate.token)
    stranger = await site.graphql(_VIEWER, secret=site.people.stranger.token)

    assert teammate.json()["data"]["viewer"] == {
        "email": "teammate@example.com",
        "memberships": [{"appId": APP, "name": "Notes", "role": "VIEWER"}],
    }
    assert stranger.json()["data"]["viewer"]["memberships"] == [
        {"appId": OTHER_APP, "name": "Other", "role": "OWNER"}
    ]


def _batch_of(app: str) -> dict[str, Any]:
    event = {"type": "app_start", "timestamp": "2024-01-15T10:30:00Z"}
    return {"app_id": app, "device_id": "a" * 64, "events": [event]}
