"""Finding programs that the host has installed."""

from pathlib import Path

import pytest

from telemetry_graph.runtime.host import (
    EXTENSIONS,
    InstalledPostgres,
    parse_pg_config,
    parse_redis_version,
)


def create_postgres(folder: Path, *, major: int = 17, without: str = "") -> InstalledPostgres:
    bin_dir, extensions = folder / "bin", folder / "share" / "extension"
    for directory in (bin_dir, extensions):
        directory.mkdir(parents=True)
    files = [bin_dir / name for name in ("postgres", "initdb", "pg_ctl", "psql")]
    files += [extensions / f"{name}.control" for name in EXTENSIONS]
    for file in files:
        if file.stem != without:
            file.touch()
    return InstalledPostgres(major, bin_dir, folder / "share")


def test_a_complete_postgres_is_suitable(tmp_path: Path) -> None:
    assert create_postgres(tmp_path, major=15).is_suitable


@pytest.mark.parametrize("missing", ["timescaledb", "hll", "tdigest", "initdb"])
def test_an_incomplete_postgres_is_not_suitable(tmp_path: Path, missing: str) -> None:
    assert not create_postgres(tmp_path, without=missing).is_suitable


def test_an_old_postgres_is_not_suitable(tmp_path: Path) -> None:
    assert not create_postgres(tmp_path, major=14).is_suitable


def test_pg_config_output_is_parsed() -> None:
    output = "PostgreSQL 16.4 (Debian 16.4-1)\n/usr/lib/postgresql/16/bin\n/usr/share/x\n"

    assert parse_pg_config(output) == InstalledPostgres(
        16, Path("/usr/lib/postgresql/16/bin"), Path("/usr/share/x")
    )


@pytest.mark.parametrize("output", ["", "PostgreSQL 16.4\n", "sh: not found\na\nb\n"])
def test_invalid_pg_config_output_is_ignored(output: str) -> None:
    assert parse_pg_config(output) is None


def test_redis_versions_are_compared_as_numbers() -> None:
    assert parse_redis_version("Redis server v=8.0.2 sha=00000000:0 malloc=jemalloc") == (8, 0)
    assert parse_redis_version("Valkey server v=7.2.8 sha=0") > (6, 2)
    assert parse_redis_version("Redis server v=6.0.16 sha=0") < (6, 2)
    assert parse_redis_version("") < (6, 2)
