"""How large the JavaScript SDK is: its bundle for browsers, compressed with gzip."""

import json
import subprocess
from typing import Any

from bench.report import run
from bench.testbed import REPOSITORY

SDK = REPOSITORY / "sdk" / "javascript"


def measure(is_quick: bool) -> dict[str, Any]:  # noqa: FBT001 - what bench.report calls
    subprocess.run(
        ["make", "--silent", "sdk/javascript/node_modules/.dev"], cwd=REPOSITORY, check=True
    )
    build = ["npm", "run", "--silent", "build"]
    subprocess.run(build, cwd=SDK, check=True, stdout=subprocess.DEVNULL)
    figures: dict[str, Any] = json.loads(subprocess.check_output(["node", "size.mjs"], cwd=SDK))
    return figures


if __name__ == "__main__":
    run(__doc__, measure)
