from pathlib import Path

import pytest

from telemetry_graph.launch.state import Credentials, State, effective_environment

_CREDENTIALS = Credentials(
    "admin@example.com", "secret", "tgp_token", "com.example.demo", "tgi_key"
)


def test_nothing_is_remembered_at_first(tmp_path: Path) -> None:
    state = State(tmp_path / "state")

    assert state.credentials() is None
    assert state.environment() == {}


def test_what_is_remembered_is_found_by_the_next_run(tmp_path: Path) -> None:
    State(tmp_path / "state").remember_credentials(_CREDENTIALS)
    State(tmp_path / "state").remember_environment({"TELEMETRY_PORT": "8001"})

    assert State(tmp_path / "state").credentials() == _CREDENTIALS
    assert State(tmp_path / "state").environment() == {"TELEMETRY_PORT": "8001"}


def test_only_the_user_can_read_what_is_remembered(tmp_path: Path) -> None:
    state = State(tmp_path)
    state.remember_credentials(_CREDENTIALS)
    state.remember_environment({"DATABASE_URL": "postgresql://u:secret@h/d"})

    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}

    assert modes == {"credentials.json": 0o600, "environment.json": 0o600}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"email": 1}', b"\xff"])
def test_a_damaged_file_counts_as_none(tmp_path: Path, content: bytes) -> None:
    state = State(tmp_path)
    (tmp_path / "credentials.json").write_bytes(content)
    (tmp_path / "environment.json").write_bytes(content)

    assert state.credentials() is None
    assert state.environment() == {}


def test_the_callers_environment_comes_before_what_is_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    State.here().remember_environment({"TELEMETRY_PORT": "8001", "TELEMETRY_HOST": "::1"})

    found = effective_environment({"TELEMETRY_PORT": "9000"})

    assert found == {"TELEMETRY_PORT": "9000", "TELEMETRY_HOST": "::1"}
