"""The text that `up` prints when everything is running."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from telemetry_graph.alerting.channels.registry import find_kind
from telemetry_graph.launch.state import StackCredentials
from telemetry_graph.settings import Settings

MUTATION = (
    "mutation Ingest($input: EventBatchInput!) "
    "{ ingestEvents(input: $input) { received isDuplicate rejected { index code message } } }"
)


def format_summary(settings: Settings, credentials: StackCredentials, worker_log: Path) -> str:
    return f"""
telemetry-graph is running.

  Dashboard      {settings.public_url}
  Sign in        {credentials.email}   {credentials.password}
  GraphQL        {settings.public_url}/graphql
  Access token   {credentials.access_token}
  App            {credentials.app_id}
  Ingest key     {credentials.ingest_key}
  Alerts         {describe_alert_channels(settings, worker_log)}
  Deliveries     the page Alerts of the dashboard, or the query alertDeliveries

Send the first events:

{format_curl_command(settings.public_url, credentials)}

Create 30 days of demo data, then watch live crashes:  make demo
Stop everything:                                       make down
"""


def format_curl_command(address: str, credentials: StackCredentials) -> str:
    """Return a shell command that sends a batch of events with current timestamps."""
    body = {"query": MUTATION, "variables": {"input": _example_batch(credentials)}}
    return (
        f"curl -sS {address}/graphql \\\n"
        f"  -H 'Authorization: Bearer {credentials.ingest_key}' \\\n"
        "  -H 'Content-Type: application/json' \\\n"
        f"  -d '{json.dumps(body)}'"
    )


def describe_alert_channels(settings: Settings, worker_log: Path) -> str:
    if not settings.alert_channels:
        return f"the log {worker_log}; for e-mail and others see README.md"
    kinds = [find_kind(name) for name, _ in settings.alert_channels]
    return " and ".join(kind.label for kind in kinds)


def compute_device_id(raw_id: str, app_id: str) -> str:
    """Return the id that a device sends. It differs between apps and cannot be reversed."""
    return hashlib.sha256(f"{raw_id}mosis_salt_{app_id}".encode()).hexdigest()


def _example_batch(credentials: StackCredentials) -> dict[str, Any]:
    now = datetime.now(UTC)
    return {
        "appId": credentials.app_id,
        "appVersion": "1.2.0",
        "mosisVersion": "1.0.0",
        "deviceId": compute_device_id("demo-device", credentials.app_id),
        "sessionId": str(uuid4()),
        "consent": {"usageAnalytics": True},
        "events": [
            {
                "type": "app_start",
                "timestamp": _format_time(now - timedelta(seconds=5)),
                "data": {},
            },
            {
                "type": "screen_view",
                "timestamp": _format_time(now),
                "data": {"screen_name": "home"},
            },
        ],
    }


def _format_time(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")
