"""What every channel promises: the message is sent, or `DeliveryFailed` says why not."""

from collections.abc import Iterable
from typing import Protocol

from telemetry_graph.alerting.content.escaping import one_line
from telemetry_graph.alerting.content.message import Message

_RESPONSE_CHARS = 200
_SHORTEST_SECRET = 4  # hiding shorter ones would garble every sentence and hide nothing
_HIDDEN = "•••"


class DeliveryFailed(Exception):
    """This attempt failed; `permanent` means that repeating it cannot help."""

    def __init__(self, reason: str, *, permanent: bool, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
        self.retry_after = retry_after
        """Seconds that the receiver asked us to wait."""


class Channel(Protocol):
    """Knows how to reach one receiver; knows no retries, no cooldowns and no database."""

    @property
    def name(self) -> str:
        """The word for it in the delivery log."""

    @property
    def target(self) -> str:
        """Whom it reaches, fit to be shown: no secret and no full address."""

    async def send(self, message: Message) -> str:
        """The receiver's answer in a few words; raises nothing but `DeliveryFailed`."""


def excerpt(answer: str, hidden: Iterable[str]) -> str:
    """What a receiver said, short and printable, without any of `hidden` that it echoed."""
    for secret in sorted(hidden, key=len, reverse=True):
        if len(secret) >= _SHORTEST_SECRET:
            answer = answer.replace(secret, _HIDDEN)
    return one_line(answer, _RESPONSE_CHARS)
