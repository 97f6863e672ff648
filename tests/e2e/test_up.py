"""`telemetry-graph up` in an empty folder, the command that it prints, and the other commands."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from telemetry_graph.runtime import state_dir


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """An empty folder to run `up` in; everything is stopped and removed afterwards."""
    yield tmp_path
    telemetry_graph(tmp_path, "down")
    shutil.rmtree(state_dir(tmp_path, "up"))


def telemetry_graph(
    folder: Path, *arguments: str, stdin: str | None = None
) -> "subprocess.CompletedProcess[str]":
    hidden = ("DATABASE_URL", "REDIS_URL", "TELEMETRY_PORT")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        [sys.executable, "-m", "telemetry_graph", *arguments],
        cwd=folder,
        env=environment,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )


def test_up_starts_everything_and_its_curl_command_works(folder: Path) -> None:
    up = telemetry_graph(folder, "up")
    assert up.returncode == 0, up.stderr
    curl = up.stdout[up.stdout.index("curl ") : up.stdout.index("Create 30 days")].strip()

    response = subprocess.run(curl, shell=True, capture_output=True, text=True, check=True)
    demo = telemetry_graph(folder, "demo", "--days", "2", "--seconds", "2")
    key = read_alert_keys(folder)
    again = telemetry_graph(folder, "up")

    receipt = json.loads(response.stdout)["data"]["ingestEvents"]
    assert receipt == {"received": 2, "isDuplicate": False, "rejected": []}
    assert demo.returncode == 0, demo.stderr
    assert "refused" not in demo.stdout
    assert again.returncode == 0, again.stderr
    assert find_credentials(again.stdout) == find_credentials(up.stdout)
    assert read_alert_keys(folder) == key
    assert len(key) == 32
    assert "log" in up.stdout
    assert count_starts(up.stdout) > 100


def read_alert_keys(folder: Path) -> str:
    environment = json.loads((state_dir(folder, "up") / "environment.json").read_text())
    return str(environment["TELEMETRY_ALERT_KEYS"])


def test_commands_create_apps_keys_and_users(folder: Path) -> None:
    assert telemetry_graph(folder, "up").returncode == 0

    user = telemetry_graph(folder, "user", "create", "dev@example.com", stdin="a long password\n")
    app = telemetry_graph(folder, "app", "create", "com.dev.app", "--owner", "dev@example.com")
    key = telemetry_graph(folder, "key", "create", "com.dev.app")
    key_list = telemetry_graph(folder, "key", "list", "com.dev.app")
    key_id = key_list.stdout.split()[0]
    revoked = telemetry_graph(folder, "key", "revoke", key_id)
    revoked_again = telemetry_graph(folder, "key", "revoke", key_id)
    invalid_email = telemetry_graph(
        folder, "user", "create", "not an address", stdin="a long password\n"
    )
    short_password = telemetry_graph(folder, "user", "create", "a@example.com", stdin="short\n")
    missing_app = telemetry_graph(folder, "key", "create", "com.missing.app")

    for command in (user, app, key, key_list, revoked):
        assert command.returncode == 0, command.stderr
    assert "tgp_" in user.stdout
    assert "tgi_" in key.stdout
    for refused in (revoked_again, invalid_email, short_password, missing_app):
        assert refused.returncode == 1
        assert refused.stderr.startswith("telemetry-graph: ")
        assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    "arguments",
    [(), ("nope",), ("app",), ("key", "create"), ("demo", "--days", "many"), ("user", "create")],
)
def test_wrong_usage_exits_with_2(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    wrong = telemetry_graph(tmp_path, *arguments)

    assert wrong.returncode == 2
    assert "usage: telemetry-graph" in wrong.stderr


@pytest.mark.parametrize(
    "command",
    ["up", "down", "status", "serve", "worker", "migrate", "demo", "app create", "key create",
     "key list", "key revoke", "user create", "user add", "schema export", "alerts preview"],
)  # fmt: skip
def test_every_command_has_a_help_text(tmp_path: Path, command: str) -> None:
    output = telemetry_graph(tmp_path, *command.split(), "--help")

    assert output.returncode == 0
    assert f"usage: telemetry-graph {command}" in output.stdout


def test_a_server_without_settings_lists_the_missing_ones(tmp_path: Path) -> None:
    refused = telemetry_graph(tmp_path, "serve")

    assert refused.returncode == 1
    assert "DATABASE_URL" in refused.stderr
    assert "README" in refused.stderr


def find_credentials(printed: str) -> list[str]:
    return [word for word in printed.split() if word.startswith(("tgi_", "tgp_"))]


def count_starts(printed: str) -> float:
    """Return the demo app's starts according to the REST API."""
    address = printed.split("Dashboard")[1].split()[0]
    token = next(word for word in printed.split() if word.startswith("tgp_"))
    response = httpx.get(
        f"{address}/v1/apps/com.example.demo/analytics/overview",
        headers={"Authorization": f"Bearer {token}"},
        trust_env=False,
    )
    count: float = response.json()["starts"]
    return count
