"""Any HTTP receiver: a JSON body, the delivery's id, and a signature over time and body."""

import hashlib
import hmac
from dataclasses import dataclass, field

import httpx
import msgspec

from telemetry_graph.alerting.channels.http import Endpoint, checked_url
from telemetry_graph.alerting.content.message import Message
from telemetry_graph.kit.clock import Clock


@dataclass(frozen=True, slots=True)
class WebhookConfig:
    url: str = field(repr=False)
    secret: str | None = field(default=None, repr=False)
    timeout_seconds: float = 10.0

    def __post_init__(self) -> None:
        checked_url(self.url)


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """What the receiver computes too; with the time in it, so that nothing can be replayed."""
    signed = timestamp.encode() + b"." + body
    return "sha256=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


class WebhookChannel:
    name = "webhook"

    def __init__(self, config: WebhookConfig, client: httpx.AsyncClient, clock: Clock) -> None:
        self._endpoint = Endpoint(config.url, client, clock, timeout_seconds=config.timeout_seconds)
        self._secret = config.secret
        self._clock = clock
        self.target = self._endpoint.target

    async def send(self, message: Message) -> str:
        body = msgspec.json.encode(message.body)
        timestamp = str(int(self._clock().timestamp()))
        headers = {
            "X-Telemetry-Delivery": str(message.delivery_id),
            "X-Telemetry-Timestamp": timestamp,
        }
        if self._secret:
            headers["X-Telemetry-Signature"] = signature(self._secret, timestamp, body)
        return str(await self._endpoint.post(body, headers))
