"""No alert is lost while receivers are unreachable and the worker is killed repeatedly."""

import asyncio
import random
import signal
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import pytest
from tests.e2e.payloads import REPORT, crash, to_camel
from tests.e2e.processes import Keys, Process, Server, free_port, running
from tests.receivers import HttpReceiver, Mailbox

GROUPS = ("ada", "bea", "cleo", "dora", "emma", "fay", "gina", "hope")  # fewer than a storm
# Other tests cover the waits between attempts.
RETRY_NOW = "UPDATE alert_deliveries SET next_attempt_at = now() WHERE state = 'retrying'"
# The leases of a killed worker would last a minute.
SHORTEN_LEASES = """
UPDATE alert_deliveries SET claimed_until = least(claimed_until, now() + interval '2 seconds')
 WHERE state = 'sending'
"""
COUNT_OPEN = """
SELECT (SELECT count(*) FROM alert_outbox WHERE decided_at IS NULL)
       + (SELECT count(*) FROM alert_deliveries WHERE next_attempt_at IS NOT NULL)
"""
STATES = "SELECT channel_kind, state, count(*) FROM alert_deliveries GROUP BY channel_kind, state"


class Receivers:
    """A mail server and a webhook receiver that can start and stop."""

    def __init__(self) -> None:
        self.mailbox, self.webhook = Mailbox(), HttpReceiver()
        self.smtp_port, self.http_port = free_port(), free_port()

    @property
    def environment(self) -> dict[str, str]:
        return {
            "TELEMETRY_SMTP_HOST": "127.0.0.1",
            "TELEMETRY_SMTP_PORT": str(self.smtp_port),
            "TELEMETRY_SMTP_SECURITY": "none",
            "TELEMETRY_ALERT_CHANNELS": (
                f"email=team@example.com webhook=http://127.0.0.1:{self.http_port}/alerts"
            ),
        }

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        async with (
            self.mailbox.listening(port=self.smtp_port),
            self.webhook.listening(port=self.http_port),
        ):
            yield

    def ids_by_group(self) -> dict[tuple[str, str], list[str]]:
        """The delivery ids of all messages, by channel and group."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for mail in self.mailbox.mails:
            found["email", _find_group(str(mail["Subject"]))].append(
                mail["Message-ID"].strip("<>").partition("@")[0]
            )
        for posted in self.webhook.requests:
            found["webhook", _find_group(posted.json["crash"]["message"])].append(
                posted.headers["x-telemetry-delivery"]
            )
        return found


@pytest.mark.parametrize("seed", [1, 2])
async def test_every_alert_arrives_and_repeated_messages_have_the_same_id(
    environment: dict[str, str], keys: Keys, database_url: str, seed: int
) -> None:
    rng, receivers = random.Random(seed), Receivers()
    environment |= receivers.environment | {"TELEMETRY_LOG_LEVEL": "error"}
    server, worker = Server(environment), Process("worker", environment)

    async with running(server, worker):
        async with server.client(keys.ingest_key) as device:
            for name in GROUPS:
                variables = {"input": to_camel(_create_crash(name))}
                response = await device.post(
                    "/graphql", json={"query": REPORT, "variables": variables}
                )
                assert "errors" not in response.json()
                if rng.random() < 0.5:
                    await kill_and_restart(worker, rng)
        await hurry(database_url)
        await kill_and_restart(worker, rng)
        async with receivers.listening():
            for _ in range(3):
                await hurry(database_url)
                await kill_and_restart(worker, rng)
            await wait_until_nothing_is_open(database_url)
            arrived = receivers.ids_by_group()

    assert set(arrived) == {(channel, name) for channel in ("email", "webhook") for name in GROUPS}
    assert {key: len(set(ids)) for key, ids in arrived.items()} == dict.fromkeys(arrived, 1)
    assert await _rows(database_url, STATES) == {
        ("email", "delivered", len(GROUPS)),
        ("webhook", "delivered", len(GROUPS)),
    }


async def kill_and_restart(worker: Process, rng: random.Random) -> None:
    """Kill the worker at a random moment, and start another one."""
    await asyncio.sleep(rng.uniform(0.0, 1.5))
    await worker.stop(signal.SIGKILL)
    await worker.start()


async def hurry(database_url: str) -> None:
    await _execute(database_url, (RETRY_NOW, SHORTEN_LEASES))


async def wait_until_nothing_is_open(database_url: str) -> None:
    while {(0,)} != await _rows(database_url, COUNT_OPEN):
        await hurry(database_url)
        await asyncio.sleep(0.2)


def _create_crash(name: str) -> dict[str, Any]:
    report = crash(line=42)
    report["crash"] |= {
        "message": f"{name} went wrong",
        "stack_trace": f"{name}.lua:1: in function '{name}'",
    }
    return report


def _find_group(text: str) -> str:
    (name,) = (name for name in GROUPS if f"{name} went wrong" in text)
    return name


async def _execute(database_url: str, statements: Iterable[str]) -> None:
    conn = await asyncpg.connect(database_url)
    try:
        for statement in statements:
            await conn.execute(statement)
    finally:
        await conn.close()


async def _rows(database_url: str, query: str) -> set[tuple[Any, ...]]:
    conn = await asyncpg.connect(database_url)
    try:
        return {tuple(row) for row in await conn.fetch(query)}
    finally:
        await conn.close()
