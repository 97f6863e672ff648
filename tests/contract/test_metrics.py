"""docs/metrics.md says what each figure is; the API says it in the same words."""

import pytest
from graphql import GraphQLFieldMap, GraphQLObjectType
from tests.conftest import REPOSITORY

from telemetry_graph.analytics.export import MAKERS
from telemetry_graph.api.schema import build_schema

METRICS = (REPOSITORY / "docs" / "metrics.md").read_text(encoding="utf-8")
API = (REPOSITORY / "docs" / "api.md").read_text(encoding="utf-8")
TYPES = build_schema().graphql_schema.type_map


def fields(name: str) -> GraphQLFieldMap:
    kind = TYPES[name]
    assert isinstance(kind, GraphQLObjectType)
    found: GraphQLFieldMap = kind.fields
    return found


FIGURES = [name for name in fields("Overview") if name not in ("start", "end")]
RANGED = [name for name, field in fields("App").items() if "range" in field.args]


@pytest.mark.parametrize("name", FIGURES)
def test_the_api_quotes_the_definition(name: str) -> None:
    description = fields("Overview")[name].description

    assert description
    assert f"| {description} | `overview.{name}` |" in METRICS


@pytest.mark.parametrize("name", [*RANGED, "liveNow", "benchmark"])
def test_every_figure_of_an_app_is_defined(name: str) -> None:
    assert f"`{name}" in METRICS


@pytest.mark.parametrize("metric", MAKERS)
def test_every_metric_of_an_export_is_documented(metric: str) -> None:
    assert f"`{metric}`" in API
