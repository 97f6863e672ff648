"""Channel kinds that post JSON to a URL: a kind says what it posts and which replies confirm it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from telemetry_graph.alerting.channels.base import AddressField, AddressType, ChannelKind
from telemetry_graph.alerting.channels.http.endpoint import (
    Endpoint,
    HttpReply,
    check_url,
    mask_url,
    parse_url,
)
from telemetry_graph.alerting.channels.transports import Transports
from telemetry_graph.alerting.content.formats import Format
from telemetry_graph.alerting.content.templates import RenderableAlert

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class JsonMessage:
    delivery_id: UUID
    body: Body


@dataclass(frozen=True, slots=True)
class PostContext:
    """What the headers of a request can depend on."""

    delivery_id: UUID
    content: bytes
    secret: str | None
    now: datetime


def keep_body(rendered: Any) -> Body:
    body: Body = rendered
    return body


def accept_any(reply: HttpReply) -> str | None:
    return str(reply)


def accept_ok(reply: HttpReply) -> str | None:
    """Accept the body `ok` only, as the sign-in page of a proxy has the status 200 as well."""
    return str(reply) if reply.body.strip() == b"ok" else None


def omit_headers(context: PostContext) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class JsonProtocol:
    """How one kind posts JSON."""

    format: Format
    build_body: Callable[[Any], Body] = keep_body
    """Turns what the format rendered into what is posted."""
    read_reply: Callable[[HttpReply], str | None] = accept_any
    """The text for the delivery log; None when the reply does not confirm the delivery."""
    build_headers: Callable[[PostContext], Mapping[str, str]] = omit_headers
    build_url: Callable[[str], str] = str

    def compose(self, alert: RenderableAlert) -> JsonMessage:
        return JsonMessage(alert.delivery_id, self.build_body(alert.render(self.format)))

    def open(self, url: str, secret: str | None, transports: Transports) -> "JsonChannel":
        parse_url(url)  # before `build_url`, which needs a valid one
        return JsonChannel(self, Endpoint(self.build_url(url), transports), secret, transports)


class JsonChannel:
    def __init__(
        self, protocol: JsonProtocol, endpoint: Endpoint, secret: str | None, transports: Transports
    ) -> None:
        self._protocol = protocol
        self._endpoint = endpoint
        self._secret = secret
        self._clock = transports.clock
        self.target = endpoint.target

    async def send(self, message: JsonMessage) -> str:
        content = msgspec.json.encode(message.body)
        context = PostContext(message.delivery_id, content, self._secret, self._clock())
        reply = await self._endpoint.post(content, self._protocol.build_headers(context))
        text = self._protocol.read_reply(reply)
        if text is None:
            raise self._endpoint.not_accepted(reply)
        return text


def create_json_kind(
    name: str, label: str, address_hint: str, protocol: JsonProtocol, *, has_secret: bool = False
) -> ChannelKind[JsonMessage]:
    def preview(message: JsonMessage) -> Mapping[str, str]:
        formatted = msgspec.json.format(msgspec.json.encode(message.body), indent=2)
        return {f"{name}.json": formatted.decode() + "\n"}

    return ChannelKind(
        name=name,
        label=label,
        formats=(protocol.format,),
        compose=protocol.compose,
        preview=preview,
        open=protocol.open,
        address=AddressField(AddressType.URL, "Webhook URL", address_hint, check_url, mask_url),
        has_secret=has_secret,
    )
