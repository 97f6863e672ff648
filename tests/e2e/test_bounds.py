"""A server with too many clients answers those it has, and tells the others to come back."""

import asyncio

import httpx
from tests.e2e.payloads import INGEST, camel, events
from tests.e2e.processes import Keys, Server, running


async def test_too_many_clients_are_told_to_come_back(
    environment: dict[str, str], keys: Keys
) -> None:
    environment["TELEMETRY_CONNECTIONS"] = "1"
    server = Server(environment)
    async with running(server), server.client(keys.ingest_key) as first:
        await _taken(first)
        async with server.client(keys.ingest_key) as second:
            refused = await second.get("/healthz")
        body = {"query": INGEST, "variables": {"input": camel(events())}}
        sent = await first.post("/graphql", json=body)

    assert (refused.status_code, refused.headers["retry-after"]) == (503, "1")
    assert refused.json()["error"]["code"] == "OVERLOADED"
    assert sent.json()["data"]["ingestEvents"]["received"] > 0


async def _taken(client: httpx.AsyncClient) -> None:
    """It has the one connection, once the client that saw the server start has gone."""
    for _ in range(200):
        if (await client.get("/healthz")).is_success:
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it is never taken")
