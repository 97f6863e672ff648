"""The tests that every channel kind of the registry must pass."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import httpx
import pytest
from tests.conftest import REPOSITORY
from tests.unit.alerting.examples import create_transports, sample_alert

from telemetry_graph.alerting.channels.base import AddressType, AnyKind, Channel, DeliveryFailed
from telemetry_graph.alerting.channels.email import EMAIL
from telemetry_graph.alerting.channels.http.address_policy import AddressPolicy
from telemetry_graph.alerting.channels.http.endpoint import StatusMeaning, interpret_status
from telemetry_graph.alerting.channels.http.guarded_client import create_client
from telemetry_graph.alerting.channels.log import LOG
from telemetry_graph.alerting.channels.registry import KINDS, find_kind
from telemetry_graph.alerting.channels.transports import MailServer
from telemetry_graph.alerting.content.payload import AlertKind
from telemetry_graph.kit.errors import InvalidField

TOKEN = "T0PS3CRET"
PASSWORD = "hunter2hunter2"
URL = f"https://user:{PASSWORD}@hooks.example.com:8443/services/{TOKEN}/B00?key=querySECRET%21"
TARGET = "https://hooks.example.com:8443/…"
SIGNING_KEY = "a signing key"
SECRETS = (TOKEN, PASSWORD, SIGNING_KEY, "querySECRET", "services/")
MAIL_SERVER = MailServer("mail.example.com", 587, "Telemetry <alerts@example.com>")

# Of these bodies every receiver sends one when it accepts a message.
ACCEPTED_BODIES = ("", "ok")

URL_KINDS = [kind for kind in KINDS if kind.address and kind.address.type is AddressType.URL]
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
every_url_kind = pytest.mark.parametrize("kind", URL_KINDS, ids=lambda kind: kind.name)

Respond = Callable[[httpx.Request], httpx.Response]


def stream(status: int, text: str = "", headers: Mapping[str, str] | None = None) -> httpx.Response:
    """A response whose body arrives in pieces, like a real one."""

    async def body() -> AsyncIterator[bytes]:
        yield text.encode()

    return httpx.Response(status, content=body(), headers=headers)


def respond_with(status: int, text: str = "ok", **headers: str) -> Respond:
    return lambda _: stream(status, text, headers)


def open_channel(kind: AnyKind, respond: Respond, **transports: Any) -> Channel[Any]:
    client = httpx.AsyncClient(transport=httpx.MockTransport(respond))
    return kind.open(URL, SIGNING_KEY, create_transports(client, **transports))


async def send(kind: AnyKind, respond: Respond, **transports: Any) -> str:
    message = kind.compose(sample_alert(AlertKind.SPIKE))
    return await open_channel(kind, respond, **transports).send(message)


async def failure_of(kind: AnyKind, respond: Respond, **transports: Any) -> DeliveryFailed:
    with pytest.raises(DeliveryFailed) as failed:
        await send(kind, respond, **transports)
    return failed.value


def has_no_secret(text: str) -> bool:
    return not any(secret in text for secret in SECRETS)


def address_of(kind: AnyKind) -> str:
    if kind.address is None:
        return ""
    return {AddressType.EMAIL: "team@example.com", AddressType.URL: URL}[kind.address.type]


def read_documented_kinds() -> list[list[str]]:
    """The rows of the table in docs/alerts.md, without the last column."""
    document = (REPOSITORY / "docs" / "alerts.md").read_text(encoding="utf-8")
    section = document.partition("## Channel kinds\n")[2].partition("#")[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in row.strip("|").split("|")][:-1] for row in rows]


def describe(kind: AnyKind) -> list[str]:
    address = kind.address.label if kind.address else "none: for the installation only"
    verified_by = "link" if kind.has_confirmation else "test alert"
    return [
        f"`{kind.name.upper()}`",
        kind.label,
        address,
        "yes" if kind.has_secret else "no",
        verified_by if kind.address else "",
    ]


def test_the_documented_kinds_are_those_of_the_registry() -> None:
    assert read_documented_kinds() == [describe(kind) for kind in KINDS]


@every_kind
class TestEveryKind:
    def test_it_is_found_by_its_name(self, kind: AnyKind) -> None:
        assert find_kind(kind.name) is kind
        assert kind.name.isidentifier()
        assert kind.name == kind.name.lower()

    def test_its_formats_have_its_name_and_a_layout(self, kind: AnyKind) -> None:
        for format in kind.formats:
            assert format.name.split(".")[0] == kind.name
            assert (format.folder / f"alert.{format.name}.j2").is_file()
            assert format.folder.name == kind.name

    async def test_it_opens_a_channel_and_masks_its_address(self, kind: AnyKind) -> None:
        address = address_of(kind)

        async with httpx.AsyncClient() as client:
            channel = kind.open(address, SIGNING_KEY, create_transports(client, MAIL_SERVER))

        assert channel.target
        assert has_no_secret(repr(channel) + channel.target)
        assert "team@" not in channel.target
        if kind.address:
            assert channel.target == kind.mask(kind.address.check(f"  {address}\n"))

    @pytest.mark.parametrize("alert_kind", AlertKind)
    def test_it_previews_every_alert_kind(self, kind: AnyKind, alert_kind: AlertKind) -> None:
        files = kind.preview(kind.compose(sample_alert(alert_kind)))

        assert files
        for suffix, content in files.items():
            assert suffix.split(".")[0] == kind.name
            assert "Notes" in content

    @pytest.mark.parametrize("text", ["", " ", "x" * 1_000_000, "a b", "\u202e", "https://", "@"])
    def test_an_invalid_address_is_rejected_and_not_repeated(
        self, kind: AnyKind, text: str
    ) -> None:
        if kind.address is None:
            return
        with pytest.raises(InvalidField) as rejected:
            kind.address.check(text)

        assert rejected.value.details == {"field": "address"}
        assert len(rejected.value.message) < 200


@every_url_kind
class TestEveryUrlKind:
    """Kinds whose channels post to a URL."""

    @pytest.mark.parametrize(
        ("status", "expected"),
        [
            (200, StatusMeaning.ACCEPTED),
            (201, StatusMeaning.ACCEPTED),
            (202, StatusMeaning.ACCEPTED),
            (204, StatusMeaning.ACCEPTED),
            (301, StatusMeaning.REFUSED),
            (302, StatusMeaning.REFUSED),
            (307, StatusMeaning.REFUSED),
            (400, StatusMeaning.REFUSED),
            (401, StatusMeaning.REFUSED),
            (403, StatusMeaning.REFUSED),
            (404, StatusMeaning.REFUSED),
            (408, StatusMeaning.RETRY),
            (410, StatusMeaning.REFUSED),
            (413, StatusMeaning.REFUSED),
            (425, StatusMeaning.RETRY),
            (429, StatusMeaning.RETRY),
            (500, StatusMeaning.RETRY),
            (502, StatusMeaning.RETRY),
            (503, StatusMeaning.RETRY),
            (504, StatusMeaning.RETRY),
        ],
    )
    async def test_a_status_has_the_same_meaning_for_every_kind(
        self, kind: AnyKind, status: int, expected: StatusMeaning
    ) -> None:
        assert interpret_status(status) is expected
        results = [await self.result_of(kind, status, body) for body in ACCEPTED_BODIES]

        if expected is StatusMeaning.ACCEPTED:
            texts = [result for result in results if isinstance(result, str)]
            assert texts
            assert all(text.startswith(str(status)) for text in texts)
            return
        for body, result in zip(ACCEPTED_BODIES, results, strict=True):
            assert isinstance(result, DeliveryFailed)
            assert result.is_permanent is (expected is StatusMeaning.REFUSED)
            assert result.reason == f"{TARGET} responded {status} {body}".rstrip()

    async def result_of(self, kind: AnyKind, status: int, body: str) -> str | DeliveryFailed:
        try:
            return await send(kind, respond_with(status, body))
        except DeliveryFailed as failure:
            return failure

    async def test_retry_after_is_passed_on(self, kind: AnyKind) -> None:
        failure = await failure_of(kind, respond_with(429, **{"Retry-After": "30"}))

        assert failure.retry_after_seconds == 30

    async def test_an_unreachable_receiver_is_not_permanent(self, kind: AnyKind) -> None:
        def refuse(request: httpx.Request) -> httpx.Response:
            raise httpx.ConnectError(f"cannot reach {request.url}")

        failure = await failure_of(kind, refuse)

        assert not failure.is_permanent
        assert failure.reason.startswith(f"{TARGET} did not respond: cannot")
        assert has_no_secret(failure.reason)

    async def test_a_response_that_never_ends_times_out(self, kind: AnyKind) -> None:
        async def endless() -> AsyncIterator[bytes]:
            yield b"o"
            await asyncio.Event().wait()

        def respond(_: httpx.Request) -> httpx.Response:
            return httpx.Response(200, content=endless())

        failure = await failure_of(kind, respond, timeout_seconds=0.05)

        assert not failure.is_permanent
        assert "no response within 0.05 s" in failure.reason

    async def test_only_the_beginning_of_a_huge_response_is_read(self, kind: AnyKind) -> None:
        read = 0

        async def huge() -> AsyncIterator[bytes]:
            nonlocal read
            for _ in range(10_000):
                read += 1024
                yield b"x" * 1024

        failure = await failure_of(kind, lambda _: httpx.Response(404, content=huge()))

        assert read <= 16_384
        assert len(failure.reason) < 300

    @pytest.mark.parametrize("status", [200, 302, 404, 500])
    async def test_a_response_that_repeats_the_url_reveals_no_secret(
        self, kind: AnyKind, status: int, caplog: pytest.LogCaptureFixture
    ) -> None:
        def echo(request: httpx.Request) -> httpx.Response:
            url = request.url
            text = f"Cannot POST {url.raw_path.decode()} {url} {PASSWORD} \x00\r\n"
            return stream(status, text, {"Location": str(url)})

        caplog.set_level(logging.DEBUG)
        client = create_client()  # which stops httpx from logging URLs
        await client.aclose()

        try:
            text = await send(kind, echo)
        except DeliveryFailed as failure:
            text = failure.reason

        assert "Cannot POST" in text
        assert has_no_secret(text)
        assert text.isprintable()
        assert has_no_secret(caplog.text)

    async def test_a_login_page_of_a_proxy_does_not_break_the_channel(self, kind: AnyKind) -> None:
        page = "<!doctype html><title>Sign in</title>"

        result = await self.result_of(kind, 200, page)

        assert isinstance(result, str) or not result.is_permanent

    @pytest.mark.parametrize(
        "url", ["", "hooks.example.com", f"ftp://x/{TOKEN}", "https://", "http://[::1"]
    )
    def test_an_invalid_url_does_not_open_and_is_not_repeated(
        self, kind: AnyKind, url: str
    ) -> None:
        with pytest.raises(ValueError, match="URL") as rejected:
            kind.open(url, None, create_transports(httpx.AsyncClient()))

        assert TOKEN not in str(rejected.value)

    @pytest.mark.parametrize(
        "address",
        ["hooks.example.com/x", "ftp://hooks.example.com", "file:///etc/passwd",
         "javascript:alert(1)", "https://hooks.example.com/a b", "https://hooks.example.com/\u202e",
         "https://hooks.example.com/\r\nX: y", "https://h.example.com/#part", "http://[::1",
         "https://hooks.example.com/" + "x" * 2_000, "https://a.test:99999/"],
    )  # fmt: skip
    def test_an_unsafe_url_is_rejected(self, kind: AnyKind, address: str) -> None:
        assert kind.address
        with pytest.raises(InvalidField, match="https://") as rejected:
            kind.address.check(address)

        assert len(rejected.value.message) < 200

    async def test_a_private_address_is_refused(self, kind: AnyKind) -> None:
        message = kind.compose(sample_alert(AlertKind.SPIKE))

        async with create_client(AddressPolicy()) as client:
            channel = kind.open(f"http://127.0.0.1:9/{TOKEN}", None, create_transports(client))
            with pytest.raises(DeliveryFailed, match=re.escape("127.0.0.1 is loopback")) as failed:
                await channel.send(message)

        assert failed.value.is_permanent
        assert has_no_secret(failed.value.reason)


def test_an_email_address_is_stored_with_its_domain_in_lower_case() -> None:
    assert EMAIL.address
    assert EMAIL.address.check(" Team@Example.COM ") == "Team@example.com"
    assert EMAIL.mask("team@example.com") == "t…@example.com"


@pytest.mark.parametrize(
    "address",
    ["", "team", "team@", "@example.com", "a@example.com, b@example.com",
     "Team <team@example.com>", "a@example.com\r\nBcc: b@example.com", "x" * 300 + "@example.com",
     "x" * 1_000_000, "t\u00e4am@example.com"],
)  # fmt: skip
def test_an_app_can_use_one_plain_email_address(address: str) -> None:
    assert EMAIL.address
    with pytest.raises(InvalidField, match="one e-mail address"):
        EMAIL.address.check(address)


def test_apps_cannot_have_a_log_channel() -> None:
    assert LOG.address is None
    assert LOG.mask("") == ""


async def test_email_waits_until_a_mail_server_is_configured() -> None:
    async with httpx.AsyncClient() as client:
        with pytest.raises(DeliveryFailed, match="TELEMETRY_SMTP_HOST") as failed:
            EMAIL.open("team@example.com", None, create_transports(client))

    assert not failed.value.is_permanent


def test_names_of_kinds_are_distinct() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    with pytest.raises(LookupError):
        find_kind("pigeon")
