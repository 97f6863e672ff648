"""Microsoft Teams, through a workflow's webhook, with an Adaptive Card."""

from dataclasses import dataclass, field
from typing import Any

import httpx
import msgspec

from telemetry_graph.alerting.channels.http import Endpoint, Reply, checked_url
from telemetry_graph.alerting.content.message import Message
from telemetry_graph.kit.clock import Clock

_CARD = "application/vnd.microsoft.card.adaptive"
_DONE = frozenset({b"", b"1", b"true"})


@dataclass(frozen=True, slots=True)
class TeamsConfig:
    url: str = field(repr=False)
    timeout_seconds: float = 10.0

    def __post_init__(self) -> None:
        checked_url(self.url)


def teams_payload(message: Message) -> dict[str, Any]:
    card = {"contentType": _CARD, "contentUrl": None, "content": message.teams}
    return {"type": "message", "attachments": [card]}


class TeamsChannel:
    name = "teams"

    def __init__(self, config: TeamsConfig, client: httpx.AsyncClient, clock: Clock) -> None:
        self._endpoint = Endpoint(config.url, client, clock, timeout_seconds=config.timeout_seconds)
        self.target = self._endpoint.target

    async def send(self, message: Message) -> str:
        reply = await self._endpoint.post(msgspec.json.encode(teams_payload(message)), {})
        if not _is_success(reply):
            raise self._endpoint.failed(reply)
        return str(reply)


def _is_success(reply: Reply) -> bool:
    """Workflows answer with nothing, connectors with 1, and either with a failure under a 200."""
    body = reply.body.strip()
    if body in _DONE:
        return True
    try:
        said = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    return isinstance(said, dict) and "error" not in said and "code" not in said
