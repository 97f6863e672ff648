"""Requests to strangers' addresses: real receivers, and names that lead where they should not."""

import asyncio
import logging
import ssl
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from ipaddress import ip_network
from typing import Any

import httpx
import pytest
from tests.certificates import Authority
from tests.receivers import Answer, HttpReceiver, serving
from tests.unit.alerting.examples import DELIVERY_ID, clock, message_about

from telemetry_graph.alerting.channels.addresses import AddressPolicy
from telemetry_graph.alerting.channels.base import Channel, DeliveryFailed
from telemetry_graph.alerting.channels.outbound import Resolve, SystemResolver, outbound_client
from telemetry_graph.alerting.channels.registry import Registry
from telemetry_graph.alerting.channels.webhook.sender import WebhookChannel, WebhookConfig
from telemetry_graph.alerting.content.payload import ChannelKind

# Loopback stands for the world: .2 is a public receiver, .1 is what must not be reached.
PUBLIC, INTERNAL, NOBODY = "127.0.0.2", "127.0.0.1", "127.0.0.3"
POLICY = AddressPolicy((ip_network("127.0.0.2/32"), ip_network("127.0.0.3/32")))
TOKEN = "sEcReTtOkEn"


class Names:
    """A name server: gives its answers in order, the last one for ever."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture
async def outside() -> AsyncIterator[HttpReceiver]:
    async with HttpReceiver().listening(host=PUBLIC) as receiver:
        yield receiver


@pytest.fixture
async def inside(outside: HttpReceiver) -> AsyncIterator[HttpReceiver]:
    """On the same port, so that only the address tells them apart."""
    async with HttpReceiver().listening(host=INTERNAL, port=outside.port) as receiver:
        yield receiver


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority.made(tmp_path_factory.mktemp("authority"))


async def sent(
    url: str,
    names: Resolve | None,
    *,
    policy: AddressPolicy = POLICY,
    trusting: ssl.SSLContext | None = None,
    timeout_seconds: float = 10.0,
) -> str:
    async with outbound_client(policy, resolve=names, trusting=trusting) as client:
        config = WebhookConfig(url, "signing-secret", timeout_seconds)
        return await WebhookChannel(config, client, clock).send(message_about())


async def failure_of(
    url: str, names: Resolve | None, *, policy: AddressPolicy = POLICY, **options: Any
) -> DeliveryFailed:
    with pytest.raises(DeliveryFailed) as failed:
        await sent(url, names, policy=policy, **options)
    assert TOKEN not in failed.value.reason
    return failed.value


def at(receiver: HttpReceiver, host: str = "hooks.test", scheme: str = "http") -> str:
    return f"{scheme}://{host}:{receiver.port}/hooks/{TOKEN}"


async def test_names_whose_servers_never_answer_hold_up_no_other() -> None:
    answered = threading.Event()

    def look_up(host: str, port: int, **_: Any) -> list[Any]:
        if host == "slow.test":
            answered.wait()
        return [(None, None, 0, "", (PUBLIC, port))]

    resolver = SystemResolver(look_up)
    slow = [asyncio.ensure_future(resolver("slow.test", 80)) for _ in range(64)]
    quick = asyncio.ensure_future(resolver("quick.test", 80))  # begins after them
    try:
        assert await quick == [PUBLIC]
    finally:
        answered.set()
        await asyncio.gather(*slow)
        resolver.close()


async def test_a_name_is_resolved_once_and_stays_the_host(outside: HttpReceiver) -> None:
    names = Names([PUBLIC])

    assert await sent(at(outside), names) == "200 ok"

    assert names.asked == ["hooks.test"]
    assert outside.posted[0].headers["host"] == f"hooks.test:{outside.port}"


async def test_a_name_that_changes_its_mind_reaches_nothing_inside(
    outside: HttpReceiver, inside: HttpReceiver
) -> None:
    names = Names([PUBLIC], [INTERNAL])

    await sent(at(outside), names)
    failure = await failure_of(at(outside), names)

    assert names.asked == ["hooks.test"] * 2  # never twice for one request
    assert len(outside.posted) == 1
    assert inside.posted == []
    assert failure.permanent
    assert "127.0.0.1 is loopback" in failure.reason
    assert "TELEMETRY_ALERT_ALLOWED_NETWORKS" in failure.reason


async def test_a_name_with_one_bad_address_among_good_ones_is_refused(
    outside: HttpReceiver, inside: HttpReceiver
) -> None:
    failure = await failure_of(at(outside), Names([PUBLIC, INTERNAL]))

    assert failure.permanent
    assert outside.posted == inside.posted == []


async def test_the_next_address_is_tried_when_nobody_listens_at_the_first(
    outside: HttpReceiver,
) -> None:
    assert await sent(at(outside), Names([NOBODY, PUBLIC])) == "200 ok"


async def test_a_redirect_is_not_followed(outside: HttpReceiver, inside: HttpReceiver) -> None:
    outside.answers = [Answer(302, headers={"Location": f"http://{INTERNAL}:{inside.port}/x"})]

    failure = await failure_of(at(outside), Names([PUBLIC]))

    assert failure.permanent
    assert "answered 302" in failure.reason
    assert inside.posted == []


async def test_a_redirect_to_nowhere_is_a_refusal_as_any_other(outside: HttpReceiver) -> None:
    outside.answers = [Answer(302, headers={"Location": "http://["})]

    failure = await failure_of(at(outside), Names([PUBLIC]))

    assert failure.permanent
    assert "answered 302" in failure.reason


async def test_what_a_receiver_wants_remembered_is_forgotten(outside: HttpReceiver) -> None:
    outside.answers = [Answer(headers={"Set-Cookie": "a=b; Max-Age=31536000"})]
    async with outbound_client(POLICY, resolve=Names([PUBLIC])) as client:
        channel = WebhookChannel(WebhookConfig(at(outside)), client, clock)

        await channel.send(message_about())
        await channel.send(message_about())

        assert len(client.cookies.jar) == 0
    assert len(outside.posted) == 2
    assert "cookie" not in outside.posted[1].headers


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "2130706433", "0x7f.1", "0"])
async def test_this_machine_is_refused_by_any_of_its_names(inside: HttpReceiver, host: str) -> None:
    failure = await failure_of(at(inside, host), None, policy=AddressPolicy())

    assert "is loopback" in failure.reason or "is unspecified" in failure.reason
    assert inside.posted == []


async def test_an_allowed_network_may_be_reached(inside: HttpReceiver) -> None:
    policy = AddressPolicy((ip_network("127.0.0.0/8"),))

    assert await sent(at(inside, "127.0.0.1"), None, policy=policy) == "200 ok"


async def test_a_name_that_nobody_knows_is_tried_again() -> None:
    async def unknown(host: str, port: int) -> Sequence[str]:
        raise OSError(-2, "Name or service not known")

    for names in (unknown, Names([])):
        failure = await failure_of(f"http://nobody.test/{TOKEN}", names)
        assert not failure.permanent


async def test_a_receiver_that_is_away_is_tried_again(outside: HttpReceiver) -> None:
    failure = await failure_of(at(outside), Names([NOBODY]))

    assert not failure.permanent
    assert failure.reason.startswith("no answer from http://hooks.test:")


async def test_tls_asks_for_the_name_although_the_address_is_reached(
    authority: Authority,
) -> None:
    asked: list[str | None] = []
    server = authority.server("hooks.test")
    server.sni_callback = lambda _, name, __: asked.append(name)

    async with HttpReceiver().listening(host=PUBLIC, tls=server) as receiver:
        url = at(receiver, scheme="https")
        answer = await sent(url, Names([PUBLIC]), trusting=authority.trusted())

    assert answer == "200 ok"
    assert asked == ["hooks.test"]


UNTRUSTED: dict[str, Callable[[Authority], ssl.SSLContext]] = {
    "self-signed": lambda authority: authority.self_signed("hooks.test"),
    "wrong name": lambda authority: authority.server("elsewhere.test", PUBLIC),
    "expired": lambda authority: authority.server("hooks.test", days=-1),
}


@pytest.mark.parametrize("fault", UNTRUSTED)
async def test_a_certificate_that_cannot_be_trusted_gets_nothing(
    authority: Authority, fault: str
) -> None:
    server = UNTRUSTED[fault](authority)

    async with HttpReceiver().listening(host=PUBLIC, tls=server) as receiver:
        url = at(receiver, scheme="https")
        with pytest.raises(DeliveryFailed) as failed:
            await sent(url, Names([PUBLIC]), trusting=authority.trusted())

    assert not failed.value.permanent
    assert "certificate" in failed.value.reason.lower()
    assert receiver.posted == []


async def test_a_receiver_without_tls_where_tls_is_wanted_fails(outside: HttpReceiver) -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(100)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    async with serving(plain, host=PUBLIC) as port:
        failure = await failure_of(f"https://hooks.test:{port}/{TOKEN}", Names([PUBLIC]))

    assert not failure.permanent


@pytest.mark.parametrize("answer", [Answer(never=True), Answer(drips=True)])
async def test_an_answer_that_does_not_come_to_an_end_is_cut(
    outside: HttpReceiver, answer: Answer
) -> None:
    outside.answers = [answer]

    failure = await failure_of(at(outside), Names([PUBLIC]), timeout_seconds=2.0)

    assert not failure.permanent
    assert "nothing within 2 s" in failure.reason
    assert len(outside.posted) == 1


async def test_headers_that_do_not_come_to_an_end_are_cut() -> None:
    async def endless(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\n")
        while not writer.is_closing():
            writer.write(b"X-Filler: " + b"x" * 10_000 + b"\r\n")
            await writer.drain()

    async with serving(endless, host=PUBLIC) as port:
        failure = await failure_of(f"http://hooks.test:{port}/{TOKEN}", Names([PUBLIC]))

    assert not failure.permanent


async def test_interim_answers_that_do_not_come_to_an_end_are_cut() -> None:
    written = 0

    async def undecided(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal written
        await reader.readuntil(b"\r\n\r\n")
        with suppress(ConnectionError):
            while not writer.is_closing():
                writer.write(b"HTTP/1.1 102 Wait\r\n\r\n" * 100)
                await writer.drain()
                written += 1

    async with serving(undecided, host=PUBLIC) as port:
        failure = await failure_of(f"http://hooks.test:{port}/{TOKEN}", Names([PUBLIC]))

    assert not failure.permanent
    assert written > 0
    assert "the answer does not come to an end" in failure.reason


async def test_of_a_flood_only_the_beginning_is_taken(outside: HttpReceiver) -> None:
    outside.answers = [Answer(floods=True)]

    assert (await sent(at(outside), Names([PUBLIC]))).startswith("200 ok")

    assert outside.flooded_bytes < 20_000_000  # what the sockets' buffers hold, not a gigabyte


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        (ChannelKind.SLACK, Answer(200, "ok")),
        (ChannelKind.WEBHOOK, Answer(204, "")),
        (ChannelKind.TEAMS, Answer(202, "")),
        (ChannelKind.DISCORD, Answer(200, '{"id": "1"}')),
    ],
)
async def test_every_webhook_goes_through_the_same_guard(
    outside: HttpReceiver,
    inside: HttpReceiver,
    caplog: pytest.LogCaptureFixture,
    kind: ChannelKind,
    answer: Answer,
) -> None:
    outside.answers = [answer]
    caplog.set_level(logging.DEBUG)

    async with outbound_client(POLICY, resolve=Names([PUBLIC], [INTERNAL])) as client:
        channel = Registry(None, client, clock).open(kind, at(outside), "signing-secret")
        await channel.send(message_about())
        failure = await refused(channel)

    (posted,) = outside.posted
    assert posted.headers["content-type"] == "application/json"
    assert isinstance(posted.json, dict)
    assert inside.posted == []
    assert failure.permanent
    assert TOKEN not in caplog.text + failure.reason
    assert "signing-secret" not in caplog.text + failure.reason


async def refused(channel: Channel) -> DeliveryFailed:
    with pytest.raises(DeliveryFailed) as failed:
        await channel.send(message_about())
    return failed.value


async def test_a_proxy_of_the_environment_is_not_used(
    outside: HttpReceiver, inside: HttpReceiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://{INTERNAL}:{inside.port}")
    monkeypatch.setenv("ALL_PROXY", f"http://{INTERNAL}:{inside.port}")

    await sent(at(outside), Names([PUBLIC]))

    assert len(outside.posted) == 1
    assert inside.posted == []
    assert outside.posted[0].headers["x-telemetry-delivery"] == str(DELIVERY_ID)


async def test_one_names_connection_does_not_serve_another_name(outside: HttpReceiver) -> None:
    async with outbound_client(POLICY, resolve=Names([PUBLIC])) as client:
        for host in ("one.test", "two.test"):
            response = await client.post(at(outside, host))
            assert response.status_code == httpx.codes.OK

    assert [each.headers["host"].partition(":")[0] for each in outside.posted] == [
        "one.test",
        "two.test",
    ]
