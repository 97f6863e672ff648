"""What a cluster keeps between starts, and when it chooses another port."""

import socket
from pathlib import Path

import pytest

from telemetry_graph.runtime.service_state import (
    ServiceState,
    choose_port,
    ensure_password,
    is_port_free,
)


@pytest.fixture
def state(tmp_path: Path) -> ServiceState:
    return ServiceState(tmp_path / "state.json")


def test_the_chosen_port_is_kept(state: ServiceState) -> None:
    port = state.ensure_free_port("redis")

    assert state.ensure_free_port("redis") == port
    assert ServiceState(state.file).port("redis") == port


def test_services_have_different_ports(state: ServiceState) -> None:
    ports = {state.ensure_free_port("redis"), state.ensure_free_port("postgres")}

    assert ports == {state.port("redis"), state.port("postgres")}


def test_a_port_that_another_program_uses_is_replaced(state: ServiceState) -> None:
    port = state.ensure_free_port("redis")
    with socket.create_server(("127.0.0.1", port)):
        another = state.ensure_free_port("redis")

    assert another != port
    assert state.port("redis") == another


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"redis_port": "x"}', "\x00"])
def test_a_damaged_file_counts_as_empty(state: ServiceState, damage: str) -> None:
    state.file.write_text(damage)

    assert state.port("redis") is None
    assert state.ensure_free_port("redis") == state.port("redis")


def test_saved_values_do_not_replace_other_values(state: ServiceState) -> None:
    state.save(bin_dir="/a")
    state.save(zoneinfo="/b")

    assert (state.load("bin_dir"), state.load("zoneinfo")) == ("/a", "/b")


def test_a_port_that_is_listened_on_is_not_free() -> None:
    port = choose_port()
    assert is_port_free(port)
    with socket.create_server(("127.0.0.1", port)):
        assert not is_port_free(port)


def test_a_password_is_generated_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "password"

    first = ensure_password(file)

    assert ensure_password(file) == first
    assert len(first) == 32
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_draft_that_a_killed_process_left_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "password"
    (tmp_path / "password.new").touch()

    assert len(ensure_password(file)) == 32


def test_the_draft_of_a_password_does_not_replace_the_draft_of_a_cluster(tmp_path: Path) -> None:
    (tmp_path / "postgres.new").mkdir()

    password = ensure_password(tmp_path / "postgres.password")

    assert password == ensure_password(tmp_path / "postgres.password")
    assert [path.name for path in tmp_path.glob("*.new")] == ["postgres.new"]
