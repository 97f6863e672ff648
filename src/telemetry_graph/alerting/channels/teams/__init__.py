"""Microsoft Teams, through the webhook of a workflow, as an Adaptive Card."""

from pathlib import Path
from typing import Any

import msgspec

from telemetry_graph.alerting.channels.http.endpoint import HttpReply
from telemetry_graph.alerting.channels.http.json_kind import Body, JsonProtocol, create_json_kind
from telemetry_graph.alerting.content.escaping import to_plain
from telemetry_graph.alerting.content.formats import JSON_OBJECT, Format

_CARD = "application/vnd.microsoft.card.adaptive"
_ACCEPTED = frozenset({b"", b"1", b"true"})

# The text runs of an Adaptive Card do not interpret markup.
FORMAT = Format(
    "teams.json", Path(__file__).parent, to_plain, to_plain, JSON_OBJECT,
    max_stack_chars=2_000, max_stack_lines=15,
)  # fmt: skip


def build_body(card: Any) -> Body:
    attachment = {"contentType": _CARD, "contentUrl": None, "content": card}
    return {"type": "message", "attachments": [attachment]}


def read_reply(reply: HttpReply) -> str | None:
    return str(reply) if _is_accepted(reply.body.strip()) else None


def _is_accepted(body: bytes) -> bool:
    """Workflows respond with an empty body and connectors with 1; both report errors under 200."""
    if body in _ACCEPTED:
        return True
    try:
        response = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    return isinstance(response, dict) and "error" not in response and "code" not in response


TEAMS = create_json_kind(
    "teams",
    "Microsoft Teams",
    "https://….logic.azure.com/workflows/…",
    JsonProtocol(FORMAT, build_body, read_reply),
)
