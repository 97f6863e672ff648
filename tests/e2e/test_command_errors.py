"""A command that fails prints one line and exits with code 1."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest


def run_failing(environment: dict[str, str], *arguments: str) -> str:
    """Run the command, which must fail, and return its error output."""
    result = subprocess.run(
        [sys.executable, "-m", "telemetry_graph", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert result.returncode == 1
    return result.stderr


def test_a_server_whose_port_is_in_use(environment: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        error = run_failing({**environment, "TELEMETRY_PORT": str(port)}, "serve")

    assert error.startswith(f"telemetry-graph: cannot listen on 127.0.0.1:{port}")
    assert len(error.splitlines()) == 1


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_a_log_that_cannot_be_written(
    environment: dict[str, str], tmp_path: Path, command: str
) -> None:
    log = str(tmp_path / "missing" / "log")
    error = run_failing({**environment, "TELEMETRY_LOG_FILE": log}, command)

    assert error.startswith("telemetry-graph: TELEMETRY_LOG_FILE: ")
    assert len(error.splitlines()) == 1


def test_a_schema_that_cannot_be_written(environment: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "missing" / "schema.graphql"

    error = run_failing(environment, "schema", "export", "--output", str(path))

    assert error == f"telemetry-graph: cannot write {path}: No such file or directory\n"
