"""A command that cannot do its work says why in a line, and exits with 1."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest


def refused(environment: dict[str, str], *arguments: str) -> str:
    """What the command says when it ends, as it must, with 1."""
    ended = subprocess.run(
        [sys.executable, "-m", "telemetry_graph", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 1
    return ended.stderr


def test_a_server_whose_port_is_taken(environment: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refused({**environment, "TELEMETRY_PORT": str(port)}, "serve")

    assert said.startswith(f"telemetry-graph: cannot listen on 127.0.0.1:{port}")
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_a_log_that_cannot_be_written(
    environment: dict[str, str], tmp_path: Path, command: str
) -> None:
    log = str(tmp_path / "away" / "log")
    said = refused({**environment, "TELEMETRY_LOG_FILE": log}, command)

    assert said.startswith("telemetry-graph: TELEMETRY_LOG_FILE: ")
    assert len(said.splitlines()) == 1


def test_a_schema_that_cannot_be_written(environment: dict[str, str], tmp_path: Path) -> None:
    away = tmp_path / "away" / "schema.graphql"

    said = refused(environment, "schema", "export", "--output", str(away))

    assert said == f"telemetry-graph: cannot write {away}: No such file or directory\n"
