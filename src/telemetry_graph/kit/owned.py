"""How a domain declares the tables it owns, for privacy and retention to find them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnedTable:
    """One table: where its time and device columns are, and how long its rows live."""

    name: str
    time_column: str | None = None
    device_column: str | None = None
    default_days: int | None = None
    """Days that rows are kept; None means forever."""
