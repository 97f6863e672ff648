"""Rules, channels and alerts through GraphQL, their permissions, and the links in messages."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.factories import APP, OTHER_APP
from tests.integration.api.site import Site, read_error

from telemetry_graph.alerting.channels import registry
from telemetry_graph.alerting.content.links import LinkPurpose, SignedLinks
from telemetry_graph.kit.clock import utc_now

RULES = """
query Rules($app: ID!) {
  app(id: $app) {
    alertRules {
      id name kind isEnabled mutedUntil cooldownMinutes escalateAfterMinutes channelIds escalateTo
      conditions { appVersions crashTypes statuses isFatal }
      velocity { windowMinutes devices sessionPercent } spike { factor }
      crashFree { basis belowPercent } silence { windowMinutes } updatedBy
    }
    alertChannels { id kind name target hasSecret isEnabled verifiedAt updatedBy
                    quiet { hourlyCap quietFrom quietUntil timeZone } }
    alertDeliveries(first: 10) {
      edges {
        node { id alertId channelKind kind state reason summaryDeliveryId error acknowledgedBy }
      }
    }
  }
}
"""
KINDS = """
{
  alertChannelKinds {
    kind label addressType addressLabel addressHint hasSecret hasConfirmation
  }
}
"""


def mutation(name: str, result: str) -> str:
    type_name = name[0].upper() + name[1:]
    return f"mutation Change($input: {type_name}Input!) {{ {name}(input: $input) {{ {result} }} }}"


RULE = {"name": "Spreads", "kind": "VELOCITY", "velocity": {"windowMinutes": 30, "devices": 7}}
CHANNEL = {
    "name": "Hook",
    "address": "https://receiver.example/hooks/sEcReT",
    "secret": "a signing secret",
    "quiet": {"quietFrom": "22:00", "quietUntil": "07:30", "timeZone": "Europe/Berlin"},
}
RESULTS = {
    "createAlertRule": "alertRule { id name kind velocity { devices } updatedBy }",
    "updateAlertRule": "alertRule { name cooldownMinutes }",
    "setAlertRuleEnabled": "alertRule { isEnabled }",
    "muteAlertRule": "alertRule { mutedUntil }",
    "deleteAlertRule": "deletedId",
    "createAlertChannel": """alertChannel {
        id kind target hasSecret verifiedAt quiet { quietFrom quietUntil timeZone }
    }""",
    "updateAlertChannel": "alertChannel { name }",
    "deleteAlertChannel": "deletedId",
    "resendAlertConfirmation": "alertChannel { id }",
    "sendTestAlert": "isDelivered response error latencyMs deliveryId",
    "acknowledgeAlert": "alertId",
    "muteAlert": "alertId mutedUntil",
    "replayAlertDelivery": "deliveryId",
    "replayDeadAlertDeliveries": "deliveryCount",
}
CREATING = ("createAlertRule", "createAlertChannel", "replayDeadAlertDeliveries")
"""Mutations that need no existing rule, channel or alert."""


async def query(site: Site, text: str, secret: str | None = None, **variables: Any) -> Any:
    response = await site.graphql(
        text, {"app": APP, **variables}, secret=secret or site.people.owner.token
    )
    body = response.json()
    assert "errors" not in body, body
    return body["data"]


async def change(site: Site, name: str, **given: Any) -> Any:
    """The payload of a mutation by the owner."""
    data = await query(site, mutation(name, RESULTS[name]), input={"appId": APP, **given})
    return data[name]


async def alert_tables(site: Site) -> str:
    """The content of all tables that a mutation changes."""
    tables = ("alert_rules", "alert_channels", "alert_outbox", "alert_deliveries", "alert_mutes")
    async with site.pool.connection() as conn:
        found = [
            await conn.fetchval(
                f"SELECT coalesce(jsonb_agg(t ORDER BY t::text), '[]')::text FROM {table} AS t"
            )
            for table in tables
        ]
    return "\n".join(found)


async def raise_alert(site: Site) -> UUID:
    await site.report_crash()
    async with site.pool.connection() as conn:
        alert_id: UUID = await conn.fetchval("SELECT id FROM alert_outbox")
    return alert_id


async def test_an_owner_changes_the_rules(site: Site) -> None:
    defaults = (await query(site, RULES))["app"]["alertRules"]

    created = (await change(site, "createAlertRule", settings=RULE))["alertRule"]
    rule_id = created["id"]
    settings = {**RULE, "cooldownMinutes": 5}
    updated = await change(site, "updateAlertRule", id=rule_id, settings=settings)
    until = (utc_now() + timedelta(hours=1)).isoformat()
    muted = await change(site, "muteAlertRule", id=rule_id, until=until)
    unmuted = await change(site, "muteAlertRule", id=rule_id)
    disabled = await change(site, "setAlertRuleEnabled", id=rule_id, isEnabled=False)
    deleted = await change(site, "deleteAlertRule", id=defaults[0]["id"])
    (*others, last) = (await query(site, RULES))["app"]["alertRules"]

    assert {each["kind"] for each in defaults} >= {"NEW_CRASH_GROUP", "REGRESSION", "SPIKE"}
    assert {each["updatedBy"] for each in defaults} == {None}
    assert created["velocity"] == {"devices": 7}
    assert created["updatedBy"] == site.people.owner.email
    assert updated["alertRule"]["cooldownMinutes"] == 5
    assert muted["alertRule"]["mutedUntil"] == until
    assert unmuted["alertRule"]["mutedUntil"] is None
    assert disabled["alertRule"]["isEnabled"] is False
    assert deleted["deletedId"] == defaults[0]["id"]
    assert [each["id"] for each in others] == [each["id"] for each in defaults[1:]]
    assert last["id"] == rule_id


async def test_an_owner_changes_the_channels_and_no_secret_is_returned(site: Site) -> None:
    created = await change(site, "createAlertChannel", kind="WEBHOOK", settings=CHANNEL)
    channel = created["alertChannel"]
    listed = await query(site, RULES)
    deleted = await change(site, "deleteAlertChannel", id=channel["id"])

    assert channel["target"] == "https://receiver.example/…"
    assert (channel["hasSecret"], channel["verifiedAt"]) == (True, None)
    assert channel["quiet"] == {
        "quietFrom": "22:00", "quietUntil": "07:30", "timeZone": "Europe/Berlin",
    }  # fmt: skip
    assert "sEcReT" not in str(created) + str(listed)
    assert "a signing secret" not in str(created) + str(listed)
    assert deleted["deletedId"] == channel["id"]
    assert (await query(site, RULES))["app"]["alertChannels"] == []


async def test_the_channel_kinds_are_those_of_the_registry(site: Site) -> None:
    described = (await query(site, KINDS, site.people.teammate.token))["alertChannelKinds"]
    device = await site.graphql(KINDS, {}, secret=site.key)

    assert [each["kind"] for each in described] == [kind.name.upper() for kind in registry.KINDS]
    assert described[0] == {
        "kind": "EMAIL",
        "label": "E-mail",
        "addressType": "EMAIL",
        "addressLabel": "E-mail address",
        "addressHint": "team@example.com",
        "hasSecret": False,
        "hasConfirmation": True,
    }
    assert described[-1]["addressType"] is None
    assert read_error(device) == (403, "FORBIDDEN")


async def test_a_kind_without_addresses_cannot_be_a_channel_of_an_app(site: Site) -> None:
    response = await site.graphql(
        mutation("createAlertChannel", RESULTS["createAlertChannel"]),
        {"input": {"appId": APP, "kind": "LOG", "settings": CHANNEL}},
        secret=site.people.owner.token,
    )

    assert read_error(response) == (400, "INVALID_FIELD")


async def test_a_test_alert_to_this_machine_is_refused_with_the_reason(site: Site) -> None:
    local = {"name": "Me", "address": "http://127.0.0.1:9/metadata"}
    created = await change(site, "createAlertChannel", kind="WEBHOOK", settings=local)

    tested = await change(site, "sendTestAlert", channelId=created["alertChannel"]["id"])

    assert tested["isDelivered"] is False
    assert "TELEMETRY_ALERT_ALLOWED_NETWORKS" in tested["error"]
    (edge,) = (await query(site, RULES))["app"]["alertDeliveries"]["edges"]
    assert edge["node"]["id"] == tested["deliveryId"]
    assert edge["node"]["error"] == tested["error"]


async def create_ids(site: Site) -> dict[str, str]:
    """A rule, a channel and an alert."""
    rule = await change(site, "createAlertRule", settings=RULE)
    channel = await change(site, "createAlertChannel", kind="WEBHOOK", settings=CHANNEL)
    return {
        "rule": rule["alertRule"]["id"],
        "channel": channel["alertChannel"]["id"],
        "alert": str(await raise_alert(site)),
    }


def create_input(name: str, ids: Mapping[str, str]) -> dict[str, Any]:
    """A valid input of a mutation."""
    rule, channel, alert = ({"id": ids[each]} for each in ("rule", "channel", "alert"))
    inputs: dict[str, dict[str, Any]] = {
        "createAlertRule": {"settings": RULE},
        "updateAlertRule": {**rule, "settings": RULE},
        "setAlertRuleEnabled": {**rule, "isEnabled": False},
        "muteAlertRule": rule,
        "deleteAlertRule": rule,
        "createAlertChannel": {"kind": "WEBHOOK", "settings": CHANNEL},
        "updateAlertChannel": {**channel, "settings": CHANNEL},
        "deleteAlertChannel": channel,
        "resendAlertConfirmation": channel,
        "sendTestAlert": {"channelId": ids["channel"]},
        "acknowledgeAlert": alert,
        "muteAlert": alert,
        "replayAlertDelivery": alert,
        "replayDeadAlertDeliveries": {},
    }
    return {"appId": APP, **inputs[name]}


@pytest.mark.parametrize("name", RESULTS)
async def test_viewers_and_strangers_change_nothing(site: Site, name: str) -> None:
    text = mutation(name, RESULTS[name])
    ids = await create_ids(site)
    given = {"input": create_input(name, ids)}
    of_other_app = {"input": {**given["input"], "appId": OTHER_APP}}
    before = await alert_tables(site)

    viewer = await site.graphql(text, given, secret=site.people.teammate.token)
    stranger = await site.graphql(text, given, secret=site.people.stranger.token)
    device = await site.graphql(text, given, secret=site.key)
    other_owner = await site.graphql(text, of_other_app, secret=site.people.stranger.token)

    assert read_error(viewer) == (403, "FORBIDDEN")
    assert read_error(stranger) == (404, "APP_NOT_FOUND")
    assert read_error(device) == (403, "FORBIDDEN")
    if name in CREATING:
        assert "errors" not in other_owner.json()
    else:
        assert read_error(other_owner)[0] == 404
        assert await alert_tables(site) == before


async def test_viewers_see_rules_and_channels(site: Site) -> None:
    await create_ids(site)

    visible = await query(site, RULES, site.people.teammate.token)
    hidden = await site.graphql(RULES, {"app": APP}, secret=site.people.stranger.token)

    assert len(visible["app"]["alertChannels"]) == 1
    assert read_error(hidden) == (404, "APP_NOT_FOUND")


@pytest.mark.parametrize("id", ["", "nonsense", "0", "7b1f8a52-0d0e-4c4e-9d5b-3f5a3c1c7a11"])
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("deleteAlertRule", "ALERT_RULE_NOT_FOUND"),
        ("deleteAlertChannel", "ALERT_CHANNEL_NOT_FOUND"),
        ("sendTestAlert", "ALERT_CHANNEL_NOT_FOUND"),
        ("acknowledgeAlert", "ALERT_NOT_FOUND"),
        ("replayAlertDelivery", "ALERT_NOT_FOUND"),
    ],
)
async def test_an_unknown_id_is_not_found(site: Site, name: str, code: str, id: str) -> None:
    ids = dict.fromkeys(("rule", "channel", "alert"), id)
    given = {"input": create_input(name, ids)}

    response = await site.graphql(
        mutation(name, RESULTS[name]), given, secret=site.people.owner.token
    )

    assert read_error(response) == (404, code)


def create_link(site: Site, purpose: LinkPurpose, subject: UUID, *, seconds: float = 60) -> str:
    links = SignedLinks(site.settings.encryption_keys, public_url="http://site")
    return links.create_url(purpose, subject, utc_now() + timedelta(seconds=seconds))


async def test_only_the_button_of_a_link_page_acts(site: Site) -> None:
    alert_id = await raise_alert(site)
    address = create_link(site, LinkPurpose.ACKNOWLEDGE, alert_id)
    before = await alert_tables(site)

    page = await site.client.get(address)
    head = await site.client.head(address)
    after_reading = await alert_tables(site)
    done = await site.client.post(address)

    assert page.status_code == 200
    assert '<form method="post">' in page.text
    assert head.status_code == 200
    assert after_reading == before
    assert done.status_code == 200
    assert "form-action 'self'" in page.headers["content-security-policy"]
    assert page.headers["referrer-policy"] == "no-referrer"
    async with site.pool.connection() as conn:
        actor = await conn.fetchval("SELECT acknowledged_by FROM alert_outbox")
    assert actor == "a link in a message"


async def test_a_link_mutes_the_group_for_a_day(site: Site) -> None:
    alert_id = await raise_alert(site)

    done = await site.client.post(create_link(site, LinkPurpose.MUTE, alert_id))

    assert done.status_code == 200
    async with site.pool.connection() as conn:
        until = await conn.fetchval("SELECT until FROM alert_mutes")
    assert timedelta(hours=23) < until - utc_now() <= timedelta(hours=24)


async def test_invalid_and_expired_links_change_nothing(site: Site) -> None:
    alert_id = await raise_alert(site)
    before = await alert_tables(site)
    valid = create_link(site, LinkPurpose.ACKNOWLEDGE, alert_id)
    invalid = {
        create_link(site, LinkPurpose.ACKNOWLEDGE, alert_id, seconds=-1): 410,
        valid.replace("/acknowledge/", "/mute/"): 400,
        valid.replace("/acknowledge/", "/destroy/"): 404,
        valid[:-1]: 400,
        "http://site/alerts/acknowledge/x": 400,
        create_link(site, LinkPurpose.ACKNOWLEDGE, uuid4()): 404,
        create_link(site, LinkPurpose.CONFIRM, uuid4()): 404,
    }

    for address, status in invalid.items():
        response = await site.client.post(address)
        assert (response.status_code, "<form" in response.text) == (status, False), address

    assert await alert_tables(site) == before
