"""The server agrees with the shared vectors of tests/vectors; each SDK has a separate test."""

import hashlib
import json
from typing import Any
from uuid import UUID

import pytest
from tests.integration.api.site import JSON, Site, bearer
from tests.sdk.vectors import create_filler, load_vectors

from telemetry_graph.accounts.service import Accounts
from telemetry_graph.ingest.accept.sampling import compute_position
from telemetry_graph.kit.clock import utc_now
from telemetry_graph.kit.ids import AppId, read_uuid7_time

APP = AppId("com.developer.myapp")


def test_a_device_id_is_the_hash_of_the_raw_id() -> None:
    for vector in load_vectors("device_ids")["vectors"]:
        text = f"{vector['raw_id']}mosis_salt_{vector['app_id']}"

        assert hashlib.sha256(text.encode()).hexdigest() == vector["device_id"]


def test_a_batch_id_contains_its_time() -> None:
    for vector in load_vectors("batch_ids")["made"]:
        batch_id = UUID(vector["uuid"])
        time = read_uuid7_time(batch_id)

        assert (batch_id.version, batch_id.int >> 80) == (7, vector["milliseconds"])
        assert time is None or abs(time.timestamp() * 1000 - vector["milliseconds"]) < 1


def test_the_server_and_devices_sample_the_same_sessions() -> None:
    for vector in load_vectors("sampling")["vectors"]:
        position = compute_position(vector["session_id"], vector["device_id"])

        assert position == vector["first_32_bits"] / 2**32
        assert (position < vector["rate"]) is vector["is_kept"]


@pytest.fixture
async def keys(site: Site) -> dict[str, str]:
    """The credentials that the vectors name."""
    accounts = Accounts.over(site.pool, utc_now)
    await accounts.create_app(APP, "My App")
    _, key = await accounts.create_key(APP, "devices")
    return {"valid": key.secret, "other_app": site.key, "unknown": "tgi_unknown"}


async def test_requests_have_the_answers_of_the_vectors(site: Site, keys: dict[str, str]) -> None:
    for vector in load_vectors("requests")["requests"]:
        fill = create_filler(utc_now())
        for answer in [vector["answer"], *vector.get("repeated", [])]:
            response = await _send(site, keys, vector, fill(vector["body"]))

            assert (vector["name"], *response) == (vector["name"], vector["status"], fill(answer))


async def _send(
    site: Site, keys: dict[str, str], vector: dict[str, Any], body: Any
) -> tuple[int, Any]:
    content = body if isinstance(body, str) else json.dumps(body)
    headers = {**JSON, **bearer(keys[vector.get("key", "valid")])}
    response = await site.client.post(vector["path"], content=content, headers=headers)
    return response.status_code, _without_messages(response.json())


def _without_messages(answer: Any) -> Any:
    """Codes are stable, messages are not."""
    if isinstance(answer, list):
        return [_without_messages(each) for each in answer]
    if not isinstance(answer, dict):
        return answer
    return {key: _without_messages(each) for key, each in answer.items() if key != "message"}
