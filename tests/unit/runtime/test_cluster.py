"""The pure parts of running PostgreSQL."""

from telemetry_graph.runtime.cluster import major_in, quoted


def test_major_version_is_read() -> None:
    assert major_in("postgres (PostgreSQL) 17.12 (Debian 17.12-0+deb13u1)") == 17
    assert major_in("postgres (PostgreSQL) 18beta1") == 18
    assert major_in("") == 0


def test_settings_are_quoted() -> None:
    assert quoted("/it's \\ here") == "'/it''s \\\\ here'"
