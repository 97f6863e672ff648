import logging

import pytest
from graphql import GraphQLError

from telemetry_graph.api.errors import formatted, printable, public, rest_error
from telemetry_graph.kit.errors import AppNotFound, DatabaseUnavailable, Unauthenticated


def test_an_expected_error_is_shown_as_it_is() -> None:
    error = AppNotFound("None here.")

    assert public(error) is error
    assert public(GraphQLError("x", original_error=error)) is error


def test_an_unexpected_error_is_masked_and_logged_under_an_id(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        shown = public(RuntimeError("password is hunter2"))

    assert shown.code == "INTERNAL"
    assert shown.status == 500
    assert "hunter2" not in shown.message
    assert shown.extensions["incident"] in shown.message
    (record,) = caplog.records
    assert vars(record)["incident"] == shown.extensions["incident"]


def test_what_a_resolver_raised_unexpectedly_is_masked() -> None:
    cause = RuntimeError("password is hunter2")

    shown = public(GraphQLError(str(cause), path=["app"], original_error=cause))

    assert shown.code == "INTERNAL"
    assert "hunter2" not in shown.message


def test_what_graphql_says_about_a_document_is_shown() -> None:
    shown = public(GraphQLError("Cannot query field 'nam' on type 'App'."))

    assert (shown.code, shown.status) == ("GRAPHQL_VALIDATION_FAILED", 400)
    assert shown.message == "Cannot query field 'nam' on type 'App'."


def test_a_message_is_shortened_and_can_be_written() -> None:
    assert len(printable("x" * 10_000_000)) == 500
    assert printable("\ud800").encode() == b"?"


def test_an_entry_of_a_graphql_answer_has_path_and_code() -> None:
    error = GraphQLError("x", path=["app"], original_error=AppNotFound("None here."))

    assert formatted(error, public(error)) == {
        "message": "None here.",
        "path": ["app"],
        "extensions": {"code": "APP_NOT_FOUND"},
    }


def test_a_rest_error_has_code_status_and_headers() -> None:
    away = rest_error(DatabaseUnavailable("Away.", retry_after=2))
    nobody = rest_error(Unauthenticated("Who?"))

    assert away.status_code == 503
    assert away.headers["retry-after"] == "2"
    assert bytes(away.body) == (
        b'{"error":{"code":"DATABASE_UNAVAILABLE","retryAfter":2,"message":"Away."}}'
    )
    assert nobody.status_code == 401
    assert nobody.headers["www-authenticate"] == "Bearer"
