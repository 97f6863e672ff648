"""A mail server and a webhook receiver in a process of their own: what came, and when.

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
    """Seconds since 1970, when the message was there as a whole."""
    channel: str
    kind: str
    marker: str
    """Which crash it is about; empty for a message about several."""
    delivery_id: str


class Inbox:
    def __init__(self, file: TextIO) -> None:
        self._file = file

    def keep(self, channel: str, kind: str, text: str, delivery_id: str) -> None:
        found = MARKER.search(text)
        arrival = Arrival(time.time(), channel, kind, found[0] if found else "", delivery_id)
        self._file.write(msgspec.json.encode(arrival).decode() + "\n")
        self._file.flush()

    async def handle_DATA(  # noqa: N802 (the name is aiosmtpd's)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        content = envelope.content or b""
        head = (content if isinstance(content, bytes) else content.encode()).split(b"\r\n\r\n")[0]
        headers = re.sub(r"\r\n\s+", " ", head.decode("utf-8", "replace"))
        named = dict(line.split(": ", 1) for line in headers.split("\r\n") if ": " in line)
        # A subject in pieces of encoded words would hide the marker; it is plain ASCII.
        self.keep("email", "", named.get("Subject", ""), named["Message-ID"].strip("<>")[:36])
        return "250 OK"

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {
            name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:])
        }
        body = await reader.readexactly(int(headers["content-length"]))
        posted = msgspec.json.decode(body)
        crash = posted.get("crash") or {}
        delivery_id = headers["x-telemetry-delivery"]
        self.keep("webhook", posted["kind"], crash.get("message", ""), delivery_id)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
        await writer.drain()
        writer.close()


async def serve(smtp_port: int, http_port: int, path: Path) -> None:
    loop = asyncio.get_running_loop()
    with path.open("a", encoding="utf-8") as file:
        inbox = Inbox(file)

        def conversation() -> Any:
            return SMTP(inbox, loop=loop, hostname="mail.bench", enable_SMTPUTF8=True)

        mail = await loop.create_server(conversation, "127.0.0.1", smtp_port)
        hooks = await asyncio.start_server(inbox.converse, "127.0.0.1", http_port)
        print("ready", flush=True)
        async with mail, hooks:
            await asyncio.gather(mail.serve_forever(), hooks.serve_forever())


def main() -> None:
    smtp_port, http_port, path = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(smtp_port, http_port, path))


if __name__ == "__main__":
    main()
