"""Starts and stops the whole stack on this machine."""

import asyncio
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import httpx

from telemetry_graph.kit.errors import TelemetryError
from telemetry_graph.launch.state import Credentials, State
from telemetry_graph.runtime import PrivateServices
from telemetry_graph.settings import load_settings

Progress = Callable[[str], None]

_READY_SECONDS = 40.0
_STOP_SECONDS = 45.0
_FIRST_PORT = 8_000
_PORTS = 100
_LONGEST_LOG_BYTES = 1_000_000


class StackFailed(TelemetryError):
    """The stack did not come up; the message says where to look."""

    code = "STACK_FAILED"


class Stack:
    def __init__(self, state: State, environ: Mapping[str, str], progress: Progress) -> None:
        self._state = state
        self._environ = environ
        self._progress = progress
        self._services = PrivateServices(state.folder / "services", progress=progress)

    def up(self) -> tuple[Credentials, dict[str, str]]:
        """Everything running; answers the credentials and the settings in force."""
        self._stop_supervisor()
        environment = self._environment()
        self._state.remember_environment(environment)
        self._progress("preparing the database")
        settings = load_settings({**environment, **self._environ})
        # `down` and `status` need nothing of what a server is made of.
        from telemetry_graph.launch.bootstrap import prepare

        applied, credentials = asyncio.run(prepare(settings, self._state.credentials()))
        self._progress(f"applied {len(applied)} migrations" if applied else "database is current")
        self._state.remember_credentials(credentials)
        self._progress("starting api and worker")
        self._start_supervisor(environment)
        self._wait_until_ready(settings.port)
        return credentials, environment

    def down(self) -> None:
        self._stop_supervisor()
        if not self._is_external():
            self._services.down()

    def status(self) -> str:
        running = f"running (pid {pid})" if (pid := self._supervisor_pid()) else "stopped"
        own = "given by DATABASE_URL and REDIS_URL" if self._is_external() else ""
        return f"api and worker: {running}\n{own or self._services.status()}"

    def _is_external(self) -> bool:
        return bool(self._environ.get("DATABASE_URL") and self._environ.get("REDIS_URL"))

    def _environment(self) -> dict[str, str]:
        """The settings that `up` chooses; whatever the caller's environment has comes before."""
        known = self._state.environment()
        port = self._environ.get("TELEMETRY_PORT") or _free_port(known.get("TELEMETRY_PORT"))
        address = {
            "TELEMETRY_PORT": port,
            "TELEMETRY_PUBLIC_URL": self._environ.get("TELEMETRY_PUBLIC_URL")
            or f"http://127.0.0.1:{port}",
            "TELEMETRY_DEVICE_PEPPER": self._environ.get("TELEMETRY_DEVICE_PEPPER")
            or known.get("TELEMETRY_DEVICE_PEPPER")
            or secrets.token_hex(16),
            "TELEMETRY_ALERT_KEYS": self._environ.get("TELEMETRY_ALERT_KEYS")
            or known.get("TELEMETRY_ALERT_KEYS")
            or secrets.token_hex(16),
        }
        if self._is_external():
            chosen = ("DATABASE_URL", "REDIS_URL")
            return {**address, **{name: self._environ[name] for name in chosen}}
        endpoints = self._services.up()
        return {
            **address,
            "DATABASE_URL": endpoints.database_url,
            "REDIS_URL": endpoints.redis_url,
        }

    def _start_supervisor(self, environment: Mapping[str, str]) -> None:
        self._state.logs.mkdir(parents=True, exist_ok=True)
        output = self._state.logs / "supervisor.log"
        is_long = output.exists() and output.stat().st_size > _LONGEST_LOG_BYTES
        with output.open("wb" if is_long else "ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "telemetry_graph", "supervise", str(self._state.logs)],
                env={**self._environ, **environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._state.pid_file.write_text(f"{process.pid}\n")

    def _wait_until_ready(self, port: int) -> None:
        deadline = time.monotonic() + _READY_SECONDS
        while time.monotonic() < deadline:
            with suppress(httpx.HTTPError):
                answer = httpx.get(f"http://127.0.0.1:{port}/readyz", trust_env=False)
                if answer.status_code == httpx.codes.OK:
                    return
            if self._supervisor_pid() is None:
                break
            time.sleep(0.1)
        raise StackFailed(f"the api did not become ready; look into {self._state.logs}")

    def _supervisor_pid(self) -> int | None:
        """The running supervisor's pid; a recycled pid of somebody else does not count."""
        with suppress(OSError, ValueError):
            pid = int(self._state.pid_file.read_text())
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
            if b"supervise" in command and str(self._state.logs).encode() in command:
                return pid
        return None

    def _stop_supervisor(self) -> None:
        pid = self._supervisor_pid()
        if pid is None:
            return
        self._progress("stopping api and worker")
        os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + _STOP_SECONDS
        while self._supervisor_pid() is not None:
            if time.monotonic() > deadline:
                raise StackFailed(f"process {pid} does not stop; end it and try again")
            time.sleep(0.05)


def _free_port(known: str | None) -> str:
    """The port of last time if it is free, else the first free one from 8000 on."""
    candidates = [int(known)] if known else []
    for port in (*candidates, *range(_FIRST_PORT, _FIRST_PORT + _PORTS)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return str(port)
    raise StackFailed(f"no port is free from {_FIRST_PORT} on; set TELEMETRY_PORT")
