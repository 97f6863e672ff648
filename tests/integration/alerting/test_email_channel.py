"""E-mail to a real SMTP server."""

import asyncio
import ssl
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from typing import Any, cast

import pytest
from tests.certificates import Authority
from tests.receivers import Mailbox, serving
from tests.unit.alerting.examples import DELIVERY_ID, LINK, LINKS, clock, crash_facts, message_about

from telemetry_graph.alerting.channels.base import DeliveryFailed
from telemetry_graph.alerting.channels.email.sender import EmailChannel, EmailConfig, Security

PASSWORD = "hunter2hunter2"


def channel(port: int, **changes: Any) -> EmailChannel:
    wanted: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": port,
        "sender": "Telemetry <alerts@example.com>",
        "recipients": ("ann@example.com", "Bob <bob@example.org>"),
        "security": Security.NONE,
    }
    return EmailChannel(EmailConfig(**(wanted | changes)), clock)


async def failure_of(sender: EmailChannel) -> DeliveryFailed:
    with pytest.raises(DeliveryFailed) as failed:
        await sender.send(message_about())
    assert PASSWORD not in failed.value.reason
    return failed.value


async def test_a_mail_has_text_and_html_and_belongs_to_the_groups_thread() -> None:
    box = Mailbox()

    async with box.listening() as port:
        answer = await channel(port).send(message_about())

    (mail,) = box.mails
    assert answer == "2.0.0 Queued as 1234"
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


async def test_two_alerts_about_one_group_are_one_thread() -> None:
    box = Mailbox()
    other = message_about(crash_facts(fingerprint="00000000deadbeef"))

    async with box.listening() as port:
        for message in (message_about(), message_about(crash_facts(message="again")), other):
            await channel(port).send(message)

    first, again, third = (mail["References"] for mail in box.mails)
    assert first == again
    assert third != first


@pytest.mark.parametrize("separator", ["\r\n", "\n", "\r", "\u2028", "\x85", "\x0b", "\x00"])
async def test_a_subject_cannot_smuggle_a_header(separator: str) -> None:
    box = Mailbox()
    hostile = f"boom{separator}Bcc: everyone@example.com{separator}{separator}body"
    message = replace(message_about(), subject=hostile)

    async with box.listening() as port:
        await channel(port).send(message)

    (mail,) = box.mails
    assert mail["Subject"] == "boom Bcc: everyone@example.com body"
    assert mail["Bcc"] is None
    assert box.envelopes[0].rcpt_tos == ["ann@example.com", "bob@example.org"]


async def test_any_language_and_a_lone_dot_arrive_as_they_were() -> None:
    box = Mailbox()
    message = replace(message_about(), subject="Absturz: naïve 😀", text="a\n.\nñ\n")

    async with box.listening() as port:
        await channel(port).send(message)

    (mail,) = box.mails
    text, _ = mail.iter_parts()
    assert mail["Subject"] == "Absturz: naïve 😀"
    assert text.get_content().replace("\r\n", "\n") == "a\n.\nñ\n"


@pytest.mark.parametrize(
    ("answer", "permanent"),
    [
        ("421 4.3.0 Try later", False),
        ("451 4.3.0 Greylisted", False),
        ("452 4.2.2 Mailbox full", False),
        ("550 5.7.1 Rejected by policy", True),
        ("552 5.3.4 Message too big", True),
        ("554 5.6.0 Not a message", True),
    ],
)
async def test_a_refusal_is_repeated_only_when_the_server_says_so(
    answer: str, permanent: bool
) -> None:
    box = Mailbox()
    box.refusals = [answer]

    async with box.listening() as port:
        failure = await failure_of(channel(port))

    assert failure.permanent is permanent
    assert failure.reason == f"the mail server answered {answer}"


async def test_one_unknown_recipient_does_not_keep_the_others_waiting() -> None:
    box = Mailbox()
    box.unknown_recipients = {"bob@example.org"}

    async with box.listening() as port:
        answer = await channel(port).send(message_about())

    assert answer == "2.0.0 Queued as 1234 (1 of 2 recipients refused: [550])"
    assert box.envelopes[0].rcpt_tos == ["ann@example.com"]


async def test_nobody_left_to_write_to_is_permanent() -> None:
    box = Mailbox()
    box.unknown_recipients = {"ann@example.com", "bob@example.org"}

    async with box.listening() as port:
        failure = await failure_of(channel(port))

    assert failure.permanent
    assert "550 5.1.1 No such user" in failure.reason
    assert box.mails == []


async def test_a_server_that_is_away_is_tried_again() -> None:
    async with Mailbox().listening() as port:
        pass

    failure = await failure_of(channel(port))

    assert not failure.permanent
    assert failure.reason.startswith("the mail server did not take it:")


async def test_a_server_that_says_nothing_is_cut_off() -> None:
    async def silence(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with serving(silence) as port:
        failure = await failure_of(channel(port, timeout_seconds=0.1))

    assert not failure.permanent
    assert "0.1 s" in failure.reason or "Timed out" in failure.reason


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
async def test_a_connection_that_cannot_be_protected_is_not_used(security: Security) -> None:
    box = Mailbox()

    async with box.listening(login=True) as port:
        failure = await failure_of(
            channel(port, security=security, username="mailer", password=PASSWORD)
        )

    assert not failure.permanent
    assert box.mails == []
    assert box.logins == []


async def test_a_login_is_made_when_there_is_one() -> None:
    box = Mailbox()
    box.password = PASSWORD.encode()

    async with box.listening(login=True) as port:
        await channel(port, username="mailer", password=PASSWORD).send(message_about())

    assert [login.login for login in box.logins] == [b"mailer"]
    assert len(box.mails) == 1


async def test_a_refused_login_may_be_put_right_and_is_told_without_the_password() -> None:
    box = Mailbox()
    box.password = b"another"

    async with box.listening(login=True) as port:
        failure = await failure_of(channel(port, username="mailer", password=PASSWORD))

    assert not failure.permanent
    assert "535" in failure.reason
    assert box.mails == []


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority.made(tmp_path_factory.mktemp("authority"))


LOGIN: dict[str, Any] = {"username": "mailer", "password": PASSWORD}


def box_for(password: str) -> Mailbox:
    box = Mailbox()
    box.password = password.encode()
    return box


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.OPPORTUNISTIC])
async def test_starttls_protects_the_login_and_the_mail(
    authority: Authority, security: Security
) -> None:
    box = box_for(PASSWORD)
    wanted = {**LOGIN, "security": security, "ca_file": authority.file}

    async with box.listening(starttls=authority.server("127.0.0.1"), login=True) as port:
        await channel(port, **wanted).send(message_about())

    assert len(box.mails) == len(box.logins) == 1
    assert box.was_tls == [True]


async def test_tls_from_the_first_byte_protects_the_login_and_the_mail(
    authority: Authority,
) -> None:
    box = box_for(PASSWORD)
    wanted = {**LOGIN, "security": Security.TLS, "ca_file": authority.file}

    async with box.listening(tls=authority.server("127.0.0.1"), login=True) as port:
        await channel(port, **wanted).send(message_about())

    assert len(box.mails) == len(box.logins) == 1


async def test_opportunistic_without_an_offer_is_sent_in_the_clear() -> None:
    box = Mailbox()

    async with box.listening() as port:
        await channel(port, security=Security.OPPORTUNISTIC).send(message_about())

    assert box.was_tls == [False]


async def test_opportunistic_never_gives_a_password_away() -> None:
    box = box_for(PASSWORD)

    async with box.listening(login=True) as port:
        failure = await failure_of(channel(port, security=Security.OPPORTUNISTIC, **LOGIN))

    assert not failure.permanent
    assert (box.mails, box.logins) == ([], [])


UNTRUSTED: dict[str, Callable[[Authority], ssl.SSLContext]] = {
    "self-signed": lambda authority: authority.self_signed("127.0.0.1"),
    "wrong name": lambda authority: authority.server("mail.elsewhere.test"),
    "expired": lambda authority: authority.server("127.0.0.1", days=-1),
}


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS, Security.OPPORTUNISTIC])
@pytest.mark.parametrize("fault", UNTRUSTED)
async def test_a_certificate_that_cannot_be_trusted_gets_nothing(
    authority: Authority, security: Security, fault: str
) -> None:
    box = box_for(PASSWORD)
    certificate = UNTRUSTED[fault](authority)
    how: dict[str, Any] = {"tls" if security is Security.TLS else "starttls": certificate}

    async with box.listening(login=True, **how) as port:
        failure = await failure_of(
            channel(port, security=security, ca_file=authority.file, **LOGIN)
        )

    assert not failure.permanent
    assert "certificate" in failure.reason.lower()
    assert (box.mails, box.logins) == ([], [])


async def test_a_server_that_drips_its_greeting_is_cut_off() -> None:
    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while not writer.is_closing() and not reader.at_eof():
            writer.write(b"2")
            await writer.drain()
            await asyncio.sleep(0.02)

    async with serving(drip) as port:
        failure = await failure_of(channel(port, timeout_seconds=0.3))

    assert not failure.permanent


async def test_pictures_travel_inside_the_mail() -> None:
    box = Mailbox()
    message = message_about(crash_facts(trend=(1, 2, 3)))

    async with box.listening() as port:
        await channel(port).send(message)

    (mail,) = box.mails
    html = cast(EmailMessage, mail.get_body(("html",)))
    (picture,) = [part for part in mail.walk() if part.get_content_type() == "image/png"]
    assert 'src="cid:trend"' in html.get_content()
    assert picture["Content-ID"] == "<trend>"
    assert picture.get_content_disposition() == "inline"
    assert picture.get_content() == message.images[0].png
    assert cast(EmailMessage, mail.get_body(("plain",))).get_content()


async def test_unsubscribing_takes_one_click() -> None:
    box = Mailbox()

    async with box.listening() as port:
        await channel(port).send(message_about())
        await channel(port).send(replace(message_about(), unsubscribe=None))
        await channel(port).send(replace(message_about(), unsubscribe="http://t.example/u"))

    first, without, insecure = box.mails
    assert first["List-Unsubscribe"] == f"<{LINKS.unsubscribe}>"
    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert without["List-Unsubscribe"] is None
    assert insecure["List-Unsubscribe"] == "<http://t.example/u>"
    assert insecure["List-Unsubscribe-Post"] is None


async def test_ids_and_addresses_stay_whole_however_long() -> None:
    box = Mailbox()
    domain = "telemetry.a-company-with-quite-a-long-name.and-a-department-too.example.com"
    unsubscribe = f"https://{domain}/alerts/unsubscribe/{'x' * 51}"

    async with box.listening() as port:
        sender = channel(port, sender=f"alerts@{domain}")
        await sender.send(replace(message_about(), unsubscribe=unsubscribe, subject="ä" * 150))

    content = cast(bytes, box.envelopes[0].content)
    head = content.partition(b"\r\n\r\n")[0].decode("ascii").split("\r\n")
    assert f"List-Unsubscribe: <{unsubscribe}>" in head
    assert f"Message-ID: <{DELIVERY_ID}@{domain}>" in head
    (references,) = [line for line in head if line.startswith("References: ")]
    assert references.endswith(f".thread@{domain}>")
    assert box.mails[0]["Subject"] == "ä" * 150
    assert all(len(line) <= 78 for line in head if "ä" not in line and domain not in line)


async def test_a_megabyte_of_crash_is_a_small_mail() -> None:
    box = Mailbox()
    huge = "x" * 1_000_000

    async with box.listening() as port:
        await channel(port).send(message_about(crash_facts(message=huge, stack_trace=huge)))

    assert len(cast(bytes, box.envelopes[0].content)) < 100_000
