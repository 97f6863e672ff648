"""How a request reaches the server. Nothing here waits on the host app's threads."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import IO, Any, Callable, NamedTuple

MAX_ANSWER_BYTES = 256 * 1024
_CHUNK_BYTES = 8_192


class Request(NamedTuple):
    """A POST request."""

    url: str
    headers: Mapping[str, str]
    body: bytes
    timeout_seconds: float


class Answer(NamedTuple):
    """The server's answer; names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


Transport = Callable[[Request], Answer]
"""Sends a request. Any exception means that there is no answer."""


class _KeepAddress(urllib.request.HTTPRedirectHandler):
    """Follow no redirect: the key belongs to the configured address only."""

    def redirect_request(
        self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        return None


def send_with_urllib(request: Request) -> Answer:
    """Send through the proxies of the environment, if there are any."""
    opener = urllib.request.build_opener(_KeepAddress)
    prepared = urllib.request.Request(  # noqa: S310 - the scheme is checked by the options
        request.url, request.body, dict(request.headers), method="POST"
    )
    deadline = time.monotonic() + request.timeout_seconds
    try:
        with opener.open(prepared, timeout=request.timeout_seconds) as response:
            return _to_answer(response.status, response.headers, response, deadline)
    except urllib.error.HTTPError as error:
        with error:
            return _to_answer(error.code, error.headers, error, deadline)


def _to_answer(status: int, headers: Any, body: Any, deadline: float) -> Answer:
    names = {name.lower(): value for name, value in headers.items()}
    return Answer(status, names, _read_body(body, deadline))


def _read_body(body: IO[bytes], deadline: float) -> bytes:
    """Read what fits into the bounds of size and time; http.client raises for a cut body."""
    content = b""
    while chunk := body.read(_CHUNK_BYTES):
        content += chunk
        if len(content) > MAX_ANSWER_BYTES or time.monotonic() > deadline:
            raise TimeoutError("the answer is too long or too slow")
    return content
