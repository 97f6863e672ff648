"""Time, handed in so that tests can choose it."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Answers the current instant, aware and in UTC."""


def utc_now() -> datetime:
    return datetime.now(UTC)
