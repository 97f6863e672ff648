import socket
from asyncio import create_task
from collections.abc import AsyncIterator
from functools import cache as make_once

import httpx
import pytest
import uvicorn
from starlette.types import ASGIApp
from tests.factories import people
from tests.integration.api.site import Site

from telemetry_graph.accounts.credentials import Authenticator
from telemetry_graph.accounts.passwords import Passwords
from telemetry_graph.accounts.service import Accounts
from telemetry_graph.accounts.throttle import SignInThrottle
from telemetry_graph.app import open_api
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.clock import utc_now
from telemetry_graph.settings import Settings


@pytest.fixture
async def app(settings: Settings) -> AsyncIterator[ASGIApp]:
    async with open_api(settings) as app:
        yield app


@pytest.fixture
async def site(app: ASGIApp, settings: Settings, pool: Pool) -> AsyncIterator[Site]:
    """The application, called without a network."""
    authenticator = Authenticator.over(pool, utc_now)
    everyone = await people(Accounts(pool, utc_now, _passwords(), SignInThrottle(), authenticator))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://site") as client:
        yield Site(client, pool, everyone, settings)


@pytest.fixture
async def address(app: ASGIApp) -> AsyncIterator[str]:
    """The address of the same application, for streams."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(
            uvicorn.Config(app, lifespan="off", log_config=None, timeout_graceful_shutdown=1)
        )
        task = create_task(server.serve(sockets=[listening]))
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        await task


@make_once
def _passwords() -> Passwords:
    """Made once, because it hashes a password, which takes a while."""
    return Passwords()
