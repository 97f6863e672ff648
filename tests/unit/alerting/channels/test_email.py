"""What an e-mail channel accepts as its addresses, and what it shows of them."""

from typing import Any

import pytest
from tests.unit.alerting.examples import clock

from telemetry_graph.alerting.channels.email.sender import EmailChannel, EmailConfig


def config(**changes: Any) -> EmailConfig:
    wanted: dict[str, Any] = {
        "host": "mail.example.com",
        "port": 587,
        "sender": "Telemetry <alerts@example.com>",
        "recipients": ("ann@example.com", "Bob <bob@example.org>"),
        "username": "mailer",
        "password": "hunter2hunter2",
    }
    return EmailConfig(**(wanted | changes))


def test_the_target_shows_domains_and_no_full_address() -> None:
    assert EmailChannel(config(), clock).target == "a…@example.com, b…@example.org"


def test_the_password_is_not_in_the_repr() -> None:
    assert "hunter2" not in repr(config())


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ann",
        "ann@",
        "ann@example.com, bob@example.com",
        "ann@example.com\r\nBcc: eve@example.com",
        "änn@example.com",
    ],
)
def test_an_address_that_cannot_work_stops_the_start(address: str) -> None:
    with pytest.raises(ValueError, match="not an e-mail address"):
        config(sender=address)
    with pytest.raises(ValueError, match="not an e-mail address"):
        config(recipients=("ann@example.com", address))


def test_alerts_to_nobody_stop_the_start() -> None:
    with pytest.raises(ValueError, match="at least one recipient"):
        EmailChannel(config(recipients=()), clock)
