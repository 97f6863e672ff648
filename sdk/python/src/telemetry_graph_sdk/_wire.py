"""Requests as the server reads them: bodies, headers, addresses."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from telemetry_graph_sdk._encode import encode_json, format_timestamp
from telemetry_graph_sdk._model import Batch, Crash, Entry, Event, Head
from telemetry_graph_sdk._transport import Request

HAS_CLIENT_REPORTS = True
"""Whether batches carry `client_report`. A server that does not know the field is recognised by its
answer; this constant turns the field off altogether."""

SDK_NAME = "telemetry-graph-python/0.1.0"
_COMPRESS_BYTES = 1_024


@dataclass(frozen=True)
class Wire:
    address: str
    app_id: str
    device_id: str
    ingest_key: str
    timeout_seconds: float

    def batch_request(
        self, batch: Batch, events: Sequence[Event], head: Head, report: Sequence[Entry]
    ) -> Request:
        fields = {
            **self._sender(head.session_id, head.app_version, head.mosis_version),
            "batch_id": batch.batch_id,
            "consent": {
                "crash_reports": head.crash_reports,
                "usage_analytics": head.usage_analytics,
            },
        }
        if head.rates:
            fields["sampling"] = [{"event_type": name, "rate": rate} for name, rate in head.rates]
        if report:
            fields["client_report"] = {
                "dropped": [
                    {"reason": reason, "event_type": kind, "count": count}
                    for reason, kind, count in report
                ]
            }
        listed = ",".join(map(_format_event, events))
        return self._request("events", f'{encode_json(fields)[:-1]},"events":[{listed}]}}')

    def crash_request(self, crash: Crash) -> Request:
        body = crash.body
        fields = {
            **self._sender(*body["head"]),
            "timestamp": format_timestamp(crash.wall),
            "crash_id": crash.crash_id,
            "consent": {"crash_reports": True},
            "crash": body["crash"],
        }
        return self._request("crash", encode_json(fields))

    def _sender(
        self, session_id: str, app_version: str | None, mosis_version: str | None
    ) -> dict[str, Any]:
        fields: dict[str, str | None] = {
            "app_id": self.app_id,
            "app_version": app_version,
            "mosis_version": mosis_version,
            "device_id": self.device_id,
            "session_id": session_id,
        }
        return {name: value for name, value in fields.items() if value is not None}

    def _request(self, path: str, text: str) -> Request:
        body = text.encode()
        headers = {
            "Authorization": f"Bearer {self.ingest_key}",
            "Content-Type": "application/json",
            "User-Agent": SDK_NAME,
        }
        if len(body) > _COMPRESS_BYTES:
            body = gzip.compress(body, 1)
            headers["Content-Encoding"] = "gzip"
        url = f"{self.address}/v1/telemetry/{path}"
        return Request(url, headers, body, self.timeout_seconds)


def _format_event(event: Event) -> str:
    time = format_timestamp(event.wall)
    return f'{{"type":"{event.type}","timestamp":"{time}","data":{event.text}}}'
