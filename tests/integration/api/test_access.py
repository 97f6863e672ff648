"""No anonymous read, no cross-app read, and no write beyond one's part."""

from typing import Any

import pytest
from tests.factories import APP, OTHER_APP
from tests.integration.api.site import GROUPS, UPDATE, Site, refusal

_FIGURES = """
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


async def _asked(site: Site, door: tuple[str, str], app: str, fingerprint: str, secret: str) -> Any:
    method, path = door
    body = {"status": "resolved"} if method == "PATCH" else None
    filled = path.format(app=app, fingerprint=fingerprint)
    return await site.rest(method, filled, body, secret=secret)


def _decided(app: str, fingerprint: str) -> dict[str, Any]:
    return {"input": {"appId": app, "fingerprint": fingerprint, "status": "RESOLVED"}}


@pytest.mark.parametrize("door", [*_READS, _PATCH])
async def test_without_a_credential_rest_tells_and_changes_nothing(
    site: Site, door: tuple[str, str]
) -> None:
    fingerprint = await site.crash()
    method, path = door
    filled = path.format(app=APP, fingerprint=fingerprint)

    answer = await site.client.request(method, filled, json={"status": "resolved"})

    assert refusal(answer) == (401, "UNAUTHENTICATED")
    assert answer.json().keys() == {"error"}
    assert await site.status_of(fingerprint) == "open"


@pytest.mark.parametrize("query", [_FIGURES, _VIEWER, "{ __schema { types { name } } }", UPDATE])
async def test_without_a_credential_graphql_tells_nothing(site: Site, query: str) -> None:
    answer = await site.client.post("/graphql", json={"query": query, "variables": {"app": APP}})

    assert refusal(answer) == (401, "UNAUTHENTICATED")
    assert answer.json()["data"] is None


@pytest.mark.parametrize("door", _READS)
async def test_members_read_their_app(site: Site, door: tuple[str, str]) -> None:
    fingerprint = await site.crash()

    for person in (site.people.owner, site.people.teammate):
        answer = await _asked(site, door, APP, fingerprint, person.token)
        assert answer.status_code == 200


@pytest.mark.parametrize("door", [*_READS, _PATCH])
@pytest.mark.parametrize("named", [APP, "com.example.none"])
async def test_to_a_stranger_an_app_looks_like_none(
    site: Site, door: tuple[str, str], named: str
) -> None:
    fingerprint = await site.crash()

    answer = await _asked(site, door, named, fingerprint, site.people.stranger.token)

    assert refusal(answer) == (404, "APP_NOT_FOUND")
    assert "or you are not a member" in answer.json()["error"]["message"]
    assert await site.status_of(fingerprint) == "open"


@pytest.mark.parametrize("door", [*_READS, _PATCH])
async def test_an_ingest_key_reads_and_triages_nothing(site: Site, door: tuple[str, str]) -> None:
    fingerprint = await site.crash()

    answer = await _asked(site, door, APP, fingerprint, site.key)

    assert refusal(answer) == (403, "FORBIDDEN")
    assert await site.status_of(fingerprint) == "open"


async def test_graphql_shows_an_app_to_its_members(site: Site) -> None:
    fingerprint = await site.crash()

    for person in (site.people.owner, site.people.teammate):
        answer = await site.graphql(_FIGURES, {"app": APP}, secret=person.token)
        app = answer.json()["data"]["app"]
        assert app["crashGroups"]["edges"] == [{"node": {"fingerprint": fingerprint}}]
        assert (app["id"], app["name"]) == (APP, "Notes")


@pytest.mark.parametrize("named", [APP, "com.example.none", "", "\x00", "\ud800", 5])
async def test_graphql_shows_no_app_to_a_stranger(site: Site, named: Any) -> None:
    await site.crash()

    answer = await site.graphql(_FIGURES, {"app": named}, secret=site.people.stranger.token)

    assert refusal(answer) == (404, "APP_NOT_FOUND")
    assert answer.json()["data"] is None


async def test_one_forbidden_app_hides_behind_no_alias(site: Site) -> None:
    await site.crash()
    query = f'{{ mine: app(id: "{OTHER_APP}") {{ name }} theirs: app(id: "{APP}") {{ name }} }}'

    answer = await site.graphql(query, secret=site.people.stranger.token)

    assert refusal(answer) == (404, "APP_NOT_FOUND")
    assert "Notes" not in answer.text


@pytest.mark.parametrize("query", [_FIGURES, _VIEWER])
async def test_an_ingest_key_reads_nothing_by_graphql(site: Site, query: str) -> None:
    variables = {"app": APP} if "$app" in query else {}

    answer = await site.graphql(query, variables, secret=site.key)

    assert refusal(answer) == (403, "FORBIDDEN")
    assert answer.json()["data"] is None


async def test_an_owner_triages_by_either_door(site: Site) -> None:
    fingerprint = await site.crash()
    token = site.people.owner.token

    by_graphql = await site.graphql(UPDATE, _decided(APP, fingerprint), secret=token)
    resolved = await site.status_of(fingerprint)
    path = f"/v1/apps/{APP}/crashes/{fingerprint}"
    by_rest = await site.rest("PATCH", path, {"status": "ignored"}, secret=token)

    assert by_graphql.json()["data"]["updateCrashGroup"]["crashGroup"] == {
        "fingerprint": fingerprint,
        "status": "RESOLVED",
    }
    assert resolved == "resolved"
    assert by_rest.json()["crash_group"]["status"] == "ignored"
    assert await site.status_of(fingerprint) == "ignored"


async def test_a_viewer_triages_by_neither_door(site: Site) -> None:
    fingerprint = await site.crash()
    token = site.people.teammate.token

    by_graphql = await site.graphql(UPDATE, _decided(APP, fingerprint), secret=token)
    by_rest = await _asked(site, _PATCH, APP, fingerprint, token)

    assert refusal(by_graphql) == (403, "FORBIDDEN")
    assert refusal(by_rest) == (403, "FORBIDDEN")
    assert await site.status_of(fingerprint) == "open"


@pytest.mark.parametrize("named", [APP, "com.example.none"])
async def test_a_stranger_triages_nothing(site: Site, named: str) -> None:
    fingerprint = await site.crash()
    token = site.people.stranger.token

    answer = await site.graphql(UPDATE, _decided(named, fingerprint), secret=token)

    assert refusal(answer) == (404, "APP_NOT_FOUND")
    assert await site.status_of(fingerprint) == "open"


async def test_a_group_of_another_app_is_not_found_through_ones_own(site: Site) -> None:
    fingerprint = await site.crash()
    token = site.people.stranger.token

    by_graphql = await site.graphql(UPDATE, _decided(OTHER_APP, fingerprint), secret=token)
    by_rest = await _asked(site, _PATCH, OTHER_APP, fingerprint, token)
    read = await _asked(site, _READS[3], OTHER_APP, fingerprint, token)
    listed = await site.graphql(GROUPS, {"app": OTHER_APP}, secret=token)

    assert refusal(by_graphql) == (404, "CRASH_GROUP_NOT_FOUND")
    assert refusal(by_rest) == (404, "CRASH_GROUP_NOT_FOUND")
    assert refusal(read) == (404, "CRASH_GROUP_NOT_FOUND")
    assert listed.json()["data"]["app"]["crashGroups"] == {"totalCount": 0, "edges": []}
    assert await site.status_of(fingerprint) == "open"


@pytest.mark.parametrize("who", ["owner", "teammate", "stranger"])
async def test_people_cannot_send_data(site: Site, who: str) -> None:
    token = getattr(site.people, who).token

    answer = await site.rest("POST", "/v1/telemetry/events", _batch_of(APP), secret=token)

    expected = (404, "APP_NOT_FOUND") if who == "stranger" else (403, "FORBIDDEN")
    assert refusal(answer) == expected
    assert await site.rows() == {}


async def test_everyone_sees_their_own_memberships(site: Site) -> None:
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
