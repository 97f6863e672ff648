"""The shape of the code: short functions, and one meaning for each class name."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from statistics import quantiles

from tests.conftest import REPOSITORY

PACKAGE = REPOSITORY / "src" / "telemetry_graph"
MAX_LINES = 40
MAX_P90_LINES = 20


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        yield name, ast.parse(path.read_text(encoding="utf-8"))


def function_lines() -> dict[str, int]:
    return {
        f"{name}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for name, module in modules()
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_functions_are_short() -> None:
    lines = function_lines()

    assert len(lines) > 1_500
    assert {name: count for name, count in lines.items() if count > MAX_LINES} == {}
    assert quantiles(lines.values(), n=10)[-1] <= MAX_P90_LINES


def test_a_class_name_has_one_meaning() -> None:
    """A GraphQL type may have the name of the model that it shows."""
    modules_by_class = defaultdict(list)
    for name, module in modules():
        is_schema = "graphql" in name or "/types/" in name or name == "api/schema.py"
        for node in module.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and not is_schema:
                modules_by_class[node.name].append(name)

    assert {name: where for name, where in modules_by_class.items() if len(where) > 1} == {}
