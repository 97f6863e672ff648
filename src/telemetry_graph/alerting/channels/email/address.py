"""E-mail addresses: parsed, checked and masked."""

import re
from email.headerregistry import Address

from telemetry_graph.kit.errors import InvalidField

_MAX_CHARS = 254
_SPEC = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+"
_ADDRESS = re.compile(rf"(?P<name>[^<>]*)<(?P<named>{_SPEC})>|(?P<bare>{_SPEC})")


def parse_address(text: str) -> Address:
    """The one address in `text`; raises ValueError unless there is exactly one."""
    match = _ADDRESS.fullmatch(text.strip())
    if match is None or not text.isprintable():
        raise ValueError(f"{text!r} is not a valid e-mail address")
    user, _, domain = (match["named"] or match["bare"]).partition("@")
    return Address((match["name"] or "").strip(' "'), user, domain)


def check_address(text: str) -> str:
    """The address as it is stored; raises InvalidField."""
    text = text.strip()
    try:
        address = parse_address(text[: _MAX_CHARS + 1])
    except ValueError:
        address = None
    if address is None or address.display_name or len(text) > _MAX_CHARS:
        raise InvalidField(
            "The address must be one e-mail address without a name, such as team@example.com.",
            field="address",
        )
    return f"{address.username}@{address.domain.lower()}"


def mask_address(text: str) -> str:
    """The first letter and the domain."""
    address = parse_address(text)
    return f"{address.username[:1]}…@{address.domain}"
