import re
from itertools import chain

import pytest

from telemetry_graph.kit import errors
from telemetry_graph.kit.errors import DatabaseUnavailable, InvalidField, TelemetryError


def _all_subclasses(kind: type[TelemetryError]) -> set[type[TelemetryError]]:
    direct = kind.__subclasses__()
    return {*direct, *chain.from_iterable(_all_subclasses(each) for each in direct)}


_KIT_ERRORS = sorted(
    (each for each in _all_subclasses(TelemetryError) if each.__module__ == errors.__name__),
    key=lambda each: each.__name__,
)


@pytest.mark.parametrize("kind", _KIT_ERRORS)
def test_every_error_has_a_code_and_an_http_status(kind: type[TelemetryError]) -> None:
    assert "code" in vars(kind)
    assert re.fullmatch(r"[A-Z][A-Z_]+", kind.code)
    assert 400 <= kind.status < 600


def test_no_two_errors_share_a_code() -> None:
    codes = [each.code for each in _KIT_ERRORS]

    assert len(codes) == len(set(codes))


def test_the_tree_in_the_docstring_has_every_error() -> None:
    tree = set(re.findall(r"─ (\w+)", errors.__doc__ or ""))

    assert tree == {each.__name__ for each in _KIT_ERRORS}


def test_the_extensions_have_the_code_and_the_details() -> None:
    error = InvalidField("Too long.", field="deviceId")

    assert error.extensions == {"code": "INVALID_FIELD", "field": "deviceId"}
    assert str(error) == "Too long."


def test_the_extensions_have_the_seconds_until_a_retry() -> None:
    error = DatabaseUnavailable("Unavailable.", retry_after=2)

    assert error.extensions == {"code": "DATABASE_UNAVAILABLE", "retryAfter": 2}
