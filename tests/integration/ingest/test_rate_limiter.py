"""Rate limits in one process, and in two that share their counts through Redis."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from redis.asyncio import Redis
from tests.factories import APP, KEY_ID, NOW, ManualClock, batch, device_id, event, report

from telemetry_graph.app import Services
from telemetry_graph.ingest.model import RateLimits
from telemetry_graph.ingest.rate_limiter import RateLimiter, find_window_end
from telemetry_graph.kit.errors import TooManyRequests
from telemetry_graph.settings import Settings

_LIMITS = RateLimits(per_key=100, per_device=40)
_OTHER_DEVICE = device_id("phone-2")


@pytest.fixture
async def limiters(settings: Settings) -> AsyncIterator[tuple[RateLimiter, RateLimiter]]:
    redis = Redis.from_url(settings.redis_url)
    prefix = f"test-{uuid4().hex}"
    yield RateLimiter(redis, prefix=prefix), RateLimiter(redis, prefix=prefix)
    await redis.aclose()


def _send(
    limiter: RateLimiter, events: int, device: str = device_id(), clock: ManualClock | None = None
) -> None:
    now = clock() if clock else NOW
    limiter.admit(KEY_ID, APP, device, events, _LIMITS, now)


async def test_a_device_may_send_up_to_its_limit(
    limiters: tuple[RateLimiter, RateLimiter],
) -> None:
    one, _ = limiters
    _send(one, 30)
    _send(one, 10)

    with pytest.raises(TooManyRequests) as caught:
        _send(one, 1)

    assert caught.value.details == {"scope": "device", "limit": 40}
    assert caught.value.retry_after == (find_window_end(NOW) - NOW).seconds + 1
    _send(one, 40, _OTHER_DEVICE)


async def test_a_key_may_send_up_to_its_limit(
    limiters: tuple[RateLimiter, RateLimiter],
) -> None:
    one, _ = limiters
    for number in range(10):
        _send(one, 10, device_id(f"phone-{number}"))

    with pytest.raises(TooManyRequests) as caught:
        _send(one, 1, device_id("phone-10"))

    assert caught.value.details == {"scope": "key", "limit": 100}


async def test_rejected_events_are_not_counted(limiters: tuple[RateLimiter, RateLimiter]) -> None:
    one, _ = limiters
    _send(one, 30)
    with pytest.raises(TooManyRequests):
        _send(one, 11)

    _send(one, 10)

    assert await one.load_usage([KEY_ID], NOW) == {KEY_ID: 40}


async def test_a_new_minute_starts_at_zero(limiters: tuple[RateLimiter, RateLimiter]) -> None:
    one, _ = limiters
    clock = ManualClock()
    _send(one, 40, clock=clock)
    clock.now = find_window_end(clock.now)

    _send(one, 40, clock=clock)

    assert await one.load_usage([KEY_ID], clock.now) == {KEY_ID: 40}


async def test_processes_limit_by_the_counts_of_all(
    limiters: tuple[RateLimiter, RateLimiter],
) -> None:
    one, two = limiters
    _send(one, 30)
    _send(two, 6)
    for limiter in (one, two, one, two):
        await limiter.exchange()

    with pytest.raises(TooManyRequests):
        _send(two, 5)
    _send(two, 4)

    await two.exchange()
    assert await one.load_usage([KEY_ID], NOW) == {KEY_ID: 40}


async def test_without_redis_each_process_limits_its_own_requests() -> None:
    redis = Redis(port=1)
    one = RateLimiter(redis, prefix="unused")
    async with one.running():
        _send(one, 40)

        with pytest.raises(TooManyRequests):
            _send(one, 1)

        assert await one.load_usage([KEY_ID], NOW) == {KEY_ID: 40}
    await redis.aclose()


async def test_many_devices_are_counted_in_fixed_memory_without_affecting_each_other(
    limiters: tuple[RateLimiter, RateLimiter],
) -> None:
    one, _ = limiters
    limits = RateLimits(per_key=10**9, per_device=40)
    for number in range(20_000):
        one.admit(KEY_ID, APP, f"{number:064x}", 1, limits, NOW)

    one.admit(KEY_ID, APP, device_id(), 30, limits, NOW)

    assert len(one._window.counts) < 20  # the key, the busy device, and few by chance


async def test_a_batch_and_a_crash_above_the_limit_are_not_stored(one: Services) -> None:
    await one.ingest.policies.set_limits(APP, per_key=3, per_device=None)
    await one.ingest.ingest_events(batch(*[event()] * 3), KEY_ID)

    with pytest.raises(TooManyRequests):
        await one.ingest.ingest_events(batch(), KEY_ID)
    with pytest.raises(TooManyRequests):
        await one.ingest.report_crash(report(), KEY_ID)

    async with one.pool.connection() as conn:
        assert await conn.fetchval("SELECT count(*) FROM telemetry_events") == 3
        assert await conn.fetchval("SELECT count(*) FROM crash_reports") == 0
