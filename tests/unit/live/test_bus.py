import asyncio

import pytest
from redis.asyncio import Redis
from tests.factories import APP, OTHER_APP, occurrence

from telemetry_graph.kit.ids import AppId
from telemetry_graph.live import bus as bus_module
from telemetry_graph.live.bus import Bus, Gap, _put
from telemetry_graph.live.model import StoredCrashes


def _message(app_id: AppId = APP) -> StoredCrashes:
    return StoredCrashes(app_id, [occurrence(app_id=app_id)], [])


def _bus() -> Bus:
    """A bus that is not running."""
    return Bus(Redis(), prefix="test")


def test_an_inbox_has_messages_in_order() -> None:
    inbox: bus_module.Inbox = asyncio.Queue(3)
    first, second = _message(), _message()

    _put(inbox, first)
    _put(inbox, second)

    assert [inbox.get_nowait(), inbox.get_nowait()] == [first, second]


def test_a_full_inbox_is_replaced_by_a_gap() -> None:
    inbox: bus_module.Inbox = asyncio.Queue(3)
    for _ in range(4):
        _put(inbox, _message())

    assert inbox.qsize() == 1
    assert inbox.get_nowait() is Gap.GAP


def test_an_inbox_receives_messages_after_a_gap() -> None:
    inbox: bus_module.Inbox = asyncio.Queue(3)
    for _ in range(4):
        _put(inbox, _message())
    later = _message()

    _put(inbox, later)

    assert [inbox.get_nowait(), inbox.get_nowait()] == [Gap.GAP, later]


async def test_an_inbox_is_removed_when_its_block_ends() -> None:
    bus = _bus()

    with bus.open_inbox(APP), bus.open_inbox(APP), bus.open_inbox(OTHER_APP):
        assert {app_id: len(inboxes) for app_id, inboxes in bus._inboxes.items()} == {
            APP: 2,
            OTHER_APP: 1,
        }

    assert not bus._inboxes


async def test_publishing_drops_messages_that_exceed_the_queue() -> None:
    bus = _bus()

    for _ in range(bus_module._MAX_OUTGOING_MESSAGES + 10):
        bus.publish([_message()])

    assert bus._outgoing.qsize() == bus_module._MAX_OUTGOING_MESSAGES


async def test_without_redis_every_inbox_has_a_gap() -> None:
    async with Bus(Redis(port=1), prefix="unused").running() as bus:
        with bus.open_inbox(APP) as inbox:
            async with asyncio.timeout(30):
                assert await inbox.get() is Gap.GAP

        assert not bus.is_listening


async def test_an_outage_is_logged_once(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bus_module, "_RECONNECT_SECONDS", 0.001)
    async with Bus(Redis(port=1), prefix="unused").running() as bus:
        with bus.open_inbox(APP) as inbox:
            async with asyncio.timeout(30):
                for _ in range(3):
                    assert await inbox.get() is Gap.GAP

    messages = [record.message for record in caplog.records]
    assert messages == ["Redis is unavailable; live feeds read the database"]
