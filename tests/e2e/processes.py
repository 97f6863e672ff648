"""The processes of the product, started as an operator starts them."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

from telemetry_graph.accounts.service import Accounts
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.access import Role
from telemetry_graph.kit.clock import utc_now
from telemetry_graph.kit.ids import AppId

APP = AppId("com.developer.myapp")


@dataclass(frozen=True, slots=True)
class Keys:
    """The credentials of the devices and of a developer of an app."""

    ingest_key: str
    access_token: str
    password: str
    email: str = "owner@example.com"


class Process:
    """A process of `telemetry-graph COMMAND`."""

    def __init__(
        self, command: str, environment: Mapping[str, str], arguments: Sequence[str] = ()
    ) -> None:
        self._command = (command, *arguments)
        self._environment = {**os.environ, **environment}
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int:
        assert self._process
        return self._process.pid

    def children(self) -> list[int]:
        """The ids of its child processes."""
        pids = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return [int(pid) for pid in pids.split()]

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "telemetry_graph", *self._command, env=self._environment
        )

    async def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send the signal, wait for the end, and return the exit code."""
        assert self._process
        with suppress(ProcessLookupError):
            self._process.send_signal(number)
        return await self._process.wait()


class Server(Process):
    """The api process and its addresses."""

    def __init__(self, environment: Mapping[str, str], arguments: Sequence[str] = ()) -> None:
        port = environment["TELEMETRY_PORT"]
        super().__init__("serve", environment, arguments)
        self.address = f"http://127.0.0.1:{port}"
        self.websocket = f"ws://127.0.0.1:{port}/graphql"

    async def start(self) -> None:
        await super().start()
        await self.wait_until_ready()

    async def wait_until_ready(self) -> None:
        async with httpx.AsyncClient(trust_env=False) as client:
            while True:
                with suppress(httpx.HTTPError):
                    response = await client.get(f"{self.address}/readyz")
                    if response.status_code == httpx.codes.OK:
                        return
                await asyncio.sleep(0.05)

    def client(self, credential: str) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            base_url=self.address,
            headers={"Authorization": f"Bearer {credential}"},
            trust_env=False,
            timeout=30,
        )


@asynccontextmanager
async def running(*processes: Process) -> AsyncIterator[None]:
    """Start the processes in order, and stop all of them at the end."""
    started: list[Process] = []
    try:
        for process in processes:
            await process.start()
            started.append(process)
        yield
    finally:
        for process in started:
            await process.stop()


async def create_app(database_url: str) -> Keys:
    pool = await Pool.open(database_url, size=3)
    accounts = Accounts.over(pool, utc_now)
    keys = Keys("", "", "a long enough password")
    user = await accounts.create_user(keys.email, keys.password)
    await accounts.create_app(APP, "My App")
    await accounts.add_member(user.id, APP, Role.OWNER)
    _, ingest_key = await accounts.create_key(APP, "devices")
    token = await accounts.create_token(user.id, "tests")
    await pool.close()
    return Keys(ingest_key.secret, token.secret, keys.password)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
