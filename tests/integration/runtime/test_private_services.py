"""The private PostgreSQL and Redis as real processes."""

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
from telemetry_graph.runtime.process import is_alive, list_pids, read_command_line, run, wait_for


@pytest.fixture(scope="module")
def base() -> Iterator[Path]:
    # The account that root runs the database under cannot enter pytest's own folders.
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


def query(endpoints: Endpoints, statement: str) -> str:
    return run_psql(endpoints, endpoints.database_url, "-A", "-t", "-c", statement).strip()


def run_psql(endpoints: Endpoints, url: str, *arguments: str) -> str:
    return run([endpoints.bin_dir / "psql", "-X", "-v", "ON_ERROR_STOP=1", "-d", url, *arguments])


def query_redis(endpoints: Endpoints, command: str) -> str:
    url = urlsplit(endpoints.redis_url)
    with socket.create_connection((url.hostname, url.port), timeout=5) as connection:
        connection.sendall(f"AUTH {url.password}\r\n{command}\r\nQUIT\r\n".encode())
        lines = connection.makefile("rb").read().decode().splitlines()
    assert lines[0] == "+OK"
    return "\n".join(lines[1:-1])


def list_processes(base: Path) -> list[str]:
    return [line for line in map(read_command_line, list_pids()) if f"{base}/" in line]


def test_starting_twice_changes_nothing(services: PrivateServices, endpoints: Endpoints) -> None:
    assert services.up() == endpoints


def test_extensions_are_installed(endpoints: Endpoints) -> None:
    names = query(endpoints, "SELECT string_agg(extname, ' ' ORDER BY extname) FROM pg_extension")

    assert names == "hll plpgsql tdigest timescaledb"


def test_hypertables_sketches_and_time_zones_work(endpoints: Endpoints) -> None:
    output = query(
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

    assert "2024-07-01 10:00:00+00|10|50" in output


def test_the_server_is_durable(endpoints: Endpoints) -> None:
    settings = query(
        endpoints,
        "SELECT string_agg(concat(name, '=', setting), ' ' ORDER BY name) FROM pg_settings "
        "WHERE name IN ('fsync', 'jit', 'max_connections', 'TimeZone', 'listen_addresses')",
    )

    assert (
        settings == "TimeZone=UTC fsync=on jit=off listen_addresses=127.0.0.1 max_connections=100"
    )


def test_passwords_are_required_and_readable_by_their_owner_only(
    base: Path, endpoints: Endpoints
) -> None:
    password = urlsplit(endpoints.database_url).password
    assert password
    wrong_url = endpoints.database_url.replace(password, "guess")

    with pytest.raises(RuntimeUnavailable, match="password authentication failed"):
        run_psql(endpoints, wrong_url, "-c", "SELECT 1")
    for file in base.glob("*.password"):
        assert file.stat().st_mode & 0o777 == 0o600


def test_servers_do_not_inherit_the_lock(base: Path, endpoints: Endpoints) -> None:
    for pid in (endpoints.postgres_pid, endpoints.redis_pid):
        descriptors = Path(f"/proc/{pid}/fd").iterdir()
        assert str(base / "lock") not in {os.readlink(path) for path in descriptors}


def test_a_killed_postgres_recovers_with_its_data(
    services: PrivateServices, endpoints: Endpoints
) -> None:
    query(endpoints, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)")

    services.kill_postgres()
    assert "PostgreSQL: stopped" in services.status()
    again = services.up()

    assert again.postgres_pid != endpoints.postgres_pid
    assert again.database_url == endpoints.database_url
    assert query(again, "SELECT n FROM kept") == "7"


def test_a_pid_file_with_the_pid_of_another_program_does_not_prevent_a_start(
    base: Path, services: PrivateServices, endpoints: Endpoints
) -> None:
    pid_file = base / "postgres" / "postmaster.pid"
    stale = pid_file.read_text().replace(str(endpoints.postgres_pid), str(os.getpid()), 1)
    services.kill_postgres()
    pid_file.write_text(stale)

    again = services.up()

    assert query(again, "SELECT 1") == "1"


def test_a_killed_redis_is_started_again(services: PrivateServices, endpoints: Endpoints) -> None:
    services.kill_redis()
    assert "Redis: stopped" in services.status()
    again = services.up()

    assert again.redis_pid != endpoints.redis_pid
    assert again.redis_url == endpoints.redis_url
    assert query_redis(again, "PING") == "+PONG"


@pytest.mark.parametrize("service", ["postgres", "redis"])
def test_a_service_keeps_its_port_when_it_is_restarted_alone(
    services: PrivateServices, endpoints: Endpoints, service: str
) -> None:
    stop: Callable[[], None] = getattr(services, f"stop_{service}")
    start: Callable[[], None] = getattr(services, f"start_{service}")

    stop()
    assert services.status().count("stopped") == 1
    start()

    again = services.up()
    assert (again.database_url, again.redis_url) == (endpoints.database_url, endpoints.redis_url)


def test_a_port_that_was_taken_while_stopped_is_replaced(
    services: PrivateServices, endpoints: Endpoints
) -> None:
    services.stop_redis()
    port = urlsplit(endpoints.redis_url).port
    with socket.create_server(("127.0.0.1", port or 0)):
        again = services.up()

    assert urlsplit(again.redis_url).port != port
    assert query_redis(again, "PING") == "+PONG"


def test_redis_limits_its_memory_and_stores_nothing(endpoints: Endpoints) -> None:
    assert query_redis(endpoints, "CONFIG GET maxmemory").endswith("134217728")
    assert query_redis(endpoints, "CONFIG GET save").endswith("$0\n")


def test_stopping_leaves_no_process(
    base: Path, services: PrivateServices, endpoints: Endpoints
) -> None:
    services.down()
    services.down()

    assert not is_alive(endpoints.postgres_pid)
    assert not is_alive(endpoints.redis_pid)
    assert wait_for(lambda: not list_processes(base), seconds=2)
    assert services.status() == "PostgreSQL: stopped\nRedis: stopped"


def test_concurrent_starts_create_one_cluster(base: Path) -> None:
    fresh = base.with_name("concurrent")
    messages: list[str] = []
    ready = threading.Barrier(2)

    def up(_: int) -> Endpoints:
        ready.wait()
        return PrivateServices(fresh, fast=True, progress=messages.append).up()

    try:
        with ThreadPoolExecutor(2) as threads:
            one, two = threads.map(up, range(2))

        assert one == two
        assert messages.count("creating the database") == 1
        assert "waiting for another start to finish" in messages
    finally:
        PrivateServices(fresh).down()


def test_stopping_services_that_were_never_started_does_nothing(base: Path) -> None:
    services = PrivateServices(base.with_name("missing"))

    services.down()

    assert services.status() == "PostgreSQL: stopped\nRedis: stopped"
    assert not base.with_name("missing").exists()


def test_a_planted_folder_is_refused(base: Path) -> None:
    public = base.with_name("public")
    public.mkdir()
    public.chmod(0o1777)
    planted = public / "planted"
    planted.mkdir()
    if os.geteuid() != 0:
        pytest.skip("only root can create a folder of another user")
    os.chown(planted, 65534, 65534)

    with pytest.raises(RuntimeUnavailable, match="belongs to another user"):
        PrivateServices(planted / "base").up()

    assert list(planted.iterdir()) == []
