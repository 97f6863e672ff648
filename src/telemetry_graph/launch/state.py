"""What `up` remembers between runs, in files that only its user can read."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from telemetry_graph.runtime import state_dir

T = TypeVar("T")


class Credentials(Struct, frozen=True):
    """What `up` prints, so that it can print it again."""

    email: str
    password: str
    access_token: str
    app_id: str
    ingest_key: str


class State:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._environment = folder / "environment.json"
        self._credentials = folder / "credentials.json"

    @classmethod
    def here(cls) -> "State":
        """The state of the stack that `up` starts from the current folder."""
        return cls(state_dir(Path.cwd(), "up"))

    @property
    def pid_file(self) -> Path:
        return self.folder / "supervisor.pid"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    def environment(self) -> dict[str, str]:
        return _read(self._environment, dict[str, str]) or {}

    def remember_environment(self, environment: Mapping[str, str]) -> None:
        _write(self._environment, dict(environment))

    def credentials(self) -> Credentials | None:
        return _read(self._credentials, Credentials)

    def remember_credentials(self, credentials: Credentials) -> None:
        _write(self._credentials, credentials)


def effective_environment(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The caller's environment over that of the stack which `up` runs here, if there is one."""
    return {**State.here().environment(), **environ}


def _read(path: Path, wanted: type[T]) -> T | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=wanted)
    except (OSError, msgspec.MsgspecError):
        return None


def _write(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "wb") as file:
        file.write(msgspec.json.encode(value))
    new.replace(path)
