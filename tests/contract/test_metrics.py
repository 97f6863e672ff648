"""The schema describes each metric with the definition of docs/metrics.md."""

import re

import pytest
from graphql import GraphQLFieldMap, GraphQLObjectType, get_named_type
from tests.conftest import REPOSITORY

from telemetry_graph.analytics.export import EXPORTERS
from telemetry_graph.api.schema import build_schema

METRICS = (REPOSITORY / "docs" / "metrics.md").read_text(encoding="utf-8")
API = (REPOSITORY / "docs" / "api.md").read_text(encoding="utf-8")
TYPES = build_schema().graphql_schema.type_map


def list_fields(name: str) -> GraphQLFieldMap:
    kind = TYPES[name]
    assert isinstance(kind, GraphQLObjectType)
    fields: GraphQLFieldMap = kind.fields
    return fields


def describe(path: str) -> str:
    """Return the description of a field of an app or of a type, such as `versions.share`."""
    kind, description = "App", ""
    for name in re.sub(r"\(.*\)", "", path).split("."):
        if name in TYPES:
            kind = name
            continue
        field = list_fields(kind)[name]
        kind, description = get_named_type(field.type).name, field.description or ""
    return description


def definitions(section: str) -> list[tuple[str, str]]:
    """Return the definition and the path of each figure in the table of a section."""
    rows = METRICS.split(f"## {section}\n")[1].split("\n## ")[0].splitlines()
    cells = [row.strip("| ").split(" | ") for row in rows if row.startswith("| ")][1:]
    return [
        (re.sub(r"\[(.*?)\]\(.*?\)", r"\1", definition), path)
        for _, definition, paths in cells
        for path in re.findall(r"`(.*?)`", paths)
    ]


FIGURES = [name for name in list_fields("Overview") if name not in ("start", "end")]
RANGED = [name for name, field in list_fields("App").items() if "range" in field.args]


@pytest.mark.parametrize("name", FIGURES)
def test_the_schema_quotes_the_definition(name: str) -> None:
    description = list_fields("Overview")[name].description

    assert description
    assert f"| {description} | `overview.{name}` |" in METRICS


@pytest.mark.parametrize(("definition", "path"), definitions("Other figures"))
def test_the_schema_quotes_the_definitions_of_other_figures(definition: str, path: str) -> None:
    assert definition.endswith(".")
    assert definition in describe(path)


def test_every_figure_of_an_app_has_a_row_in_the_table() -> None:
    defined = {re.split(r"[.(]", path)[0] for _, path in definitions("Other figures")}

    assert {*RANGED, "liveNow", "benchmark"} - {"overview"} <= defined


@pytest.mark.parametrize("name", [*RANGED, "liveNow", "benchmark"])
def test_every_figure_of_an_app_is_documented(name: str) -> None:
    assert f"`{name}" in METRICS


@pytest.mark.parametrize("metric", EXPORTERS)
def test_every_metric_of_an_export_is_documented(metric: str) -> None:
    assert f"`{metric}`" in API
