import asyncio

import pytest
from redis.asyncio import Redis
from tests.factories import APP, OTHER_APP, occurrence

from telemetry_graph.kit.ids import AppId
from telemetry_graph.live import bus as bus_module
from telemetry_graph.live.bus import Bus, Gap, _put
from telemetry_graph.live.model import Flushed


def _flushed(app_id: AppId = APP) -> Flushed:
    return Flushed(app_id, [occurrence(app_id=app_id)], [])


def _bus() -> Bus:
    """Not running: nothing is sent or received."""
    return Bus(Redis(), prefix="test")


def test_an_inbox_with_room_takes_messages_in_order() -> None:
    inbox: bus_module.Inbox = asyncio.Queue(3)
    first, second = _flushed(), _flushed()

    _put(inbox, first)
    _put(inbox, second)

    assert [inbox.get_nowait(), inbox.get_nowait()] == [first, second]


def test_a_full_inbox_becomes_one_gap() -> None:
    inbox: bus_module.Inbox = asyncio.Queue(3)
    for _ in range(4):
        _put(inbox, _flushed())

    assert inbox.qsize() == 1
    assert inbox.get_nowait() is Gap.GAP


def test_messages_after_a_gap_are_kept() -> None:
    inbox: bus_module.Inbox = asyncio.Queue(3)
    for _ in range(4):
        _put(inbox, _flushed())
    later = _flushed()

    _put(inbox, later)

    assert [inbox.get_nowait(), inbox.get_nowait()] == [Gap.GAP, later]


async def test_an_inbox_is_forgotten_when_its_block_ends() -> None:
    bus = _bus()

    with bus.inbox(APP), bus.inbox(APP), bus.inbox(OTHER_APP):
        assert {app_id: len(found) for app_id, found in bus._inboxes.items()} == {
            APP: 2,
            OTHER_APP: 1,
        }

    assert not bus._inboxes


async def test_publishing_never_waits_and_drops_what_is_too_much() -> None:
    bus = _bus()

    for _ in range(bus_module._OUTBOX_MESSAGES + 10):
        bus.publish([_flushed()])

    assert bus._outbox.qsize() == bus_module._OUTBOX_MESSAGES


async def test_a_lost_redis_sends_every_feed_to_the_database_at_once() -> None:
    async with Bus(Redis(port=1), prefix="nobody").running() as bus:
        with bus.inbox(APP) as inbox:
            async with asyncio.timeout(30):
                assert await inbox.get() is Gap.GAP

        assert not bus.is_listening


async def test_an_outage_is_logged_once_however_often_it_is_tried(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bus_module, "_RECONNECT_SECONDS", 0.001)
    async with Bus(Redis(port=1), prefix="nobody").running() as bus:
        with bus.inbox(APP) as inbox:
            async with asyncio.timeout(30):
                for _ in range(3):
                    assert await inbox.get() is Gap.GAP

    said = [record.message for record in caplog.records]
    assert said == ["Redis is away, live feeds read the database"]
