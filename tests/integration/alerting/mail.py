"""E-mail channels of the installation, and the mails that they send."""

from email.message import EmailMessage
from uuid import UUID

from tests.integration.alerting.workers import Alerts

from telemetry_graph.alerting.channels.email import EMAIL
from telemetry_graph.alerting.pipeline.sender import OpenChannel


def open_email(port: int, alerts: Alerts) -> OpenChannel:
    alerts.smtp_port = port
    return alerts.open_channel(EMAIL, "ann@example.com")


def mail_delivery_id(mail: EmailMessage) -> UUID:
    return UUID(mail["Message-ID"].strip("<>").partition("@")[0])
