"""One table for all channels that speak HTTP: what an answer means, and what is never told."""

import asyncio
import hashlib
import hmac
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import httpx
import msgspec
import pytest
from tests.unit.alerting.examples import DELIVERY_ID, NOW, clock, crash_facts, message_about

from telemetry_graph.alerting.channels.base import Channel, DeliveryFailed
from telemetry_graph.alerting.channels.discord.sender import DiscordChannel, DiscordConfig
from telemetry_graph.alerting.channels.http import Verdict, retry_after_seconds, verdict
from telemetry_graph.alerting.channels.outbound import outbound_client
from telemetry_graph.alerting.channels.slack.sender import SlackChannel, SlackConfig
from telemetry_graph.alerting.channels.teams.sender import TeamsChannel, TeamsConfig
from telemetry_graph.alerting.channels.webhook.sender import WebhookChannel, WebhookConfig

TOKEN = "T0PS3CRET"
PASSWORD = "hunter2hunter2"
URL = f"https://user:{PASSWORD}@hooks.example.com:8443/services/{TOKEN}/B00?key=querySECRET%21"
SIGNING_SECRET = "signing-secret"
SECRETS = (TOKEN, PASSWORD, SIGNING_SECRET, "querySECRET", "services/")

Answer = Callable[[httpx.Request], httpx.Response]


def slack(answer: Answer, *, timeout_seconds: float = 10.0) -> Channel:
    client = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    return SlackChannel(SlackConfig(URL, timeout_seconds), client, clock)


def webhook(answer: Answer, *, timeout_seconds: float = 10.0) -> Channel:
    client = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    return WebhookChannel(WebhookConfig(URL, SIGNING_SECRET, timeout_seconds), client, clock)


def teams(answer: Answer, *, timeout_seconds: float = 10.0) -> Channel:
    client = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    return TeamsChannel(TeamsConfig(URL, timeout_seconds), client, clock)


def discord(answer: Answer, *, timeout_seconds: float = 10.0) -> Channel:
    client = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    return DiscordChannel(DiscordConfig(URL, timeout_seconds), client, clock)


every = pytest.mark.parametrize("channel_to", [slack, webhook, teams, discord])
ChannelTo = Callable[..., Channel]


def streamed(
    status: int, text: str = "", headers: Mapping[str, str] | None = None
) -> httpx.Response:
    """An answer whose body is read as it comes, like a real one."""

    async def body() -> AsyncIterator[bytes]:
        yield text.encode()

    return httpx.Response(status, content=body(), headers=headers)


def answering(status: int, text: str = "ok", **headers: str) -> Answer:
    return lambda _: streamed(status, text, headers)


async def failure_of(channel: Channel) -> DeliveryFailed:
    with pytest.raises(DeliveryFailed) as failed:
        await channel.send(message_about())
    return failed.value


def tells_no_secret(text: str) -> bool:
    return not any(secret in text for secret in SECRETS)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (200, Verdict.DELIVERED),
        (201, Verdict.DELIVERED),
        (202, Verdict.DELIVERED),
        (204, Verdict.DELIVERED),
        (301, Verdict.REFUSED),
        (302, Verdict.REFUSED),
        (307, Verdict.REFUSED),
        (400, Verdict.REFUSED),
        (401, Verdict.REFUSED),
        (403, Verdict.REFUSED),
        (404, Verdict.REFUSED),
        (408, Verdict.RETRY),
        (410, Verdict.REFUSED),
        (413, Verdict.REFUSED),
        (425, Verdict.RETRY),
        (429, Verdict.RETRY),
        (500, Verdict.RETRY),
        (502, Verdict.RETRY),
        (503, Verdict.RETRY),
        (504, Verdict.RETRY),
    ],
)
@every
async def test_a_status_means_the_same_for_every_channel(
    channel_to: ChannelTo, status: int, expected: Verdict
) -> None:
    body = "ok" if channel_to is slack else ""
    channel = channel_to(answering(status, body))

    assert verdict(status) is expected
    if expected is Verdict.DELIVERED:
        assert await channel.send(message_about()) == f"{status} {body}".strip()
        return
    failure = await failure_of(channel)
    assert failure.permanent is (expected is Verdict.REFUSED)
    said = f"{status} {body}".strip()
    assert failure.reason == f"https://hooks.example.com:8443/… answered {said}"


@every
async def test_retry_after_is_passed_on(channel_to: ChannelTo) -> None:
    failure = await failure_of(channel_to(answering(429, **{"Retry-After": "30"})))

    assert failure.retry_after == 30


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
    assert retry_after_seconds(value, NOW) == seconds


@every
async def test_a_receiver_that_cannot_be_reached_is_tried_again(channel_to: ChannelTo) -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError(f"cannot reach {request.url}")

    failure = await failure_of(channel_to(refuse))

    assert not failure.permanent
    assert failure.reason.startswith("no answer from https://hooks.example.com:8443/…: cannot")
    assert tells_no_secret(failure.reason)


@every
async def test_a_receiver_that_never_ends_is_cut_off(channel_to: ChannelTo) -> None:
    async def forever() -> AsyncIterator[bytes]:
        yield b"o"
        await asyncio.Event().wait()

    failure = await failure_of(
        channel_to(lambda _: httpx.Response(200, content=forever()), timeout_seconds=0.05)
    )

    assert not failure.permanent
    assert "nothing within 0.05 s" in failure.reason


@every
async def test_a_huge_answer_is_read_only_at_its_beginning(channel_to: ChannelTo) -> None:
    read = 0

    async def huge() -> AsyncIterator[bytes]:
        nonlocal read
        for _ in range(10_000):
            read += 1024
            yield b"x" * 1024

    failure = await failure_of(channel_to(lambda _: httpx.Response(404, content=huge())))

    assert read <= 16_384
    assert len(failure.reason) < 300


@pytest.mark.parametrize("status", [200, 302, 404, 500])
@every
async def test_a_receiver_that_echoes_the_address_reveals_no_secret(
    channel_to: ChannelTo, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    def echo(request: httpx.Request) -> httpx.Response:
        said = f"Cannot POST {request.url.raw_path.decode()} {request.url} {PASSWORD} \x00\r\n"
        return streamed(status, said, {"Location": str(request.url)})

    caplog.set_level(logging.DEBUG)
    channel = channel_to(echo)
    outbound = outbound_client()  # makes httpx stop logging addresses
    await outbound.aclose()

    try:
        told = await channel.send(message_about())
    except DeliveryFailed as failure:
        told = failure.reason

    assert "Cannot POST" in told
    assert tells_no_secret(told)
    assert told.isprintable()
    assert tells_no_secret(caplog.text)


@every
def test_neither_target_nor_repr_tells_a_secret(channel_to: ChannelTo) -> None:
    channel = channel_to(answering(200))

    assert channel.target == "https://hooks.example.com:8443/…"
    configs = (
        SlackConfig(URL),
        WebhookConfig(URL, SIGNING_SECRET),
        TeamsConfig(URL),
        DiscordConfig(URL),
    )
    assert tells_no_secret(" ".join(map(repr, (channel, *configs))))


@pytest.mark.parametrize(
    "url", ["", "hooks.example.com", "ftp://x/y", "https://", "http://[::1", "file:///etc/passwd"]
)
@pytest.mark.parametrize("config", [SlackConfig, WebhookConfig, TeamsConfig, DiscordConfig])
def test_an_address_that_cannot_work_stops_the_start_without_being_told(
    config: type[Any], url: str
) -> None:
    with pytest.raises(ValueError, match="URL") as refused:
        config(url + TOKEN if url.endswith("y") else url)

    assert TOKEN not in str(refused.value)


async def test_slack_gets_blocks_and_an_escaped_text_for_notifications() -> None:
    seen: list[Any] = []

    def record(request: httpx.Request) -> httpx.Response:
        seen.append(msgspec.json.decode(request.content))
        return streamed(200, "ok")

    message = message_about(crash_facts(message="<!channel> & co"))
    await slack(record).send(message)

    assert seen == [
        {"text": "[Notes] New crash: &lt;!channel&gt; &amp; co", "blocks": list(message.slack)}
    ]


@pytest.mark.parametrize("text", ["invalid_payload", "", "<html>Please sign in</html>", "okay"])
async def test_slack_saying_200_but_not_ok_is_a_failure(text: str) -> None:
    failure = await failure_of(slack(answering(200, text)))

    assert not failure.permanent
    assert "no success" in failure.reason


WORKFLOW_FAILED = """{"error": {"code": "WorkflowTriggerIsNotEnabled", "message": "off"}}"""
CONNECTOR_FAILED = "Webhook message delivery failed with error: Teams endpoint returned HTTP 413"
LOGIN_PAGE = "<!doctype html><title>Sign in</title>"


@pytest.mark.parametrize("text", [WORKFLOW_FAILED, CONNECTOR_FAILED, LOGIN_PAGE, "0", "[]"])
async def test_teams_saying_no_under_a_200_is_a_failure(text: str) -> None:
    failure = await failure_of(teams(answering(200, text)))

    assert not failure.permanent
    assert "no success" in failure.reason


@pytest.mark.parametrize(("status", "text"), [(202, ""), (200, "1"), (200, '{"id": "run"}')])
async def test_teams_taking_a_card_is_a_delivery(status: int, text: str) -> None:
    assert await teams(answering(status, text)).send(message_about())


DISCORD_SAID_NO = """{"message": "Unknown Webhook", "code": 10015}"""
DISCORD_LIMIT = """{"message": "You are being rate limited.", "retry_after": 0.5, "code": 0}"""


@pytest.mark.parametrize("text", [DISCORD_SAID_NO, DISCORD_LIMIT, LOGIN_PAGE, "[]", "ok"])
async def test_discord_saying_no_under_a_200_is_a_failure(text: str) -> None:
    failure = await failure_of(discord(answering(200, text)))

    assert not failure.permanent
    assert "no success" in failure.reason


@pytest.mark.parametrize("filler", ["", "x" * 100_000])
async def test_discord_answers_with_the_message_that_it_made(filler: str) -> None:
    seen: list[httpx.Request] = []

    def record(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return streamed(200, f'{{"type": 0, "id": "1", "embeds": "{filler}"}}')

    assert await discord(record).send(message_about()) == "200 message posted"

    (request,) = seen
    payload = msgspec.json.decode(request.content)
    assert request.url.params["wait"] == "true"
    assert request.url.params["key"] == "querySECRET!"
    assert payload["allowed_mentions"] == {"parse": []}
    assert "content" not in payload


async def test_teams_gets_an_adaptive_card() -> None:
    seen: list[Any] = []

    def record(request: httpx.Request) -> httpx.Response:
        seen.append(msgspec.json.decode(request.content))
        return streamed(202)

    message = message_about()
    await teams(record).send(message)

    (payload,) = seen
    (attachment,) = payload["attachments"]
    assert payload["type"] == "message"
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    assert attachment["content"] == message.teams


async def test_a_webhook_can_prove_that_it_comes_from_here() -> None:
    seen: list[httpx.Request] = []

    def record(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return streamed(204)

    message = message_about()
    assert await webhook(record).send(message) == "204"

    (request,) = seen
    timestamp = str(int(NOW.timestamp()))
    signed = f"{timestamp}.".encode() + request.content
    expected = hmac.new(SIGNING_SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert request.headers["X-Telemetry-Timestamp"] == timestamp
    assert request.headers["X-Telemetry-Signature"] == f"sha256={expected}"
    assert request.headers["X-Telemetry-Delivery"] == str(DELIVERY_ID)
    assert request.headers["Content-Type"] == "application/json"
    assert msgspec.json.decode(request.content) == message.body


async def test_a_webhook_without_a_secret_is_not_signed() -> None:
    seen: list[httpx.Request] = []

    def record(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return streamed(200)

    client = httpx.AsyncClient(transport=httpx.MockTransport(record))
    await WebhookChannel(WebhookConfig(URL), client, clock).send(message_about())

    assert "X-Telemetry-Signature" not in seen[0].headers
