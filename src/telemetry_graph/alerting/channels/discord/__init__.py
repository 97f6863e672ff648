"""Discord, through the webhook of a channel, as an embed without mentions."""

from pathlib import Path
from typing import Any, TypedDict

import httpx
import msgspec

from telemetry_graph.alerting.channels.http.endpoint import HttpReply
from telemetry_graph.alerting.channels.http.json_kind import Body, JsonProtocol, create_json_kind
from telemetry_graph.alerting.content.escaping import to_code, to_markdown
from telemetry_graph.alerting.content.formats import Format


class DiscordBody(TypedDict):
    embeds: list[dict[str, Any]]


FORMAT = Format(
    "discord.json", Path(__file__).parent, to_markdown, to_code, DiscordBody,
    max_label_chars=80, max_title_chars=80, max_message_chars=800,
    max_stack_chars=1_500, max_stack_lines=15,
)  # fmt: skip


def build_body(rendered: Any) -> Body:
    return {**rendered, "allowed_mentions": {"parse": []}}


def build_url(url: str) -> str:
    """With `wait`, Discord responds with the message that it created, or with the error."""
    return str(httpx.URL(url).copy_set_param("wait", "true"))


def read_reply(reply: HttpReply) -> str | None:
    if not _is_accepted(reply.body.strip()):
        return None
    return f"{reply.status} message posted" if reply.body else str(reply)


def _is_accepted(body: bytes) -> bool:
    # The response repeats the whole message, so its end may be missing here. It begins with a type
    # or an id, while an error is a short object with a code.
    if not body:
        return True
    try:
        response = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return body.startswith(b"{") and b'"id"' in body and b'"code"' not in body
    return isinstance(response, dict) and "id" in response and "code" not in response


DISCORD = create_json_kind(
    "discord",
    "Discord",
    "https://discord.com/api/webhooks/…",
    JsonProtocol(FORMAT, build_body, read_reply, build_url=build_url),
)
