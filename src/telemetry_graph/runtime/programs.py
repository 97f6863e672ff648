"""Which PostgreSQL and Redis a cluster runs with: the host's, else the private prefix."""

from collections.abc import Callable, Container
from dataclasses import dataclass
from pathlib import Path

from telemetry_graph.runtime.errors import RuntimeUnavailable
from telemetry_graph.runtime.host import (
    EXTENSIONS,
    OLDEST_POSTGRES,
    installed_postgres,
    installed_redis,
)
from telemetry_graph.runtime.package_tree import PACKAGES, ensure_prefix
from telemetry_graph.runtime.service_state import Memory

# A live process is told from a zombie by what Linux shows there.
_PROC = Path("/proc/self/stat")

_ADVICE = f"""\
Run `docker compose up` instead, or install PostgreSQL {OLDEST_POSTGRES} or newer with \
{", ".join(EXTENSIONS)}, and Redis; on Debian 13: apt install {" ".join(PACKAGES)}"""


@dataclass(frozen=True, slots=True)
class Installation:
    bin_dir: Path
    redis_server: Path
    zoneinfo: Path | None
    """Time zones of a PostgreSQL that cannot rely on the host's."""

    @property
    def exists(self) -> bool:
        return (self.bin_dir / "postgres").exists() and self.redis_server.exists()


def choose_installation(
    cache: Path, owners: Container[int], progress: Callable[[str], None]
) -> Installation:
    if not _PROC.exists():
        raise RuntimeUnavailable(f"private services need Linux.\n{_ADVICE}")
    postgres, redis = installed_postgres(), installed_redis()
    if postgres and redis:
        return Installation(postgres, redis, zoneinfo=None)
    try:
        prefix = ensure_prefix(cache, owners, progress)
    except (RuntimeUnavailable, OSError) as error:
        raise RuntimeUnavailable(f"{error}\n{_ADVICE}") from error
    if postgres:
        return Installation(postgres, prefix.redis_server, zoneinfo=None)
    return Installation(prefix.bin_dir, prefix.redis_server, prefix.zoneinfo)


def recall_installation(memory: Memory) -> Installation | None:
    """What this cluster ran with before, since another TimescaleDB may not read its data."""
    bin_dir, redis_server = memory.recall("bin_dir"), memory.recall("redis_server")
    if not (bin_dir and redis_server):
        return None
    zoneinfo = memory.recall("zoneinfo")
    known = Installation(Path(bin_dir), Path(redis_server), Path(zoneinfo) if zoneinfo else None)
    return known if known.exists else None


def remember_installation(memory: Memory, chosen: Installation) -> None:
    memory.remember(
        bin_dir=str(chosen.bin_dir),
        redis_server=str(chosen.redis_server),
        zoneinfo=str(chosen.zoneinfo or ""),
    )
