import json
import shlex
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.copy_decoder import decode_event_rows
from tests.factories import PEPPER

from telemetry_graph.ingest.accept.batch import accept_batch
from telemetry_graph.ingest.wire import EventBatchInput
from telemetry_graph.launch.state import StackCredentials
from telemetry_graph.launch.summary import (
    compute_device_id,
    describe_alert_channels,
    format_curl_command,
    format_summary,
)
from telemetry_graph.settings import Settings

_CREDENTIALS = StackCredentials(
    "admin@example.com", "secret", "tgp_token", "com.example.demo", "tgi_key"
)
_LOG = Path("worker.log")


def _settings(**changes: Any) -> Settings:
    required = {"database_url": "", "redis_url": "", "device_pepper": "", **changes}
    return Settings(**required)


def test_the_summary_contains_addresses_and_credentials() -> None:
    text = format_summary(_settings(public_url="http://127.0.0.1:8001"), _CREDENTIALS, _LOG)

    for part in ("http://127.0.0.1:8001/graphql", "admin@example.com", "secret", "tgp_token",
                 "com.example.demo", "tgi_key", "worker.log", "alertDeliveries"):  # fmt: skip
        assert part in text


def test_the_printed_command_sends_a_batch_without_rejections() -> None:
    words = shlex.split(format_curl_command("http://127.0.0.1:8001", _CREDENTIALS))
    sent = json.loads(words[words.index("-d") + 1])["variables"]["input"]
    snake = {
        {"appId": "app_id", "appVersion": "app_version", "mosisVersion": "mosis_version",
         "deviceId": "device_id", "sessionId": "session_id"}.get(key, key): value
        for key, value in sent.items()
    }  # fmt: skip
    snake["consent"] = {"usage_analytics": sent["consent"]["usageAnalytics"]}

    write = accept_batch(msgspec.convert(snake, EventBatchInput), PEPPER, datetime.now(UTC))

    assert words[:3] == ["curl", "-sS", "http://127.0.0.1:8001/graphql"]
    assert "Authorization: Bearer tgi_key" in words
    assert write.rejected == []
    assert [row["event_type"] for row in decode_event_rows(write.event_rows)] == [
        "app_start",
        "screen_view",
    ]


def test_a_device_id_is_the_digest_that_devices_compute() -> None:
    assert compute_device_id("a", "b") == (
        "a17a50f218920cd1e77d7a26c0b65ab0c4689c83e7aa8adb9653bb2732e54b30"
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "the log worker.log"),
        ({"alert_channels": (("email", "a@x.io"),)}, "E-mail"),
        ({"alert_channels": (("slack", "https://s"), ("webhook", "https://w"))}, "Slack and Webh"),
    ],
)
def test_the_summary_names_the_channels_of_the_settings(
    changes: dict[str, Any], expected: str
) -> None:
    assert describe_alert_channels(_settings(**changes), _LOG).startswith(expected)
