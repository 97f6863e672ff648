"""Judging what the host has installed."""

from pathlib import Path

import pytest

from telemetry_graph.runtime.host import (
    EXTENSIONS,
    InstalledPostgres,
    parse_pg_config,
    redis_version,
)


def installed(folder: Path, *, major: int = 17, without: str = "") -> InstalledPostgres:
    bin_dir, extensions = folder / "bin", folder / "share" / "extension"
    for place in (bin_dir, extensions):
        place.mkdir(parents=True)
    files = [bin_dir / name for name in ("postgres", "initdb", "pg_ctl", "psql")]
    files += [extensions / f"{name}.control" for name in EXTENSIONS]
    for file in files:
        if file.stem != without:
            file.touch()
    return InstalledPostgres(major, bin_dir, folder / "share")


def test_complete_installation_is_suitable(tmp_path: Path) -> None:
    assert installed(tmp_path, major=15).is_suitable


@pytest.mark.parametrize("missing", ["timescaledb", "hll", "tdigest", "initdb"])
def test_incomplete_installation_is_not(tmp_path: Path, missing: str) -> None:
    assert not installed(tmp_path, without=missing).is_suitable


def test_old_installation_is_not(tmp_path: Path) -> None:
    assert not installed(tmp_path, major=14).is_suitable


def test_pg_config_is_read() -> None:
    output = "PostgreSQL 16.4 (Debian 16.4-1)\n/usr/lib/postgresql/16/bin\n/usr/share/x\n"

    assert parse_pg_config(output) == InstalledPostgres(
        16, Path("/usr/lib/postgresql/16/bin"), Path("/usr/share/x")
    )


@pytest.mark.parametrize("output", ["", "PostgreSQL 16.4\n", "sh: not found\na\nb\n"])
def test_pg_config_that_fails_is_no_installation(output: str) -> None:
    assert parse_pg_config(output) is None


def test_redis_versions_compare() -> None:
    assert redis_version("Redis server v=8.0.2 sha=00000000:0 malloc=jemalloc") == (8, 0)
    assert redis_version("Valkey server v=7.2.8 sha=0") > (6, 2)
    assert redis_version("Redis server v=6.0.16 sha=0") < (6, 2)
    assert redis_version("") < (6, 2)
