"""The log as a channel: used when no other is configured, so that no alert is lost unseen."""

import logging

from telemetry_graph.alerting.content.escaping import one_line
from telemetry_graph.alerting.content.message import Message

log = logging.getLogger(__name__)

_LINE_CHARS = 1_000


class LogChannel:
    name = "log"
    target = "this service's log"

    async def send(self, message: Message) -> str:
        log.warning(
            "%s",
            one_line(message.line, _LINE_CHARS),
            extra={
                "delivery": str(message.delivery_id),
                "kind": message.kind.value,
                "app_id": message.app_id,
                "fingerprint": message.fingerprint,
            },
        )
        return "logged"
