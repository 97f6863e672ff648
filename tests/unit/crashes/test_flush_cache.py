from datetime import UTC, datetime, timedelta

from telemetry_graph.crashes.version_cache import VersionCache
from telemetry_graph.kit.ids import AppId

NOW = datetime(2025, 6, 12, tzinfo=UTC)
VERSION = (AppId("com.example.app"), "1.0")


def test_a_version_is_new_again_after_a_minute() -> None:
    cache = VersionCache()

    assert cache.add_new([VERSION], NOW) == [VERSION]
    assert cache.add_new([VERSION], NOW + timedelta(seconds=59)) == []
    assert cache.add_new([VERSION], NOW + timedelta(seconds=60)) == [VERSION]


def test_a_full_cache_is_cleared() -> None:
    cache = VersionCache()
    cache.add_new([VERSION], NOW)
    cache.add_new([(VERSION[0], str(number)) for number in range(10_000)], NOW)

    assert cache.add_new([VERSION], NOW) == [VERSION]
