"""The SQL of the stores is valid for the migrated database, and every table has one owner."""

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from types import ModuleType

import pytest

import telemetry_graph
from telemetry_graph.db import migrate
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.tables import OwnedTable

STATEMENT = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b")
UNOWNED = {"schema_migrations"}  # of the migration runner; it has no data of apps or users
TABLES = """
SELECT tablename FROM pg_tables WHERE schemaname = 'public'
"""


def stores() -> Iterator[ModuleType]:
    for info in pkgutil.walk_packages(telemetry_graph.__path__, "telemetry_graph."):
        if info.name.endswith(".store") or ".store." in info.name:
            yield importlib.import_module(info.name)


def statements() -> dict[str, str]:
    named = {
        f"{module.__name__}.{name}": value
        for module in (*stores(), migrate)
        for name, value in vars(module).items()
        if name.isupper()
    }
    return {
        name: text
        for name, text in (*named.items(), *_statements_by_key(named))
        if isinstance(text, str) and STATEMENT.match(text)
    }


def _statements_by_key(named: dict[str, object]) -> Iterator[tuple[str, object]]:
    """The statements in mappings, which have one statement for each order or kind."""
    for name, family in named.items():
        if isinstance(family, dict):
            yield from ((f"{name}[{key}]", text) for key, text in family.items())


@pytest.mark.parametrize("name", statements())
async def test_every_statement_is_valid(pool: Pool, name: str) -> None:
    async with pool.connection() as conn:
        assert await conn.prepare(statements()[name])


async def test_every_table_has_exactly_one_owner(pool: Pool) -> None:
    async with pool.connection() as conn:
        tables = {row["tablename"] for row in await conn.fetch(TABLES)}

    owned: list[OwnedTable] = [table for store in stores() for table in getattr(store, "OWNED", ())]
    assert Counter(table.name for table in owned) == Counter(tables - UNOWNED)


async def test_owned_columns_exist(pool: Pool) -> None:
    query = "SELECT 1 FROM information_schema.columns WHERE table_name = $1 AND column_name = $2"
    async with pool.connection() as conn:
        for table in (table for store in stores() for table in getattr(store, "OWNED", ())):
            for column in filter(None, (table.time_column, table.device_column)):
                assert await conn.fetchval(query, table.name, column), f"{table.name}.{column}"
