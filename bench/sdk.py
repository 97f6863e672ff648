"""What the device SDKs cost their host apps, and whether their books balance after a day offline.

`python -m bench.sdk [--quick] --json FILE|-`. Each language has its module with a function
`measure(is_quick)`; `offline` adds up the books of all of them.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

from bench import sdk_javascript, sdk_lua, sdk_python
from bench.report import run

LANGUAGES: tuple[Callable[[bool], dict[str, Any]], ...] = (
    sdk_lua.measure,
    sdk_python.measure,
    sdk_javascript.measure,
)


def measure(is_quick: bool) -> dict[str, Any]:  # noqa: FBT001 - what bench.report calls
    figures: dict[str, Any] = {}
    offline: Counter[str] = Counter()
    for measure_language in LANGUAGES:
        measured = measure_language(is_quick)
        offline.update(measured.pop("offline", {}))
        figures |= measured
    return {**figures, "offline": dict(offline)}


if __name__ == "__main__":
    run(__doc__, measure)
