"""Real HTTP and SMTP receivers on local ports, which can misbehave on request."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP as SMTP_POLICY
from typing import Any, cast

import msgspec
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

Converse = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def run_server(
    converse: Converse,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    tls: ssl.SSLContext | None = None,
) -> AsyncIterator[int]:
    """Run a server and yield its port; when the block ends, all its connections have ended."""
    conversations: set[asyncio.Task[None]] = set()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        conversations.add(cast(asyncio.Task[None], asyncio.current_task()))
        # A client that is killed during a request ends its connection.
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await converse(reader, writer)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    server = await asyncio.start_server(handle, host, port, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await asyncio.gather(*conversations)


@dataclass(frozen=True, slots=True)
class ReceivedRequest:
    """A request that an HTTP receiver has received."""

    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return msgspec.json.decode(self.body)


@dataclass(frozen=True, slots=True)
class Reply:
    status: int = 200
    body: str = "ok"
    headers: Mapping[str, str] = field(default_factory=dict)
    is_missing: bool = False
    """Accept the request and send no response."""
    is_endless: bool = False
    """Send the status, then single bytes without an end."""
    is_flood: bool = False
    """Send as much as the client receives."""
    send_when: asyncio.Event | None = None
    """Send the response when this is set."""


class HttpReceiver:
    """Sends `replies` in order, then 200 responses."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.requests: list[ReceivedRequest] = []
        self.has_received = asyncio.Event()
        self.port = 0
        self.flooded_bytes = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hooks/sEcReTtOkEn"

    @asynccontextmanager
    async def listening(
        self, *, host: str = "127.0.0.1", port: int = 0, tls: ssl.SSLContext | None = None
    ) -> AsyncIterator["HttpReceiver"]:
        async with run_server(self._converse, host=host, port=port, tls=tls) as self.port:
            yield self

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {
            name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:])
        }
        body = await reader.readexactly(int(headers["content-length"]))
        self.requests.append(ReceivedRequest(head[0].split()[1], headers, body))
        self.has_received.set()
        reply = self.replies.pop(0) if self.replies else Reply()
        if reply.send_when:
            await reply.send_when.wait()
        if reply.is_missing:
            await reader.read()  # ends when the client disconnects
        elif reply.is_endless or reply.is_flood:
            await self._never_end(writer, reply)
        else:
            writer.write(_encode(reply))
            await writer.drain()

    async def _never_end(self, writer: asyncio.StreamWriter, reply: Reply) -> None:
        writer.write(_encode(replace(reply, headers={"Content-Length": "1000000000"})))
        with suppress(ConnectionError):
            while not writer.is_closing():
                writer.write(b"x" * (100_000 if reply.is_flood else 1))
                await writer.drain()
                self.flooded_bytes += 100_000
                await asyncio.sleep(0 if reply.is_flood else 0.02)


def _encode(reply: Reply) -> bytes:
    content = reply.body.encode()
    headers = {
        "Content-Length": str(len(content)),
        "Connection": "close",
        **reply.headers,
    }
    lines = [f"HTTP/1.1 {reply.status} Whatever", *(f"{k}: {v}" for k, v in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode() + content


class Conversation(SMTP):
    """The session of one client, with an event for its end."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.over = asyncio.Event()
        self.over.set()  # until a client has connected, as its TLS may fail before

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.over.clear()
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        self.over.set()


class Mailbox:
    """The handler of an SMTP server: stores the mails that it accepts, and rejects on request."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.envelopes: list[Envelope] = []
        self.logins: list[LoginPassword] = []
        self.rejections: list[str] = []
        self.was_tls: list[bool] = []
        self.unknown_recipients: set[str] = set()
        self.password = b""
        self.has_received = asyncio.Event()

    async def handle_RCPT(  # noqa: N802 (the name is aiosmtpd's)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.unknown_recipients:
            return "550 5.1.1 No such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 (the name is aiosmtpd's)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.rejections:
            return self.rejections.pop(0)
        content = cast(bytes, envelope.content)
        mail = BytesParser(policy=SMTP_POLICY).parsebytes(content)
        self.mails.append(mail)
        self.envelopes.append(envelope)
        self.was_tls.append(session.ssl is not None)
        self.has_received.set()
        return "250 2.0.0 Queued as 1234"

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        self.logins.append(data)
        return AuthResult(success=data.password == self.password, handled=False)

    @asynccontextmanager
    async def listening(
        self,
        *,
        port: int = 0,
        starttls: ssl.SSLContext | None = None,
        tls: ssl.SSLContext | None = None,
        login: bool = False,
    ) -> AsyncIterator[int]:
        """Run a server and yield its port."""
        loop = asyncio.get_running_loop()
        conversations: list[Conversation] = []

        def converse() -> SMTP:
            conversation = Conversation(
                self,
                loop=loop,
                hostname="mail.test",
                ident="test",
                tls_context=starttls,
                authenticator=self.authenticate if login else None,
                auth_require_tls=False,
            )
            conversations.append(conversation)
            return conversation

        server = await loop.create_server(converse, "127.0.0.1", port, ssl=tls)
        try:
            yield server.sockets[0].getsockname()[1]
        finally:
            server.close()
            await asyncio.gather(*(conversation.over.wait() for conversation in conversations))
