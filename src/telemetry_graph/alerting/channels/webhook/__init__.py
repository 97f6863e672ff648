"""Any HTTP receiver: JSON, with the delivery's id and a signature over time and body."""

import hashlib
import hmac
from collections.abc import Mapping
from pathlib import Path

from telemetry_graph.alerting.channels.http.json_kind import (
    JsonProtocol,
    PostContext,
    create_json_kind,
)
from telemetry_graph.alerting.content.formats import JSON_OBJECT, Format
from telemetry_graph.kit.text import truncate

FORMAT = Format(
    "webhook.json", Path(__file__).parent, truncate, truncate, JSON_OBJECT,
    max_label_chars=1_000, max_title_chars=300, max_message_chars=4_000,
    max_stack_chars=32_000, max_stack_lines=1_000,
)  # fmt: skip


def sign(secret: str, timestamp: str, content: bytes) -> str:
    """The signature that receivers compute as well; it covers the time, to prevent replays."""
    signed = timestamp.encode() + b"." + content
    return "sha256=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def build_headers(context: PostContext) -> Mapping[str, str]:
    timestamp = str(int(context.now.timestamp()))
    headers = {
        "X-Telemetry-Delivery": str(context.delivery_id),
        "X-Telemetry-Timestamp": timestamp,
    }
    if context.secret:
        headers["X-Telemetry-Signature"] = sign(context.secret, timestamp, context.content)
    return headers


WEBHOOK = create_json_kind(
    "webhook",
    "Webhook",
    "https://example.com/alerts",
    JsonProtocol(FORMAT, build_headers=build_headers),
    has_secret=True,
)
