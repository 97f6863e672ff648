"""Rules, channels and alerts through GraphQL, who may do what, and links in messages."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.factories import APP, OTHER_APP
from tests.integration.api.site import Site, error_of

from telemetry_graph.alerting.content.links import LinkPurpose, SignedLinks
from telemetry_graph.kit.clock import utc_now

RULES = """
query Rules($app: ID!) {
  app(id: $app) {
    alertRules {
      id name kind isEnabled mutedUntil cooldownMinutes escalateAfterMinutes channelIds escalateTo
      conditions { versions types statuses isFatal }
      velocity { windowMinutes devices sessionPercent } spike { factor }
      crashFree { of belowPercent } silence { windowMinutes } updatedBy
    }
    alertChannels { id kind name target hasSecret isEnabled verifiedAt updatedBy
                    quiet { hourlyCap quietFrom quietUntil timeZone } }
    alertDeliveries(first: 10) {
      edges { node { id alertId channel kind state reason summarisedBy error acknowledgedBy } }
    }
  }
}
"""
CREATE_RULE = """
mutation Create($app: ID!, $rule: AlertRuleInput!) {
  createAlertRule(appId: $app, rule: $rule) { id name kind velocity { devices } updatedBy }
}
"""
UPDATE_RULE = """
mutation Update($app: ID!, $id: ID!, $rule: AlertRuleInput!) {
  updateAlertRule(appId: $app, id: $id, rule: $rule) { name cooldownMinutes }
}
"""
ENABLE_RULE = """
mutation Enable($app: ID!, $id: ID!) {
  enableAlertRule(appId: $app, id: $id, isEnabled: false) { isEnabled }
}
"""
MUTE_RULE = """
mutation Mute($app: ID!, $id: ID!, $until: DateTime) {
  muteAlertRule(appId: $app, id: $id, until: $until) { mutedUntil }
}
"""
DELETE_RULE = "mutation Delete($app: ID!, $id: ID!) { deleteAlertRule(appId: $app, id: $id) }"
CREATE_CHANNEL = """
mutation Create($app: ID!, $kind: AlertChannelKind!, $channel: AlertChannelInput!) {
  createAlertChannel(appId: $app, kind: $kind, channel: $channel) {
    id kind target hasSecret verifiedAt quiet { quietFrom quietUntil timeZone }
  }
}
"""
UPDATE_CHANNEL = """
mutation Update($app: ID!, $id: ID!, $channel: AlertChannelInput!) {
  updateAlertChannel(appId: $app, id: $id, channel: $channel) { name }
}
"""
DELETE_CHANNEL = "mutation Delete($app: ID!, $id: ID!) { deleteAlertChannel(appId: $app, id: $id) }"
RESEND = """
mutation Resend($app: ID!, $id: ID!) { resendAlertConfirmation(appId: $app, id: $id) { id } }
"""
TEST = """
mutation Test($app: ID!, $id: ID!) {
  sendTestAlert(appId: $app, channelId: $id) { ok response error latencyMs deliveryId }
}
"""
ACKNOWLEDGE = "mutation Ack($app: ID!, $id: ID!) { acknowledgeAlert(appId: $app, id: $id) }"
MUTE = """
mutation Mute($app: ID!, $id: ID!, $until: DateTime) {
  muteAlert(appId: $app, id: $id, until: $until)
}
"""
REPLAY = "mutation Replay($app: ID!, $id: ID!) { replayAlertDelivery(appId: $app, id: $id) }"
REPLAY_ALL = "mutation All($app: ID!) { replayDeadAlertDeliveries(appId: $app) }"

RULE = {"name": "Spreads", "kind": "VELOCITY", "velocity": {"windowMinutes": 30, "devices": 7}}
CHANNEL = {
    "name": "Hook",
    "address": "https://receiver.example/hooks/sEcReT",
    "secret": "a signing secret",
    "quiet": {"quietFrom": "22:00", "quietUntil": "07:30", "timeZone": "Europe/Berlin"},
}
CHANGES: dict[str, tuple[str, dict[str, Any]]] = {
    "create rule": (CREATE_RULE, {"rule": RULE}),
    "update rule": (UPDATE_RULE, {"rule": RULE}),
    "enable rule": (ENABLE_RULE, {}),
    "mute rule": (MUTE_RULE, {}),
    "delete rule": (DELETE_RULE, {}),
    "create channel": (CREATE_CHANNEL, {"kind": "WEBHOOK", "channel": CHANNEL}),
    "update channel": (UPDATE_CHANNEL, {"channel": CHANNEL}),
    "delete channel": (DELETE_CHANNEL, {}),
    "resend": (RESEND, {}),
    "test": (TEST, {}),
    "acknowledge": (ACKNOWLEDGE, {}),
    "mute": (MUTE, {}),
    "replay": (REPLAY, {}),
    "replay all": (REPLAY_ALL, {}),
}


async def asked(site: Site, query: str, secret: str | None = None, **variables: Any) -> Any:
    response = await site.graphql(
        query, {"app": APP, **variables}, secret=secret or site.people.owner.token
    )
    body = response.json()
    assert "errors" not in body, body
    return body["data"]


async def alert_tables(site: Site) -> str:
    """All that alerting holds, to see that nothing happened."""
    tables = ("alert_rules", "alert_channels", "alert_outbox", "alert_deliveries", "alert_mutes")
    async with site.pool.connection() as conn:
        found = [
            await conn.fetchval(
                f"SELECT coalesce(jsonb_agg(t ORDER BY t::text), '[]')::text FROM {table} AS t"
            )
            for table in tables
        ]
    return "\n".join(found)


async def raised(site: Site) -> UUID:
    """An alert about a crash of now."""
    await site.crash()
    async with site.pool.connection() as conn:
        alert_id: UUID = await conn.fetchval("SELECT id FROM alert_outbox")
    return alert_id


async def test_an_owner_keeps_the_rules(site: Site) -> None:
    defaults = (await asked(site, RULES))["app"]["alertRules"]

    made = (await asked(site, CREATE_RULE, rule=RULE))["createAlertRule"]
    changed = await asked(site, UPDATE_RULE, id=made["id"], rule={**RULE, "cooldownMinutes": 5})
    until = (utc_now() + timedelta(hours=1)).isoformat()
    muted = await asked(site, MUTE_RULE, id=made["id"], until=until)
    heard = await asked(site, MUTE_RULE, id=made["id"])
    disabled = await asked(site, ENABLE_RULE, id=made["id"])
    await asked(site, DELETE_RULE, id=defaults[0]["id"])
    (*others, last) = (await asked(site, RULES))["app"]["alertRules"]

    assert {each["kind"] for each in defaults} >= {"NEW_CRASH_GROUP", "REGRESSION", "SPIKE"}
    assert {each["updatedBy"] for each in defaults} == {None}
    assert made["velocity"] == {"devices": 7}
    assert made["updatedBy"] == site.people.owner.email
    assert changed["updateAlertRule"]["cooldownMinutes"] == 5
    assert muted["muteAlertRule"]["mutedUntil"] == until
    assert heard["muteAlertRule"]["mutedUntil"] is None
    assert disabled["enableAlertRule"]["isEnabled"] is False
    assert [each["id"] for each in others] == [each["id"] for each in defaults[1:]]
    assert last["id"] == made["id"]


async def test_an_owner_keeps_the_channels_and_no_secret_comes_back(site: Site) -> None:
    made = await asked(site, CREATE_CHANNEL, kind="WEBHOOK", channel=CHANNEL)
    channel = made["createAlertChannel"]
    shown = await asked(site, RULES)
    await asked(site, DELETE_CHANNEL, id=channel["id"])

    assert channel["target"] == "https://receiver.example/…"
    assert (channel["hasSecret"], channel["verifiedAt"]) == (True, None)
    assert channel["quiet"] == {
        "quietFrom": "22:00", "quietUntil": "07:30", "timeZone": "Europe/Berlin",
    }  # fmt: skip
    assert "sEcReT" not in str(made) + str(shown)
    assert "a signing secret" not in str(made) + str(shown)
    assert (await asked(site, RULES))["app"]["alertChannels"] == []


async def test_a_test_alert_to_this_machine_is_refused_and_says_so(site: Site) -> None:
    local = {"name": "Me", "address": "http://127.0.0.1:9/metadata"}
    made = await asked(site, CREATE_CHANNEL, kind="WEBHOOK", channel=local)

    tested = await asked(site, TEST, id=made["createAlertChannel"]["id"])

    assert tested["sendTestAlert"]["ok"] is False
    assert "TELEMETRY_ALERT_ALLOWED_NETWORKS" in tested["sendTestAlert"]["error"]
    (edge,) = (await asked(site, RULES))["app"]["alertDeliveries"]["edges"]
    assert edge["node"]["id"] == tested["sendTestAlert"]["deliveryId"]
    assert edge["node"]["error"] == tested["sendTestAlert"]["error"]


async def things(site: Site) -> dict[str, str]:
    """What there is to change: its id by the word for it."""
    rule = await asked(site, CREATE_RULE, rule=RULE)
    channel = await asked(site, CREATE_CHANNEL, kind="WEBHOOK", channel=CHANNEL)
    alert = str(await raised(site))
    return {
        "rule": rule["createAlertRule"]["id"],
        "channel": channel["createAlertChannel"]["id"],
        "alert": alert,
    }


def id_for(change: str, there: dict[str, str]) -> str:
    return next((id_ for word, id_ in there.items() if word in change), there["alert"])


@pytest.mark.parametrize("change", CHANGES)
async def test_who_may_only_look_and_who_is_a_stranger_change_nothing(
    site: Site, change: str
) -> None:
    query, variables = CHANGES[change]
    there = await things(site)
    given = {"app": APP, **variables}
    if "$id" in query:
        given["id"] = there["channel"] if change in ("resend", "test") else id_for(change, there)
    before = await alert_tables(site)

    viewer = await site.graphql(query, given, secret=site.people.teammate.token)
    stranger = await site.graphql(query, given, secret=site.people.stranger.token)
    device = await site.graphql(query, given, secret=site.key)
    theirs = await site.graphql(
        query, {**given, "app": OTHER_APP}, secret=site.people.stranger.token
    )

    assert error_of(viewer) == (403, "FORBIDDEN")
    assert error_of(stranger) == (404, "APP_NOT_FOUND")
    assert error_of(device) == (403, "FORBIDDEN")
    if change in ("create rule", "create channel", "replay all"):
        assert "errors" not in theirs.json()  # their own app
    else:
        assert error_of(theirs)[0] == 404
        assert await alert_tables(site) == before


async def test_who_may_look_sees_rules_and_channels(site: Site) -> None:
    await things(site)

    shown = await asked(site, RULES, site.people.teammate.token)
    hidden = await site.graphql(RULES, {"app": APP}, secret=site.people.stranger.token)

    assert len(shown["app"]["alertChannels"]) == 1
    assert error_of(hidden) == (404, "APP_NOT_FOUND")


@pytest.mark.parametrize("bad", ["", "nonsense", "0", "7b1f8a52-0d0e-4c4e-9d5b-3f5a3c1c7a11"])
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("delete rule", "ALERT_RULE_NOT_FOUND"),
        ("delete channel", "ALERT_CHANNEL_NOT_FOUND"),
        ("test", "ALERT_CHANNEL_NOT_FOUND"),
        ("acknowledge", "ALERT_NOT_FOUND"),
        ("replay", "ALERT_NOT_FOUND"),
    ],
)
async def test_what_is_not_there_is_named(site: Site, change: str, code: str, bad: str) -> None:
    query, variables = CHANGES[change]

    response = await site.graphql(
        query, {"app": APP, "id": bad, **variables}, secret=site.people.owner.token
    )

    assert error_of(response) == (404, code)


def link(site: Site, purpose: LinkPurpose, subject: UUID, *, lasts: float = 60) -> str:
    signed = SignedLinks(site.settings.encryption_keys, public_url="http://site")
    return signed.url(purpose, subject, utc_now() + timedelta(seconds=lasts))


async def test_a_link_asks_first_and_only_its_button_acts(site: Site) -> None:
    alert_id = await raised(site)
    address = link(site, LinkPurpose.ACKNOWLEDGE, alert_id)
    before = await alert_tables(site)

    page = await site.client.get(address)
    head = await site.client.head(address)
    looked = await alert_tables(site)
    done = await site.client.post(address)

    assert page.status_code == 200
    assert '<form method="post">' in page.text
    assert head.status_code == 200
    assert looked == before
    assert done.status_code == 200
    assert "form-action 'self'" in page.headers["content-security-policy"]
    assert page.headers["referrer-policy"] == "no-referrer"
    async with site.pool.connection() as conn:
        who = await conn.fetchval("SELECT acknowledged_by FROM alert_outbox")
    assert who == "somebody with the link of a message"


async def test_a_link_mutes_the_group_for_a_day(site: Site) -> None:
    alert_id = await raised(site)

    done = await site.client.post(link(site, LinkPurpose.MUTE, alert_id))

    assert done.status_code == 200
    async with site.pool.connection() as conn:
        until = await conn.fetchval("SELECT until FROM alert_mutes")
    assert timedelta(hours=23) < until - utc_now() <= timedelta(hours=24)


async def test_links_that_are_not_ours_or_too_old_change_nothing(site: Site) -> None:
    alert_id = await raised(site)
    before = await alert_tables(site)
    good = link(site, LinkPurpose.ACKNOWLEDGE, alert_id)
    bad = {
        link(site, LinkPurpose.ACKNOWLEDGE, alert_id, lasts=-1): 410,
        good.replace("/acknowledge/", "/mute/"): 400,
        good.replace("/acknowledge/", "/destroy/"): 404,
        good[:-1]: 400,
        "http://site/alerts/acknowledge/x": 400,
        link(site, LinkPurpose.ACKNOWLEDGE, uuid4()): 404,
        link(site, LinkPurpose.CONFIRM, uuid4()): 404,
    }

    for address, status in bad.items():
        response = await site.client.post(address)
        assert (response.status_code, "<form" in response.text) == (status, False), address

    assert await alert_tables(site) == before
