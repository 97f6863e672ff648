"""A PostgreSQL and a Redis in one folder, for the command line and the tests."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from telemetry_graph.runtime.cluster import Cluster
from telemetry_graph.runtime.errors import RuntimeUnavailable
from telemetry_graph.runtime.folders import cache_dir, claim_folder
from telemetry_graph.runtime.lock import hold_lock
from telemetry_graph.runtime.process import run
from telemetry_graph.runtime.programs import (
    ServerPrograms,
    choose_programs,
    load_programs,
    save_programs,
)
from telemetry_graph.runtime.redis_server import RedisServer
from telemetry_graph.runtime.service_state import ServiceState
from telemetry_graph.runtime.system_account import choose_account

_CHECK_EXECUTABLE = 'for path; do test -x "$path" || exit 1; done'


@dataclass(frozen=True, slots=True)
class Endpoints:
    database_url: str
    redis_url: str
    postgres_pid: int
    redis_pid: int
    bin_dir: Path
    """The folder of psql, pg_dump and PostgreSQL's other programs."""


class PrivateServices:
    """The private PostgreSQL and Redis of one folder.

    `fast` gives up crash safety for speed, for tests that kill no server.
    """

    def __init__(
        self,
        base: Path,
        *,
        fast: bool = False,
        progress: Callable[[str], None] = lambda _: None,
        cache: Path | None = None,
    ) -> None:
        self._base = base.absolute()
        self._cache = cache
        self._progress = progress
        self._state = ServiceState(self._base / "memory.json")
        self._account = choose_account(self._base / "postgres")
        self._cluster = Cluster(self._base, self._account, self._state, fast)
        self._redis = RedisServer(self._base, self._account, self._state)

    def up(self) -> Endpoints:
        with self._prepare_folder() as programs:
            self._start_redis(programs)
            self._start_postgres(programs)
            return self._read_endpoints(programs)

    def down(self) -> None:
        with self._lock_existing():
            self._cluster.stop()
            self._redis.stop()

    def status(self) -> str:
        services = (
            ("PostgreSQL", self._cluster.pid(), self._state.port("postgres")),
            ("Redis", self._redis.pid(), self._state.port("redis")),
        )
        return "\n".join(
            f"{name}: running (pid {pid}, port {port})" if pid else f"{name}: stopped"
            for name, pid, port in services
        )

    def start_postgres(self) -> None:
        with self._prepare_folder() as programs:
            self._start_postgres(programs)

    def start_redis(self) -> None:
        with self._prepare_folder() as programs:
            self._start_redis(programs)

    def stop_postgres(self) -> None:
        with self._lock_existing():
            self._cluster.stop()

    def stop_redis(self) -> None:
        with self._lock_existing():
            self._redis.stop()

    def kill_postgres(self) -> None:
        with self._lock_existing():
            self._cluster.kill()

    def kill_redis(self) -> None:
        with self._lock_existing():
            self._redis.kill()

    def _start_postgres(self, programs: ServerPrograms) -> None:
        if not self._cluster.data.exists():
            self._progress("creating the database")
        elif self._cluster.pid() is None:
            self._progress("starting PostgreSQL")
        self._cluster.start(programs)

    def _start_redis(self, programs: ServerPrograms) -> None:
        if self._redis.pid() is None:
            self._progress("starting Redis")
        self._redis.start(programs)

    def _read_endpoints(self, programs: ServerPrograms) -> Endpoints:
        postgres_pid, redis_pid = self._cluster.pid(), self._redis.pid()
        if postgres_pid is None or redis_pid is None:
            raise RuntimeUnavailable(
                f"a service ended right after it started; see {self._base}/log"
            )
        return Endpoints(
            database_url=self._cluster.url,
            redis_url=self._redis.url,
            postgres_pid=postgres_pid,
            redis_pid=redis_pid,
            bin_dir=programs.bin_dir,
        )

    @contextmanager
    def _prepare_folder(self) -> Iterator[ServerPrograms]:
        """Create and lock the folder, and choose the programs to run in it."""
        claim_folder(self._base, self._account.trusted_owners)
        with self._lock():
            self._account.create_private_folder(self._base / "log")
            self._check_access(self._base / "log")
            programs = load_programs(self._state) or self._choose_programs()
            self._check_access(programs.bin_dir / "postgres", programs.redis_server)
            yield programs

    @contextmanager
    def _lock_existing(self) -> Iterator[None]:
        """Lock the folder if it exists. If it does not, no service is running."""
        if not self._base.is_dir():
            yield
            return
        with self._lock():
            yield

    @contextmanager
    def _lock(self) -> Iterator[None]:
        try:
            with hold_lock(self._base / "lock", self._progress):
                yield
        except OSError as error:
            raise RuntimeUnavailable(f"{self._base}: {error}") from error

    def _choose_programs(self) -> ServerPrograms:
        owners = self._account.trusted_owners
        programs = choose_programs(self._cache or cache_dir(), owners, self._progress)
        save_programs(self._state, programs)
        return programs

    def _check_access(self, *paths: Path) -> None:
        """Check that a substitute account can enter the folders and run the programs."""
        if not self._account.is_substitute:
            return
        try:
            run(
                ["/bin/sh", "-c", _CHECK_EXECUTABLE, "sh", *paths],
                account=self._account,
                cwd=Path("/"),
            )
        except RuntimeUnavailable as error:
            raise RuntimeUnavailable(
                f"the user {self._account.name}, which runs the database, cannot access "
                f"{' or '.join(str(path) for path in paths)}. Use folders below /var/tmp"
            ) from error
