"""Applies the numbered SQL files of `migrations/`, once each and in order."""

import hashlib
import logging
import re
from dataclasses import dataclass
from pathlib import Path

from telemetry_graph.db.pool import Conn, Pool
from telemetry_graph.kit.errors import TelemetryError

log = logging.getLogger(__name__)

_LOCK_KEY = 7_402_551_903  # any constant: it names our advisory lock
_NAME = re.compile(r"^(\d{4})_[a-z0-9_]+\.sql$")
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
    """The database and the files disagree about what was applied."""

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
    """The files of `folder` in order; their numbers must run 1, 2, 3 …"""
    found = [
        Migration(version=int(match[1]), name=path.name, sql=path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.sql"))
        if (match := _NAME.match(path.name))
    ]
    if [m.version for m in found] != list(range(1, len(found) + 1)):
        raise MigrationMismatch(f"the numbers of the files in {folder} have a gap or a repeat")
    return found


def pending(migrations: list[Migration], applied: dict[int, str]) -> list[Migration]:
    """What is still to be applied; refuses a file that changed after it was applied."""
    by_version = {m.version: m for m in migrations}
    for version, checksum in applied.items():
        if version not in by_version:
            raise MigrationMismatch(f"the database is newer: migration {version} is unknown here")
        if by_version[version].checksum != checksum:
            raise MigrationMismatch(f"{by_version[version].name} changed after it was applied")
    return [m for m in migrations if m.version not in applied]


async def migrate(pool: Pool, folder: Path) -> list[str]:
    """Apply what is pending and answer the names; several processes may call it at once."""
    migrations = load_migrations(folder)
    async with pool.connection() as conn:
        await conn.execute(LOCK, _LOCK_KEY)
        try:
            await conn.execute(CREATE_HISTORY)
            applied = {row["version"]: row["checksum"] for row in await conn.fetch(APPLIED)}
            todo = pending(migrations, applied)
            for migration in todo:
                await _apply(conn, migration)
        finally:
            await conn.execute(UNLOCK, _LOCK_KEY)
    return [m.name for m in todo]


async def is_current(conn: Conn, migrations: list[Migration]) -> bool:
    """Whether the database has every migration that this program knows."""
    if not await conn.fetchval(HAS_HISTORY):
        return False
    applied = {row["version"] for row in await conn.fetch(APPLIED)}
    return applied >= {m.version for m in migrations}


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
