"""The addresses of e-mail channels and of the mail server's sender."""

from typing import Any

import httpx
import pytest
from tests.unit.alerting.examples import create_transports

from telemetry_graph.alerting.channels.email import EMAIL
from telemetry_graph.alerting.channels.email.sender import EmailChannel
from telemetry_graph.alerting.channels.transports import MailServer

RECIPIENTS = "ann@example.com, Bob <bob@example.org>"
INVALID = [
    "",
    "ann",
    "ann@",
    "ann@example.com bob@example.com",
    "ann@example.com\r\nBcc: eve@example.com",
    "änn@example.com",
]


def mail_server(**changes: Any) -> MailServer:
    usual: dict[str, Any] = {
        "host": "mail.example.com",
        "port": 587,
        "sender": "Telemetry <alerts@example.com>",
        "username": "mailer",
        "password": "hunter2hunter2",
    }
    return MailServer(**(usual | changes))


def open_channel(recipients: str = RECIPIENTS, **changes: Any) -> EmailChannel:
    transports = create_transports(httpx.AsyncClient(), mail_server(**changes))
    channel = EMAIL.open(recipients, None, transports)
    assert isinstance(channel, EmailChannel)
    return channel


def test_the_target_contains_domains_and_no_complete_address() -> None:
    assert open_channel().target == "a…@example.com, b…@example.org"


def test_the_password_is_not_in_the_repr() -> None:
    assert "hunter2" not in repr(mail_server())


@pytest.mark.parametrize("address", INVALID)
def test_an_invalid_address_is_rejected(address: str) -> None:
    with pytest.raises(ValueError, match="not a valid e-mail address"):
        open_channel(sender=address)
    with pytest.raises(ValueError, match="not a valid e-mail address"):
        open_channel(f"ann@example.com, {address}")


def test_a_channel_needs_a_recipient() -> None:
    with pytest.raises(ValueError, match="not a valid e-mail address"):
        open_channel("")
