"""What the command line and the tests call: a PostgreSQL and a Redis in one folder."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from telemetry_graph.runtime.account import account_for
from telemetry_graph.runtime.cluster import Cluster
from telemetry_graph.runtime.errors import RuntimeUnavailable
from telemetry_graph.runtime.folders import cache_dir, claim_folder
from telemetry_graph.runtime.lock import exclusive
from telemetry_graph.runtime.process import run
from telemetry_graph.runtime.programs import (
    Installation,
    choose_installation,
    recall_installation,
    remember_installation,
)
from telemetry_graph.runtime.redis_server import RedisServer
from telemetry_graph.runtime.service_state import Memory

_ALL_REACHED = 'for path; do test -x "$path" || exit 1; done'


@dataclass(frozen=True, slots=True)
class Endpoints:
    database_url: str
    redis_url: str
    postgres_pid: int
    redis_pid: int
    bin_dir: Path
    """psql, pg_dump and the other programs of this PostgreSQL."""


class PrivateServices:
    """`fast` gives up crash safety for speed; it is for tests that kill nothing."""

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
        self._memory = Memory(self._base / "memory.json")
        self._account = account_for(self._base / "postgres")
        self._cluster = Cluster(self._base, self._account, self._memory, fast)
        self._redis = RedisServer(self._base, self._account, self._memory)

    def up(self) -> Endpoints:
        with self._prepared() as programs:
            self._start_redis(programs)
            self._start_postgres(programs)
            return self._endpoints(programs)

    def down(self) -> None:
        with self._existing():
            self._cluster.stop()
            self._redis.stop()

    def status(self) -> str:
        services = (
            ("PostgreSQL", self._cluster.pid(), self._memory.port("postgres")),
            ("Redis", self._redis.pid(), self._memory.port("redis")),
        )
        return "\n".join(
            f"{name}: running (pid {pid}, port {port})" if pid else f"{name}: stopped"
            for name, pid, port in services
        )

    def start_postgres(self) -> None:
        with self._prepared() as programs:
            self._start_postgres(programs)

    def start_redis(self) -> None:
        with self._prepared() as programs:
            self._start_redis(programs)

    def stop_postgres(self) -> None:
        with self._existing():
            self._cluster.stop()

    def stop_redis(self) -> None:
        with self._existing():
            self._redis.stop()

    def kill_postgres(self) -> None:
        with self._existing():
            self._cluster.kill()

    def kill_redis(self) -> None:
        with self._existing():
            self._redis.kill()

    def _start_postgres(self, programs: Installation) -> None:
        if not self._cluster.data.exists():
            self._progress("creating the database")
        elif self._cluster.pid() is None:
            self._progress("starting PostgreSQL")
        self._cluster.start(programs)

    def _start_redis(self, programs: Installation) -> None:
        if self._redis.pid() is None:
            self._progress("starting Redis")
        self._redis.start(programs)

    def _endpoints(self, programs: Installation) -> Endpoints:
        postgres_pid, redis_pid = self._cluster.pid(), self._redis.pid()
        if postgres_pid is None or redis_pid is None:
            raise RuntimeUnavailable(f"a service ended right after its start; see {self._base}/log")
        return Endpoints(
            database_url=self._cluster.url,
            redis_url=self._redis.url,
            postgres_pid=postgres_pid,
            redis_pid=redis_pid,
            bin_dir=programs.bin_dir,
        )

    @contextmanager
    def _prepared(self) -> Iterator[Installation]:
        """The folder made and locked, and the programs to run in it."""
        claim_folder(self._base, self._account.trusted_owners)
        with self._locked():
            self._account.make_private_folder(self._base / "log")
            self._check_reach(self._base / "log")
            programs = recall_installation(self._memory) or self._choose()
            self._check_reach(programs.bin_dir / "postgres", programs.redis_server)
            yield programs

    @contextmanager
    def _existing(self) -> Iterator[None]:
        """The folder locked, if there is one; without it there is nothing running either."""
        if not self._base.is_dir():
            yield
            return
        with self._locked():
            yield

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            with exclusive(self._base / "lock", self._progress):
                yield
        except OSError as error:
            raise RuntimeUnavailable(f"{self._base}: {error}") from error

    def _choose(self) -> Installation:
        owners = self._account.trusted_owners
        chosen = choose_installation(self._cache or cache_dir(), owners, self._progress)
        remember_installation(self._memory, chosen)
        return chosen

    def _check_reach(self, *paths: Path) -> None:
        """As root: that the account the children run as gets to a folder or a program."""
        if not self._account.is_borrowed:
            return
        try:
            run(["/bin/sh", "-c", _ALL_REACHED, "sh", *paths], account=self._account, cwd=Path("/"))
        except RuntimeUnavailable as error:
            raise RuntimeUnavailable(
                f"{self._account.name}, which the database runs as, cannot reach "
                f"{' or '.join(str(path) for path in paths)}: choose folders below /var/tmp"
            ) from error
