"""Databases of earlier releases keep the activity of crash groups."""

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import asyncpg
import pytest
from tests.conftest import with_database
from tests.factories import APP, NOW

from telemetry_graph.crashes.model import Fix
from telemetry_graph.crashes.triage.model import ActivityDetail
from telemetry_graph.crashes.triage.store import load_newest_activity
from telemetry_graph.db.migrate import migrate
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.ids import Fingerprint
from telemetry_graph.kit.resources import find_resource_folder
from telemetry_graph.runtime import Endpoints

BEFORE = 22
GROUP = UUID(int=1)
INSERT_ACTIVITY = """
INSERT INTO crash_activity (id, app_id, group_id, at, actor, kind, detail)
VALUES (gen_random_uuid(), $1, $2, $3, 'owner@example.com', $4, $5)
"""
DETAILS = [
    (
        "resolved",
        {"fix": "in_version", "version": "1.3"},
        ActivityDetail(fix=Fix.IN_VERSION, fixed_in_version="1.3"),
    ),
    ("resolved", {"fix": "now", "version": None}, ActivityDetail(fix=Fix.NOW)),
    ("regressed", {"fixed_in": "1.3"}, ActivityDetail(fixed_in_version="1.3")),
    ("regressed", {"fixed_in": None}, ActivityDetail()),
    (
        "ignored",
        {"until": "2025-07-01T00:00:00+00:00", "more_occurrences": None, "more_devices": 3},
        ActivityDetail(ignored_until=datetime(2025, 7, 1, tzinfo=UTC), more_devices=3),
    ),
    ("reopened", {}, ActivityDetail()),
    ("assigned", {"assignee": "a@example.com"}, ActivityDetail(assignee="a@example.com")),
    ("commented", {"text": 'a "quoted" null'}, ActivityDetail(text='a "quoted" null')),
    (
        "merged",
        {"into": "aa", "fingerprints": ["bb", "cc"]},
        ActivityDetail(
            merged_into=Fingerprint("aa"), fingerprints=(Fingerprint("bb"), Fingerprint("cc"))
        ),
    ),
    ("unmerged", {"fingerprints": ["bb"]}, ActivityDetail(fingerprints=(Fingerprint("bb"),))),
]


@pytest.fixture
async def old_database(endpoints: Endpoints, tmp_path: Path) -> AsyncIterator[Pool]:
    name = f"test_{uuid4().hex}"
    admin = await asyncpg.connect(endpoints.database_url)
    await admin.execute(f'CREATE DATABASE "{name}"')
    pool = await Pool.open(with_database(endpoints.database_url, name), size=2)
    for path in sorted(find_resource_folder("migrations").glob("*.sql"))[:BEFORE]:
        shutil.copy(path, tmp_path)
    await migrate(pool, tmp_path)
    yield pool
    await pool.close()
    await admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    await admin.close()


async def test_activity_details_are_migrated(old_database: Pool) -> None:
    async with old_database.connection() as conn:
        await conn.executemany(
            INSERT_ACTIVITY, [(APP, GROUP, NOW, kind, detail) for kind, detail, _ in DETAILS]
        )

    await migrate(old_database, find_resource_folder("migrations"))

    async with old_database.connection() as conn:
        entries = await load_newest_activity(conn, GROUP, 100, None)
    migrated = {(entry.kind.value, repr(entry.detail)) for entry in entries}
    assert migrated == {(kind, repr(detail)) for kind, _, detail in DETAILS}
