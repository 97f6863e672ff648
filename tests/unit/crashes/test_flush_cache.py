from datetime import UTC, datetime, timedelta

from telemetry_graph.crashes.flush_cache import FlushCache
from telemetry_graph.kit.ids import AppId

NOW = datetime(2025, 6, 12, tzinfo=UTC)
VERSION = (AppId("com.example.app"), "1.0")


def test_a_version_is_new_again_after_a_minute() -> None:
    cache = FlushCache()

    assert cache.add_versions([VERSION], NOW) == [VERSION]
    assert cache.add_versions([VERSION], NOW + timedelta(seconds=59)) == []
    assert cache.add_versions([VERSION], NOW + timedelta(seconds=60)) == [VERSION]


def test_versions_are_cleared_when_there_are_too_many() -> None:
    cache = FlushCache()
    cache.add_versions([VERSION], NOW)
    cache.add_versions([(VERSION[0], str(number)) for number in range(10_000)], NOW)

    assert cache.add_versions([VERSION], NOW) == [VERSION]
