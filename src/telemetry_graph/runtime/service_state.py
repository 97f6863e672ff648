"""What a cluster keeps between starts: its ports, its programs and its passwords."""

import json
import os
import secrets
import socket
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from telemetry_graph.runtime.errors import RuntimeUnavailable
from telemetry_graph.runtime.process import wait_for

# Below the range from which the kernel chooses ports of outgoing connections. Such a connection
# could otherwise take the port of a service while it is stopped.
_MIN_PORT, _MAX_PORT = 20_000, 32_000
_LINGER_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class ServiceState:
    """A small JSON file. A damaged file counts as empty. Writers must hold the folder's lock."""

    file: Path

    def load(self, name: str) -> str | None:
        return self._load_all().get(name)

    def save(self, **values: str) -> None:
        text = json.dumps(self._load_all() | values, indent=1, sort_keys=True)
        draft = self.file.with_suffix(".new")
        draft.write_text(text + "\n")
        draft.replace(self.file)

    def _load_all(self) -> dict[str, str]:
        try:
            values = json.loads(self.file.read_text())
        except (OSError, ValueError):
            return {}
        return {str(k): str(v) for k, v in values.items()} if isinstance(values, dict) else {}

    def port(self, service: str) -> int | None:
        text = self.load(f"{service}_port") or ""
        return int(text) if text.isdecimal() else None

    def ensure_free_port(self, service: str) -> int:
        """Return the saved port, or save and return a new one if another program listens on it."""
        port = self.port(service)
        # A server that was just killed can hold its port until its last thread has ended.
        if port is None or not wait_for(partial(is_port_free, port), seconds=_LINGER_SECONDS):
            port = choose_port()
            self.save(**{f"{service}_port": str(port)})
        return port


def choose_port() -> int:
    for _ in range(200):
        port = _MIN_PORT + secrets.randbelow(_MAX_PORT - _MIN_PORT)
        if is_port_free(port):
            return port
    raise RuntimeUnavailable(
        f"there is no free port between {_MIN_PORT} and {_MAX_PORT}; stop another program"
    )


def is_port_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As the servers do, so that lingering connections of the last run do not block the port.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def ensure_password(file: Path) -> str:
    """Return the password in `file`; generate it first if the file does not exist.

    Callers must hold the folder's lock. A draft is renamed into place, so that a killed process
    leaves no empty password.
    """
    if not file.exists():
        draft = file.with_name(f"{file.name}.new")
        draft.unlink(missing_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "w") as out:
            out.write(secrets.token_hex(16) + "\n")
        draft.replace(file)
    return file.read_text().strip()
