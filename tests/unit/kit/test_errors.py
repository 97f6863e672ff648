import re
from itertools import chain

import pytest

from telemetry_graph.kit import errors
from telemetry_graph.kit.errors import DatabaseUnavailable, InvalidField, TelemetryError


def _all_below(kind: type[TelemetryError]) -> set[type[TelemetryError]]:
    below = kind.__subclasses__()
    return {*below, *chain.from_iterable(_all_below(each) for each in below)}


_IN_THE_TREE = sorted(
    (each for each in _all_below(TelemetryError) if each.__module__ == errors.__name__),
    key=lambda each: each.__name__,
)


@pytest.mark.parametrize("kind", _IN_THE_TREE)
def test_every_error_has_its_own_code_and_an_http_status(kind: type[TelemetryError]) -> None:
    assert "code" in vars(kind)
    assert re.fullmatch(r"[A-Z][A-Z_]+", kind.code)
    assert 400 <= kind.status < 600


def test_no_two_errors_share_a_code() -> None:
    codes = [each.code for each in _IN_THE_TREE]

    assert len(codes) == len(set(codes))


def test_the_tree_at_the_top_of_the_file_names_every_error() -> None:
    drawn = set(re.findall(r"─ (\w+)", errors.__doc__ or ""))

    assert drawn == {each.__name__ for each in _IN_THE_TREE}


def test_an_error_shows_its_code_and_details() -> None:
    error = InvalidField("Too long.", field="deviceId")

    assert error.extensions == {"code": "INVALID_FIELD", "field": "deviceId"}
    assert str(error) == "Too long."


def test_an_error_shows_when_to_try_again() -> None:
    error = DatabaseUnavailable("Away.", retry_after=2)

    assert error.extensions == {"code": "DATABASE_UNAVAILABLE", "retryAfter": 2}
