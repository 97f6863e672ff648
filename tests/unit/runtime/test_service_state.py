"""What a cluster remembers, and when it takes another port."""

import socket
from pathlib import Path

import pytest

from telemetry_graph.runtime.service_state import Memory, choose_port, is_free, secret


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "memory.json")


def test_port_is_kept_once_chosen(memory: Memory) -> None:
    port = memory.free_port("redis")

    assert memory.free_port("redis") == port
    assert Memory(memory.file).port("redis") == port


def test_services_have_ports_of_their_own(memory: Memory) -> None:
    ports = {memory.free_port("redis"), memory.free_port("postgres")}

    assert ports == {memory.port("redis"), memory.port("postgres")}


def test_port_taken_by_a_stranger_is_chosen_again(memory: Memory) -> None:
    port = memory.free_port("redis")
    with socket.create_server(("127.0.0.1", port)):
        another = memory.free_port("redis")

    assert another != port
    assert memory.port("redis") == another


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"redis_port": "x"}', "\x00"])
def test_damaged_file_is_forgotten(memory: Memory, damage: str) -> None:
    memory.file.write_text(damage)

    assert memory.port("redis") is None
    assert memory.free_port("redis") == memory.port("redis")


def test_facts_are_added_to_one_another(memory: Memory) -> None:
    memory.remember(bin_dir="/a")
    memory.remember(zoneinfo="/b")

    assert (memory.recall("bin_dir"), memory.recall("zoneinfo")) == ("/a", "/b")


def test_listening_port_is_not_free() -> None:
    port = choose_port()
    assert is_free(port)
    with socket.create_server(("127.0.0.1", port)):
        assert not is_free(port)


def test_secret_is_made_once_and_closed_to_others(tmp_path: Path) -> None:
    file = tmp_path / "password"

    first = secret(file)

    assert secret(file) == first
    assert len(first) == 32
    assert file.stat().st_mode & 0o777 == 0o600


def test_what_a_killed_writer_of_a_secret_left_is_in_nobodys_way(tmp_path: Path) -> None:
    file = tmp_path / "password"
    (tmp_path / "password.new").touch()

    assert len(secret(file)) == 32


def test_the_draft_of_a_password_is_not_that_of_the_cluster_beside_it(tmp_path: Path) -> None:
    (tmp_path / "postgres.new").mkdir()

    kept = secret(tmp_path / "postgres.password")

    assert kept == secret(tmp_path / "postgres.password")
    assert [path.name for path in tmp_path.glob("*.new")] == ["postgres.new"]
