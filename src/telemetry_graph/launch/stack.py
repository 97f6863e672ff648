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
from telemetry_graph.launch.state import StackCredentials, StackState
from telemetry_graph.runtime import PrivateServices
from telemetry_graph.settings import load_settings

Progress = Callable[[str], None]

_READY_SECONDS = 40.0
_STOP_SECONDS = 45.0
_MIN_PORT, _MAX_PORT = 8_000, 8_099
_MAX_LOG_BYTES = 1_000_000
_EXTERNAL = ("DATABASE_URL", "REDIS_URL")
_SECRETS = ("TELEMETRY_DEVICE_PEPPER", "TELEMETRY_ALERT_KEYS")


class StackFailed(TelemetryError):
    """The stack did not start; the message says where to look."""

    code = "STACK_FAILED"


class Stack:
    def __init__(self, state: StackState, environ: Mapping[str, str], progress: Progress) -> None:
        self._state = state
        self._environ = environ
        self._progress = progress
        self._services = PrivateServices(state.folder / "services", progress=progress)

    def up(self) -> tuple[StackCredentials, dict[str, str]]:
        """Start everything. Return the credentials and the settings in use."""
        self._stop_supervisor()
        environment = self._prepare_environment()
        self._state.save_environment(environment)
        self._progress("preparing the database")
        settings = load_settings({**environment, **self._environ})
        # Imported here because `down` and `status` do not need the modules of a server.
        from telemetry_graph.launch.bootstrap import prepare_database

        saved = self._state.load_credentials()
        applied, credentials = asyncio.run(prepare_database(settings, saved))
        self._progress(
            f"applied {len(applied)} migrations" if applied else "the database is up to date"
        )
        self._state.save_credentials(credentials)
        self._progress("starting api and worker")
        self._start_supervisor(environment)
        self._wait_until_ready(settings.port)
        return credentials, environment

    def down(self) -> None:
        self._stop_supervisor()
        if not self._is_external():
            self._services.down()

    def status(self) -> str:
        pid = self._supervisor_pid()
        processes = f"api and worker: {f'running (pid {pid})' if pid else 'stopped'}"
        if self._is_external():
            return (
                f"{processes}\nPostgreSQL and Redis: external ({' and '.join(_EXTERNAL)} are set)"
            )
        return f"{processes}\n{self._services.status()}"

    def _is_external(self) -> bool:
        return all(self._environ.get(name) for name in _EXTERNAL)

    def _prepare_environment(self) -> dict[str, str]:
        """Choose the settings that the caller's environment does not set; start the services."""
        saved = self._state.load_environment()
        port = self._environ.get("TELEMETRY_PORT") or _choose_port(saved.get("TELEMETRY_PORT"))
        chosen = {
            "TELEMETRY_PORT": port,
            "TELEMETRY_PUBLIC_URL": self._environ.get("TELEMETRY_PUBLIC_URL")
            or f"http://127.0.0.1:{port}",
            **{name: self._choose_secret(name, saved) for name in _SECRETS},
        }
        if self._is_external():
            return {**chosen, **{name: self._environ[name] for name in _EXTERNAL}}
        endpoints = self._services.up()
        return {
            **chosen,
            "DATABASE_URL": endpoints.database_url,
            "REDIS_URL": endpoints.redis_url,
        }

    def _choose_secret(self, name: str, saved: Mapping[str, str]) -> str:
        return self._environ.get(name) or saved.get(name) or secrets.token_hex(16)

    def _start_supervisor(self, environment: Mapping[str, str]) -> None:
        self._state.logs.mkdir(parents=True, exist_ok=True)
        output = self._state.logs / "supervisor.log"
        is_too_long = output.exists() and output.stat().st_size > _MAX_LOG_BYTES
        with output.open("wb" if is_too_long else "ab") as log:
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
                response = httpx.get(f"http://127.0.0.1:{port}/readyz", trust_env=False)
                if response.status_code == httpx.codes.OK:
                    return
            if self._supervisor_pid() is None:
                break
            time.sleep(0.1)
        raise StackFailed(f"the api is not ready; see the log files in {self._state.logs}")

    def _supervisor_pid(self) -> int | None:
        """Return the pid of the running supervisor, ignoring a recycled pid."""
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
                raise StackFailed(
                    f"process {pid} did not stop within {_STOP_SECONDS:.0f} seconds; "
                    "end it and try again"
                )
            time.sleep(0.05)


def _choose_port(saved: str | None) -> str:
    """Return the saved port if it is free, else the first free port."""
    candidates = [int(saved)] if saved else []
    for port in (*candidates, *range(_MIN_PORT, _MAX_PORT + 1)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return str(port)
    raise StackFailed(f"no port between {_MIN_PORT} and {_MAX_PORT} is free; set TELEMETRY_PORT")
