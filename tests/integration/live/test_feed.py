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
    HandClock,
    batch,
    event,
    instant,
    occurrence,
    report,
)
from tests.integration.live.link import Link
from tests.integration.live.watching import Following, Scene, Watcher

from telemetry_graph.app import open_services
from telemetry_graph.crashes.model import GroupFilter
from telemetry_graph.kit.clock import utc_now
from telemetry_graph.kit.errors import AppNotFound, InvalidField
from telemetry_graph.live.bus import Gap
from telemetry_graph.live.feed import Live
from telemetry_graph.settings import Settings


def _following(scene: Scene, since: datetime | None = None) -> Following:
    return Following(scene.crashes(since=since), scene.watched.bus)


async def test_a_crash_is_shown_as_it_is_stored(scene: Scene) -> None:
    async with _following(scene) as feed:
        receipt = await scene.crash()

        shown = await feed.next()

    (stored,) = await scene.writing.crashes.list_recent_occurrences(APP, receipt.fingerprint, 1)
    assert shown == stored


async def test_crashes_come_in_the_order_they_were_stored(scene: Scene) -> None:
    async with _following(scene) as feed:
        receipts = [await scene.crash(f"message {letter}") for letter in "abc"]

        shown = [await feed.next() for _ in receipts]

    assert [crash.crash_id for crash in shown] == [receipt.id for receipt in receipts]


async def test_a_crash_event_is_shown_too(scene: Scene) -> None:
    async with _following(scene) as feed:
        await scene.writing.ingest.ingest_events(batch(event("app_crash", at=utc_now())), KEY_ID)

        assert (await feed.next()).crash_type == "app_crash"


async def test_a_repeated_crash_is_not_shown_again(scene: Scene) -> None:
    async with _following(scene) as feed:
        same: dict[str, Any] = {"crash_id": uuid4(), "timestamp": instant(utc_now())}
        await scene.crash(**same)
        await scene.crash(**same)
        last = await scene.crash()

        shown = [(await feed.next()).crash_id for _ in range(2)]

    assert shown == [same["crash_id"], last.id]


async def test_another_apps_crashes_are_not_shown(scene: Scene) -> None:
    async with _following(scene) as feed:
        await scene.crash(app_id=OTHER_APP)
        own = await scene.crash()

        assert (await feed.next()).crash_id == own.id


async def test_only_the_first_crash_of_a_group_is_a_new_group(scene: Scene) -> None:
    async with Following(scene.groups(), scene.watched.bus) as feed:
        first = await scene.crash("message a")
        await scene.crash("message a", device_id="0" * 64)
        second = await scene.crash("message b")

        shown = [await feed.next(), await feed.next()]

    assert [group.fingerprint for group in shown] == [first.fingerprint, second.fingerprint]
    assert [group.occurrence_count for group in shown] == [1, 1]


async def test_a_feed_without_since_starts_with_what_comes(scene: Scene) -> None:
    await scene.crash("before")
    await scene.heard()
    async with _following(scene) as feed:
        after = await scene.crash("after")

        assert (await feed.next()).crash_id == after.id


async def test_a_feed_with_since_replays_what_came_and_then_follows(scene: Scene) -> None:
    since = utc_now()
    before = [await scene.crash(f"message {letter}") for letter in "abc"]
    async with _following(scene, since) as feed:
        shown = [await feed.next() for _ in before]
        after = await scene.crash("message d")
        shown.append(await feed.next())

    assert [crash.crash_id for crash in shown] == [each.id for each in (*before, after)]


async def test_groups_that_appeared_since_are_replayed_too(scene: Scene) -> None:
    since = utc_now()
    first, second = await scene.crash("message a"), await scene.crash("message b")
    await scene.crash("message a")

    async with Following(scene.groups(since=since), scene.watched.bus) as feed:
        shown = [await feed.next(), await feed.next()]
        third = await scene.crash("message c")
        shown.append(await feed.next())

    assert [group.fingerprint for group in shown] == [
        first.fingerprint,
        second.fingerprint,
        third.fingerprint,
    ]


async def test_a_replay_begins_at_its_instant(scene: Scene) -> None:
    await scene.crash("before")
    since = utc_now()
    after = await scene.crash("after")

    async with _following(scene, since) as feed:
        assert (await feed.next()).crash_id == after.id


async def test_a_long_replay_shows_each_crash_once(scene: Scene) -> None:
    since = utc_now()
    events = [event("lua_error", at=since, data={"message": f"m{n}"}) for n in range(500)]
    for _ in range(5):
        await scene.writing.ingest.ingest_events(batch(*events), KEY_ID)
    async with _following(scene, since) as feed:
        last = await scene.crash("last")
        shown = [(await feed.next()).crash_id for _ in range(2_501)]

        assert feed.shown == 0
    assert len(set(shown)) == 2_501
    assert last.id in shown


@pytest.mark.parametrize(
    "since",
    [
        datetime(2025, 1, 1),  # noqa: DTZ001 - without a zone is what is tested
        datetime(2025, 1, 1, tzinfo=UTC),
        datetime.min.replace(tzinfo=UTC),
    ],
)
async def test_a_since_that_names_no_instant_of_the_last_day_is_refused(
    scene: Scene, since: datetime
) -> None:
    async with _following(scene, since) as feed:
        with pytest.raises(InvalidField, match="since"):
            await feed.next()


async def test_a_since_ahead_of_our_clock_does_not_hide_what_a_gap_swallowed(scene: Scene) -> None:
    async with _following(scene, utc_now() + timedelta(hours=1)) as feed:
        unannounced = occurrence(timestamp=utc_now(), received_at=utc_now())
        async with scene.writing.pool.transaction() as conn:
            await scene.writing.crashes.record(conn, [unannounced])
        (inbox,) = scene.watched.bus._inboxes[APP]
        inbox.put_nowait(Gap.GAP)

        assert (await feed.next()).crash_id == unannounced.crash_id


async def test_an_inbox_that_overflowed_is_filled_from_the_database(scene: Scene) -> None:
    feed = scene.crashes(since=utc_now())
    first = await scene.crash()
    assert (await anext(feed)).crash_id == first.id

    # Nobody reads now: more arrives than the inbox holds.
    (inbox,) = scene.watched.bus._inboxes[APP]
    reports = [scene.crash(f"message {n % 3}") for n in range(inbox.maxsize + 5)]
    stored = {first.id, *[(await each).id for each in reports]}
    await scene.heard()
    assert inbox.qsize() < inbox.maxsize

    shown = [first.id]
    async with asyncio.timeout(30):
        while len(shown) < len(stored):
            shown.append((await anext(feed)).crash_id)
    assert len(shown) == len(set(shown))
    assert set(shown) == stored
    await feed.aclose()


async def test_leaving_a_feed_ends_it_even_as_a_message_arrives(scene: Scene) -> None:
    async with _following(scene) as feed:
        await scene.crash()
        await feed.next()
        (inbox,) = scene.watched.bus._inboxes[APP]
        inbox.put_nowait(Gap.GAP)

    assert APP not in scene.watched.bus._inboxes


async def test_what_came_while_redis_was_away_is_shown(scene: Scene, link: Link) -> None:
    async with _following(scene) as feed:
        before = await scene.crash("before")
        assert (await feed.next()).crash_id == before.id

        await link.cut()
        meanwhile = await scene.crash("meanwhile")
        assert (await feed.next()).crash_id == meanwhile.id

        await link.mend()
        await scene.heard()
        after = await scene.crash("after")
        assert (await feed.next()).crash_id == after.id
        assert feed.shown == 0


async def test_what_came_during_a_short_loss_of_redis_is_shown(scene: Scene, link: Link) -> None:
    async with _following(scene) as feed:
        await link.cut()
        meanwhile = await scene.crash("meanwhile")
        await link.mend()
        await scene.heard()
        after = await scene.crash("after")

        assert (await feed.next()).crash_id == meanwhile.id
        assert (await feed.next()).crash_id == after.id


async def test_writing_goes_on_while_redis_is_away(scene: Scene, link: Link) -> None:
    await link.cut()

    async with scene.watched.ingest.running():
        receipt = await scene.watched.ingest.report_crash(report(at=utc_now()), KEY_ID)

    assert not receipt.is_duplicate
    assert await scene.writing.crashes.count_groups(APP, GroupFilter()) == 1
    await link.mend()


async def test_a_message_that_cannot_be_read_does_not_end_the_process(settings: Settings) -> None:
    async with open_services(settings) as own, own.bus.running(), own.ingest.running():
        scene = Scene(own, own)
        await scene.heard()
        async with _following(scene) as feed, Redis.from_url(settings.redis_url) as redis:
            for garbage in (b"", b"{", b"\xff", b'[["com.example.app", 1]]', b"null"):
                await redis.publish(f"{settings.redis_prefix}:live", garbage)
            receipt = await scene.crash()

            assert (await feed.next()).crash_id == receipt.id
            assert feed.shown == 0


async def test_a_watcher_whose_access_ended_is_cut_off(scene: Scene) -> None:
    clock = HandClock(utc_now())
    live = Live(scene.watched.bus, scene.watched.crashes, clock)
    watcher = Watcher()
    async with Following(
        live.crash_feed(APP, None, watcher.still_allowed), scene.watched.bus
    ) as feed:
        await scene.crash("allowed")
        await feed.next()
        watcher.is_allowed = False
        clock.advance(seconds=16)
        await scene.crash("the last one, at most")
        await scene.crash("not for them")

        assert (await feed.next()).message == "the last one, at most"
        with pytest.raises(AppNotFound):
            await feed.next()
        assert feed.shown == 0
    assert watcher.asked == 1
    assert APP not in scene.watched.bus._inboxes


async def test_a_watcher_is_asked_about_every_fifteen_seconds(scene: Scene) -> None:
    clock = HandClock(utc_now())
    live = Live(scene.watched.bus, scene.watched.crashes, clock)
    watcher = Watcher()
    async with Following(
        live.crash_feed(APP, None, watcher.still_allowed), scene.watched.bus
    ) as feed:
        for _ in range(6):
            clock.advance(seconds=7.5)
            await scene.crash()
            await feed.next()
        await scene.crash()
        await feed.next()

    assert watcher.asked == 3


async def test_a_feed_that_is_left_leaves_nothing_behind(scene: Scene) -> None:
    async with _following(scene) as feed:
        await scene.crash()
        await feed.next()
        assert len(scene.watched.bus._inboxes[APP]) == 1

    assert APP not in scene.watched.bus._inboxes


async def test_two_watchers_see_the_same(scene: Scene) -> None:
    async with _following(scene) as one, _following(scene) as other:
        receipt = await scene.crash()

        assert (await one.next()).crash_id == receipt.id
        assert (await other.next()).crash_id == receipt.id


async def test_a_new_group_wakes_the_worker(scene: Scene) -> None:
    wake = asyncio.Event()
    task = asyncio.create_task(scene.watched.bus.follow_wakes(wake))
    async with asyncio.timeout(30):
        while not wake.is_set():  # until the worker listens
            scene.writing.bus.wake_alerts()
            await asyncio.sleep(0.02)
        await scene.heard()
        wake.clear()

        await scene.crash("a new group")

        await wake.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
