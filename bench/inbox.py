"""A mail server and a webhook receiver that write down each message and when it arrived.

`python -m bench.inbox SMTP_PORT HTTP_PORT FILE` appends a line of JSON to FILE for each message.
"""

import asyncio
import re
import sys
import time
from pathlib import Path
from typing import Any, TextIO

import msgspec
import uvloop
from aiosmtpd.smtp import SMTP, Envelope, Session
from msgspec import Struct

MARKER = re.compile(r"probe-[a-z]+")


class Arrival(Struct):
    at: float
    """When the message was complete, in seconds since 1970."""
    channel: str
    kind: str
    marker: str
    """The crash that it is about; empty for a summary."""
    delivery_id: str


class Inbox:
    def __init__(self, file: TextIO) -> None:
        self._file = file

    def record(self, channel: str, kind: str, text: str, delivery_id: str) -> None:
        match = MARKER.search(text)
        arrival = Arrival(time.time(), channel, kind, match[0] if match else "", delivery_id)
        self._file.write(msgspec.json.encode(arrival).decode() + "\n")
        self._file.flush()

    async def handle_DATA(  # noqa: N802 - aiosmtpd requires this name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        content = envelope.content or b""
        head = (content if isinstance(content, bytes) else content.encode()).split(b"\r\n\r\n")[0]
        headers = re.sub(r"\r\n\s+", " ", head.decode("utf-8", "replace"))
        values = dict(line.split(": ", 1) for line in headers.split("\r\n") if ": " in line)
        # The subject is plain ASCII: as encoded words it would hide the marker.
        self.record("email", "", values.get("Subject", ""), values["Message-ID"].strip("<>")[:36])
        return "250 OK"

    async def receive_request(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {
            name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:])
        }
        body = await reader.readexactly(int(headers["content-length"]))
        posted = msgspec.json.decode(body)
        crash = posted.get("crash") or {}
        delivery_id = headers["x-telemetry-delivery"]
        self.record("webhook", posted["kind"], crash.get("message", ""), delivery_id)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
        await writer.drain()
        writer.close()


async def serve(smtp_port: int, http_port: int, path: Path) -> None:
    loop = asyncio.get_running_loop()
    with path.open("a", encoding="utf-8") as file:
        inbox = Inbox(file)

        def create_session() -> Any:
            return SMTP(inbox, loop=loop, hostname="mail.bench", enable_SMTPUTF8=True)

        mail = await loop.create_server(create_session, "127.0.0.1", smtp_port)
        hooks = await asyncio.start_server(inbox.receive_request, "127.0.0.1", http_port)
        print("ready", flush=True)
        async with mail, hooks:
            await asyncio.gather(mail.serve_forever(), hooks.serve_forever())


def main() -> None:
    smtp_port, http_port, path = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(smtp_port, http_port, path))


if __name__ == "__main__":
    main()
