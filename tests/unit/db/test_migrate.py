from pathlib import Path

import pytest

from telemetry_graph.db.migrate import Migration, MigrationMismatch, load_migrations, pending
from telemetry_graph.kit.resources import resource_dir

_FIRST = Migration(1, "0001_create_this.sql", "SELECT 1")
_SECOND = Migration(2, "0002_create_that.sql", "SELECT 2")


def test_on_a_new_database_everything_is_pending() -> None:
    assert pending([_FIRST, _SECOND], {}) == [_FIRST, _SECOND]


def test_what_was_applied_is_not_pending() -> None:
    assert pending([_FIRST, _SECOND], {1: _FIRST.checksum}) == [_SECOND]
    assert pending([_FIRST], {1: _FIRST.checksum}) == []


def test_a_file_that_changed_after_it_was_applied_is_refused() -> None:
    with pytest.raises(MigrationMismatch, match=r"0001_create_this\.sql changed"):
        pending([_FIRST, _SECOND], {1: _SECOND.checksum})


def test_a_database_newer_than_the_program_is_refused() -> None:
    with pytest.raises(MigrationMismatch, match="newer: migration 2"):
        pending([_FIRST], {1: _FIRST.checksum, 2: _SECOND.checksum})


def test_the_checksum_follows_the_text() -> None:
    assert _FIRST.checksum != _SECOND.checksum
    assert Migration(1, "other name", _FIRST.sql).checksum == _FIRST.checksum


def test_files_are_read_in_the_order_of_their_numbers(tmp_path: Path) -> None:
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
def test_a_gap_or_repeat_in_the_numbers_is_refused(tmp_path: Path, names: list[str]) -> None:
    for name in names:
        (tmp_path / name).write_text("SELECT 1")

    with pytest.raises(MigrationMismatch, match="gap or a repeat"):
        load_migrations(tmp_path)


def test_each_of_our_migrations_begins_by_saying_why() -> None:
    for migration in load_migrations(resource_dir("migrations")):
        assert migration.sql.startswith("-- ")
