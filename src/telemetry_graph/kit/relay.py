"""Relay connections, defined once for every list.

Source: GraphQL Cursor Connections Specification, https://relay.dev/graphql/connections.htm
"""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar

import strawberry

from telemetry_graph.kit.pagination import Page

T = TypeVar("T")
M = TypeVar("M")


@strawberry.type(description="The position of a page in its list.")
class PageInfo:
    has_next_page: bool = strawberry.field(description="Whether another page follows.")
    end_cursor: str | None = strawberry.field(description="Pass as `after` to get the next page.")

    @classmethod
    def of(cls, page: Page[Any]) -> "PageInfo":
        return cls(has_next_page=page.has_next, end_cursor=page.end_cursor)


@strawberry.type(description="An item of a list.")
class Edge(Generic[T]):
    cursor: str = strawberry.field(description="The position of the item in the list.")
    node: T = strawberry.field(description="The item.")


@strawberry.type(description="A page of a list.")
class Connection(Generic[T]):
    edges: list[Edge[T]] = strawberry.field(description="The items of this page.")
    page_info: PageInfo = strawberry.field(description="The position of this page in the list.")

    @classmethod
    def of(cls, page: Page[M], convert: Callable[[M], T], **fields: Any) -> Self:
        """Convert the items of a page. `fields` are additional fields of a subclass."""
        edges = [
            Edge(cursor=cursor, node=convert(item))
            for item, cursor in zip(page.items, page.cursors, strict=True)
        ]
        return cls(edges=edges, page_info=PageInfo.of(page), **fields)
