"""Event data to JSON: what the server takes, or None for what it would reject."""

from __future__ import annotations

import json
import math
import time
from typing import Any

from telemetry_graph_sdk._catalogue import text_limit

MAX_FIELDS = 100
_MAX_INTEGER = 10**15
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def encode_json(value: Any) -> str:
    """Encode as compact JSON; ValueError or TypeError for what JSON cannot hold."""
    return _encode(value)


def encode_data(data: Any) -> str | None:
    """Encode an event's data; None when it is not a flat object of text, numbers and booleans."""
    try:
        if not data:
            return "{}" if data is None or isinstance(data, dict) else None
        if not isinstance(data, dict) or len(data) > MAX_FIELDS:
            return None
        return _encode({clean_text(name, 200): _to_scalar(name, data[name]) for name in data})
    except Exception:  # hostile objects may raise anything
        return None


def _to_scalar(name: str, value: Any) -> Any:
    if value is None or value is True or value is False:
        return value
    if isinstance(value, str):
        return clean_text(value, text_limit(name))
    if isinstance(value, int) and abs(value) <= _MAX_INTEGER:
        return int(value)
    if isinstance(value, float) and math.isfinite(value):
        return float(value)
    raise ValueError(name)


def clean_text(text: str, limit: int) -> str:
    """Cut to `limit` characters, and replace what cannot be stored: NUL and lone surrogates."""
    if not isinstance(text, str):
        raise TypeError
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    if not text.isascii():
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return str.__str__(text)


def format_timestamp(seconds: float) -> str:
    """Format a Unix time as RFC 3339 with milliseconds."""
    milliseconds = round(min(max(seconds, 0.0), 253_402_300_799.0) * 1000)
    whole, rest = divmod(milliseconds, 1000)
    return f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(whole))}.{rest:03d}Z"
