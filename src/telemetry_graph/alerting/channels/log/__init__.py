"""The log of the service: receives the alerts when the installation configures no channel."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from telemetry_graph.alerting.channels.base import ChannelKind
from telemetry_graph.alerting.channels.transports import Transports
from telemetry_graph.alerting.content.escaping import to_one_line
from telemetry_graph.alerting.content.formats import Format
from telemetry_graph.alerting.content.payload import AlertKind
from telemetry_graph.alerting.content.templates import RenderableAlert
from telemetry_graph.kit.ids import AppId, Fingerprint

log = logging.getLogger(__name__)

_MAX_LINE_CHARS = 1_000

FORMAT = Format("log", Path(__file__).parent, to_one_line, to_one_line, max_message_chars=300)


@dataclass(frozen=True, slots=True)
class LogEntry:
    line: str
    delivery_id: UUID
    kind: AlertKind
    app_id: AppId
    fingerprint: Fingerprint | None


def compose(alert: RenderableAlert) -> LogEntry:
    line = to_one_line(alert.render(FORMAT), _MAX_LINE_CHARS)
    payload = alert.payload
    return LogEntry(line, alert.delivery_id, alert.kind, payload.app_id, payload.fingerprint)


def preview(entry: LogEntry) -> Mapping[str, str]:
    return {"log.txt": f"{entry.line}\n"}


class LogChannel:
    target = "the log of the service"

    async def send(self, entry: LogEntry) -> str:
        log.warning(
            "%s",
            entry.line,
            extra={
                "delivery": str(entry.delivery_id),
                "kind": entry.kind.value,
                "app_id": entry.app_id,
                "fingerprint": entry.fingerprint,
            },
        )
        return "logged"


def open_log(address: str, secret: str | None, transports: Transports) -> LogChannel:
    return LogChannel()


LOG = ChannelKind("log", "Log", (FORMAT,), compose, preview, open_log)
