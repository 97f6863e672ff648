"""One POST to a receiver that is not trusted: bounded in time and size, no redirect followed."""

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

from telemetry_graph.alerting.channels.base import DeliveryFailed, excerpt
from telemetry_graph.alerting.channels.outbound import AddressRefused
from telemetry_graph.kit.clock import Clock

_RESPONSE_BYTES = 4_096
_LONGEST_RETRY_AFTER_SECONDS = 86_400.0
_WORTH_REPEATING = frozenset({408, 425, 429})


class Verdict(Enum):
    DELIVERED = auto()
    RETRY = auto()
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    text: str
    """The beginning of the body, printable and without the address that was posted to."""
    body: bytes = field(default=b"", repr=False)
    """The beginning of the body as it came: to be judged, never to be shown."""

    def __str__(self) -> str:
        return f"{self.status} {self.text}".rstrip()


def verdict(status: int) -> Verdict:
    """What an answer means, for all HTTP channels alike."""
    if 200 <= status < 300:
        return Verdict.DELIVERED
    if status >= 500 or status in _WORTH_REPEATING:
        return Verdict.RETRY
    return Verdict.REFUSED


def retry_after_seconds(value: str | None, now: datetime) -> float | None:
    """The header `Retry-After`, which may be seconds or a date; None when it says nothing."""
    if value is None:
        return None
    if value.isascii() and value.isdigit():
        return min(float(value[:9]), _LONGEST_RETRY_AFTER_SECONDS)
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    seconds = ((at if at.tzinfo else at.replace(tzinfo=UTC)) - now).total_seconds()
    return min(max(seconds, 0.0), _LONGEST_RETRY_AFTER_SECONDS)


class Endpoint:
    """One address to post to, which counts as a secret except for its scheme and host."""

    def __init__(
        self, url: str, client: httpx.AsyncClient, clock: Clock, *, timeout_seconds: float
    ) -> None:
        parts = checked_url(url)
        self._url = url
        self._client = client
        self._clock = clock
        self._timeout_seconds = timeout_seconds
        self._hidden = _secrets_of(parts, url)
        self.target = shown_url(parts)

    async def post(self, content: bytes, headers: Mapping[str, str]) -> Reply:
        try:
            async with asyncio.timeout(self._timeout_seconds):
                reply, retry_after = await self._exchange(content, headers)
        except TimeoutError:
            raise self._unreachable(f"nothing within {self._timeout_seconds:g} s") from None
        except AddressRefused as error:
            raise self._refused(str(error)) from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as error:
            # Not chained: what the driver says may hold the address.
            raise self._unreachable(str(error) or type(error).__name__) from None
        return self._judged(reply, retry_after)

    async def _exchange(
        self, content: bytes, headers: Mapping[str, str]
    ) -> tuple[Reply, str | None]:
        sent = {
            "Content-Type": "application/json",
            "User-Agent": "telemetry-graph",
            "Accept-Encoding": "identity",
            **headers,
        }
        async with self._client.stream(
            "POST",
            self._url,
            content=content,
            headers=sent,
            timeout=self._timeout_seconds,
            follow_redirects=False,
        ) as response:
            body = await _beginning(response)
        shown = excerpt(body.decode("utf-8", "replace"), self._hidden)
        reply = Reply(response.status_code, shown, body)
        return reply, response.headers.get("Retry-After")

    def _judged(self, reply: Reply, retry_after: str | None) -> Reply:
        judgement = verdict(reply.status)
        if judgement is Verdict.DELIVERED:
            return reply
        raise DeliveryFailed(
            f"{self.target} answered {reply}",
            permanent=judgement is Verdict.REFUSED,
            retry_after=retry_after_seconds(retry_after, self._clock()),
        )

    def failed(self, reply: Reply) -> DeliveryFailed:
        """A body that says no under a status that says yes."""
        return DeliveryFailed(
            f"{self.target} answered {reply}, which is no success", permanent=False
        )

    def _refused(self, why: str) -> DeliveryFailed:
        return DeliveryFailed(f"nothing was sent to {self.target}: {why}", permanent=True)

    def _unreachable(self, why: str) -> DeliveryFailed:
        return DeliveryFailed(
            f"no answer from {self.target}: {excerpt(why, self._hidden)}", permanent=False
        )


def checked_url(url: str) -> SplitResult:
    """The parts of an http(s) address; ValueError, without the address, for anything else."""
    try:
        host, parts = httpx.URL(url).host, urlsplit(url)
        _ = parts.port  # raises for one that is none
    except (httpx.InvalidURL, ValueError):
        raise ValueError("this is not a URL that alerts can be sent to") from None
    if parts.scheme not in {"http", "https"} or not host:
        raise ValueError("alerts are sent to http:// and https:// URLs only")
    return parts


def shown_url(parts: SplitResult) -> str:
    """Scheme and host, which are no secret."""
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/…"


async def _beginning(response: httpx.Response) -> bytes:
    # Raw, so that a small compressed answer cannot grow in memory.
    body = b""
    chunks = cast(AsyncGenerator[bytes, None], response.aiter_raw(_RESPONSE_BYTES))
    async with aclosing(chunks):
        async for chunk in chunks:
            body += chunk
            if len(body) >= _RESPONSE_BYTES:
                break
    return body[:_RESPONSE_BYTES]


def _secrets_of(parts: SplitResult, url: str) -> frozenset[str]:
    """Every piece of the address that an error page might echo."""
    pieces = {url, parts.path, parts.query, parts.username or "", parts.password or ""}
    pieces.update(parts.path.split("/"), parts.query.split("&"))
    pieces.update(value for _, value in parse_qsl(parts.query))
    return frozenset(pieces | {unquote(piece) for piece in pieces})
