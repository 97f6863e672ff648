"""E-mail as it is sent and received."""

from email.message import EmailMessage
from uuid import UUID

from tests.integration.alerting.workers import Alerts

from telemetry_graph.alerting.channels.email.sender import EmailChannel, EmailConfig, Security


def email_to(port: int, alerts: Alerts) -> EmailChannel:
    config = EmailConfig(
        host="127.0.0.1",
        port=port,
        sender="alerts@example.com",
        recipients=("ann@example.com",),
        security=Security.NONE,
    )
    return EmailChannel(config, alerts.clock)


def delivery_id_of(mail: EmailMessage) -> UUID:
    return UUID(mail["Message-ID"].strip("<>").partition("@")[0])
