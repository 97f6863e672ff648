"""A server with too many clients answers those it has, and tells the others to come back."""

import asyncio

from tests.e2e.payloads import INGEST, camel, events
from tests.e2e.processes import Keys, Server, running


async def test_too_many_clients_are_told_to_come_back(
    environment: dict[str, str], keys: Keys
) -> None:
    environment["TELEMETRY_CONNECTIONS"] = "1"
    server = Server(environment)
    async with running(server), server.client(keys.ingest_key) as first:
        await asyncio.sleep(0.5)  # until the client that saw it start has gone
        assert (await first.get("/healthz")).is_success
        async with server.client(keys.ingest_key) as second:
            refused = await second.get("/healthz")
        body = {"query": INGEST, "variables": {"batch": camel(events())}}
        sent = await first.post("/graphql", json=body)

    assert (refused.status_code, refused.headers["retry-after"]) == (503, "1")
    assert refused.json()["error"]["code"] == "OVERLOADED"
    assert sent.json()["data"]["ingestEvents"]["received"] > 0
