"""The shared vectors of tests/vectors: values that every SDK and the server agree on.

In the requests, `{now}`, `{now-8d}` or `{now+1h}` is a time, and `{uuid}` or `{uuid-15d}` is a
UUIDv7 of that time, the same one everywhere in the vector.
"""

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from telemetry_graph.kit.ids import uuid7

FOLDER = Path(__file__).resolve().parents[1] / "vectors"
_PLACEHOLDER = re.compile(r"\{(now|uuid)(?:([+-]\d+)([dhms]))?\}")
_UNITS = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}


def load_vectors(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def create_filler(now: datetime) -> Callable[[Any], Any]:
    """Return a function that replaces the placeholders in a value."""
    known: dict[str, str] = {}

    def replace(match: re.Match[str]) -> str:
        if match[0] not in known:
            shift = timedelta(**{_UNITS[match[3]]: int(match[2])}) if match[2] else timedelta()
            time = now + shift
            known[match[0]] = (
                str(uuid7(time)) if match[1] == "uuid" else time.strftime("%Y-%m-%dT%H:%M:%SZ")
            )
        return known[match[0]]

    def fill(value: Any) -> Any:
        if isinstance(value, str):
            return _PLACEHOLDER.sub(replace, value)
        if isinstance(value, list):
            return [fill(each) for each in value]
        if isinstance(value, dict):
            return {key: fill(each) for key, each in value.items()}
        return value

    return fill
