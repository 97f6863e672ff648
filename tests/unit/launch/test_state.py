from pathlib import Path

import pytest

from telemetry_graph.launch.state import StackCredentials, StackState, effective_environment

_CREDENTIALS = StackCredentials(
    "admin@example.com", "secret", "tgp_token", "com.example.demo", "tgi_key"
)


def test_a_new_state_is_empty(tmp_path: Path) -> None:
    state = StackState(tmp_path / "state")

    assert state.load_credentials() is None
    assert state.load_environment() == {}


def test_the_next_run_loads_what_was_saved(tmp_path: Path) -> None:
    StackState(tmp_path / "state").save_credentials(_CREDENTIALS)
    StackState(tmp_path / "state").save_environment({"TELEMETRY_PORT": "8001"})

    assert StackState(tmp_path / "state").load_credentials() == _CREDENTIALS
    assert StackState(tmp_path / "state").load_environment() == {"TELEMETRY_PORT": "8001"}


def test_only_the_user_can_read_the_state(tmp_path: Path) -> None:
    state = StackState(tmp_path)
    state.save_credentials(_CREDENTIALS)
    state.save_environment({"DATABASE_URL": "postgresql://u:secret@h/d"})

    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}

    assert modes == {"credentials.json": 0o600, "environment.json": 0o600}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"email": 1}', b"\xff"])
def test_a_damaged_file_counts_as_missing(tmp_path: Path, content: bytes) -> None:
    state = StackState(tmp_path)
    (tmp_path / "credentials.json").write_bytes(content)
    (tmp_path / "environment.json").write_bytes(content)

    assert state.load_credentials() is None
    assert state.load_environment() == {}


def test_the_callers_environment_overrides_the_saved_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    StackState.of_current_folder().save_environment(
        {"TELEMETRY_PORT": "8001", "TELEMETRY_HOST": "::1"}
    )

    environment = effective_environment({"TELEMETRY_PORT": "9000"})

    assert environment == {"TELEMETRY_PORT": "9000", "TELEMETRY_HOST": "::1"}
