"""What channels send through: an HTTP client and a mail server."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import httpx

from telemetry_graph.kit.clock import Clock


class SmtpSecurity(StrEnum):
    """How connections to the mail server are protected."""

    NONE = "none"
    OPPORTUNISTIC = "opportunistic"
    """STARTTLS if the server offers it; with a login it is required."""
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True, slots=True)
class MailServer:
    host: str
    port: int
    sender: str
    """An address, or `Name <address>`."""
    security: SmtpSecurity = SmtpSecurity.STARTTLS
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    ca_file: Path | None = None
    """Certificates to trust besides those of the system."""


@dataclass(frozen=True, slots=True)
class Transports:
    http: httpx.AsyncClient
    clock: Clock
    mail_server: MailServer | None = None
    timeout_seconds: float = 10.0
    """For one attempt as a whole."""
