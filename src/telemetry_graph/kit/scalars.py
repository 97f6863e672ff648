"""Scalars of the GraphQL schema."""

from collections.abc import Mapping
from typing import NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

Count = NewType("Count", int)
"""The type of a field that may exceed 2^31: `strawberry.field(graphql_type=Count)`."""

SCALARS: Mapping[object, ScalarDefinition] = {
    Count: strawberry.scalar(
        name="Count",
        description="A whole number from 0 to 2^53. `Int` ends at 2^31.",
        serialize=int,
        parse_value=int,
    )
}
