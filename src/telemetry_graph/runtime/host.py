"""Finds a suitable PostgreSQL and Redis among the programs that the host has installed."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from telemetry_graph.runtime.errors import RuntimeUnavailable
from telemetry_graph.runtime.process import run

EXTENSIONS = ("timescaledb", "hll", "tdigest")
MIN_POSTGRES_MAJOR = 15
MIN_REDIS_VERSION = (6, 2)

_PROGRAMS = ("postgres", "initdb", "pg_ctl", "psql")
_PG_CONFIG_PATTERNS = (
    "usr/lib/postgresql/*/bin/pg_config",
    "usr/pgsql-*/bin/pg_config",
    "usr/local/pgsql/bin/pg_config",
)


@dataclass(frozen=True, slots=True)
class InstalledPostgres:
    major: int
    bin_dir: Path
    share_dir: Path

    @property
    def is_suitable(self) -> bool:
        return (
            self.major >= MIN_POSTGRES_MAJOR
            and all((self.bin_dir / program).exists() for program in _PROGRAMS)
            and all(
                (self.share_dir / "extension" / f"{name}.control").exists() for name in EXTENSIONS
            )
        )


def find_postgres() -> Path | None:
    """Return the program folder of the newest suitable PostgreSQL."""
    suitable = [postgres for postgres in _list_installed() if postgres.is_suitable]
    return max(suitable, key=lambda postgres: postgres.major).bin_dir if suitable else None


def find_redis() -> Path | None:
    for name in ("redis-server", "valkey-server"):
        program = shutil.which(name)
        if program and parse_redis_version(_run(program, "--version")) >= MIN_REDIS_VERSION:
            return Path(program)
    return None


def parse_pg_config(output: str) -> InstalledPostgres | None:
    """Parse the three lines that `pg_config --version --bindir --sharedir` prints."""
    lines = output.splitlines()
    version = re.search(r"\d+", lines[0]) if len(lines) == 3 else None
    return version and InstalledPostgres(int(version[0]), Path(lines[1]), Path(lines[2]))


def parse_redis_version(output: str) -> tuple[int, ...]:
    version = re.search(r"v=(\d+)\.(\d+)", output)
    return tuple(int(part) for part in version.groups()) if version else ()


def _list_installed() -> Iterator[InstalledPostgres]:
    on_path = shutil.which("pg_config")
    usual = (path for pattern in _PG_CONFIG_PATTERNS for path in Path("/").glob(pattern))
    for program in {*usual, *([Path(on_path)] if on_path else [])}:
        postgres = parse_pg_config(_run(str(program), "--version", "--bindir", "--sharedir"))
        if postgres is not None:
            yield postgres


def _run(*command: str) -> str:
    """Return the command's output, empty when it fails."""
    try:
        return run(command)
    except (RuntimeUnavailable, OSError):
        return ""
