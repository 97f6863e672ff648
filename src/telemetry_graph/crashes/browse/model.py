"""The values of lists."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Breadcrumb:
    """An event of the session, before the crash."""

    time: datetime
    event_type: str
    event_data: Any
