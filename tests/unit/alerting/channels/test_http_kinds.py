"""What Slack, Teams, Discord and the webhook post, and which responses confirm a delivery."""

import hashlib
import hmac
from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import httpx
import msgspec
import pytest
from tests.unit.alerting.channels.test_registry import Respond, failure_of, respond_with, stream
from tests.unit.alerting.examples import (
    DELIVERY_ID,
    NOW,
    compose_body,
    crash_alert,
    create_transports,
)

from telemetry_graph.alerting.channels.base import AnyKind
from telemetry_graph.alerting.channels.discord import DISCORD
from telemetry_graph.alerting.channels.http.endpoint import parse_retry_after
from telemetry_graph.alerting.channels.slack import SLACK
from telemetry_graph.alerting.channels.teams import TEAMS
from telemetry_graph.alerting.channels.webhook import WEBHOOK
from telemetry_graph.alerting.content.templates import RenderableAlert

URL = "https://hooks.example.com/services/T0PS3CRET?key=SECRET%21"
SIGNING_KEY = "a signing key"
LOGIN_PAGE = "<!doctype html><title>Sign in</title>"


class Receiver:
    """Records the requests that a channel sends."""

    def __init__(self, respond: Respond) -> None:
        self._respond = respond
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self._respond(request)

    async def send(
        self, kind: AnyKind, alert: RenderableAlert, secret: str | None = SIGNING_KEY
    ) -> str:
        client = httpx.AsyncClient(transport=httpx.MockTransport(self))
        channel = kind.open(URL, secret, create_transports(client))
        return await channel.send(kind.compose(alert))

    @property
    def body(self) -> Any:
        (request,) = self.requests
        return msgspec.json.decode(request.content)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("0", 0),
        ("120", 120),
        ("9" * 400, 86_400),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90),
        (format_datetime(NOW - timedelta(seconds=90), usegmt=True), 0),
        ("Wed, 04 Mar 2025 05:07:07 -0000", 60),
        ("soon", None),
        ("-5", None),
        ("٣", None),
        ("Mon, 99 Foo 99999 99:99:99 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str | None, seconds: float | None) -> None:
    assert parse_retry_after(value, NOW) == seconds


async def test_slack_receives_blocks_and_an_escaped_text_for_notifications() -> None:
    receiver, alert = Receiver(respond_with(200, "ok")), crash_alert(message="<!channel> & co")

    await receiver.send(SLACK, alert)

    assert receiver.body == compose_body(SLACK, alert)
    assert receiver.body["text"] == "[Notes] New crash: &lt;!channel&gt; &amp; co"
    assert set(receiver.body) == {"text", "blocks"}


@pytest.mark.parametrize("text", ["invalid_payload", "", LOGIN_PAGE, "okay"])
async def test_slack_confirms_with_ok_only(text: str) -> None:
    failure = await failure_of(SLACK, respond_with(200, text))

    assert not failure.is_permanent
    assert "does not confirm the delivery" in failure.reason


WORKFLOW_ERROR = """{"error": {"code": "WorkflowTriggerIsNotEnabled", "message": "off"}}"""
CONNECTOR_ERROR = "Webhook message delivery failed with error: Teams endpoint returned HTTP 413"


@pytest.mark.parametrize("text", [WORKFLOW_ERROR, CONNECTOR_ERROR, LOGIN_PAGE, "0", "[]"])
async def test_an_error_of_teams_under_status_200_is_a_failure(text: str) -> None:
    failure = await failure_of(TEAMS, respond_with(200, text))

    assert not failure.is_permanent
    assert "does not confirm the delivery" in failure.reason


@pytest.mark.parametrize(("status", "text"), [(202, ""), (200, "1"), (200, '{"id": "run"}')])
async def test_teams_confirms_with_an_empty_body_or_one(status: int, text: str) -> None:
    assert await Receiver(respond_with(status, text)).send(TEAMS, crash_alert())


async def test_teams_receives_an_adaptive_card() -> None:
    receiver = Receiver(respond_with(202, ""))

    await receiver.send(TEAMS, crash_alert())

    (attachment,) = receiver.body["attachments"]
    assert receiver.body["type"] == "message"
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    assert attachment["content"]["type"] == "AdaptiveCard"


DISCORD_ERROR = """{"message": "Unknown Webhook", "code": 10015}"""
DISCORD_LIMIT = """{"message": "You are being rate limited.", "retry_after": 0.5, "code": 0}"""


@pytest.mark.parametrize("text", [DISCORD_ERROR, DISCORD_LIMIT, LOGIN_PAGE, "[]", "ok"])
async def test_an_error_of_discord_under_status_200_is_a_failure(text: str) -> None:
    failure = await failure_of(DISCORD, respond_with(200, text))

    assert not failure.is_permanent
    assert "does not confirm the delivery" in failure.reason


@pytest.mark.parametrize("filler", ["", "x" * 100_000])
async def test_discord_confirms_with_the_message_that_it_created(filler: str) -> None:
    receiver = Receiver(lambda _: stream(200, f'{{"type": 0, "id": "1", "embeds": "{filler}"}}'))

    assert await receiver.send(DISCORD, crash_alert()) == "200 message posted"

    (request,) = receiver.requests
    assert request.url.params["wait"] == "true"
    assert request.url.params["key"] == "SECRET!"
    assert receiver.body["allowed_mentions"] == {"parse": []}
    assert "content" not in receiver.body


async def test_a_webhook_proves_its_origin_with_a_signature() -> None:
    receiver, alert = Receiver(lambda _: stream(204)), crash_alert()

    assert await receiver.send(WEBHOOK, alert) == "204"

    (request,) = receiver.requests
    timestamp = str(int(NOW.timestamp()))
    signed = f"{timestamp}.".encode() + request.content
    expected = hmac.new(SIGNING_KEY.encode(), signed, hashlib.sha256).hexdigest()
    assert request.headers["X-Telemetry-Timestamp"] == timestamp
    assert request.headers["X-Telemetry-Signature"] == f"sha256={expected}"
    assert request.headers["X-Telemetry-Delivery"] == str(DELIVERY_ID)
    assert request.headers["Content-Type"] == "application/json"
    assert receiver.body == compose_body(WEBHOOK, alert)


async def test_a_webhook_without_a_key_is_not_signed() -> None:
    receiver = Receiver(respond_with(200))

    await receiver.send(WEBHOOK, crash_alert(), secret=None)

    assert "X-Telemetry-Signature" not in receiver.requests[0].headers
