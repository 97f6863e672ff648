from uuid import uuid4

from tests.factories import APP

from telemetry_graph.kit import ttl_cache as cache_module
from telemetry_graph.kit.access import Device, Principal
from telemetry_graph.kit.ttl_cache import Remembered

_DEVICE = Device(APP, uuid4())


class _Seconds:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_nothing_is_remembered_at_first() -> None:
    assert Remembered[bytes, Principal](_Seconds()).found(b"key") is None


def test_a_caller_is_remembered_for_up_to_five_seconds() -> None:
    seconds = _Seconds()
    cache = Remembered[bytes, Principal](seconds)
    cache.put(b"key", _DEVICE)

    seconds.now += 3.7
    assert cache.found(b"key") == (_DEVICE,)
    seconds.now += 1.4
    assert cache.found(b"key") is None


def test_what_was_learned_at_once_is_not_forgotten_at_once() -> None:
    seconds = _Seconds()
    cache = Remembered[int, str](seconds)
    for key in range(256):
        cache.put(key, "value")

    seconds.now += 4.4
    forgotten = sum(cache.fresh(key) is None for key in range(256))

    assert 64 < forgotten < 192


def test_an_unknown_credential_is_remembered_for_one_second() -> None:
    seconds = _Seconds()
    cache = Remembered[bytes, Principal](seconds)
    cache.put(b"key", None)

    assert cache.found(b"key") == (None,)
    seconds.now += 1.1
    assert cache.found(b"key") is None


def test_a_forgotten_caller_is_not_remembered() -> None:
    cache = Remembered[bytes, Principal](_Seconds())
    cache.put(b"key", _DEVICE)

    cache.forget(b"key")
    cache.forget(b"never there")

    assert cache.found(b"key") is None


def test_the_least_recently_added_leave_when_there_are_too_many() -> None:
    cache = Remembered[bytes, Principal](_Seconds())
    bound = cache_module._MOST_ENTRIES
    cache.put(b"first", _DEVICE)
    cache.put(b"second", _DEVICE)
    cache.put(b"first", _DEVICE)

    for number in range(bound - 1):
        cache.put(str(number).encode(), None)

    assert cache.found(b"second") is None
    assert cache.found(b"first") == (_DEVICE,)


def test_of_many_callers_with_an_expired_key_only_the_first_is_sent_to_look() -> None:
    seconds = _Seconds()
    cache = Remembered[bytes, Principal](seconds)
    cache.put(b"key", _DEVICE)
    seconds.now += 5.1

    assert cache.found(b"key") is None
    assert cache.found(b"key") == (_DEVICE,)

    seconds.now += 1.1
    assert cache.found(b"key") is None


def test_a_slow_look_up_does_not_replace_what_a_later_one_brought() -> None:
    seconds = _Seconds()
    cache = Remembered[bytes, str](seconds)
    slow = cache.now()
    seconds.now += 2
    cache.put(b"key", "new", asked_at=cache.now())

    cache.put(b"key", "old", asked_at=slow)

    assert cache.found(b"key") == ("new",)


def test_a_glance_keeps_nobody_from_looking_it_up() -> None:
    seconds = _Seconds()
    cache = Remembered[bytes, str](seconds)
    assert cache.fresh(b"key") is None
    cache.put(b"key", "value")
    assert cache.fresh(b"key") == ("value",)

    seconds.now += 5.1

    assert cache.fresh(b"key") is None
    assert cache.found(b"key") is None
