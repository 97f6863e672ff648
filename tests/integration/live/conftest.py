"""A process that writes and one that is watched, over a Redis whose link can be cut."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace

import pytest
from tests.factories import APP, OTHER_APP
from tests.integration.live.link import Link
from tests.integration.live.watching import Scene

from telemetry_graph.app import open_services
from telemetry_graph.settings import Settings


@pytest.fixture
async def link(settings: Settings) -> AsyncIterator[Link]:
    async with Link(settings.redis_url).up() as link:
        yield link


@pytest.fixture
async def scene(settings: Settings, link: Link) -> AsyncIterator[Scene]:
    async with AsyncExitStack() as stack:
        writing = await stack.enter_async_context(open_services(settings))
        watched = await stack.enter_async_context(
            open_services(replace(settings, redis_url=link.url))
        )
        for own in (writing, watched):
            await stack.enter_async_context(own.bus.running())
        await stack.enter_async_context(writing.ingest.running())
        await writing.accounts.create_app(APP, "Notes")
        await writing.accounts.create_app(OTHER_APP, "Other")
        scene = Scene(writing, watched)
        await scene.heard()
        yield scene
