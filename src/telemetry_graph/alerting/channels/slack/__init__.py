"""Slack, through an incoming webhook, with Block Kit."""

from dataclasses import dataclass, field
from typing import Any

import httpx
import msgspec

from telemetry_graph.alerting.channels.http import Endpoint, checked_url
from telemetry_graph.alerting.content.escaping import mrkdwn
from telemetry_graph.alerting.content.message import Message
from telemetry_graph.kit.clock import Clock

_FALLBACK_CHARS = 300


@dataclass(frozen=True, slots=True)
class SlackConfig:
    url: str = field(repr=False)
    timeout_seconds: float = 10.0

    def __post_init__(self) -> None:
        checked_url(self.url)


def slack_payload(message: Message) -> dict[str, Any]:
    # `text` is what a notification shows; the blocks are what the channel shows.
    return {"text": mrkdwn(message.subject, _FALLBACK_CHARS), "blocks": message.slack}


class SlackChannel:
    name = "slack"

    def __init__(self, config: SlackConfig, client: httpx.AsyncClient, clock: Clock) -> None:
        self._endpoint = Endpoint(config.url, client, clock, timeout_seconds=config.timeout_seconds)
        self.target = self._endpoint.target

    async def send(self, message: Message) -> str:
        reply = await self._endpoint.post(msgspec.json.encode(slack_payload(message)), {})
        if reply.body.strip() != b"ok":  # a proxy's login page is a 200 too
            raise self._endpoint.failed(reply)
        return str(reply)
