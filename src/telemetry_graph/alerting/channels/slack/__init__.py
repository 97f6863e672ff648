"""Slack, through an incoming webhook, as Block Kit blocks.

Source: Incoming webhooks, https://api.slack.com/messaging/webhooks
"""

from pathlib import Path
from typing import Any, TypedDict

from telemetry_graph.alerting.channels.http.json_kind import (
    JsonProtocol,
    accept_ok,
    create_json_kind,
)
from telemetry_graph.alerting.content.escaping import to_mrkdwn
from telemetry_graph.alerting.content.formats import Format


class SlackBody(TypedDict):
    text: str
    """For notifications; the blocks are what the channel displays."""
    blocks: list[dict[str, Any]]


FORMAT = Format(
    "slack.json", Path(__file__).parent, to_mrkdwn, to_mrkdwn, SlackBody,
    max_stack_chars=2_000, max_stack_lines=15,
)  # fmt: skip


SLACK = create_json_kind(
    "slack",
    "Slack",
    "https://hooks.slack.com/services/…",
    JsonProtocol(FORMAT, read_reply=accept_ok),
)
