"""Applies the numbered SQL files of `migrations/`, each once and in order."""

import hashlib
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from telemetry_graph.db.pool import Conn, Pool
from telemetry_graph.kit.errors import TelemetryError

log = logging.getLogger(__name__)

_LOCK_KEY = 7_402_551_903  # an arbitrary constant: the key of the advisory lock
_FILE_NAME = re.compile(r"^(\d{4})_[a-z0-9_]+\.sql$")
_NO_TRANSACTION = "-- no-transaction"

CREATE_HISTORY = """
CREATE TABLE IF NOT EXISTS schema_migrations (
    version     integer PRIMARY KEY,
    name        text NOT NULL,
    checksum    text NOT NULL,
    applied_at  timestamptz NOT NULL DEFAULT now()
)
"""
APPLIED = "SELECT version, checksum FROM schema_migrations ORDER BY version"
RECORD = "INSERT INTO schema_migrations (version, name, checksum) VALUES ($1, $2, $3)"
LOCK = "SELECT pg_advisory_lock($1)"
UNLOCK = "SELECT pg_advisory_unlock($1)"
HAS_HISTORY = "SELECT to_regclass('schema_migrations') IS NOT NULL"


class MigrationMismatch(TelemetryError):
    """The migration files differ from what was applied to the database."""

    code = "MIGRATION_MISMATCH"


@dataclass(frozen=True, slots=True)
class Migration:
    version: int
    name: str
    sql: str

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()


def load_migrations(folder: Path) -> list[Migration]:
    """The migrations in order; their numbers must be 1, 2, 3 and so on."""
    migrations = [
        Migration(version=int(match[1]), name=path.name, sql=path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.sql"))
        if (match := _FILE_NAME.match(path.name))
    ]
    versions = [migration.version for migration in migrations]
    if versions != list(range(1, len(migrations) + 1)):
        raise MigrationMismatch(
            f"The numbers of the files in {folder} have a gap or a duplicate. Restore the files."
        )
    return migrations


def find_pending(migrations: Sequence[Migration], applied: Mapping[int, str]) -> list[Migration]:
    """The migrations to apply; `applied` has the checksums of the applied ones by version."""
    by_version = {migration.version: migration for migration in migrations}
    for version, checksum in applied.items():
        if version not in by_version:
            raise MigrationMismatch(
                f"The database is newer than this program, which has no migration {version}. "
                "Run the newer program."
            )
        if by_version[version].checksum != checksum:
            raise MigrationMismatch(
                f"{by_version[version].name} was changed after it was applied. Restore the file."
            )
    return [migration for migration in migrations if migration.version not in applied]


async def migrate(pool: Pool, folder: Path) -> list[str]:
    """Apply pending migrations; returns their names. Several processes may call it at once."""
    migrations = load_migrations(folder)
    async with pool.connection() as conn:
        await conn.execute(LOCK, _LOCK_KEY)
        try:
            await conn.execute(CREATE_HISTORY)
            applied = {row["version"]: row["checksum"] for row in await conn.fetch(APPLIED)}
            pending = find_pending(migrations, applied)
            for migration in pending:
                await _apply(conn, migration)
        finally:
            await conn.execute(UNLOCK, _LOCK_KEY)
    return [migration.name for migration in pending]


async def is_current(conn: Conn, migrations: Sequence[Migration]) -> bool:
    """Whether the database has all these migrations."""
    if not await conn.fetchval(HAS_HISTORY):
        return False
    applied = {row["version"] for row in await conn.fetch(APPLIED)}
    return applied >= {migration.version for migration in migrations}


async def _apply(conn: Conn, migration: Migration) -> None:
    log.info("applying migration", extra={"migration": migration.name})
    if migration.sql.startswith(_NO_TRANSACTION):
        await conn.execute(migration.sql)
        await conn.execute(RECORD, migration.version, migration.name, migration.checksum)
        return
    async with conn.transaction():
        await conn.execute("SET LOCAL lock_timeout = '5s'")
        await conn.execute(migration.sql)
        await conn.execute(RECORD, migration.version, migration.name, migration.checksum)
