"""Members, ingest keys and access tokens in GraphQL: only owners can change an app."""

from typing import Any

import pytest
from tests.factories import APP, OTHER_APP
from tests.integration.api.site import Site, read_error

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
  createIngestKey(input: $input) { secret ingestKey { id name } }
}
"""
REVOKE_KEY = """
mutation ($input: RevokeIngestKeyInput!) {
  revokeIngestKey(input: $input) { ingestKey { revokedAt } }
}
"""
SET = "mutation ($input: SetMemberInput!) { setMember(input: $input) { members { email role } } }"
REMOVE = (
    "mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { members { email } } }"
)
RENAME = "mutation ($input: RenameAppInput!) { renameApp(input: $input) { name } }"
TOKENS = "{ viewer { accessTokens { id name } } }"
CREATE_TOKEN = """
mutation ($input: CreateAccessTokenInput!) {
  createAccessToken(input: $input) { secret accessToken { id name } }
}
"""
REVOKE_TOKEN = """
mutation ($input: RevokeAccessTokenInput!) {
  revokeAccessToken(input: $input) { accessTokens { name } }
}
"""


async def _execute(site: Site, query: str, secret: str, **variables: Any) -> Any:
    response = await site.graphql(query, variables, secret=secret)
    assert "errors" not in response.json(), response.json()
    return response.json()["data"]


async def test_an_owner_can_change_members_keys_and_name(site: Site) -> None:
    secret = site.people.owner.token
    created = await _execute(site, CREATE_KEY, secret, input={"appId": APP, "name": "phones"})
    key_id = created["createIngestKey"]["ingestKey"]["id"]
    await _execute(site, REVOKE_KEY, secret, input={"appId": APP, "ingestKeyId": key_id})
    member = {"appId": APP, "email": "stranger@example.com", "role": "DEVELOPER"}
    await _execute(site, SET, secret, input=member)
    former = {"appId": APP, "userId": str(site.people.teammate.user_id)}
    await _execute(site, REMOVE, secret, input=former)
    await _execute(site, RENAME, secret, input={"appId": APP, "name": "Diary"})

    app = (await _execute(site, TEAM, secret, app=APP))["app"]
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


async def test_a_secret_is_returned_once(site: Site) -> None:
    created = await _execute(
        site, CREATE_KEY, site.people.owner.token, input={"appId": APP, "name": "phones"}
    )
    secret = created["createIngestKey"]["secret"]

    team = await site.graphql(TEAM, {"app": APP}, secret=site.people.owner.token)

    assert secret.startswith("tgi_")
    assert secret not in team.text


def _changes(site: Site) -> list[tuple[str, dict[str, Any]]]:
    return [
        (CREATE_KEY, {"appId": APP, "name": "own"}),
        (REVOKE_KEY, {"appId": APP, "ingestKeyId": str(site.people.key_id)}),
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
async def test_only_an_owner_can_change_an_app(
    site: Site, who: str, expected: tuple[int, str]
) -> None:
    secret = site.key if who == "key" else getattr(site.people, who).token
    before = await _execute(site, TEAM, site.people.owner.token, app=APP)

    for mutation, values in _changes(site):
        assert (
            read_error(await site.graphql(mutation, {"input": values}, secret=secret)) == expected
        )

    assert await _execute(site, TEAM, site.people.owner.token, app=APP) == before


async def test_only_members_can_read_the_team(site: Site) -> None:
    team = await _execute(site, TEAM, site.people.teammate.token, app=APP)
    assert len(team["app"]["members"]) == 2

    refused = await site.graphql(TEAM, {"app": APP}, secret=site.people.stranger.token)
    assert read_error(refused) == (404, "APP_NOT_FOUND")
    assert "owner@example.com" not in refused.text


async def test_users_can_revoke_only_their_own_tokens(site: Site) -> None:
    teammate = site.people.teammate.token
    created = await _execute(site, CREATE_TOKEN, teammate, input={"name": "laptop"})
    token = created["createAccessToken"]
    assert await _execute(site, TEAM, token["secret"], app=APP)

    own = await _execute(site, TOKENS, teammate)
    assert [each["name"] for each in own["viewer"]["accessTokens"]] == ["laptop", "tests"]

    variables = {"input": {"accessTokenId": token["accessToken"]["id"]}}
    refused = await site.graphql(REVOKE_TOKEN, variables, secret=site.people.owner.token)
    assert read_error(refused) == (404, "NOT_FOUND")
    remaining = await _execute(site, REVOKE_TOKEN, teammate, **variables)
    assert remaining["revokeAccessToken"]["accessTokens"] == [{"name": "tests"}]


async def test_an_ingest_key_cannot_create_an_access_token(site: Site) -> None:
    response = await site.graphql(CREATE_TOKEN, {"input": {"name": "x"}}, secret=site.key)

    assert read_error(response) == (403, "FORBIDDEN")


async def test_an_owner_cannot_revoke_keys_of_another_app(site: Site) -> None:
    values = {"appId": OTHER_APP, "ingestKeyId": str(site.people.key_id)}
    response = await site.graphql(REVOKE_KEY, {"input": values}, secret=site.people.stranger.token)

    assert read_error(response) == (404, "NOT_FOUND")
    app = (await _execute(site, TEAM, site.people.owner.token, app=APP))["app"]
    assert app["ingestKeys"][0]["revokedAt"] is None
