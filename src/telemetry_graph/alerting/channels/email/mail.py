"""The content of an e-mail: rendered from an alert, and encoded without headers from devices."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime
from pathlib import Path
from typing import cast
from uuid import UUID

from telemetry_graph.alerting.content.escaping import to_one_line, to_plain
from telemetry_graph.alerting.content.formats import Format
from telemetry_graph.alerting.content.payload import AlertKind, AlertPayload, CrashDetails
from telemetry_graph.alerting.content.sparkline import draw_sparkline
from telemetry_graph.alerting.content.templates import RenderableAlert

_FOLDER = Path(__file__).parent
SUBJECT = Format(
    "email.subject", _FOLDER, to_one_line, to_one_line, max_label_chars=60, max_message_chars=100
)
TEXT = Format("email.txt", _FOLDER, to_plain, to_plain)
HTML = Format("email.html", _FOLDER, to_plain, to_plain)  # Jinja escapes it in addition
FORMATS = (SUBJECT, TEXT, HTML)

TREND_CONTENT_ID = "trend"

_MAX_SUBJECT_CHARS = 160
_RED, _AMBER = (0xD9, 0x2D, 0x20), (0xDC, 0x68, 0x03)
_UNFOLDED = frozenset({"message-id", "in-reply-to", "references", "list-unsubscribe"})


@dataclass(frozen=True, slots=True)
class InlineImage:
    """A PNG inside the mail, which the HTML displays by its content id."""

    content_id: str
    png: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    delivery_id: UUID
    thread_key: str
    """Equal for all mails of one thread."""
    subject: str
    text: str
    html: str
    images: tuple[InlineImage, ...] = ()
    unsubscribe_url: str | None = None


def compose(alert: RenderableAlert) -> Mail:
    return Mail(
        delivery_id=alert.delivery_id,
        thread_key=_thread_key(alert.kind, alert.payload),
        subject=to_one_line(alert.render(SUBJECT), _MAX_SUBJECT_CHARS),
        text=alert.render(TEXT),
        html=alert.render(HTML),
        images=_draw_trend(alert.payload.crash),
        unsubscribe_url=alert.links.unsubscribe,
    )


def preview(mail: Mail) -> Mapping[str, str]:
    return {
        "email.html": _inline_images(mail),
        "email.txt": f"Subject: {mail.subject}\n\n{mail.text}",
    }


class _MailPolicy(EmailPolicy):
    """Does not fold ids and URLs: long ones would become encoded words that no client decodes."""

    def fold(self, name: str, value: str) -> str:
        return (
            f"{name}: {value}{self.linesep}"
            if name.lower() in _UNFOLDED
            else super().fold(name, value)
        )

    def fold_binary(self, name: str, value: str) -> bytes:
        if name.lower() in _UNFOLDED:
            return self.fold(name, value).encode("ascii")
        return super().fold_binary(name, value)


_POLICY = _MailPolicy(linesep=SMTP.linesep, cte_type="7bit")


def encode_mail(mail: Mail, sender: Address, recipients: Sequence[Address], now: datetime) -> bytes:
    """The mail as it is transmitted."""
    message = EmailMessage(policy=_POLICY)
    message["From"] = sender
    message["To"] = tuple(recipients)
    message["Subject"] = to_one_line(mail.subject, _MAX_SUBJECT_CHARS)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{mail.delivery_id}@{sender.domain}>"
    # The thread's root is a message that is never sent, so that mails can arrive in any order.
    root = f"<{_thread_id(mail.thread_key)}.thread@{sender.domain}>"
    message["In-Reply-To"] = root
    message["References"] = root
    message["Auto-Submitted"] = "auto-generated"
    if mail.unsubscribe_url:
        _add_unsubscribe_headers(message, mail.unsubscribe_url)
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    if mail.images:
        _attach_images(message, mail.images)
    return message.as_bytes()


def _thread_key(kind: AlertKind, payload: AlertPayload) -> str:
    if payload.crash is not None:
        return f"{payload.app_id}/{payload.crash.fingerprint}"
    version = payload.measurement.app_version if payload.measurement else None
    return f"{payload.app_id}/{kind}/{payload.rule_id or ''}/{version or ''}"


def _thread_id(thread_key: str) -> str:
    return hashlib.sha256(thread_key.encode("utf-8", "replace")).hexdigest()[:32]


def _draw_trend(crash: CrashDetails | None) -> tuple[InlineImage, ...]:
    if crash is None or not crash.trend:
        return ()
    colour = _RED if crash.is_fatal else _AMBER
    return (InlineImage(TREND_CONTENT_ID, draw_sparkline(crash.trend, colour)),)


def _inline_images(mail: Mail) -> str:
    """The HTML with its images as data URLs, as browsers do not resolve content ids."""
    html = mail.html
    for image in mail.images:
        data = base64.b64encode(image.png).decode()
        html = html.replace(f"cid:{image.content_id}", f"data:image/png;base64,{data}")
    return html


def _add_unsubscribe_headers(message: EmailMessage, url: str) -> None:
    message["List-Unsubscribe"] = f"<{url}>"
    if url.startswith("https://"):  # RFC 8058 requires https for one click
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def _attach_images(message: EmailMessage, images: Sequence[InlineImage]) -> None:
    html = cast(EmailMessage, message.get_body(("html",)))
    for image in images:
        html.add_related(
            image.png,
            maintype="image",
            subtype="png",
            cid=f"<{image.content_id}>",
            filename=f"{image.content_id}.png",
            disposition="inline",
        )
