"""Sends mails through the mail server."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress

import aiosmtplib
from aiosmtplib import SMTPResponse

from telemetry_graph.alerting.channels.base import DeliveryFailed
from telemetry_graph.alerting.channels.email.address import mask_address, parse_address
from telemetry_graph.alerting.channels.email.mail import Mail, encode_mail
from telemetry_graph.alerting.channels.transports import MailServer, SmtpSecurity, Transports
from telemetry_graph.alerting.content.escaping import to_excerpt
from telemetry_graph.kit.clock import Clock

_QUIT_SECONDS = 2.0


def open_email(address: str, secret: str | None, transports: Transports) -> "EmailChannel":
    """A channel to one address, or to several that are separated by commas."""
    if transports.mail_server is None:
        raise DeliveryFailed(
            "no mail server is configured: set TELEMETRY_SMTP_HOST", is_permanent=False
        )
    return EmailChannel(
        transports.mail_server,
        [recipient.strip() for recipient in address.split(",")],
        transports.clock,
        transports.timeout_seconds,
    )


class EmailChannel:
    def __init__(
        self, server: MailServer, recipients: Sequence[str], clock: Clock, timeout_seconds: float
    ) -> None:
        self._server = server
        self._clock = clock
        self._timeout_seconds = timeout_seconds
        self._sender = parse_address(server.sender)
        self._recipients = [parse_address(text) for text in recipients]
        self.target = ", ".join(map(mask_address, recipients))

    async def send(self, mail: Mail) -> str:
        content = encode_mail(mail, self._sender, self._recipients, self._clock())
        try:
            async with asyncio.timeout(self._timeout_seconds):
                refused, response = await self._submit(content)
        except TimeoutError:
            reason = f"no response within {self._timeout_seconds:g} s"
            raise self._unreachable(reason) from None
        except (aiosmtplib.SMTPException, OSError) as error:
            raise self._to_failure(error) from None
        return self._describe_success(refused, response)

    async def _submit(self, content: bytes) -> tuple[dict[str, SMTPResponse], str]:
        smtp = self._create_connection()
        try:
            await smtp.connect()
            # As bytes, since the library would fold the headers by its own policy.
            result = await smtp.sendmail(
                self._sender.addr_spec,
                [recipient.addr_spec for recipient in self._recipients],
                content,
            )
            # The server accepted the mail: a failing QUIT must not make us send it again.
            with suppress(aiosmtplib.SMTPException, OSError):
                await smtp.quit(timeout=_QUIT_SECONDS)
        finally:
            smtp.close()
        return result

    def _create_connection(self) -> aiosmtplib.SMTP:
        server = self._server
        return aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            local_hostname=self._sender.domain,
            username=server.username,
            password=server.password,
            use_tls=server.security is SmtpSecurity.TLS,
            start_tls=_start_tls(server),
            cert_bundle=str(server.ca_file) if server.ca_file else None,
            timeout=self._timeout_seconds,
        )

    def _describe_success(self, refused: Mapping[str, SMTPResponse], response: str) -> str:
        excerpt = self._to_excerpt(response)
        if not refused:
            return excerpt
        codes = sorted({response.code for response in refused.values()})
        return f"{excerpt} ({len(refused)} of {len(self._recipients)} recipients refused: {codes})"

    def _to_failure(self, error: Exception) -> DeliveryFailed:
        match error:
            case aiosmtplib.SMTPRecipientsRefused(recipients=refusals):
                return self._refused(refusals)
            case aiosmtplib.SMTPResponseException():
                return self._refused([error])
            case _:
                return self._unreachable(str(error) or type(error).__name__)

    def _refused(self, refusals: Sequence[aiosmtplib.SMTPResponseException]) -> DeliveryFailed:
        responses = "; ".join(f"{refusal.code} {refusal.message}" for refusal in refusals)
        return DeliveryFailed(
            f"the mail server responded {self._to_excerpt(responses)}",
            is_permanent=all(_is_permanent(refusal) for refusal in refusals),
        )

    def _unreachable(self, reason: str) -> DeliveryFailed:
        return DeliveryFailed(
            f"the mail server did not accept the message: {self._to_excerpt(reason)}",
            is_permanent=False,
        )

    def _to_excerpt(self, response: str) -> str:
        return to_excerpt(response, (self._server.password or "", self._server.username or ""))


def _start_tls(server: MailServer) -> bool | None:
    """None means: if offered. With a login it is required, as others can remove the offer."""
    if server.security is SmtpSecurity.OPPORTUNISTIC:
        return True if server.username else None
    return server.security is SmtpSecurity.STARTTLS


def _is_permanent(refusal: aiosmtplib.SMTPResponseException) -> bool:
    """Whether the server refused the mail; a refused login can be corrected within hours."""
    return refusal.code >= 500 and not isinstance(refusal, aiosmtplib.SMTPAuthenticationError)
