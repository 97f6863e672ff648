"""Versions that were seen already are not said again, and not remembered without bound."""

from datetime import UTC, datetime, timedelta

from telemetry_graph.crashes.service import SeenVersions
from telemetry_graph.kit.ids import AppId

NOW = datetime(2025, 6, 12, tzinfo=UTC)
VERSION = (AppId("com.example.app"), "1.0")


def test_a_version_is_new_once_a_minute() -> None:
    seen = SeenVersions()

    assert seen.new_among([VERSION], NOW) == [VERSION]
    assert seen.new_among([VERSION], NOW + timedelta(seconds=59)) == []
    assert seen.new_among([VERSION], NOW + timedelta(seconds=60)) == [VERSION]


def test_very_many_versions_are_forgotten_at_once() -> None:
    seen = SeenVersions()
    seen.new_among([VERSION], NOW)
    seen.new_among([(VERSION[0], str(number)) for number in range(10_000)], NOW)

    assert seen.new_among([VERSION], NOW) == [VERSION]
