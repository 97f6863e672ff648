"""What a server's answer means for the batch or crash report that was sent."""

from __future__ import annotations

import json
import math
from email.utils import parsedate_to_datetime
from enum import Enum
from typing import Any, NamedTuple

from telemetry_graph_sdk._transport import Answer

MAX_RETRY_AFTER_SECONDS = 3_600.0
_MIN_RATE = 0.001
_REFUSED = (401, 403, 404, 405, 410)
_RETRIED = (407, 408, 421, 425, 429)


class Verdict(Enum):
    STORED = "stored"
    RETRY = "retry"
    TOO_LARGE = "too large"
    REJECTED = "rejected"
    """The request is invalid; repeating it does not help."""
    REFUSED = "refused"
    """The key or the address is wrong; no request can succeed."""


class Judgement(NamedTuple):
    verdict: Verdict
    fields: dict[str, Any]
    """The JSON object of the answer, if it is one."""
    retry_after: float | None
    server_time: float | None


def judge(answer: Answer, expected: str) -> Judgement:
    """Judge an answer. A success names the field `expected`; without it a proxy answered."""
    fields = _parse_object(answer.body)
    is_ours = expected in fields or isinstance(fields.get("error"), dict)
    return Judgement(
        _verdict_of(answer.status, fields, expected),
        fields,
        parse_retry_after(answer.headers.get("retry-after")),
        _parse_date(answer.headers.get("date")) if is_ours else None,
    )


def _verdict_of(status: int, fields: dict[str, Any], expected: str) -> Verdict:
    if 200 <= status < 300:
        return Verdict.STORED if expected in fields else Verdict.RETRY
    if status in _REFUSED:
        return Verdict.REFUSED
    if status == 413:
        return Verdict.TOO_LARGE
    if 400 <= status < 500 and status not in _RETRIED:
        return Verdict.REJECTED
    return Verdict.RETRY


def parse_retry_after(text: str | None) -> float | None:
    """Parse seconds; dates and nonsense are None. At most an hour."""
    try:
        seconds = float(text or "")
    except ValueError:
        return None
    return min(max(seconds, 0.0), MAX_RETRY_AFTER_SECONDS) if math.isfinite(seconds) else None


def parse_rates(given: Any) -> dict[str, float] | None:
    """Parse the sampling rates of an answer; None when they are not as documented."""
    if not isinstance(given, list):
        return None
    rates = {}
    for each in given[:100]:
        if not isinstance(each, dict):
            return None
        name, rate = each.get("event_type"), each.get("rate")
        if isinstance(name, str) and isinstance(rate, (int, float)) and _MIN_RATE <= rate < 1:
            rates[name] = float(rate)
    return rates


def parse_rejected(given: Any, count: int) -> list[tuple[int, str]]:
    """Index and code of the events that were not stored."""
    if not isinstance(given, list):
        return []
    pairs = [(each.get("index"), str(each.get("code"))) for each in given if isinstance(each, dict)]
    return [(index, code) for index, code in pairs if isinstance(index, int) and 0 <= index < count]


def to_count(value: Any) -> int:
    return value if isinstance(value, int) and value >= 0 else 0


def _parse_object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _parse_date(text: str | None) -> float | None:
    try:
        return parsedate_to_datetime(text).timestamp() if text else None
    except (TypeError, ValueError, OverflowError):
        return None
