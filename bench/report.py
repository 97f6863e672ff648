"""What all benches share: their command line, a table, and JSON as the last line."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


def run(description: str | None, measure: Callable[[bool], dict[str, Any]]) -> None:
    """Measure (True means quickly), print a table, and the figures as the last line.

    With `--json -` standard output has that line only, and the table goes to standard error.
    """
    arguments = options(description).parse_args()
    show(measure(arguments.quick), arguments.json)


def options(description: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--quick", action="store_true", help="a short run, for CI")
    parser.add_argument("--json", metavar="FILE", help="write the figures there too; - for stdout")
    return parser


def show(figures: dict[str, Any], file: str | None) -> None:
    """A table, and the figures as the last line; `file` is what `--json` named."""
    table = sys.stderr if file == "-" else sys.stdout
    print("| figure | value |\n|---|---:|", file=table)
    for name, value in figures.items():
        print(f"| {name} | {_shown(value)} |", file=table)
    line = json.dumps(figures)
    if file and file != "-":
        Path(file).write_text(line + "\n", encoding="utf-8")
    print(line)


def _shown(value: Any) -> str:
    """A figure, or several, by name or in their order."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {_shown(each)}" for name, each in value.items())
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    return f"{value:,}"
