"""Converts rows to arrays, so that one statement writes all of them."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec


def to_columns(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[Any]]:
    """One array per column, for `unnest`."""
    return map(list, zip(*rows, strict=True))


def to_versions_json(versions: set[str]) -> str:
    return msgspec.json.encode(sorted(versions)).decode()
