"""The clock of services. Tests use another clock to control the time."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

Clock = Callable[[], datetime]
"""Returns the current time, aware and in UTC."""

utc_now: Clock = partial(datetime.now, UTC)
