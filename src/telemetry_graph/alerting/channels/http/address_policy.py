"""Which network addresses alerts may be sent to: public ones, and networks that operators allow."""

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_NAT64 = ip_network("64:ff9b::/96")
_V4_COMPATIBLE = ip_network("::/96")
_GLOBAL_V6 = ip_network("2000::/3")
_LOW_32_BITS = 2**32 - 1
_UNIVERSAL_OR_LOCAL = 0xFDFF_FFFF  # ISATAP's interface id has 5efe after 0000 or 0200

# Public according to some releases of Python, but not acceptable as receivers.
_NEVER_PUBLIC: tuple[tuple[Network, str], ...] = (
    (ip_network("100.64.0.0/10"), "shared by a provider's customers"),
    (ip_network("168.63.129.16/32"), "a cloud's metadata service"),
    (ip_network("192.0.0.0/24"), "reserved for protocols"),
    (ip_network("192.88.99.0/24"), "a 6to4 relay"),
    (ip_network("64:ff9b:1::/48"), "a local translator"),
    (ip_network("2001::/32"), "a Teredo tunnel"),
    (ip_network("2001::/23"), "reserved for protocols"),
    (ip_network("3fff::/20"), "reserved for documentation"),
    (ip_network("fec0::/10"), "site-local"),
)


@dataclass(frozen=True, slots=True)
class AddressPolicy:
    """Decides about addresses; `guarded_client` resolves names and connects."""

    allowed: tuple[Network, ...] = ()
    """Networks that may be reached although they are not public."""

    def refuse(self, text: str) -> str | None:
        """Why this address must not be connected to; None when it may."""
        try:
            address = ip_address(text)
        except ValueError:
            return f"{text} is not a network address"
        for reached in _find_reached(address):
            reason = _why_not_public(reached)
            if reason and not any(reached in network for network in self.allowed):
                within = "" if reached == address else f" (within {address})"
                return f"{reached}{within} is {reason}"
        return None


EVERY_ADDRESS = AddressPolicy((ip_network("0.0.0.0/0"), ip_network("::/0")))


def _find_reached(address: Address) -> Iterator[Address]:
    """Every address that a packet to this one can end at: tunnels and translators unwrap some."""
    if isinstance(address, IPv4Address):
        yield address
        return
    if address.ipv4_mapped:
        yield address.ipv4_mapped
        return
    low = IPv4Address(int(address) & _LOW_32_BITS)
    if address in _NAT64:
        yield low
        return
    if address.sixtofour:  # some releases of Python call all of 2002::/16 private
        yield address.sixtofour
        return
    yield address
    if address in _V4_COMPATIBLE or _is_isatap(address):
        yield low


def _is_isatap(address: IPv6Address) -> bool:
    return (int(address) >> 32) & _UNIVERSAL_OR_LOCAL == 0x0000_5EFE


def _why_not_public(address: Address) -> str | None:
    for network, reason in _NEVER_PUBLIC:
        if address in network:
            return reason
    for is_true, reason in (
        (address.is_unspecified, "unspecified"),
        (address.is_loopback, "loopback"),
        (address.is_link_local, "link-local"),
        (address.is_multicast, "multicast"),
        (address.is_private, "private"),
        (address.is_reserved or not address.is_global, "reserved"),
        (address.version == 6 and address not in _GLOBAL_V6, "not public"),
    ):
        if is_true:
            return reason
    return None
