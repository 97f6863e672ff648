"""What a cluster remembers between starts: its ports and the programs it was made with."""

import json
import os
import secrets
import socket
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from telemetry_graph.runtime.errors import RuntimeUnavailable
from telemetry_graph.runtime.process import wait_for

# Below the ports that the kernel hands to outgoing connections, which could take ours while the
# service is stopped.
_LOWEST_PORT, _HIGHEST_PORT = 20_000, 32_000
_LINGER_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Memory:
    """A small JSON file; a damaged one is forgotten. Writers hold the folder's lock."""

    file: Path

    def recall(self, fact: str) -> str | None:
        return self._facts().get(fact)

    def remember(self, **facts: str) -> None:
        text = json.dumps(self._facts() | facts, indent=1, sort_keys=True)
        draft = self.file.with_suffix(".new")
        draft.write_text(text + "\n")
        draft.replace(self.file)

    def _facts(self) -> dict[str, str]:
        try:
            facts = json.loads(self.file.read_text())
        except (OSError, ValueError):
            return {}
        return {str(k): str(v) for k, v in facts.items()} if isinstance(facts, dict) else {}

    def port(self, service: str) -> int | None:
        remembered = self.recall(f"{service}_port") or ""
        return int(remembered) if remembered.isdecimal() else None

    def free_port(self, service: str) -> int:
        """The remembered port, or a new one when there is none or a stranger listens on it."""
        port = self.port(service)
        # A killed server of ours looks dead a moment before its last thread lets go of the port.
        if port is None or not wait_for(partial(is_free, port), seconds=_LINGER_SECONDS):
            port = choose_port()
            self.remember(**{f"{service}_port": str(port)})
        return port


def choose_port() -> int:
    for _ in range(200):
        port = _LOWEST_PORT + secrets.randbelow(_HIGHEST_PORT - _LOWEST_PORT)
        if is_free(port):
            return port
    raise RuntimeUnavailable(f"no free port between {_LOWEST_PORT} and {_HIGHEST_PORT}")


def is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As the servers do: connections of our last run that still linger are not in the way.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def secret(file: Path) -> str:
    """The password kept in `file`, made up when there is none yet. Writers hold the folder's lock.

    A draft takes its place in one piece: whoever is killed on the way leaves no empty password.
    """
    if not file.exists():
        draft = file.with_name(f"{file.name}.new")
        draft.unlink(missing_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "w") as out:
            out.write(secrets.token_hex(16) + "\n")
        draft.replace(file)
    return file.read_text().strip()
