"""E-mail to a real SMTP server."""

import asyncio
import ssl
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from typing import Any, cast

import pytest
from tests.certificates import Authority
from tests.receivers import Mailbox, run_server
from tests.unit.alerting.examples import DELIVERY_ID, LINK, LINKS, clock, crash_mail

from telemetry_graph.alerting.channels.base import DeliveryFailed
from telemetry_graph.alerting.channels.email.sender import EmailChannel
from telemetry_graph.alerting.channels.transports import MailServer, SmtpSecurity

PASSWORD = "hunter2hunter2"
SENDER = "Telemetry <alerts@example.com>"
RECIPIENTS = ("ann@example.com", "Bob <bob@example.org>")


def open_channel(port: int, **changes: Any) -> EmailChannel:
    timeout_seconds = changes.pop("timeout_seconds", 10.0)
    options = {"sender": SENDER, "security": SmtpSecurity.NONE, **changes}
    server = MailServer("127.0.0.1", port, **options)
    return EmailChannel(server, RECIPIENTS, clock, timeout_seconds)


async def send_and_fail(sender: EmailChannel) -> DeliveryFailed:
    with pytest.raises(DeliveryFailed) as failed:
        await sender.send(crash_mail())
    assert PASSWORD not in failed.value.reason
    return failed.value


async def test_a_mail_has_text_and_html_and_is_in_the_thread_of_its_group() -> None:
    box = Mailbox()

    async with box.listening() as port:
        response = await open_channel(port).send(crash_mail())

    (mail,) = box.mails
    assert response == "2.0.0 Queued as 1234"
    assert mail["From"] == "Telemetry <alerts@example.com>"
    assert mail["To"] == "ann@example.com, Bob <bob@example.org>"
    assert mail["Subject"] == "[Notes] New crash: attempt to index a nil value (local 'note')"
    assert mail["Message-ID"] == f"<{DELIVERY_ID}@example.com>"
    assert mail["References"] == mail["In-Reply-To"]
    assert mail["References"].endswith(".thread@example.com>")
    assert mail["Date"] == "Tue, 04 Mar 2025 05:06:07 +0000"
    assert mail.get_content_type() == "multipart/alternative"
    text, html = mail.iter_parts()
    assert LINK in text.get_content()
    assert f'href="{LINK}"' in html.get_content()
    assert box.envelopes[0].rcpt_tos == ["ann@example.com", "bob@example.org"]


async def test_two_mails_about_one_group_are_in_one_thread() -> None:
    box = Mailbox()
    other = crash_mail(fingerprint="00000000deadbeef")

    async with box.listening() as port:
        for message in (crash_mail(), crash_mail(message="again"), other):
            await open_channel(port).send(message)

    first, again, third = (mail["References"] for mail in box.mails)
    assert first == again
    assert third != first


@pytest.mark.parametrize("separator", ["\r\n", "\n", "\r", "\u2028", "\x85", "\x0b", "\x00"])
async def test_a_subject_cannot_add_a_header(separator: str) -> None:
    box = Mailbox()
    hostile = f"boom{separator}Bcc: everyone@example.com{separator}{separator}body"
    message = replace(crash_mail(), subject=hostile)

    async with box.listening() as port:
        await open_channel(port).send(message)

    (mail,) = box.mails
    assert mail["Subject"] == "boom Bcc: everyone@example.com body"
    assert mail["Bcc"] is None
    assert box.envelopes[0].rcpt_tos == ["ann@example.com", "bob@example.org"]


async def test_non_ascii_text_and_a_line_with_one_dot_arrive_unchanged() -> None:
    box = Mailbox()
    message = replace(crash_mail(), subject="Absturz: naïve 😀", text="a\n.\nñ\n")

    async with box.listening() as port:
        await open_channel(port).send(message)

    (mail,) = box.mails
    text, _ = mail.iter_parts()
    assert mail["Subject"] == "Absturz: naïve 😀"
    assert text.get_content().replace("\r\n", "\n") == "a\n.\nñ\n"


@pytest.mark.parametrize(
    ("response", "is_permanent"),
    [
        ("421 4.3.0 Try later", False),
        ("451 4.3.0 Greylisted", False),
        ("452 4.2.2 Mailbox full", False),
        ("550 5.7.1 Rejected by policy", True),
        ("552 5.3.4 Message too big", True),
        ("554 5.6.0 Not a message", True),
    ],
)
async def test_a_refusal_is_permanent_only_for_permanent_codes(
    response: str, is_permanent: bool
) -> None:
    box = Mailbox()
    box.rejections = [response]

    async with box.listening() as port:
        failure = await send_and_fail(open_channel(port))

    assert failure.is_permanent is is_permanent
    assert failure.reason == f"the mail server responded {response}"


async def test_a_mail_with_one_unknown_recipient_is_delivered() -> None:
    box = Mailbox()
    box.unknown_recipients = {"bob@example.org"}

    async with box.listening() as port:
        response = await open_channel(port).send(crash_mail())

    assert response == "2.0.0 Queued as 1234 (1 of 2 recipients refused: [550])"
    assert box.envelopes[0].rcpt_tos == ["ann@example.com"]


async def test_a_mail_without_known_recipients_fails_permanently() -> None:
    box = Mailbox()
    box.unknown_recipients = {"ann@example.com", "bob@example.org"}

    async with box.listening() as port:
        failure = await send_and_fail(open_channel(port))

    assert failure.is_permanent
    assert "550 5.1.1 No such user" in failure.reason
    assert box.mails == []


async def test_an_unreachable_server_is_not_a_permanent_failure() -> None:
    async with Mailbox().listening() as port:
        pass

    failure = await send_and_fail(open_channel(port))

    assert not failure.is_permanent
    assert failure.reason.startswith("the mail server did not accept the message:")


async def test_a_server_that_does_not_respond_times_out() -> None:
    async def silence(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with run_server(silence) as port:
        failure = await send_and_fail(open_channel(port, timeout_seconds=0.1))

    assert not failure.is_permanent
    assert "0.1 s" in failure.reason or "Timed out" in failure.reason


@pytest.mark.parametrize("security", [SmtpSecurity.STARTTLS, SmtpSecurity.TLS])
async def test_a_connection_without_the_required_tls_is_not_used(security: SmtpSecurity) -> None:
    box = Mailbox()

    async with box.listening(login=True) as port:
        failure = await send_and_fail(
            open_channel(port, security=security, username="mailer", password=PASSWORD)
        )

    assert not failure.is_permanent
    assert box.mails == []
    assert box.logins == []


async def test_the_configured_login_is_used() -> None:
    box = Mailbox()
    box.password = PASSWORD.encode()

    async with box.listening(login=True) as port:
        await open_channel(port, username="mailer", password=PASSWORD).send(crash_mail())

    assert [login.login for login in box.logins] == [b"mailer"]
    assert len(box.mails) == 1


async def test_a_refused_login_is_not_permanent_and_does_not_reveal_the_password() -> None:
    box = Mailbox()
    box.password = b"another"

    async with box.listening(login=True) as port:
        failure = await send_and_fail(open_channel(port, username="mailer", password=PASSWORD))

    assert not failure.is_permanent
    assert "535" in failure.reason
    assert box.mails == []


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority.create(tmp_path_factory.mktemp("authority"))


LOGIN: dict[str, Any] = {"username": "mailer", "password": PASSWORD}


def create_box(password: str) -> Mailbox:
    box = Mailbox()
    box.password = password.encode()
    return box


@pytest.mark.parametrize("security", [SmtpSecurity.STARTTLS, SmtpSecurity.OPPORTUNISTIC])
async def test_starttls_protects_the_login_and_the_mail(
    authority: Authority, security: SmtpSecurity
) -> None:
    box = create_box(PASSWORD)
    options = {**LOGIN, "security": security, "ca_file": authority.file}

    async with box.listening(
        starttls=authority.make_server_context("127.0.0.1"), login=True
    ) as port:
        await open_channel(port, **options).send(crash_mail())

    assert len(box.mails) == len(box.logins) == 1
    assert box.was_tls == [True]


async def test_implicit_tls_protects_the_login_and_the_mail(
    authority: Authority,
) -> None:
    box = create_box(PASSWORD)
    options = {**LOGIN, "security": SmtpSecurity.TLS, "ca_file": authority.file}

    async with box.listening(tls=authority.make_server_context("127.0.0.1"), login=True) as port:
        await open_channel(port, **options).send(crash_mail())

    assert len(box.mails) == len(box.logins) == 1


async def test_opportunistic_security_sends_without_tls_when_the_server_does_not_offer_it() -> None:
    box = Mailbox()

    async with box.listening() as port:
        await open_channel(port, security=SmtpSecurity.OPPORTUNISTIC).send(crash_mail())

    assert box.was_tls == [False]


async def test_opportunistic_security_never_sends_a_password_without_tls() -> None:
    box = create_box(PASSWORD)

    async with box.listening(login=True) as port:
        opportunistic = open_channel(port, security=SmtpSecurity.OPPORTUNISTIC, **LOGIN)
        failure = await send_and_fail(opportunistic)

    assert not failure.is_permanent
    assert (box.mails, box.logins) == ([], [])


UNTRUSTED: dict[str, Callable[[Authority], ssl.SSLContext]] = {
    "self-signed": lambda authority: authority.make_self_signed_context("127.0.0.1"),
    "wrong name": lambda authority: authority.make_server_context("mail.elsewhere.test"),
    "expired": lambda authority: authority.make_server_context("127.0.0.1", days=-1),
}


@pytest.mark.parametrize("security", sorted(set(SmtpSecurity) - {SmtpSecurity.NONE}))
@pytest.mark.parametrize("fault", UNTRUSTED)
async def test_nothing_is_sent_to_a_server_with_an_untrusted_certificate(
    authority: Authority, security: SmtpSecurity, fault: str
) -> None:
    box = create_box(PASSWORD)
    certificate = UNTRUSTED[fault](authority)
    options: dict[str, Any] = {"tls" if security is SmtpSecurity.TLS else "starttls": certificate}

    async with box.listening(login=True, **options) as port:
        failure = await send_and_fail(
            open_channel(port, security=security, ca_file=authority.file, **LOGIN)
        )

    assert not failure.is_permanent
    assert "certificate" in failure.reason.lower()
    assert (box.mails, box.logins) == ([], [])


async def test_a_server_with_a_slow_endless_greeting_times_out() -> None:
    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while not writer.is_closing() and not reader.at_eof():
            writer.write(b"2")
            await writer.drain()
            await asyncio.sleep(0.02)

    async with run_server(drip) as port:
        failure = await send_and_fail(open_channel(port, timeout_seconds=0.3))

    assert not failure.is_permanent


async def test_images_are_parts_of_the_mail() -> None:
    box = Mailbox()
    message = crash_mail(trend=(1, 2, 3))

    async with box.listening() as port:
        await open_channel(port).send(message)

    (mail,) = box.mails
    html = cast(EmailMessage, mail.get_body(("html",)))
    (image,) = [part for part in mail.walk() if part.get_content_type() == "image/png"]
    assert 'src="cid:trend"' in html.get_content()
    assert image["Content-ID"] == "<trend>"
    assert image.get_content_disposition() == "inline"
    assert image.get_content() == message.images[0].png
    assert cast(EmailMessage, mail.get_body(("plain",))).get_content()


async def test_a_mail_has_a_header_to_unsubscribe_with_one_click() -> None:
    box = Mailbox()

    async with box.listening() as port:
        await open_channel(port).send(crash_mail())
        await open_channel(port).send(replace(crash_mail(), unsubscribe_url=None))
        await open_channel(port).send(replace(crash_mail(), unsubscribe_url="http://t.example/u"))

    first, without, insecure = box.mails
    assert first["List-Unsubscribe"] == f"<{LINKS.unsubscribe}>"
    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert without["List-Unsubscribe"] is None
    assert insecure["List-Unsubscribe"] == "<http://t.example/u>"
    assert insecure["List-Unsubscribe-Post"] is None


async def test_long_ids_and_addresses_are_not_folded() -> None:
    box = Mailbox()
    domain = "telemetry.a-company-with-quite-a-long-name.and-a-department-too.example.com"
    unsubscribe = f"https://{domain}/alerts/unsubscribe/{'x' * 51}"

    async with box.listening() as port:
        sender = open_channel(port, sender=f"alerts@{domain}")
        await sender.send(replace(crash_mail(), unsubscribe_url=unsubscribe, subject="ä" * 150))

    content = cast(bytes, box.envelopes[0].content)
    head = content.partition(b"\r\n\r\n")[0].decode("ascii").split("\r\n")
    assert f"List-Unsubscribe: <{unsubscribe}>" in head
    assert f"Message-ID: <{DELIVERY_ID}@{domain}>" in head
    (references,) = [line for line in head if line.startswith("References: ")]
    assert references.endswith(f".thread@{domain}>")
    assert box.mails[0]["Subject"] == "ä" * 150
    assert all(len(line) <= 78 for line in head if "ä" not in line and domain not in line)


async def test_the_mail_about_a_huge_crash_is_small() -> None:
    box = Mailbox()
    huge = "x" * 1_000_000

    async with box.listening() as port:
        await open_channel(port).send(crash_mail(message=huge, stack_trace=huge))

    assert len(cast(bytes, box.envelopes[0].content)) < 100_000
