"""Addresses of channels: what is taken, what is shown, and what opens."""

import httpx
import pytest
from tests.unit.alerting.examples import clock, message_about

from telemetry_graph.alerting.channels.base import DeliveryFailed
from telemetry_graph.alerting.channels.email.sender import EmailConfig
from telemetry_graph.alerting.channels.registry import Registry, check_address, shown_target
from telemetry_graph.alerting.content.payload import ChannelKind
from telemetry_graph.kit.errors import InvalidField

WEBHOOKS = [ChannelKind.SLACK, ChannelKind.WEBHOOK, ChannelKind.TEAMS, ChannelKind.DISCORD]
URL = "https://hooks.example.com:8443/services/T0PS3CRET?key=SECRET"


@pytest.mark.parametrize("kind", WEBHOOKS)
def test_a_webhooks_address_is_taken_as_it_is_and_shown_without_its_secret(
    kind: ChannelKind,
) -> None:
    assert check_address(kind, f"  {URL}\n") == URL
    assert shown_target(kind, URL) == "https://hooks.example.com:8443/…"


@pytest.mark.parametrize("kind", WEBHOOKS)
@pytest.mark.parametrize(
    "address",
    ["", "hooks.example.com/x", "ftp://hooks.example.com", "file:///etc/passwd", "https://",
     "javascript:alert(1)", "https://hooks.example.com/a b", "https://hooks.example.com/\u202e",
     "https://hooks.example.com/\r\nX: y", "https://h.example.com/#part", "http://[::1",
     "https://hooks.example.com/" + "x" * 2_000, "x" * 1_000_000, "https://a.test:99999/"],
)  # fmt: skip
def test_what_is_no_webhook_is_refused_and_not_repeated(kind: ChannelKind, address: str) -> None:
    with pytest.raises(InvalidField) as refused:
        check_address(kind, address)

    assert "https://" in refused.value.message
    assert len(refused.value.message) < 200


def test_a_mail_address_is_bare_with_its_domain_in_small_letters() -> None:
    assert check_address(ChannelKind.EMAIL, " Team@Example.COM ") == "Team@example.com"
    assert shown_target(ChannelKind.EMAIL, "team@example.com") == "t…@example.com"


@pytest.mark.parametrize(
    "address",
    ["", "team", "team@", "@example.com", "a@example.com, b@example.com",
     "Team <team@example.com>", "a@example.com\r\nBcc: b@example.com", "x" * 300 + "@example.com",
     "x" * 1_000_000, "t\u00e4am@example.com"],
)  # fmt: skip
def test_what_is_no_mail_address_is_refused(address: str) -> None:
    with pytest.raises(InvalidField, match="one e-mail address"):
        check_address(ChannelKind.EMAIL, address)


def test_the_log_needs_no_address() -> None:
    assert check_address(ChannelKind.LOG, "whatever") == ""
    assert shown_target(ChannelKind.LOG, "") == "this service's log"


@pytest.mark.parametrize("kind", ChannelKind)
async def test_every_kind_opens_under_its_own_name(kind: ChannelKind) -> None:
    mail = EmailConfig("mail.example.com", 587, "Telemetry <alerts@example.com>")
    address = "team@example.com" if kind is ChannelKind.EMAIL else URL

    async with httpx.AsyncClient() as client:
        channel = Registry(mail, client, clock).open(kind, address, "signing-secret")

    assert channel.name == kind
    assert channel.target == shown_target(kind, address)
    assert "SECRET" not in repr(channel) + channel.target


async def test_mail_waits_while_no_server_is_configured() -> None:
    async with httpx.AsyncClient() as client:
        channel = Registry(None, client, clock).open(ChannelKind.EMAIL, "team@example.com")

    with pytest.raises(DeliveryFailed, match="TELEMETRY_SMTP_HOST") as failed:
        await channel.send(message_about())
    assert channel.target == "t…@example.com"
    assert not failed.value.permanent
