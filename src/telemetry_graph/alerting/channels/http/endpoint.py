"""One POST to an untrusted receiver: bounded in time and size, without redirects."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum, auto
from typing import cast
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

import httpx

from telemetry_graph.alerting.channels.base import DeliveryFailed
from telemetry_graph.alerting.channels.http.guarded_client import AddressRefused
from telemetry_graph.alerting.channels.transports import Transports
from telemetry_graph.alerting.content.escaping import to_excerpt
from telemetry_graph.kit.errors import InvalidField

_MAX_BODY_BYTES = 4_096
_MAX_RETRY_AFTER_SECONDS = 86_400.0
_MAX_URL_CHARS = 2_000
_RETRIABLE = frozenset({408, 425, 429})


class StatusMeaning(Enum):
    ACCEPTED = auto()
    RETRY = auto()
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class HttpReply:
    status: int
    excerpt: str
    """The beginning of the body, printable and without the URL."""
    body: bytes = field(default=b"", repr=False)
    """The beginning of the body as received: to parse, never to display."""

    def __str__(self) -> str:
        return f"{self.status} {self.excerpt}".rstrip()


def interpret_status(status: int) -> StatusMeaning:
    if 200 <= status < 300:
        return StatusMeaning.ACCEPTED
    if status >= 500 or status in _RETRIABLE:
        return StatusMeaning.RETRY
    return StatusMeaning.REFUSED


def parse_retry_after(value: str | None, now: datetime) -> float | None:
    """The seconds of a `Retry-After` header, which can also be a date; None when invalid."""
    if value is None:
        return None
    if value.isascii() and value.isdigit():
        return min(float(value[:9]), _MAX_RETRY_AFTER_SECONDS)
    try:
        instant = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    seconds = ((instant if instant.tzinfo else instant.replace(tzinfo=UTC)) - now).total_seconds()
    return min(max(seconds, 0.0), _MAX_RETRY_AFTER_SECONDS)


class Endpoint:
    """A URL to post to, which is secret except for its scheme and host."""

    def __init__(self, url: str, transports: Transports) -> None:
        parts = parse_url(url)
        self._url = url
        self._client = transports.http
        self._clock = transports.clock
        self._timeout_seconds = transports.timeout_seconds
        self._hidden = _find_secrets(parts, url)
        self.target = _mask(parts)

    async def post(self, content: bytes, headers: Mapping[str, str]) -> HttpReply:
        """Return a reply with a 2xx status; raise DeliveryFailed for everything else."""
        try:
            async with asyncio.timeout(self._timeout_seconds):
                reply, retry_after = await self._exchange(content, headers)
        except TimeoutError:
            raise self._unreachable(f"no response within {self._timeout_seconds:g} s") from None
        except AddressRefused as error:
            raise self._refused(str(error)) from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as error:
            # Not chained, as the driver's message can contain the URL.
            raise self._unreachable(str(error) or type(error).__name__) from None
        return self._check_status(reply, retry_after)

    def not_accepted(self, reply: HttpReply) -> DeliveryFailed:
        """The failure for a body that reports an error under a 2xx status."""
        return DeliveryFailed(
            f"{self.target} responded {reply}, which does not confirm the delivery",
            is_permanent=False,
        )

    async def _exchange(
        self, content: bytes, headers: Mapping[str, str]
    ) -> tuple[HttpReply, str | None]:
        all_headers = {
            "Content-Type": "application/json",
            "User-Agent": "telemetry-graph",
            "Accept-Encoding": "identity",
            **headers,
        }
        async with self._client.stream(
            "POST",
            self._url,
            content=content,
            headers=all_headers,
            timeout=self._timeout_seconds,
            follow_redirects=False,
        ) as response:
            body = await _read_beginning(response)
        excerpt = to_excerpt(body.decode("utf-8", "replace"), self._hidden)
        reply = HttpReply(response.status_code, excerpt, body)
        return reply, response.headers.get("Retry-After")

    def _check_status(self, reply: HttpReply, retry_after: str | None) -> HttpReply:
        meaning = interpret_status(reply.status)
        if meaning is StatusMeaning.ACCEPTED:
            return reply
        raise DeliveryFailed(
            f"{self.target} responded {reply}",
            is_permanent=meaning is StatusMeaning.REFUSED,
            retry_after_seconds=parse_retry_after(retry_after, self._clock()),
        )

    def _refused(self, reason: str) -> DeliveryFailed:
        return DeliveryFailed(f"nothing was sent to {self.target}: {reason}", is_permanent=True)

    def _unreachable(self, reason: str) -> DeliveryFailed:
        excerpt = to_excerpt(reason, self._hidden)
        return DeliveryFailed(f"{self.target} did not respond: {excerpt}", is_permanent=False)


def parse_url(url: str) -> SplitResult:
    """The parts of an http(s) URL; raises ValueError, which does not contain the URL."""
    try:
        host, parts = httpx.URL(url).host, urlsplit(url)
        _ = parts.port  # raises ValueError when invalid
    except (httpx.InvalidURL, ValueError):
        raise ValueError("the address is not a valid URL") from None
    if parts.scheme not in {"http", "https"} or not host:
        raise ValueError("the address must be an http:// or https:// URL")
    return parts


def check_url(text: str) -> str:
    """The URL as it is stored; raises InvalidField."""
    url = text.strip()
    try:
        parts = parse_url(url[: _MAX_URL_CHARS + 1])
    except ValueError:
        parts = None
    is_valid = len(url) <= _MAX_URL_CHARS and url.isascii() and url.isprintable() and " " not in url
    if parts is None or not is_valid or parts.fragment:
        raise InvalidField(
            "The address must be the complete URL of the webhook: it starts with https:// and has "
            f"at most {_MAX_URL_CHARS} characters.",
            field="address",
        )
    return url


def mask_url(url: str) -> str:
    """Scheme and host, which are not secret."""
    return _mask(parse_url(url))


def _mask(parts: SplitResult) -> str:
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/…"


async def _read_beginning(response: httpx.Response) -> bytes:
    # Raw, so that a small compressed response cannot grow in memory.
    body = b""
    chunks = cast(AsyncGenerator[bytes, None], response.aiter_raw(_MAX_BODY_BYTES))
    async with aclosing(chunks):
        async for chunk in chunks:
            body += chunk
            if len(body) >= _MAX_BODY_BYTES:
                break
    return body[:_MAX_BODY_BYTES]


def _find_secrets(parts: SplitResult, url: str) -> frozenset[str]:
    """Every part of the URL that an error page could repeat."""
    pieces = {url, parts.path, parts.query, parts.username or "", parts.password or ""}
    pieces.update(parts.path.split("/"), parts.query.split("&"))
    pieces.update(value for _, value in parse_qsl(parts.query))
    return frozenset(pieces | {unquote(piece) for piece in pieces})
