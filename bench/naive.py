"""A server as tutorials show it: Strawberry with its ASGI view, and an INSERT for each event.

It writes the same columns of the same table, without keys, checks, deduplication or rollups. With a
connection pool, one transaction per request, uvloop and httptools it is a fair baseline.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import asyncpg
import msgspec
import strawberry
from starlette.applications import Starlette
from starlette.routing import Route
from strawberry.asgi import GraphQL
from strawberry.scalars import JSON
from strawberry.types import Info

INSERT = """
INSERT INTO telemetry_events (
       time, app_id, device_id, session_id, event_type, event_data, app_version, mosis_version,
       received_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""


@strawberry.input
class Consent:
    usage_analytics: bool = False


@strawberry.input
class Event:
    type: str
    timestamp: datetime
    data: JSON


@strawberry.input
class EventBatchInput:
    app_id: str
    app_version: str
    mosis_version: str
    device_id: str
    session_id: str
    batch_id: str
    consent: Consent
    events: list[Event]


@strawberry.type
class IngestEventsPayload:
    received: int


@strawberry.type
class Query:
    hello: str = "world"


@strawberry.type
class Mutation:
    @strawberry.mutation
    async def ingest_events(self, info: Info, input: EventBatchInput) -> IngestEventsPayload:
        now = datetime.now(UTC)
        pool = info.context["request"].app.state.pool
        async with pool.acquire() as conn, conn.transaction():
            for event in input.events:
                await conn.execute(
                    INSERT,
                    event.timestamp,
                    input.app_id,
                    bytes.fromhex(input.device_id)[:16],
                    input.session_id,
                    event.type,
                    msgspec.json.encode(event.data).decode(),
                    input.app_version,
                    input.mosis_version,
                    now,
                )
        return IngestEventsPayload(received=len(input.events))


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    async with asyncpg.create_pool(os.environ["DATABASE_URL"], min_size=5, max_size=10) as pool:
        app.state.pool = pool
        yield


app = Starlette(
    routes=[Route("/graphql", GraphQL(strawberry.Schema(Query, Mutation)), methods=["POST"])],
    lifespan=lifespan,
)
