"""Imports follow the layers of docs/architecture.md."""

import subprocess
import sys
from pathlib import Path

from tests.conftest import REPOSITORY


def test_imports_follow_the_layers() -> None:
    linter = Path(sys.executable).with_name("lint-imports")

    result = subprocess.run(
        [linter, "--no-cache"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )

    assert result.returncode == 0, result.stdout
    assert " 0 broken" in result.stdout
