import logging

import pytest
from graphql import GraphQLError
from starlette.exceptions import HTTPException

from telemetry_graph.api.errors import to_graphql_entry, to_public, to_public_message, to_response
from telemetry_graph.kit.errors import AppNotFound, DatabaseUnavailable, Unauthenticated


def test_an_expected_error_is_returned_unchanged() -> None:
    error = AppNotFound("No such app.")

    assert to_public(error) is error
    assert to_public(GraphQLError("x", original_error=error)) is error


def test_an_unexpected_error_is_masked_and_logged_with_its_id(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        public = to_public(RuntimeError("password is hunter2"))

    assert public.code == "INTERNAL"
    assert public.status == 500
    assert "hunter2" not in public.message
    assert public.extensions["errorId"] in public.message
    (record,) = caplog.records
    assert vars(record)["error_id"] == public.extensions["errorId"]


def test_an_unexpected_error_of_a_resolver_is_masked() -> None:
    cause = RuntimeError("password is hunter2")

    public = to_public(GraphQLError(str(cause), path=["app"], original_error=cause))

    assert public.code == "INTERNAL"
    assert "hunter2" not in public.message


def test_a_message_about_the_document_is_not_masked() -> None:
    public = to_public(GraphQLError("Cannot query field 'nam' on type 'App'."))

    assert (public.code, public.status) == ("GRAPHQL_VALIDATION_FAILED", 400)
    assert public.message == "Cannot query field 'nam' on type 'App'."


@pytest.mark.parametrize(("status", "code"), [(404, "NOT_FOUND"), (405, "METHOD_NOT_ALLOWED")])
def test_an_error_of_routing_has_a_code(status: int, code: str) -> None:
    public = to_public(HTTPException(status))

    assert (public.status, public.code) == (status, code)


def test_a_message_is_truncated_and_encodable() -> None:
    assert len(to_public_message("x" * 10_000_000)) == 500
    assert to_public_message("\ud800").encode() == b"?"


def test_an_entry_of_a_graphql_response_has_path_and_code() -> None:
    error = GraphQLError("x", path=["app"], original_error=AppNotFound("No such app."))

    assert to_graphql_entry(error, to_public(error)) == {
        "message": "No such app.",
        "path": ["app"],
        "extensions": {"code": "APP_NOT_FOUND"},
    }


def test_a_rest_error_has_code_status_and_headers() -> None:
    unavailable = to_response(DatabaseUnavailable("Unavailable.", retry_after=2), "/v1/apps")
    unauthenticated = to_response(Unauthenticated("Who?"), "/v1/apps")

    assert unavailable.status_code == 503
    assert unavailable.headers["retry-after"] == "2"
    assert bytes(unavailable.body) == (
        b'{"error":{"code":"DATABASE_UNAVAILABLE","retry_after":2,"message":"Unavailable."}}'
    )
    assert unauthenticated.status_code == 401
    assert unauthenticated.headers["www-authenticate"] == "Bearer"


def test_a_graphql_request_that_fails_has_a_graphql_body() -> None:
    response = to_response(DatabaseUnavailable("Unavailable.", retry_after=2), "/graphql")

    assert response.status_code == 503
    assert response.headers["retry-after"] == "2"
    assert bytes(response.body) == (
        b'{"data":null,"errors":[{"message":"Unavailable.","extensions":'
        b'{"code":"DATABASE_UNAVAILABLE","retryAfter":2}}]}'
    )
