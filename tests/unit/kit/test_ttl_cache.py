from uuid import uuid4

import pytest
from tests.factories import APP

from telemetry_graph.kit import ttl_cache as cache_module
from telemetry_graph.kit.access import Device, Principal
from telemetry_graph.kit.ttl_cache import TtlCache

_DEVICE = Device(APP, uuid4())


class _Seconds:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_an_empty_cache_has_no_value() -> None:
    assert TtlCache[bytes, Principal](_Seconds()).get(b"key") is None


def test_a_value_is_cached_for_up_to_five_seconds() -> None:
    seconds = _Seconds()
    cache = TtlCache[bytes, Principal](seconds)
    cache.put(b"key", _DEVICE)

    seconds.now += 3.7
    assert cache.get(b"key") == (_DEVICE,)
    seconds.now += 1.3
    assert cache.get(b"key") is None


def test_values_put_together_are_not_refreshed_together() -> None:
    seconds = _Seconds()
    cache = TtlCache[int, str](seconds)
    for key in range(256):
        cache.put(key, "value")

    seconds.now += 4.1
    refreshed = sum(cache.peek(key) is None for key in range(256))

    assert 64 < refreshed < 192


@pytest.mark.parametrize("load_seconds", [0.0, 0.5, 2.0, 4.9, 7.0])
def test_no_caller_gets_a_value_five_seconds_after_its_load_began(load_seconds: float) -> None:
    seconds = _Seconds()
    cache = TtlCache[bytes, Principal](seconds)
    began = cache.now()
    seconds.now += load_seconds
    cache.put(b"key", _DEVICE, load_started_at=began)

    ages = []
    for _ in range(100):  # many callers, none of which succeeds in refreshing the value
        if cache.get(b"key") is not None:
            ages.append(seconds.now - began)
        seconds.now += 0.1

    assert all(age < 5.0 for age in ages)
    assert bool(ages) is (load_seconds < 4.5)


def test_a_missing_value_is_cached_for_one_second() -> None:
    seconds = _Seconds()
    cache = TtlCache[bytes, Principal](seconds)
    cache.put(b"key", None)

    assert cache.get(b"key") == (None,)
    seconds.now += 1.1
    assert cache.get(b"key") is None


def test_a_forgotten_value_is_loaded_again() -> None:
    cache = TtlCache[bytes, Principal](_Seconds())
    cache.put(b"key", _DEVICE)

    cache.forget(b"key")
    cache.forget(b"never there")

    assert cache.get(b"key") is None


def test_a_full_cache_evicts_the_least_recently_used_entries() -> None:
    cache = TtlCache[bytes, Principal](_Seconds())
    bound = cache_module._MAX_ENTRIES
    cache.put(b"first", _DEVICE)
    cache.put(b"second", _DEVICE)
    cache.put(b"first", _DEVICE)

    for number in range(bound - 1):
        cache.put(str(number).encode(), None)

    assert cache.get(b"second") is None
    assert cache.get(b"first") == (_DEVICE,)


def test_one_caller_refreshes_a_value_that_expires_soon() -> None:
    seconds = _Seconds()
    cache = TtlCache[bytes, Principal](seconds)
    cache.put(b"key", _DEVICE)
    seconds.now += 4.6

    assert cache.get(b"key") is None
    assert cache.get(b"key") == (_DEVICE,)

    seconds.now += 0.4
    assert cache.get(b"key") is None
    assert cache.get(b"key") is None


def test_the_last_value_remains_after_it_expired() -> None:
    seconds = _Seconds()
    cache = TtlCache[bytes, str](seconds)
    cache.put(b"key", "value")
    seconds.now += 60

    assert cache.get(b"key") is None
    assert cache.get_last(b"key") == "value"
    assert cache.get_last(b"another") is None


def test_a_slow_load_does_not_replace_the_result_of_a_later_load() -> None:
    seconds = _Seconds()
    cache = TtlCache[bytes, str](seconds)
    slow = cache.now()
    seconds.now += 2
    cache.put(b"key", "new", load_started_at=cache.now())

    cache.put(b"key", "old", load_started_at=slow)

    assert cache.get(b"key") == ("new",)


def test_peeking_at_an_expired_entry_leaves_the_load_to_others() -> None:
    seconds = _Seconds()
    cache = TtlCache[bytes, str](seconds)
    assert cache.peek(b"key") is None
    cache.put(b"key", "value")
    assert cache.peek(b"key") == ("value",)

    seconds.now += 5.1

    assert cache.peek(b"key") is None
    assert cache.get(b"key") is None
