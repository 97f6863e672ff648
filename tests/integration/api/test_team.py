"""What owners may change about people and keys over GraphQL, and others may not."""

from typing import Any

import pytest
from tests.factories import APP, OTHER_APP
from tests.integration.api.site import Site, refusal

TEAM = """
query Team($app: ID!) {
  app(id: $app) {
    members { email role }
    ingestKeys { id name hint revokedAt }
    accountChanges { actor kind subject }
  }
}
"""
CREATE_KEY = """
mutation ($input: CreateIngestKeyInput!) {
  createIngestKey(input: $input) { secret key { id name } }
}
"""
REVOKE_KEY = """
mutation ($input: RevokeIngestKeyInput!) {
  revokeIngestKey(input: $input) { key { revokedAt } }
}
"""
SET = "mutation ($input: SetMemberInput!) { setMember(input: $input) { members { email role } } }"
REMOVE = (
    "mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { members { email } } }"
)
RENAME = "mutation ($input: RenameAppInput!) { renameApp(input: $input) { name } }"
TOKENS = "{ viewer { accessTokens { id name } } }"
NEW_TOKEN = """
mutation ($input: CreateAccessTokenInput!) {
  createAccessToken(input: $input) { secret token { id name } }
}
"""
OLD_TOKEN = """
mutation ($input: RevokeAccessTokenInput!) {
  revokeAccessToken(input: $input) { tokens { name } }
}
"""


async def _asked(site: Site, query: str, secret: str, **variables: Any) -> Any:
    answer = await site.graphql(query, variables, secret=secret)
    assert "errors" not in answer.json(), answer.json()
    return answer.json()["data"]


async def test_an_owner_changes_people_keys_and_name(site: Site) -> None:
    secret = site.people.owner.token
    made = await _asked(site, CREATE_KEY, secret, input={"appId": APP, "name": "phones"})
    key_id = made["createIngestKey"]["key"]["id"]
    await _asked(site, REVOKE_KEY, secret, input={"appId": APP, "keyId": key_id})
    person = {"appId": APP, "email": "stranger@example.com", "role": "DEVELOPER"}
    await _asked(site, SET, secret, input=person)
    gone = {"appId": APP, "userId": str(site.people.teammate.user_id)}
    await _asked(site, REMOVE, secret, input=gone)
    await _asked(site, RENAME, secret, input={"appId": APP, "name": "Diary"})

    app = (await _asked(site, TEAM, secret, app=APP))["app"]
    assert app["members"] == [
        {"email": "owner@example.com", "role": "OWNER"},
        {"email": "stranger@example.com", "role": "DEVELOPER"},
    ]
    assert [(key["name"], key["revokedAt"] is None) for key in app["ingestKeys"]] == [
        ("devices", True),
        ("phones", False),
    ]
    assert [change["kind"] for change in app["accountChanges"]] == [
        "APP_RENAMED",
        "MEMBER_REMOVED",
        "MEMBER_ADDED",
        "KEY_REVOKED",
        "KEY_CREATED",
    ]


async def test_the_secret_is_shown_once(site: Site) -> None:
    made = await _asked(
        site, CREATE_KEY, site.people.owner.token, input={"appId": APP, "name": "phones"}
    )
    secret = made["createIngestKey"]["secret"]

    shown = await site.graphql(TEAM, {"app": APP}, secret=site.people.owner.token)

    assert secret.startswith("tgi_")
    assert secret not in shown.text


def _inputs(site: Site) -> list[tuple[str, dict[str, Any]]]:
    return [
        (CREATE_KEY, {"appId": APP, "name": "mine"}),
        (REVOKE_KEY, {"appId": APP, "keyId": str(site.people.key_id)}),
        (SET, {"appId": APP, "email": "stranger@example.com", "role": "OWNER"}),
        (REMOVE, {"appId": APP, "userId": str(site.people.owner.user_id)}),
        (RENAME, {"appId": APP, "name": "Mine"}),
    ]


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("teammate", (403, "FORBIDDEN")),
        ("stranger", (404, "APP_NOT_FOUND")),
        ("key", (403, "FORBIDDEN")),
    ],
)
async def test_others_change_nothing(site: Site, who: str, expected: tuple[int, str]) -> None:
    secret = site.key if who == "key" else getattr(site.people, who).token
    before = await _asked(site, TEAM, site.people.owner.token, app=APP)

    for query, given in _inputs(site):
        assert refusal(await site.graphql(query, {"input": given}, secret=secret)) == expected

    assert await _asked(site, TEAM, site.people.owner.token, app=APP) == before


async def test_a_viewer_sees_the_team_and_a_stranger_does_not(site: Site) -> None:
    seen = await _asked(site, TEAM, site.people.teammate.token, app=APP)
    assert len(seen["app"]["members"]) == 2

    hidden = await site.graphql(TEAM, {"app": APP}, secret=site.people.stranger.token)
    assert refusal(hidden) == (404, "APP_NOT_FOUND")
    assert "owner@example.com" not in hidden.text


async def test_everybody_has_tokens_of_their_own(site: Site) -> None:
    teammate = site.people.teammate.token
    made = await _asked(site, NEW_TOKEN, teammate, input={"name": "laptop"})
    token = made["createAccessToken"]
    assert await _asked(site, TEAM, token["secret"], app=APP)

    mine = await _asked(site, TOKENS, teammate)
    assert [each["name"] for each in mine["viewer"]["accessTokens"]] == ["laptop", "tests"]

    given = {"input": {"tokenId": token["token"]["id"]}}
    others = await site.graphql(OLD_TOKEN, given, secret=site.people.owner.token)
    assert refusal(others) == (404, "NOT_FOUND")
    left = await _asked(site, OLD_TOKEN, teammate, **given)
    assert left["revokeAccessToken"]["tokens"] == [{"name": "tests"}]


async def test_an_ingest_key_makes_no_token(site: Site) -> None:
    answer = await site.graphql(NEW_TOKEN, {"input": {"name": "x"}}, secret=site.key)

    assert refusal(answer) == (403, "FORBIDDEN")


async def test_keys_of_another_app_are_not_revoked(site: Site) -> None:
    given = {"appId": OTHER_APP, "keyId": str(site.people.key_id)}
    answer = await site.graphql(REVOKE_KEY, {"input": given}, secret=site.people.stranger.token)

    assert refusal(answer) == (404, "NOT_FOUND")
    app = (await _asked(site, TEAM, site.people.owner.token, app=APP))["app"]
    assert app["ingestKeys"][0]["revokedAt"] is None
