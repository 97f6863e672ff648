"""The application with the test's database, and requests to it."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx
from tests.factories import APP, People, batch, event, report, to_camel, to_snake

from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.clock import utc_now
from telemetry_graph.settings import Settings

INGEST = """
mutation Ingest($input: EventBatchInput!) {
  ingestEvents(input: $input) { received isDuplicate rejected { index code message } }
}
"""
REPORT = """
mutation Report($input: CrashReportInput!) {
  reportCrash(input: $input) { id fingerprint isDuplicate }
}
"""
UPDATE = """
mutation Update($input: UpdateCrashGroupInput!) {
  updateCrashGroup(input: $input) { crashGroup { fingerprint status } }
}
"""
GROUPS = """
query Groups($app: ID!) {
  app(id: $app) { crashGroups(first: 10) { totalCount edges { node { fingerprint status } } } }
}
"""
TABLES = ("telemetry_events", "ingest_batches", "crash_reports", "crash_groups", "alert_outbox")
JSON = {"Content-Type": "application/json"}


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


@dataclass
class Site:
    client: httpx.AsyncClient
    pool: Pool
    people: People
    settings: Settings

    @property
    def key(self) -> str:
        return self.people.ingest_key

    async def graphql(
        self, query: str, variables: dict[str, Any] | None = None, *, secret: str
    ) -> httpx.Response:
        """Send JSON that Python encodes, which can contain any string."""
        body = json.dumps({"query": query, "variables": variables})
        return await self.client.post("/graphql", content=body, headers={**JSON, **bearer(secret)})

    async def rest(
        self, method: str, path: str, body: Any = None, *, secret: str, **params: Any
    ) -> httpx.Response:
        content = body if isinstance(body, bytes) else json.dumps(body)
        if body is None:
            return await self.client.request(method, path, headers=bearer(secret), **params)
        return await self.client.request(
            method, path, content=content, headers={**JSON, **bearer(secret)}, **params
        )

    async def count_rows(self) -> dict[str, int]:
        """Count the rows of each table; empty tables are left out."""
        async with self.pool.connection() as conn:
            counts = {
                table: int(await conn.fetchval(f'SELECT count(*) FROM "{table}"'))
                for table in TABLES
            }
        return {table: count for table, count in counts.items() if count}

    async def report_crash(self, message: str = "boom", at: datetime | None = None) -> str:
        """Store a crash and return its fingerprint."""
        body = report(at=at or utc_now(), crash={"message": message})
        response = await self.graphql(REPORT, {"input": to_camel(body)}, secret=self.key)
        fingerprint: str = response.json()["data"]["reportCrash"]["fingerprint"]
        return fingerprint

    async def load_status(self, fingerprint: str) -> str:
        async with self.pool.connection() as conn:
            return str(
                await conn.fetchval(
                    "SELECT status FROM crash_groups WHERE app_id = $1 AND fingerprint = $2",
                    APP,
                    fingerprint,
                )
            )

    async def check_still_serves(self) -> None:
        """Send a valid batch to each API; only their two events are stored."""
        before = (await self.count_rows()).get("telemetry_events", 0)
        valid = batch(event(at=utc_now()))
        by_graphql = await self.graphql(INGEST, {"input": to_camel(valid)}, secret=self.key)
        by_rest = await self.rest("POST", "/v1/telemetry/events", to_snake(valid), secret=self.key)
        assert by_graphql.json()["data"]["ingestEvents"]["received"] == 1
        assert by_rest.json()["received"] == 1
        assert (await self.count_rows())["telemetry_events"] == before + 2


def read_error(response: httpx.Response) -> tuple[int, str]:
    """Return the status and the code of an error of GraphQL or REST."""
    body = response.json()
    if "error" in body:
        assert body["error"]["message"]
        return response.status_code, body["error"]["code"]
    (error,) = body["errors"]
    assert error["message"]
    return response.status_code, error["extensions"]["code"]
