import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from redis.asyncio import Redis
from tests.factories import (
    APP,
    KEY_ID,
    OTHER_APP,
    ManualClock,
    batch,
    event,
    instant,
    occurrence,
    report,
)
from tests.integration.live.link import Link
from tests.integration.live.subscribers import FeedReader, Scene, Subscriber

from telemetry_graph.app import open_services
from telemetry_graph.crashes.model import GroupFilter
from telemetry_graph.kit.clock import utc_now
from telemetry_graph.kit.errors import AppNotFound, InvalidField
from telemetry_graph.live.bus import Gap
from telemetry_graph.live.feed import Live
from telemetry_graph.settings import Settings


def _read(scene: Scene, since: datetime | None = None) -> FeedReader:
    return FeedReader(scene.crashes(since=since), scene.reader.bus)


async def test_a_crash_is_sent_as_it_is_stored(scene: Scene) -> None:
    async with _read(scene) as feed:
        receipt = await scene.crash()

        sent = await feed.next()

    (stored,) = await scene.writer.crashes.list_recent_occurrences(APP, receipt.fingerprint, 1)
    assert sent == stored


async def test_crashes_are_sent_in_the_order_in_which_they_were_stored(scene: Scene) -> None:
    async with _read(scene) as feed:
        receipts = [await scene.crash(f"message {letter}") for letter in "abc"]

        sent = [await feed.next() for _ in receipts]

    assert [crash.crash_id for crash in sent] == [receipt.id for receipt in receipts]


async def test_the_crash_of_an_event_is_sent(scene: Scene) -> None:
    async with _read(scene) as feed:
        await scene.writer.ingest.ingest_events(batch(event("app_crash", at=utc_now())), KEY_ID)

        assert (await feed.next()).crash_type == "app_crash"


async def test_a_duplicate_crash_is_not_sent_again(scene: Scene) -> None:
    async with _read(scene) as feed:
        same: dict[str, Any] = {"crash_id": uuid4(), "timestamp": instant(utc_now())}
        await scene.crash(**same)
        await scene.crash(**same)
        last = await scene.crash()

        sent = [(await feed.next()).crash_id for _ in range(2)]

    assert sent == [same["crash_id"], last.id]


async def test_crashes_of_other_apps_are_not_sent(scene: Scene) -> None:
    async with _read(scene) as feed:
        await scene.crash(app_id=OTHER_APP)
        own = await scene.crash()

        assert (await feed.next()).crash_id == own.id


async def test_only_the_first_crash_of_a_group_is_a_new_group(scene: Scene) -> None:
    async with FeedReader(scene.groups(), scene.reader.bus) as feed:
        first = await scene.crash("message a")
        await scene.crash("message a", device_id="0" * 64)
        second = await scene.crash("message b")

        sent = [await feed.next(), await feed.next()]

    assert [group.fingerprint for group in sent] == [first.fingerprint, second.fingerprint]
    assert [group.occurrence_count for group in sent] == [1, 1]


async def test_a_feed_without_since_starts_with_new_crashes(scene: Scene) -> None:
    await scene.crash("before")
    await scene.wait_until_listening()
    async with _read(scene) as feed:
        after = await scene.crash("after")

        assert (await feed.next()).crash_id == after.id


async def test_a_feed_with_since_replays_stored_crashes_and_continues(scene: Scene) -> None:
    since = utc_now()
    before = [await scene.crash(f"message {letter}") for letter in "abc"]
    async with _read(scene, since) as feed:
        sent = [await feed.next() for _ in before]
        after = await scene.crash("message d")
        sent.append(await feed.next())

    assert [crash.crash_id for crash in sent] == [each.id for each in (*before, after)]


async def test_a_feed_of_groups_with_since_replays_stored_groups(scene: Scene) -> None:
    since = utc_now()
    first, second = await scene.crash("message a"), await scene.crash("message b")
    await scene.crash("message a")

    async with FeedReader(scene.groups(since=since), scene.reader.bus) as feed:
        sent = [await feed.next(), await feed.next()]
        third = await scene.crash("message c")
        sent.append(await feed.next())

    assert [group.fingerprint for group in sent] == [
        first.fingerprint,
        second.fingerprint,
        third.fingerprint,
    ]


async def test_a_replay_starts_at_since(scene: Scene) -> None:
    await scene.crash("before")
    since = utc_now()
    after = await scene.crash("after")

    async with _read(scene, since) as feed:
        assert (await feed.next()).crash_id == after.id


async def test_a_long_replay_sends_each_crash_once(scene: Scene) -> None:
    since = utc_now()
    events = [event("lua_error", at=since, data={"message": f"m{n}"}) for n in range(500)]
    for _ in range(5):
        await scene.writer.ingest.ingest_events(batch(*events), KEY_ID)
    async with _read(scene, since) as feed:
        last = await scene.crash("last")
        sent = [(await feed.next()).crash_id for _ in range(2_501)]

        assert feed.unread == 0
    assert len(set(sent)) == 2_501
    assert last.id in sent


@pytest.mark.parametrize(
    "since",
    [
        datetime(2025, 1, 1),  # noqa: DTZ001 - tests a time without a zone
        datetime(2025, 1, 1, tzinfo=UTC),
        datetime.min.replace(tzinfo=UTC),
    ],
)
async def test_a_since_that_is_not_within_the_last_day_is_rejected(
    scene: Scene, since: datetime
) -> None:
    async with _read(scene, since) as feed:
        with pytest.raises(InvalidField, match="since"):
            await feed.next()


async def test_a_since_in_the_future_does_not_hide_crashes_missed_in_a_gap(scene: Scene) -> None:
    async with _read(scene, utc_now() + timedelta(hours=1)) as feed:
        unannounced = occurrence(timestamp=utc_now(), received_at=utc_now())
        async with scene.writer.pool.transaction() as conn:
            await scene.writer.crashes.record(conn, [unannounced])
        (inbox,) = scene.reader.bus._inboxes[APP]
        inbox.put_nowait(Gap.GAP)

        assert (await feed.next()).crash_id == unannounced.crash_id


async def test_crashes_missed_by_a_full_inbox_are_read_from_the_database(scene: Scene) -> None:
    feed = scene.crashes(since=utc_now())
    first = await scene.crash()
    assert (await anext(feed)).crash_id == first.id

    # The feed is not read now: more messages arrive than fit into the inbox.
    (inbox,) = scene.reader.bus._inboxes[APP]
    reports = [scene.crash(f"message {n % 3}") for n in range(inbox.maxsize + 5)]
    stored = {first.id, *[(await each).id for each in reports]}
    await scene.wait_until_listening()
    assert inbox.qsize() < inbox.maxsize

    sent = [first.id]
    async with asyncio.timeout(30):
        while len(sent) < len(stored):
            sent.append((await anext(feed)).crash_id)
    assert len(sent) == len(set(sent))
    assert set(sent) == stored
    await feed.aclose()


async def test_a_feed_ends_when_its_reader_leaves_as_a_message_arrives(scene: Scene) -> None:
    async with _read(scene) as feed:
        await scene.crash()
        await feed.next()
        (inbox,) = scene.reader.bus._inboxes[APP]
        inbox.put_nowait(Gap.GAP)

    assert APP not in scene.reader.bus._inboxes


async def test_crashes_during_an_outage_of_redis_are_sent(scene: Scene, link: Link) -> None:
    async with _read(scene) as feed:
        before = await scene.crash("before")
        assert (await feed.next()).crash_id == before.id

        await link.cut()
        during = await scene.crash("during")
        assert (await feed.next()).crash_id == during.id

        await link.restore()
        await scene.wait_until_listening()
        after = await scene.crash("after")
        assert (await feed.next()).crash_id == after.id
        assert feed.unread == 0


async def test_crashes_during_a_short_outage_of_redis_are_sent(scene: Scene, link: Link) -> None:
    async with _read(scene) as feed:
        await link.cut()
        during = await scene.crash("during")
        await link.restore()
        await scene.wait_until_listening()
        after = await scene.crash("after")

        assert (await feed.next()).crash_id == during.id
        assert (await feed.next()).crash_id == after.id


async def test_crashes_are_stored_while_redis_is_unavailable(scene: Scene, link: Link) -> None:
    await link.cut()

    async with scene.reader.ingest.running():
        receipt = await scene.reader.ingest.report_crash(report(at=utc_now()), KEY_ID)

    assert not receipt.is_duplicate
    assert await scene.writer.crashes.count_groups(APP, GroupFilter()) == 1
    await link.restore()


async def test_invalid_messages_do_not_end_the_feed(settings: Settings) -> None:
    async with (
        open_services(settings) as services,
        services.bus.running(),
        services.ingest.running(),
    ):
        scene = Scene(services, services)
        await scene.wait_until_listening()
        async with _read(scene) as feed, Redis.from_url(settings.redis_url) as redis:
            for garbage in (b"", b"{", b"\xff", b'[["com.example.app", 1]]', b"null"):
                await redis.publish(f"{settings.redis_prefix}:live", garbage)
            receipt = await scene.crash()

            assert (await feed.next()).crash_id == receipt.id
            assert feed.unread == 0


async def test_a_feed_ends_when_the_subscriber_loses_access(scene: Scene) -> None:
    clock = ManualClock(utc_now())
    live = Live(scene.reader.bus, scene.reader.crashes, clock)
    subscriber = Subscriber()
    async with FeedReader(
        live.follow_crashes(APP, None, subscriber.check_access), scene.reader.bus
    ) as feed:
        await scene.crash("allowed")
        await feed.next()
        subscriber.has_access = False
        clock.advance(seconds=16)
        await scene.crash("possibly the last one")
        await scene.crash("after the access has ended")

        assert (await feed.next()).message == "possibly the last one"
        with pytest.raises(AppNotFound):
            await feed.next()
        assert feed.unread == 0
    assert subscriber.checks == 1
    assert APP not in scene.reader.bus._inboxes


async def test_access_is_checked_every_fifteen_seconds(scene: Scene) -> None:
    clock = ManualClock(utc_now())
    live = Live(scene.reader.bus, scene.reader.crashes, clock)
    subscriber = Subscriber()
    async with FeedReader(
        live.follow_crashes(APP, None, subscriber.check_access), scene.reader.bus
    ) as feed:
        for _ in range(6):
            clock.advance(seconds=7.5)
            await scene.crash()
            await feed.next()
        await scene.crash()
        await feed.next()

    assert subscriber.checks == 3


async def test_the_inbox_of_a_feed_is_removed_when_it_ends(scene: Scene) -> None:
    async with _read(scene) as feed:
        await scene.crash()
        await feed.next()
        assert len(scene.reader.bus._inboxes[APP]) == 1

    assert APP not in scene.reader.bus._inboxes


async def test_two_subscribers_receive_the_same_crashes(scene: Scene) -> None:
    async with _read(scene) as one, _read(scene) as other:
        receipt = await scene.crash()

        assert (await one.next()).crash_id == receipt.id
        assert (await other.next()).crash_id == receipt.id


async def test_a_new_group_wakes_the_worker(scene: Scene) -> None:
    wake = asyncio.Event()
    task = asyncio.create_task(scene.reader.bus.follow_wakes(wake))
    async with asyncio.timeout(30):
        while not wake.is_set():  # until the worker listens
            scene.writer.bus.wake_alerts()
            await asyncio.sleep(0.02)
        await scene.wait_until_listening()
        wake.clear()

        await scene.crash("a new group")

        await wake.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
