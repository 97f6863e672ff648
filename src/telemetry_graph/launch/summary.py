"""What `up` prints when everything runs."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from telemetry_graph.launch.state import Credentials
from telemetry_graph.settings import Settings

MUTATION = (
    "mutation Ingest($batch: EventBatchInput!) "
    "{ ingestEvents(batch: $batch) { received duplicate rejected { index code message } } }"
)


def summary(settings: Settings, credentials: Credentials, worker_log: Path) -> str:
    return f"""
telemetry-graph is running.

  Dashboard      {settings.public_url}
  Sign in        {credentials.email}   {credentials.password}
  GraphQL        {settings.public_url}/graphql
  Access token   {credentials.access_token}
  App            {credentials.app_id}
  Ingest key     {credentials.ingest_key}
  Alerts         {alert_places(settings, worker_log)}

Send the first events:

{first_batch(settings.public_url, credentials)}

Fill 30 days of history and watch crashes come in:  make demo
Stop everything:                                     make down
"""


def first_batch(address: str, credentials: Credentials) -> str:
    """A shell line that sends a first event batch, with timestamps of now."""
    return (
        f"curl -sS {address}/graphql \\\n"
        f"  -H 'Authorization: Bearer {credentials.ingest_key}' \\\n"
        "  -H 'Content-Type: application/json' \\\n"
        f"  -d '{json.dumps({'query': MUTATION, 'variables': {'batch': _batch(credentials)}})}'"
    )


def alert_places(settings: Settings, worker_log: Path) -> str:
    """Where alerts land, in words."""
    places = []
    if settings.smtp_host and settings.alert_email_to:
        places.append(f"e-mail to {', '.join(settings.alert_email_to)}")
    if settings.alert_slack_url:
        places.append("Slack")
    if settings.alert_webhook_url:
        places.append("your webhook")
    nowhere = f"the log {worker_log} (set TELEMETRY_SMTP_HOST or TELEMETRY_ALERT_… for more)"
    return f"{' and '.join(places) or nowhere}; all of them in the alertDeliveries query"


def device_id(raw_id: str, app_id: str) -> str:
    """What a device sends instead of its raw id: it cannot be reversed, and differs by app."""
    return hashlib.sha256(f"{raw_id}mosis_salt_{app_id}".encode()).hexdigest()


def _batch(credentials: Credentials) -> dict[str, Any]:
    now = datetime.now(UTC)
    return {
        "appId": credentials.app_id,
        "appVersion": "1.2.0",
        "mosisVersion": "1.0.0",
        "deviceId": device_id("demo-device", credentials.app_id),
        "sessionId": str(uuid4()),
        "consent": {"usageAnalytics": True},
        "events": [
            {"type": "app_start", "timestamp": _instant(now - timedelta(seconds=5)), "data": {}},
            {
                "type": "screen_view",
                "timestamp": _instant(now),
                "data": {"screen_name": "home"},
            },
        ],
    }


def _instant(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")
