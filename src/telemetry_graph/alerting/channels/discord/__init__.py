"""Discord, through a channel's webhook, with an embed that mentions nobody."""

from dataclasses import dataclass, field
from typing import Any

import httpx
import msgspec

from telemetry_graph.alerting.channels.http import Endpoint, Reply, checked_url
from telemetry_graph.alerting.content.message import Message
from telemetry_graph.kit.clock import Clock


@dataclass(frozen=True, slots=True)
class DiscordConfig:
    url: str = field(repr=False)
    timeout_seconds: float = 10.0

    def __post_init__(self) -> None:
        checked_url(self.url)


def discord_payload(message: Message) -> dict[str, Any]:
    return {"embeds": message.discord, "allowed_mentions": {"parse": []}}


class DiscordChannel:
    name = "discord"

    def __init__(self, config: DiscordConfig, client: httpx.AsyncClient, clock: Clock) -> None:
        # With `wait` Discord answers with the message that it made, or says why it made none.
        url = str(httpx.URL(config.url).copy_set_param("wait", "true"))
        self._endpoint = Endpoint(url, client, clock, timeout_seconds=config.timeout_seconds)
        self.target = self._endpoint.target

    async def send(self, message: Message) -> str:
        reply = await self._endpoint.post(msgspec.json.encode(discord_payload(message)), {})
        if not _is_success(reply):
            raise self._endpoint.failed(reply)
        return f"{reply.status} message posted" if reply.body else str(reply)


def _is_success(reply: Reply) -> bool:
    # The answer repeats the whole message, so its end may be missing here; it begins with its kind
    # or id, while a refusal is a short object with a code.
    body = reply.body.strip()
    if not body:
        return True
    try:
        said = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return body.startswith(b"{") and b'"id"' in body and b'"code"' not in body
    return isinstance(said, dict) and "id" in said and "code" not in said
