"""The private PostgreSQL and Redis, run for real."""

import os
import shutil
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from telemetry_graph.runtime import Endpoints, PrivateServices, RuntimeUnavailable
from telemetry_graph.runtime.process import all_pids, command_line, is_alive, run, wait_for


@pytest.fixture(scope="module")
def base() -> Iterator[Path]:
    # pytest's own folders are closed to the account that root's children run as.
    folder = Path(tempfile.mkdtemp(prefix="telemetry-graph-test-", dir="/var/tmp"))
    folder.chmod(0o755)
    yield folder / "services"
    PrivateServices(folder / "services").down()
    shutil.rmtree(folder)


@pytest.fixture
def services(base: Path) -> PrivateServices:
    return PrivateServices(base)


@pytest.fixture
def endpoints(services: PrivateServices) -> Endpoints:
    return services.up()


def sql(endpoints: Endpoints, statement: str) -> str:
    return psql(endpoints, endpoints.database_url, "-A", "-t", "-c", statement).strip()


def psql(endpoints: Endpoints, url: str, *arguments: str) -> str:
    return run([endpoints.bin_dir / "psql", "-X", "-v", "ON_ERROR_STOP=1", "-d", url, *arguments])


def ask_redis(endpoints: Endpoints, command: str) -> str:
    url = urlsplit(endpoints.redis_url)
    with socket.create_connection((url.hostname, url.port), timeout=5) as connection:
        connection.sendall(f"AUTH {url.password}\r\n{command}\r\nQUIT\r\n".encode())
        lines = connection.makefile("rb").read().decode().splitlines()
    assert lines[0] == "+OK"
    return "\n".join(lines[1:-1])


def processes_of(base: Path) -> list[str]:
    return [line for line in map(command_line, all_pids()) if f"{base}/" in line]


def test_up_twice_is_one_start(services: PrivateServices, endpoints: Endpoints) -> None:
    assert services.up() == endpoints


def test_extensions_are_there(endpoints: Endpoints) -> None:
    names = sql(endpoints, "SELECT string_agg(extname, ' ' ORDER BY extname) FROM pg_extension")

    assert names == "hll plpgsql tdigest timescaledb"


def test_hypertables_sketches_and_time_zones_work(endpoints: Endpoints) -> None:
    answer = sql(
        endpoints,
        """
        CREATE TABLE sample (at timestamptz NOT NULL, device int, took float8);
        SELECT create_hypertable('sample', 'at') IS NOT NULL;
        INSERT INTO sample
        SELECT timestamptz '2024-07-01 12:00 Europe/Paris', n % 10, n FROM generate_series(1, 99) n;
        SELECT max(at), hll_cardinality(hll_add_agg(hll_hash_integer(device))),
               tdigest_percentile(took, 100, 0.5)
          FROM sample;
        DROP TABLE sample;
        """,
    )

    assert "2024-07-01 10:00:00+00|10|50" in answer


def test_settings_are_those_of_a_durable_server(endpoints: Endpoints) -> None:
    settings = sql(
        endpoints,
        "SELECT string_agg(concat(name, '=', setting), ' ' ORDER BY name) FROM pg_settings "
        "WHERE name IN ('fsync', 'jit', 'max_connections', 'TimeZone', 'listen_addresses')",
    )

    assert (
        settings == "TimeZone=UTC fsync=on jit=off listen_addresses=127.0.0.1 max_connections=100"
    )


def test_passwords_are_needed_and_closed_to_others(base: Path, endpoints: Endpoints) -> None:
    password = urlsplit(endpoints.database_url).password
    assert password
    guessed = endpoints.database_url.replace(password, "guess")

    with pytest.raises(RuntimeUnavailable, match="password authentication failed"):
        psql(endpoints, guessed, "-c", "SELECT 1")
    for file in base.glob("*.password"):
        assert file.stat().st_mode & 0o777 == 0o600


def test_daemons_do_not_hold_our_lock(base: Path, endpoints: Endpoints) -> None:
    for pid in (endpoints.postgres_pid, endpoints.redis_pid):
        descriptors = Path(f"/proc/{pid}/fd").iterdir()
        assert str(base / "lock") not in {os.readlink(path) for path in descriptors}


def test_killed_postgres_recovers_with_its_data(
    services: PrivateServices, endpoints: Endpoints
) -> None:
    sql(endpoints, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)")

    services.kill_postgres()
    assert "PostgreSQL: stopped" in services.status()
    again = services.up()

    assert again.postgres_pid != endpoints.postgres_pid
    assert again.database_url == endpoints.database_url
    assert sql(again, "SELECT n FROM kept") == "7"


def test_pid_file_of_a_stranger_does_not_stop_a_start(
    base: Path, services: PrivateServices, endpoints: Endpoints
) -> None:
    pid_file = base / "postgres" / "postmaster.pid"
    stale = pid_file.read_text().replace(str(endpoints.postgres_pid), str(os.getpid()), 1)
    services.kill_postgres()
    pid_file.write_text(stale)

    again = services.up()

    assert sql(again, "SELECT 1") == "1"


def test_killed_redis_comes_back(services: PrivateServices, endpoints: Endpoints) -> None:
    services.kill_redis()
    assert "Redis: stopped" in services.status()
    again = services.up()

    assert again.redis_pid != endpoints.redis_pid
    assert again.redis_url == endpoints.redis_url
    assert ask_redis(again, "PING") == "+PONG"


@pytest.mark.parametrize("service", ["postgres", "redis"])
def test_one_service_stopped_and_started_keeps_its_port(
    services: PrivateServices, endpoints: Endpoints, service: str
) -> None:
    stop: Callable[[], None] = getattr(services, f"stop_{service}")
    start: Callable[[], None] = getattr(services, f"start_{service}")

    stop()
    assert services.status().count("stopped") == 1
    start()

    again = services.up()
    assert (again.database_url, again.redis_url) == (endpoints.database_url, endpoints.redis_url)


def test_port_taken_while_stopped_is_given_up(
    services: PrivateServices, endpoints: Endpoints
) -> None:
    services.stop_redis()
    port = urlsplit(endpoints.redis_url).port
    with socket.create_server(("127.0.0.1", port or 0)):
        again = services.up()

    assert urlsplit(again.redis_url).port != port
    assert ask_redis(again, "PING") == "+PONG"


def test_redis_keeps_within_its_memory_and_writes_nothing(endpoints: Endpoints) -> None:
    assert ask_redis(endpoints, "CONFIG GET maxmemory").endswith("134217728")
    assert ask_redis(endpoints, "CONFIG GET save").endswith("$0\n")


def test_down_leaves_no_process(
    base: Path, services: PrivateServices, endpoints: Endpoints
) -> None:
    services.down()
    services.down()

    assert not is_alive(endpoints.postgres_pid)
    assert not is_alive(endpoints.redis_pid)
    assert wait_for(lambda: not processes_of(base), seconds=2)
    assert services.status() == "PostgreSQL: stopped\nRedis: stopped"


def test_concurrent_ups_are_one_start(base: Path) -> None:
    fresh = base.with_name("concurrent")
    said: list[str] = []
    ready = threading.Barrier(2)

    def up(_: int) -> Endpoints:
        ready.wait()
        return PrivateServices(fresh, fast=True, progress=said.append).up()

    try:
        with ThreadPoolExecutor(2) as threads:
            one, two = threads.map(up, range(2))

        assert one == two
        assert said.count("creating the database") == 1
        assert "waiting for another start to finish" in said
    finally:
        PrivateServices(fresh).down()


def test_nothing_to_take_down_where_nothing_was(base: Path) -> None:
    nowhere = PrivateServices(base.with_name("nowhere"))

    nowhere.down()

    assert nowhere.status() == "PostgreSQL: stopped\nRedis: stopped"
    assert not base.with_name("nowhere").exists()


def test_planted_folder_is_refused(base: Path) -> None:
    public = base.with_name("public")
    public.mkdir()
    public.chmod(0o1777)
    planted = public / "planted"
    planted.mkdir()
    if os.geteuid() != 0:
        pytest.skip("only root can plant a folder of somebody else's")
    os.chown(planted, 65534, 65534)

    with pytest.raises(RuntimeUnavailable, match="belongs to another user"):
        PrivateServices(planted / "base").up()

    assert list(planted.iterdir()) == []
