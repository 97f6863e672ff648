"""What a channel kind is, and what every channel does: send a message or raise DeliveryFailed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from telemetry_graph.alerting.channels.transports import Transports
from telemetry_graph.alerting.content.formats import Format
from telemetry_graph.alerting.content.templates import RenderableAlert

M = TypeVar("M")
ContraM = TypeVar("ContraM", contravariant=True)


class DeliveryFailed(Exception):
    """An attempt failed; `is_permanent` when another attempt cannot succeed."""

    def __init__(
        self, reason: str, *, is_permanent: bool, retry_after_seconds: float | None = None
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_permanent = is_permanent
        self.retry_after_seconds = retry_after_seconds
        """The wait that the receiver asked for."""


class Channel(Protocol[ContraM]):
    """A connection to one receiver. It does not retry and does not use the database."""

    @property
    def target(self) -> str:
        """The address, masked for display."""

    async def send(self, message: ContraM) -> str:
        """Return an excerpt of the receiver's response; raise nothing but DeliveryFailed."""


class AddressType(StrEnum):
    EMAIL = "email"
    URL = "url"


@dataclass(frozen=True, slots=True)
class AddressField:
    """The address of channels of one kind, as a form asks for it."""

    type: AddressType
    label: str
    hint: str
    """An example."""
    check: Callable[[str], str]
    """Returns the address as it is stored, or raises InvalidField."""
    mask: Callable[[str], str]
    """Returns the address without its secret parts, for display."""


@dataclass(frozen=True, slots=True)
class ChannelKind(Generic[M]):
    """How a channel delivers: everything that is particular to one kind."""

    name: str
    """Stable: it is stored with channels and deliveries; in capitals it is the GraphQL enum."""
    label: str
    formats: tuple[Format, ...]
    compose: Callable[[RenderableAlert], M]
    """Renders the formats into what the channel sends; raises BrokenTemplate."""
    preview: Callable[[M], Mapping[str, str]]
    """The content of preview files, by suffix."""
    open: Callable[[str, str | None, Transports], Channel[M]]
    """Opens a channel to an address, with a signing key; sends nothing.

    Raises ValueError for an invalid address, and DeliveryFailed without the transport it needs.
    """
    address: AddressField | None = None
    """None: apps cannot have channels of this kind, only the installation can."""
    has_secret: bool = False
    """Whether a signing key can be set."""
    has_confirmation: bool = False
    """Whether the owner of the address confirms it by a link, and can unsubscribe by another.

    Channels of other kinds are verified by a test alert.
    """

    def mask(self, address: str) -> str:
        return self.address.mask(address) if self.address else ""


AnyKind = ChannelKind[Any]
