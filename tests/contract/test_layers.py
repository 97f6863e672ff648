"""Data flows one way, as docs/architecture.md draws it."""

import subprocess
import sys
from pathlib import Path

from tests.conftest import REPOSITORY


def test_the_layers_of_the_architecture_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")

    checked = subprocess.run(
        [linter, "--no-cache"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )

    assert checked.returncode == 0, checked.stdout
    assert " 0 broken" in checked.stdout
