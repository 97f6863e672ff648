"""docs/metrics.md says what each figure is; the API says it in the same words."""

import re

import pytest
from graphql import GraphQLFieldMap, GraphQLObjectType, get_named_type
from tests.conftest import REPOSITORY

from telemetry_graph.analytics.export import EXPORTERS
from telemetry_graph.api.schema import build_schema

METRICS = (REPOSITORY / "docs" / "metrics.md").read_text(encoding="utf-8")
API = (REPOSITORY / "docs" / "api.md").read_text(encoding="utf-8")
TYPES = build_schema().graphql_schema.type_map


def fields(name: str) -> GraphQLFieldMap:
    kind = TYPES[name]
    assert isinstance(kind, GraphQLObjectType)
    found: GraphQLFieldMap = kind.fields
    return found


def described(path: str) -> str:
    """What the API says of a figure of an app, or of a type's field: `versions.share`."""
    kind, description = "App", ""
    for name in re.sub(r"\(.*\)", "", path).split("."):
        if name in TYPES:
            kind = name
            continue
        field = fields(kind)[name]
        kind, description = get_named_type(field.type).name, field.description or ""
    return description


def table(section: str) -> list[tuple[str, str]]:
    """Of a section's table each definition with the path of its figure, as often as it has any."""
    rows = METRICS.split(f"## {section}\n")[1].split("\n## ")[0].splitlines()
    cells = [row.strip("| ").split(" | ") for row in rows if row.startswith("| ")][1:]
    return [
        (re.sub(r"\[(.*?)\]\(.*?\)", r"\1", definition), path)
        for _, definition, shown in cells
        for path in re.findall(r"`(.*?)`", shown)
    ]


FIGURES = [name for name in fields("Overview") if name not in ("start", "end")]
RANGED = [name for name, field in fields("App").items() if "range" in field.args]


@pytest.mark.parametrize("name", FIGURES)
def test_the_api_quotes_the_definition(name: str) -> None:
    description = fields("Overview")[name].description

    assert description
    assert f"| {description} | `overview.{name}` |" in METRICS


@pytest.mark.parametrize(("definition", "path"), table("Other figures"))
def test_the_api_quotes_the_definitions_of_other_figures(definition: str, path: str) -> None:
    assert definition.endswith(".")
    assert definition in described(path)


def test_all_figures_of_an_app_have_a_definition_to_quote() -> None:
    defined = {re.split(r"[.(]", path)[0] for _, path in table("Other figures")}

    assert {*RANGED, "liveNow", "benchmark"} - {"overview"} <= defined


@pytest.mark.parametrize("name", [*RANGED, "liveNow", "benchmark"])
def test_every_figure_of_an_app_is_defined(name: str) -> None:
    assert f"`{name}" in METRICS


@pytest.mark.parametrize("metric", EXPORTERS)
def test_every_metric_of_an_export_is_documented(metric: str) -> None:
    assert f"`{metric}`" in API
