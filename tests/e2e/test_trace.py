"""A request enters few files, and docs/architecture.md lists them."""

import re
from functools import cache

import pytest
from tests.conftest import REPOSITORY
from tests.trace.__main__ import trace

MAX_FILES = {"batch": 24, "crash": 55, "query": 28}
SECTIONS = {"batch": "### A batch", "crash": "### A crash", "query": "### A query"}
FILE = re.compile(r"`([\w/]+\.py)`")


@cache
def traced() -> dict[str, set[str]]:
    return trace(REPOSITORY)


@pytest.mark.parametrize("request_name", MAX_FILES)
def test_a_request_enters_few_files(request_name: str) -> None:
    files = traced()[request_name]

    assert len(files) <= MAX_FILES[request_name], sorted(files)


@pytest.mark.parametrize("request_name", MAX_FILES)
def test_the_architecture_lists_the_files_that_a_request_enters(request_name: str) -> None:
    text = (REPOSITORY / "docs" / "architecture.md").read_text(encoding="utf-8")
    _, _, walk = text.partition(SECTIONS[request_name])
    listed = set(FILE.findall(re.split(r"\n##", walk)[0]))
    entered = {file for file in traced()[request_name] if not file.startswith("kit/")}

    assert entered <= listed, sorted(entered - listed)
    package = REPOSITORY / "src" / "telemetry_graph"
    assert [file for file in sorted(listed) if not (package / file).is_file()] == []
