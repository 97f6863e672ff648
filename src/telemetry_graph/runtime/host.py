"""Finding a PostgreSQL with our extensions, and a Redis, among what the host has installed."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from telemetry_graph.runtime.errors import RuntimeUnavailable
from telemetry_graph.runtime.process import run

EXTENSIONS = ("timescaledb", "hll", "tdigest")
OLDEST_POSTGRES = 15
OLDEST_REDIS = (6, 2)

_PROGRAMS = ("postgres", "initdb", "pg_ctl", "psql")
_USUAL_PLACES = (
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
            self.major >= OLDEST_POSTGRES
            and all((self.bin_dir / program).exists() for program in _PROGRAMS)
            and all(
                (self.share_dir / "extension" / f"{name}.control").exists() for name in EXTENSIONS
            )
        )


def installed_postgres() -> Path | None:
    """The program folder of the newest suitable PostgreSQL."""
    suitable = [found for found in _all_installed() if found.is_suitable]
    return max(suitable, key=lambda found: found.major).bin_dir if suitable else None


def installed_redis() -> Path | None:
    for name in ("redis-server", "valkey-server"):
        program = shutil.which(name)
        if program and redis_version(_output(program, "--version")) >= OLDEST_REDIS:
            return Path(program)
    return None


def parse_pg_config(output: str) -> InstalledPostgres | None:
    """Of the output of `pg_config --version --bindir --sharedir`, a line each."""
    lines = output.splitlines()
    version = re.search(r"\d+", lines[0]) if len(lines) == 3 else None
    return version and InstalledPostgres(int(version[0]), Path(lines[1]), Path(lines[2]))


def redis_version(output: str) -> tuple[int, ...]:
    version = re.search(r"v=(\d+)\.(\d+)", output)
    return tuple(int(part) for part in version.groups()) if version else ()


def _all_installed() -> Iterator[InstalledPostgres]:
    on_path = shutil.which("pg_config")
    usual = (path for pattern in _USUAL_PLACES for path in Path("/").glob(pattern))
    for program in {*usual, *([Path(on_path)] if on_path else [])}:
        found = parse_pg_config(_output(str(program), "--version", "--bindir", "--sharedir"))
        if found is not None:
            yield found


def _output(*command: str) -> str:
    try:
        return run(command)
    except (RuntimeUnavailable, OSError):
        return ""
