"""The pure functions of `cluster.py`."""

from telemetry_graph.runtime.cluster import parse_major, quote


def test_the_major_version_is_parsed() -> None:
    assert parse_major("postgres (PostgreSQL) 17.12 (Debian 17.12-0+deb13u1)") == 17
    assert parse_major("postgres (PostgreSQL) 18beta1") == 18
    assert parse_major("") == 0


def test_strings_in_settings_are_escaped() -> None:
    assert quote("/it's \\ here") == "'/it''s \\\\ here'"
