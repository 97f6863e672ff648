"""The program imports only packages that it declares."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.conftest import REPOSITORY

SOURCES = REPOSITORY / "src" / "telemetry_graph"


def imported_packages(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name.partition(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def declared_distributions() -> set[str]:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {_normalise(re.split(r"[>=<\[ ]", each)[0]) for each in project["dependencies"]}


def _normalise(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_imported_package_is_declared() -> None:
    imported = {name for path in SOURCES.rglob("*.py") for name in imported_packages(path)}
    distributions = packages_distributions()

    foreign = imported - sys.stdlib_module_names - {"telemetry_graph"}
    undeclared = {
        name
        for name in foreign
        if not declared_distributions() & {_normalise(each) for each in distributions[name]}
    }

    assert len(foreign) > 10
    assert undeclared == set()
