import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemetry_graph.crashes.versions import find_newest, is_older

_ASCENDING = [
    ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0"],
    ["0.9", "0.10", "1.0", "1.0.1", "1.2", "1.10", "2"],
    ["v1.9.0", "v1.10.0"],
    ["2024.12.31", "2025.1.1"],
    ["build-9", "build-10", "build-110"],
    ["1.2-SNAPSHOT", "1.2"],
    ["1.2a", "1.2b"],
    ["1.2a1", "1.2b1", "1.2rc1", "1.2rc10", "1.2", "1.2.post1"],
    ["3.0.alpha", "3.0.beta2", "3.0"],
    ["2.0.dev3", "2.0"],
    ["99", "100"],
]


@pytest.mark.parametrize("versions", _ASCENDING, ids=lambda each: each[0])
def test_versions_are_ordered(versions: list[str]) -> None:
    for at, version in enumerate(versions):
        assert [is_older(version, than) for than in versions] == [
            later > at for later in range(len(versions))
        ]
    assert find_newest(reversed(versions)) == versions[-1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.2", "1.2.0"),
        ("v1.2", "1.2"),
        ("1.2+build5", "1.2+build9"),
        ("3f2a9c1d", "0a11bee5"),
        ("nightly", "1.0"),
        ("", "1.0"),
    ],
)
def test_versions_without_an_order_are_never_older(one: str, other: str) -> None:
    assert not is_older(one, other)
    assert not is_older(other, one)


def test_a_missing_version_is_not_older() -> None:
    assert not is_older(None, "1.0")
    assert find_newest(["nightly"]) is None


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_two_versions_are_older_than_each_other(one: str, other: str) -> None:
    assert not (is_older(one, other) and is_older(other, one))
    assert not is_older(one, one)
