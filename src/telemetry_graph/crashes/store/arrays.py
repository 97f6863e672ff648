"""Rows as the arrays that one statement for all of them unnests."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec


def columns(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[Any]]:
    """Arrays to `unnest`, one for each column."""
    return map(list, zip(*rows, strict=True))


def versions_json(versions: set[str]) -> str:
    return msgspec.json.encode(sorted(versions)).decode()
