"""A process that stores crashes and one with subscribers, which reaches Redis over a link."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace

import pytest
from tests.factories import APP, OTHER_APP
from tests.integration.live.link import Link
from tests.integration.live.subscribers import Scene

from telemetry_graph.app import open_services
from telemetry_graph.settings import Settings


@pytest.fixture
async def link(settings: Settings) -> AsyncIterator[Link]:
    async with Link(settings.redis_url).up() as link:
        yield link


@pytest.fixture
async def scene(settings: Settings, link: Link) -> AsyncIterator[Scene]:
    async with AsyncExitStack() as stack:
        writer = await stack.enter_async_context(open_services(settings))
        reader = await stack.enter_async_context(
            open_services(replace(settings, redis_url=link.url))
        )
        for services in (writer, reader):
            await stack.enter_async_context(services.bus.running())
        await stack.enter_async_context(writer.ingest.running())
        await writer.accounts.create_app(APP, "Notes")
        await writer.accounts.create_app(OTHER_APP, "Other")
        scene = Scene(writer, reader)
        await scene.wait_until_listening()
        yield scene
