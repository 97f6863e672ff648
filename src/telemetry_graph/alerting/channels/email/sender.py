"""E-mail over SMTP: text and HTML, a thread per crash group, no header that a device can write."""

import asyncio
import hashlib
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime
from enum import StrEnum
from pathlib import Path
from typing import cast

import aiosmtplib
from aiosmtplib import SMTPResponse

from telemetry_graph.alerting.channels.base import DeliveryFailed, excerpt
from telemetry_graph.alerting.content.escaping import one_line
from telemetry_graph.alerting.content.message import Image, Message
from telemetry_graph.kit.clock import Clock

_WHOLE = frozenset({"message-id", "in-reply-to", "references", "list-unsubscribe"})
_SUBJECT_CHARS = 200
_GOODBYE_SECONDS = 2.0
_SPEC = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+"
_ADDRESS = re.compile(rf"(?P<name>[^<>]*)<(?P<named>{_SPEC})>|(?P<bare>{_SPEC})")


class _MailPolicy(EmailPolicy):
    """Leaves ids and addresses whole: a long one would be folded into words that nobody decodes."""

    def fold(self, name: str, value: str) -> str:
        return (
            f"{name}: {value}{self.linesep}"
            if name.lower() in _WHOLE
            else super().fold(name, value)
        )

    def fold_binary(self, name: str, value: str) -> bytes:
        if name.lower() in _WHOLE:
            return self.fold(name, value).encode("ascii")
        return super().fold_binary(name, value)


_POLICY = _MailPolicy(linesep=SMTP.linesep, cte_type="7bit")


class Security(StrEnum):
    """How the connection is protected."""

    NONE = "none"
    OPPORTUNISTIC = "opportunistic"
    """STARTTLS if the server offers it; with a login it must, as for STARTTLS."""
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True, slots=True)
class EmailConfig:
    host: str
    port: int
    sender: str
    """An address, or `Name <address>`."""
    recipients: tuple[str, ...] = ()
    security: Security = Security.STARTTLS
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    ca_file: Path | None = None
    """Certificates to trust besides the system's, for a mail server of one's own."""
    timeout_seconds: float = 10.0

    def __post_init__(self) -> None:
        for address in (self.sender, *self.recipients):
            parsed_address(address)


def parsed_address(text: str) -> Address:
    """The one address in `text`; ValueError when there is none, or more than one."""
    found = _ADDRESS.fullmatch(text.strip())
    if found is None or not text.isprintable():
        raise ValueError(f"{text!r} is not an e-mail address that alerts can use")
    user, _, domain = (found["named"] or found["bare"]).partition("@")
    return Address((found["name"] or "").strip(' "'), user, domain)


class EmailChannel:
    name = "email"

    def __init__(self, config: EmailConfig, clock: Clock) -> None:
        if not config.recipients:
            raise ValueError("e-mail alerts need at least one recipient")
        self._config = config
        self._clock = clock
        self._sender = parsed_address(config.sender)
        self._recipients = tuple(parsed_address(text) for text in config.recipients)
        self.target = ", ".join(masked(address) for address in self._recipients)

    async def send(self, message: Message) -> str:
        try:
            async with asyncio.timeout(self._config.timeout_seconds):
                refused, answer = await self._submit(self._mail(message))
        except TimeoutError:
            raise self._unreachable(f"nothing within {self._config.timeout_seconds:g} s") from None
        except (aiosmtplib.SMTPException, OSError) as error:
            raise self._failure(error) from None
        return self._accepted(refused, answer)

    async def _submit(self, mail: EmailMessage) -> tuple[dict[str, SMTPResponse], str]:
        smtp = self._connection()
        try:
            await smtp.connect()
            # As bytes, since the library would fold headers by a policy of its own.
            answer = await smtp.sendmail(
                self._sender.addr_spec,
                [recipient.addr_spec for recipient in self._recipients],
                mail.as_bytes(),
            )
            # Accepted is accepted: a server that botches the goodbye must not get the mail twice.
            with suppress(aiosmtplib.SMTPException, OSError):
                await smtp.quit(timeout=_GOODBYE_SECONDS)
        finally:
            smtp.close()
        return answer

    def _connection(self) -> aiosmtplib.SMTP:
        config = self._config
        return aiosmtplib.SMTP(
            hostname=config.host,
            port=config.port,
            local_hostname=self._sender.domain,
            username=config.username,
            password=config.password,
            use_tls=config.security is Security.TLS,
            start_tls=_start_tls(config),
            cert_bundle=str(config.ca_file) if config.ca_file else None,
            timeout=config.timeout_seconds,
        )

    def _mail(self, message: Message) -> EmailMessage:
        mail = EmailMessage(policy=_POLICY)
        mail["From"] = self._sender
        mail["To"] = self._recipients
        mail["Subject"] = one_line(message.subject, _SUBJECT_CHARS)
        mail["Date"] = format_datetime(self._clock())
        mail["Message-ID"] = f"<{message.delivery_id}@{self._sender.domain}>"
        # A message that was never sent is the root, so that the thread holds in any order.
        root = f"<{_thread_id(message.thread_key)}.thread@{self._sender.domain}>"
        mail["In-Reply-To"] = root
        mail["References"] = root
        mail["Auto-Submitted"] = "auto-generated"
        if message.unsubscribe:
            _offer_unsubscribing(mail, message.unsubscribe)
        mail.set_content(message.text)
        mail.add_alternative(message.html, subtype="html")
        if message.images:
            _add_pictures(mail, message.images)
        return mail

    def _accepted(self, refused: Mapping[str, SMTPResponse], answer: str) -> str:
        said = self._excerpt(answer)
        if not refused:
            return said
        codes = sorted({response.code for response in refused.values()})
        return f"{said} ({len(refused)} of {len(self._recipients)} recipients refused: {codes})"

    def _failure(self, error: Exception) -> DeliveryFailed:
        match error:
            case aiosmtplib.SMTPRecipientsRefused(recipients=refusals):
                return self._refusal(refusals)
            case aiosmtplib.SMTPResponseException():
                return self._refusal([error])
            case _:
                return self._unreachable(str(error) or type(error).__name__)

    def _refusal(self, refusals: Sequence[aiosmtplib.SMTPResponseException]) -> DeliveryFailed:
        answers = "; ".join(f"{refusal.code} {refusal.message}" for refusal in refusals)
        return DeliveryFailed(
            f"the mail server answered {self._excerpt(answers)}",
            permanent=all(_is_final(refusal) for refusal in refusals),
        )

    def _unreachable(self, why: str) -> DeliveryFailed:
        return DeliveryFailed(
            f"the mail server did not take it: {self._excerpt(why)}", permanent=False
        )

    def _excerpt(self, answer: str) -> str:
        return excerpt(answer, (self._config.password or "", self._config.username or ""))


def _start_tls(config: EmailConfig) -> bool | None:
    """None: if it is offered. Whoever strips the offer must not get the password for it."""
    if config.security is Security.OPPORTUNISTIC:
        return True if config.username else None
    return config.security is Security.STARTTLS


def masked(address: Address) -> str:
    """An address of which only the domain is shown."""
    return f"{address.username[:1]}…@{address.domain}"


def _offer_unsubscribing(mail: EmailMessage, url: str) -> None:
    mail["List-Unsubscribe"] = f"<{url}>"
    if url.startswith("https://"):  # RFC 8058 wants https for a single click
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def _add_pictures(mail: EmailMessage, images: Sequence[Image]) -> None:
    """Beside the HTML part, which shows them by their content id."""
    html = cast(EmailMessage, mail.get_body(("html",)))
    for image in images:
        html.add_related(
            image.png,
            maintype="image",
            subtype="png",
            cid=f"<{image.cid}>",
            filename=f"{image.cid}.png",
            disposition="inline",
        )


def _thread_id(thread_key: str) -> str:
    return hashlib.sha256(thread_key.encode("utf-8", "replace")).hexdigest()[:32]


def _is_final(refusal: aiosmtplib.SMTPResponseException) -> bool:
    """Whether the server refused this mail; refusing our login may be put right within hours."""
    return refusal.code >= 500 and not isinstance(refusal, aiosmtplib.SMTPAuthenticationError)
