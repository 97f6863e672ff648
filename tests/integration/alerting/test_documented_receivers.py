"""The receiver programs of docs/alert-messages.md, run as they are documented."""

import asyncio
import re
import shutil
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from tests.conftest import REPOSITORY
from tests.unit.alerting.examples import LINK, compose_body, crash_alert, create_transports

from telemetry_graph.alerting.channels.base import DeliveryFailed
from telemetry_graph.alerting.channels.http.guarded_client import create_client
from telemetry_graph.alerting.channels.webhook import WEBHOOK

DOCUMENT = (REPOSITORY / "docs" / "alert-messages.md").read_text(encoding="utf-8")
SECRET = "a secret of both sides"


@dataclass(frozen=True)
class Program:
    fence: str
    file: str
    interpreter: str


PROGRAMS = [
    Program("python", "receiver.py", sys.executable),
    Program("js", "receiver.mjs", str(shutil.which("node"))),
]


def read_program(fence: str) -> str:
    (code,) = re.findall(rf"```{fence}\n(.*?)```", DOCUMENT, re.DOTALL)
    return str(code)


@asynccontextmanager
async def running(
    program: Program, folder: Path
) -> AsyncIterator[tuple[str, asyncio.subprocess.Process]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    path = folder / program.file
    path.write_text(read_program(program.fence), encoding="utf-8")
    environment = {"TELEMETRY_ALERT_WEBHOOK_SECRET": SECRET, "PORT": str(port)}
    process = await asyncio.create_subprocess_exec(
        program.interpreter, path, env=environment,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        await wait_until_listening(port)
        yield f"http://127.0.0.1:{port}/alerts", process
    finally:
        process.kill()
        await process.communicate()


async def wait_until_listening(port: int) -> None:
    async with asyncio.timeout(20):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
                continue
            writer.close()
            return


async def send(url: str, secret: str | None, *, late: timedelta = timedelta(0)) -> str:
    async with create_client() as client:
        transports = create_transports(client, clock=lambda: datetime.now(UTC) - late)
        channel = WEBHOOK.open(url, secret, transports)
        return await channel.send(WEBHOOK.compose(crash_alert()))


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda each: each.fence)
async def test_a_documented_receiver_accepts_only_signed_recent_alerts(
    program: Program, tmp_path: Path
) -> None:
    async with running(program, tmp_path) as (url, process):
        for secret, late in ((None, 0), ("another secret", 0), (SECRET, 600), (SECRET, -600)):
            with pytest.raises(DeliveryFailed, match="401"):
                await send(url, secret, late=timedelta(seconds=late))
        assert await send(url, SECRET) == "204"

        assert process.stdout is not None
        line = await asyncio.wait_for(process.stdout.readline(), 20)

    assert line.decode().strip() == f"new_crash_group Notes {LINK}"


def test_the_documented_body_has_the_fields_that_are_sent() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", DOCUMENT, re.DOTALL)
    documented = msgspec.json.decode(example)
    body = compose_body(WEBHOOK, crash_alert())

    assert list(documented) == list(body)
    assert list(documented["crash"]) == list(body["crash"])
