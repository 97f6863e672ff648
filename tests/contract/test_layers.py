"""Imports follow the layers of docs/architecture.md."""

import subprocess
import sys
import tomllib
from pathlib import Path

from tests.conftest import REPOSITORY


def test_imports_follow_the_layers() -> None:
    linter = Path(sys.executable).with_name("lint-imports")

    result = subprocess.run(
        [linter, "--no-cache"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )

    assert result.returncode == 0, result.stdout
    assert " 0 broken" in result.stdout


def test_the_architecture_lists_the_layers() -> None:
    text = (REPOSITORY / "docs" / "architecture.md").read_text(encoding="utf-8")
    listed = text.partition("```layers\n")[2].partition("\n```")[0].splitlines()
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    contract, *_ = project["tool"]["importlinter"]["contracts"]

    assert [line.partition("  ")[0] for line in listed] == contract["layers"]
