"""A logging handler: errors that the program logs become crash reports."""

from __future__ import annotations

import logging

import telemetry_graph_sdk
from telemetry_graph_sdk._client import Client


class TelemetryHandler(logging.Handler):
    """Reports records from `ERROR` up: those with an exception, or all with `messages=True`.

    A message is reported as it was written in the code, without its arguments: these may hold
    personal data, and differ from one report to the next.
    """

    def __init__(
        self,
        level: int = logging.ERROR,
        *,
        messages: bool = False,
        client: Client | None = None,
    ) -> None:
        super().__init__(level)
        self._has_messages = messages
        self._client = client

    def emit(self, record: logging.LogRecord) -> None:
        try:
            client = self._client or telemetry_graph_sdk.get_client()
            if client is None or record.name.startswith("telemetry_graph_sdk"):
                return
            exception = record.exc_info[1] if record.exc_info else None
            if isinstance(exception, Exception):
                client.capture_exception(exception)
            elif self._has_messages:
                client.crash(str(record.msg), kind=f"log.{record.levelname.lower()}")
        except Exception:
            pass
