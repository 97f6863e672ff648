"""Mattermost, through an incoming webhook, as a text with one attachment.

Sources: https://developers.mattermost.com/integrate/webhooks/incoming
and https://developers.mattermost.com/integrate/reference/message-attachments
"""

from pathlib import Path
from typing import Any, TypedDict

from telemetry_graph.alerting.channels.http.json_kind import (
    JsonProtocol,
    accept_ok,
    create_json_kind,
)
from telemetry_graph.alerting.content.escaping import to_code, to_markdown
from telemetry_graph.alerting.content.formats import Format

FULLWIDTH_AT = "\uff20"


class MattermostBody(TypedDict):
    text: str
    attachments: list[dict[str, Any]]


def escape(text: str, limit: int) -> str:
    """One line that Markdown displays verbatim, with another `@`.

    Outside of code, Mattermost notifies users even if the `@` is escaped.
    """
    return to_markdown(text.replace("@", FULLWIDTH_AT), limit)


# Older servers refuse attachments of more than 7,900 characters.
FORMAT = Format(
    "mattermost.json", Path(__file__).parent, escape, to_code, MattermostBody,
    max_label_chars=80, max_title_chars=80, max_message_chars=800,
    max_stack_chars=1_500, max_stack_lines=15,
)  # fmt: skip

MATTERMOST = create_json_kind(
    "mattermost",
    "Mattermost",
    "https://mattermost.example.com/hooks/…",
    JsonProtocol(FORMAT, read_reply=accept_ok),
)
