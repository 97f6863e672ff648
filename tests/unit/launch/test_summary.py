import json
import shlex
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.copy_decoder import event_rows
from tests.factories import PEPPER

from telemetry_graph.ingest.accept import accepted_batch
from telemetry_graph.ingest.wire import EventBatchInput
from telemetry_graph.launch.state import Credentials
from telemetry_graph.launch.summary import alert_places, device_id, first_batch, summary
from telemetry_graph.settings import Settings

_CREDENTIALS = Credentials(
    "admin@example.com", "secret", "tgp_token", "com.example.demo", "tgi_key"
)
_LOG = Path("worker.log")


def _settings(**changes: Any) -> Settings:
    needed = {"database_url": "", "redis_url": "", "device_pepper": "", **changes}
    return Settings(**needed)


def test_the_summary_says_where_everything_is() -> None:
    text = summary(_settings(public_url="http://127.0.0.1:8001"), _CREDENTIALS, _LOG)

    for part in ("http://127.0.0.1:8001/graphql", "admin@example.com", "secret", "tgp_token",
                 "com.example.demo", "tgi_key", "worker.log", "alertDeliveries"):  # fmt: skip
        assert part in text


def test_the_printed_line_sends_a_batch_that_is_accepted_whole() -> None:
    words = shlex.split(first_batch("http://127.0.0.1:8001", _CREDENTIALS))
    sent = json.loads(words[words.index("-d") + 1])["variables"]["batch"]
    snake = {
        {"appId": "app_id", "appVersion": "app_version", "mosisVersion": "mosis_version",
         "deviceId": "device_id", "sessionId": "session_id"}.get(key, key): value
        for key, value in sent.items()
    }  # fmt: skip
    snake["consent"] = {"usage_analytics": sent["consent"]["usageAnalytics"]}

    write = accepted_batch(msgspec.convert(snake, EventBatchInput), PEPPER, datetime.now(UTC))

    assert words[:3] == ["curl", "-sS", "http://127.0.0.1:8001/graphql"]
    assert "Authorization: Bearer tgi_key" in words
    assert write.rejected == []
    assert [row["event_type"] for row in event_rows(write.event_rows)] == [
        "app_start",
        "screen_view",
    ]


def test_a_device_id_is_the_digest_that_devices_make() -> None:
    assert device_id("a", "b") == (
        "a17a50f218920cd1e77d7a26c0b65ab0c4689c83e7aa8adb9653bb2732e54b30"
    )


@pytest.mark.parametrize(
    ("changes", "places"),
    [
        ({}, "the log worker.log"),
        ({"smtp_host": "mail"}, "the log worker.log"),
        ({"smtp_host": "mail", "alert_email_to": ("a@x.io", "b@x.io")}, "e-mail to a@x.io, b@x.io"),
        ({"alert_slack_url": "https://s", "alert_webhook_url": "https://w"}, "Slack and your web"),
    ],
)
def test_alerts_land_where_the_settings_say(changes: dict[str, Any], places: str) -> None:
    assert alert_places(_settings(**changes), _LOG).startswith(places)
