"""What `up` keeps between runs, in files that only its user can read."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from telemetry_graph.runtime import state_dir

T = TypeVar("T")


class StackCredentials(Struct, frozen=True):
    """The credentials that `up` created and prints."""

    email: str
    password: str
    access_token: str
    app_id: str
    ingest_key: str


class StackState:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._environment = folder / "environment.json"
        self._credentials = folder / "credentials.json"

    @classmethod
    def of_current_folder(cls) -> "StackState":
        """Return the state of the stack that `up` starts in the current folder."""
        return cls(state_dir(Path.cwd(), "up"))

    @property
    def pid_file(self) -> Path:
        return self.folder / "supervisor.pid"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    def load_environment(self) -> dict[str, str]:
        return _read(self._environment, dict[str, str]) or {}

    def save_environment(self, environment: Mapping[str, str]) -> None:
        _write(self._environment, dict(environment))

    def load_credentials(self) -> StackCredentials | None:
        return _read(self._credentials, StackCredentials)

    def save_credentials(self, credentials: StackCredentials) -> None:
        _write(self._credentials, credentials)


def effective_environment(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the settings of the current folder's stack, overridden by the caller's environment."""
    return {**StackState.of_current_folder().load_environment(), **environ}


def _read(path: Path, expected: type[T]) -> T | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=expected)
    except (OSError, msgspec.MsgspecError):
        return None


def _write(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "wb") as file:
        file.write(msgspec.json.encode(value))
    draft.replace(path)
