"""A server rejects connections beyond its limit and keeps serving the others."""

import asyncio

import httpx
from tests.e2e.payloads import INGEST, events, to_camel
from tests.e2e.processes import Keys, Server, running


async def test_a_connection_beyond_the_limit_is_rejected_with_retry_after(
    environment: dict[str, str], keys: Keys
) -> None:
    environment["TELEMETRY_CONNECTIONS"] = "1"
    server = Server(environment)
    async with running(server), server.client(keys.ingest_key) as first:
        await _wait_until_connected(first)
        async with server.client(keys.ingest_key) as second:
            rejected = await second.get("/healthz")
        body = {"query": INGEST, "variables": {"input": to_camel(events())}}
        response = await first.post("/graphql", json=body)

    assert (rejected.status_code, rejected.headers["retry-after"]) == (503, "1")
    assert rejected.json()["error"]["code"] == "OVERLOADED"
    assert response.json()["data"]["ingestEvents"]["received"] > 0


async def _wait_until_connected(client: httpx.AsyncClient) -> None:
    """Wait until the client that checked the start of the server has closed its connection."""
    for _ in range(200):
        if (await client.get("/healthz")).is_success:
            return
        await asyncio.sleep(0.05)
    raise AssertionError("the client was never accepted")
