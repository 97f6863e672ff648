"""Which PostgreSQL and Redis programs a cluster runs: the host's, else Debian's own packages."""

from collections.abc import Callable, Container
from dataclasses import dataclass
from pathlib import Path

from telemetry_graph.runtime.errors import RuntimeUnavailable
from telemetry_graph.runtime.host import (
    EXTENSIONS,
    MIN_POSTGRES_MAJOR,
    find_postgres,
    find_redis,
)
from telemetry_graph.runtime.package_tree import PACKAGES, ensure_package_tree
from telemetry_graph.runtime.service_state import ServiceState

# Linux's files about processes are needed to distinguish a live process from a zombie.
_PROC_STAT = Path("/proc/self/stat")

_ADVICE = f"""\
Run `docker compose up` instead, or install Redis and PostgreSQL {MIN_POSTGRES_MAJOR} or newer \
with {", ".join(EXTENSIONS)}; on Debian 13: apt install {" ".join(PACKAGES)}"""


@dataclass(frozen=True, slots=True)
class ServerPrograms:
    bin_dir: Path
    redis_server: Path
    zoneinfo: Path | None
    """Time zones for a PostgreSQL that cannot rely on the host's."""

    @property
    def are_present(self) -> bool:
        return (self.bin_dir / "postgres").exists() and self.redis_server.exists()


def choose_programs(
    cache: Path, owners: Container[int], progress: Callable[[str], None]
) -> ServerPrograms:
    if not _PROC_STAT.exists():
        raise RuntimeUnavailable(f"private services need Linux.\n{_ADVICE}")
    postgres, redis = find_postgres(), find_redis()
    if postgres and redis:
        return ServerPrograms(postgres, redis, zoneinfo=None)
    try:
        tree = ensure_package_tree(cache, owners, progress)
    except (RuntimeUnavailable, OSError) as error:
        raise RuntimeUnavailable(f"{error}\n{_ADVICE}") from error
    if postgres:
        return ServerPrograms(postgres, tree.redis_server, zoneinfo=None)
    return ServerPrograms(tree.bin_dir, tree.redis_server, tree.zoneinfo)


def load_programs(state: ServiceState) -> ServerPrograms | None:
    """Return the programs that this cluster ran with before, if they still exist.

    Another version of TimescaleDB may be unable to read the cluster's data.
    """
    bin_dir, redis_server = state.load("bin_dir"), state.load("redis_server")
    if not (bin_dir and redis_server):
        return None
    zoneinfo = state.load("zoneinfo")
    saved = ServerPrograms(Path(bin_dir), Path(redis_server), Path(zoneinfo) if zoneinfo else None)
    return saved if saved.are_present else None


def save_programs(state: ServiceState, programs: ServerPrograms) -> None:
    state.save(
        bin_dir=str(programs.bin_dir),
        redis_server=str(programs.redis_server),
        zoneinfo=str(programs.zoneinfo or ""),
    )
