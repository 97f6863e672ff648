from pathlib import Path

import pytest

from telemetry_graph.db.migrate import (
    Migration,
    MigrationMismatch,
    find_pending,
    load_migrations,
)
from telemetry_graph.kit.resources import find_resource_folder

_FIRST = Migration(1, "0001_create_this.sql", "SELECT 1")
_SECOND = Migration(2, "0002_create_that.sql", "SELECT 2")


def test_all_migrations_of_a_new_database_are_pending() -> None:
    assert find_pending([_FIRST, _SECOND], {}) == [_FIRST, _SECOND]


def test_an_applied_migration_is_not_pending() -> None:
    assert find_pending([_FIRST, _SECOND], {1: _FIRST.checksum}) == [_SECOND]
    assert find_pending([_FIRST], {1: _FIRST.checksum}) == []


def test_a_migration_that_was_changed_after_it_was_applied_is_refused() -> None:
    with pytest.raises(MigrationMismatch, match=r"0001_create_this\.sql was changed"):
        find_pending([_FIRST, _SECOND], {1: _SECOND.checksum})


def test_a_database_newer_than_the_program_is_refused() -> None:
    with pytest.raises(MigrationMismatch, match=r"newer than this program, .* no migration 2"):
        find_pending([_FIRST], {1: _FIRST.checksum, 2: _SECOND.checksum})


def test_the_checksum_is_computed_from_the_sql_only() -> None:
    assert _FIRST.checksum != _SECOND.checksum
    assert Migration(1, "other name", _FIRST.sql).checksum == _FIRST.checksum


def test_migrations_are_loaded_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    (tmp_path / "0002_b.sql").write_text("SELECT 2")
    (tmp_path / "0001_a.sql").write_text("SELECT 1")
    (tmp_path / "notes.sql").write_text("not a migration")
    (tmp_path / "0003_c.txt").write_text("not a migration")

    assert load_migrations(tmp_path) == [
        Migration(1, "0001_a.sql", "SELECT 1"),
        Migration(2, "0002_b.sql", "SELECT 2"),
    ]


@pytest.mark.parametrize(
    "names",
    [["0002_a.sql"], ["0001_a.sql", "0003_b.sql"], ["0001_a.sql", "0001_b.sql"], ["0000_a.sql"]],
)
def test_a_gap_or_duplicate_in_the_numbers_is_refused(tmp_path: Path, names: list[str]) -> None:
    for name in names:
        (tmp_path / name).write_text("SELECT 1")

    with pytest.raises(MigrationMismatch, match="gap or a duplicate"):
        load_migrations(tmp_path)


def test_each_migration_begins_with_a_comment() -> None:
    for migration in load_migrations(find_resource_folder("migrations")):
        assert migration.sql.startswith("-- ")
