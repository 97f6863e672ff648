"""Requests to untrusted addresses: real receivers, and names that resolve to private addresses."""

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
from tests.receivers import HttpReceiver, Reply, run_server
from tests.unit.alerting.examples import DELIVERY_ID, crash_alert, create_transports

from telemetry_graph.alerting.channels.base import AddressType, AnyKind, DeliveryFailed
from telemetry_graph.alerting.channels.http.address_policy import AddressPolicy
from telemetry_graph.alerting.channels.http.guarded_client import (
    Resolve,
    SystemResolver,
    create_client,
)
from telemetry_graph.alerting.channels.registry import KINDS
from telemetry_graph.alerting.channels.webhook import WEBHOOK

# Loopback addresses: .2 stands for a public receiver, .1 must not be reached.
PUBLIC, INTERNAL, UNUSED = "127.0.0.2", "127.0.0.1", "127.0.0.3"
POLICY = AddressPolicy((ip_network("127.0.0.2/32"), ip_network("127.0.0.3/32")))
TOKEN = "sEcReTtOkEn"
URL_KINDS = [each for each in KINDS if each.address and each.address.type is AddressType.URL]


class Names:
    """A name server that returns its answers in order, and then the last one."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.replies = list(answers)
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@pytest.fixture
async def outside() -> AsyncIterator[HttpReceiver]:
    async with HttpReceiver().listening(host=PUBLIC) as receiver:
        yield receiver


@pytest.fixture
async def inside(outside: HttpReceiver) -> AsyncIterator[HttpReceiver]:
    """On the same port, so that they differ by their address only."""
    async with HttpReceiver().listening(host=INTERNAL, port=outside.port) as receiver:
        yield receiver


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority.create(tmp_path_factory.mktemp("authority"))


async def send(
    url: str,
    names: Resolve | None,
    *,
    policy: AddressPolicy = POLICY,
    ssl_context: ssl.SSLContext | None = None,
    timeout_seconds: float = 10.0,
) -> str:
    async with create_client(policy, resolve=names, ssl_context=ssl_context) as client:
        transports = create_transports(client, timeout_seconds=timeout_seconds)
        channel = WEBHOOK.open(url, "signing-secret", transports)
        return await channel.send(WEBHOOK.compose(crash_alert()))


async def send_and_fail(
    url: str, names: Resolve | None, *, policy: AddressPolicy = POLICY, **options: Any
) -> DeliveryFailed:
    with pytest.raises(DeliveryFailed) as failed:
        await send(url, names, policy=policy, **options)
    assert TOKEN not in failed.value.reason
    return failed.value


def receiver_url(receiver: HttpReceiver, host: str = "hooks.test", scheme: str = "http") -> str:
    return f"{scheme}://{host}:{receiver.port}/hooks/{TOKEN}"


async def test_unresponsive_name_servers_do_not_delay_other_names() -> None:
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


async def test_a_name_is_resolved_once_and_sent_as_the_host(outside: HttpReceiver) -> None:
    names = Names([PUBLIC])

    assert await send(receiver_url(outside), names) == "200 ok"

    assert names.asked == ["hooks.test"]
    assert outside.requests[0].headers["host"] == f"hooks.test:{outside.port}"


async def test_a_name_that_resolves_to_a_private_address_later_is_refused(
    outside: HttpReceiver, inside: HttpReceiver
) -> None:
    names = Names([PUBLIC], [INTERNAL])

    await send(receiver_url(outside), names)
    failure = await send_and_fail(receiver_url(outside), names)

    assert names.asked == ["hooks.test"] * 2  # never twice for one request
    assert len(outside.requests) == 1
    assert inside.requests == []
    assert failure.is_permanent
    assert "127.0.0.1 is loopback" in failure.reason
    assert "TELEMETRY_ALERT_ALLOWED_NETWORKS" in failure.reason


async def test_a_name_with_one_private_address_is_refused(
    outside: HttpReceiver, inside: HttpReceiver
) -> None:
    failure = await send_and_fail(receiver_url(outside), Names([PUBLIC, INTERNAL]))

    assert failure.is_permanent
    assert outside.requests == inside.requests == []


async def test_the_next_address_is_used_when_the_first_refuses_connections(
    outside: HttpReceiver,
) -> None:
    assert await send(receiver_url(outside), Names([UNUSED, PUBLIC])) == "200 ok"


async def test_a_redirect_is_not_followed(outside: HttpReceiver, inside: HttpReceiver) -> None:
    outside.replies = [Reply(302, headers={"Location": f"http://{INTERNAL}:{inside.port}/x"})]

    failure = await send_and_fail(receiver_url(outside), Names([PUBLIC]))

    assert failure.is_permanent
    assert "responded 302" in failure.reason
    assert inside.requests == []


async def test_a_redirect_with_an_invalid_target_is_a_permanent_failure(
    outside: HttpReceiver,
) -> None:
    outside.replies = [Reply(302, headers={"Location": "http://["})]

    failure = await send_and_fail(receiver_url(outside), Names([PUBLIC]))

    assert failure.is_permanent
    assert "responded 302" in failure.reason


async def test_cookies_are_not_stored(outside: HttpReceiver) -> None:
    outside.replies = [Reply(headers={"Set-Cookie": "a=b; Max-Age=31536000"})]
    async with create_client(POLICY, resolve=Names([PUBLIC])) as client:
        channel = WEBHOOK.open(receiver_url(outside), None, create_transports(client))
        message = WEBHOOK.compose(crash_alert())

        await channel.send(message)
        await channel.send(message)

        assert len(client.cookies.jar) == 0
    assert len(outside.requests) == 2
    assert "cookie" not in outside.requests[1].headers


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "2130706433", "0x7f.1", "0"])
async def test_names_of_this_machine_are_refused(inside: HttpReceiver, host: str) -> None:
    failure = await send_and_fail(receiver_url(inside, host), None, policy=AddressPolicy())

    assert "is loopback" in failure.reason or "is unspecified" in failure.reason
    assert inside.requests == []


async def test_an_address_in_an_allowed_network_is_used(inside: HttpReceiver) -> None:
    policy = AddressPolicy((ip_network("127.0.0.0/8"),))

    assert await send(receiver_url(inside, "127.0.0.1"), None, policy=policy) == "200 ok"


async def test_an_unknown_name_is_not_a_permanent_failure() -> None:
    async def unknown(host: str, port: int) -> Sequence[str]:
        raise OSError(-2, "Name or service not known")

    for names in (unknown, Names([])):
        failure = await send_and_fail(f"http://unknown.test/{TOKEN}", names)
        assert not failure.is_permanent


async def test_an_unreachable_receiver_is_not_a_permanent_failure(outside: HttpReceiver) -> None:
    failure = await send_and_fail(receiver_url(outside), Names([UNUSED]))

    assert not failure.is_permanent
    assert failure.reason.startswith("http://hooks.test:")
    assert "did not respond" in failure.reason


async def test_tls_uses_the_name_and_not_the_address(
    authority: Authority,
) -> None:
    asked: list[str | None] = []
    server = authority.make_server_context("hooks.test")
    server.sni_callback = lambda _, name, __: asked.append(name)

    async with HttpReceiver().listening(host=PUBLIC, tls=server) as receiver:
        url = receiver_url(receiver, scheme="https")
        answer = await send(url, Names([PUBLIC]), ssl_context=authority.make_client_context())

    assert answer == "200 ok"
    assert asked == ["hooks.test"]


UNTRUSTED: dict[str, Callable[[Authority], ssl.SSLContext]] = {
    "self-signed": lambda authority: authority.make_self_signed_context("hooks.test"),
    "wrong name": lambda authority: authority.make_server_context("elsewhere.test", PUBLIC),
    "expired": lambda authority: authority.make_server_context("hooks.test", days=-1),
}


@pytest.mark.parametrize("fault", UNTRUSTED)
async def test_nothing_is_sent_to_a_receiver_with_an_untrusted_certificate(
    authority: Authority, fault: str
) -> None:
    server = UNTRUSTED[fault](authority)

    async with HttpReceiver().listening(host=PUBLIC, tls=server) as receiver:
        url = receiver_url(receiver, scheme="https")
        with pytest.raises(DeliveryFailed) as failed:
            await send(url, Names([PUBLIC]), ssl_context=authority.make_client_context())

    assert not failed.value.is_permanent
    assert "certificate" in failed.value.reason.lower()
    assert receiver.requests == []


async def test_a_receiver_without_tls_is_refused_for_https(outside: HttpReceiver) -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(100)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    async with run_server(plain, host=PUBLIC) as port:
        failure = await send_and_fail(f"https://hooks.test:{port}/{TOKEN}", Names([PUBLIC]))

    assert not failure.is_permanent


@pytest.mark.parametrize("answer", [Reply(is_missing=True), Reply(is_endless=True)])
async def test_an_endless_response_times_out(outside: HttpReceiver, answer: Reply) -> None:
    outside.replies = [answer]

    failure = await send_and_fail(receiver_url(outside), Names([PUBLIC]), timeout_seconds=2.0)

    assert not failure.is_permanent
    assert "no response within 2 s" in failure.reason
    assert len(outside.requests) == 1


async def test_endless_headers_are_refused() -> None:
    async def endless(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\n")
        while not writer.is_closing():
            writer.write(b"X-Filler: " + b"x" * 10_000 + b"\r\n")
            await writer.drain()

    async with run_server(endless, host=PUBLIC) as port:
        failure = await send_and_fail(f"http://hooks.test:{port}/{TOKEN}", Names([PUBLIC]))

    assert not failure.is_permanent


async def test_endless_interim_responses_are_refused() -> None:
    written = 0

    async def undecided(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal written
        await reader.readuntil(b"\r\n\r\n")
        with suppress(ConnectionError):
            while not writer.is_closing():
                writer.write(b"HTTP/1.1 102 Wait\r\n\r\n" * 100)
                await writer.drain()
                written += 1

    async with run_server(undecided, host=PUBLIC) as port:
        failure = await send_and_fail(f"http://hooks.test:{port}/{TOKEN}", Names([PUBLIC]))

    assert not failure.is_permanent
    assert written > 0
    assert "the response exceeds" in failure.reason


async def test_only_the_beginning_of_a_huge_response_is_read(outside: HttpReceiver) -> None:
    outside.replies = [Reply(is_flood=True)]

    assert (await send(receiver_url(outside), Names([PUBLIC]))).startswith("200 ok")

    assert outside.flooded_bytes < 20_000_000  # what the sockets' buffers hold, not a gigabyte


@pytest.mark.parametrize("kind", URL_KINDS, ids=lambda kind: kind.name)
async def test_every_url_kind_sends_through_the_guarded_client(
    outside: HttpReceiver,
    inside: HttpReceiver,
    caplog: pytest.LogCaptureFixture,
    kind: AnyKind,
) -> None:
    caplog.set_level(logging.DEBUG)

    async with create_client(POLICY, resolve=Names([PUBLIC], [INTERNAL])) as client:
        transports = create_transports(client)
        channel = kind.open(receiver_url(outside), "signing-secret", transports)
        message = kind.compose(crash_alert())
        with suppress(DeliveryFailed):  # kinds differ in which reply confirms a delivery
            await channel.send(message)
        with pytest.raises(DeliveryFailed) as failed:
            await channel.send(message)

    (posted,) = outside.requests
    assert posted.headers["content-type"] == "application/json"
    assert isinstance(posted.json, dict)
    assert inside.requests == []
    failure = failed.value
    assert failure.is_permanent
    assert TOKEN not in caplog.text + failure.reason
    assert "signing-secret" not in caplog.text + failure.reason


async def test_proxies_of_the_environment_are_not_used(
    outside: HttpReceiver, inside: HttpReceiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://{INTERNAL}:{inside.port}")
    monkeypatch.setenv("ALL_PROXY", f"http://{INTERNAL}:{inside.port}")

    await send(receiver_url(outside), Names([PUBLIC]))

    assert len(outside.requests) == 1
    assert inside.requests == []
    assert outside.requests[0].headers["x-telemetry-delivery"] == str(DELIVERY_ID)


async def test_connections_of_one_name_are_not_reused_for_another(outside: HttpReceiver) -> None:
    async with create_client(POLICY, resolve=Names([PUBLIC])) as client:
        for host in ("one.test", "two.test"):
            response = await client.post(receiver_url(outside, host))
            assert response.status_code == httpx.codes.OK

    assert [each.headers["host"].partition(":")[0] for each in outside.requests] == [
        "one.test",
        "two.test",
    ]
