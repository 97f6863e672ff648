"""A batch and a crash report with the current time."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from tests.e2e.processes import APP

DEVICE = hashlib.sha256(f"android-1234mosis_salt_{APP}".encode()).hexdigest()
STACK = "main.lua:{line}: in function 'loadUser'\nmain.lua:15: in main chunk"

INGEST = """
mutation Ingest($input: EventBatchInput!) {
  ingestEvents(input: $input) { received isDuplicate rejected { index code } }
}
"""
REPORT = """
mutation Report($input: CrashReportInput!) {
  reportCrash(input: $input) { id fingerprint isDuplicate }
}
"""


def instant(seconds_ago: float = 0) -> str:
    time = datetime.now(UTC) - timedelta(seconds=seconds_ago)
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def events() -> dict[str, Any]:
    """A batch in snake case."""
    return {
        "app_id": APP,
        "app_version": "1.2.0",
        "mosis_version": "1.0.0",
        "device_id": DEVICE,
        "session_id": str(uuid4()),
        "batch_id": str(uuid4()),
        "consent": {"usage_analytics": True},
        "events": [
            {"type": "app_start", "timestamp": instant(5), "data": {}},
            {"type": "screen_view", "timestamp": instant(), "data": {"screen_name": "home"}},
        ],
    }


def crash(line: int) -> dict[str, Any]:
    """A crash report in snake case."""
    return {
        "app_id": APP,
        "app_version": "1.2.0",
        "mosis_version": "1.0.0",
        "device_id": DEVICE,
        "timestamp": instant(),
        "crash": {
            "type": "lua_error",
            "message": "attempt to index nil value 'user'",
            "stack_trace": STACK.format(line=line),
            "context": {"screen": "profile.rml", "memory_mb": 45, "uptime_seconds": 300},
        },
    }


def to_camel(value: Any) -> Any:
    """The same in camel case, except for the data of events."""
    if isinstance(value, list):
        return [to_camel(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {_camel(key): each if key == "data" else to_camel(each) for key, each in value.items()}


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)
