"""The command line and the output of all benchmarks: a table, and JSON as the last line."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


def run(description: str | None, measure: Callable[[bool], dict[str, Any]]) -> None:
    """Run a benchmark and print its figures as a table and as a line of JSON.

    The argument of `measure` is true for a short run. With `--json -`, standard output contains
    only the JSON line, and the table goes to standard error.
    """
    arguments = options(description).parse_args()
    show(measure(arguments.quick), arguments.json)


def options(description: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--quick", action="store_true", help="a short run, as in CI")
    parser.add_argument(
        "--json", metavar="FILE", help="also write the figures to this file; - prints them only"
    )
    return parser


def show(figures: dict[str, Any], file: str | None) -> None:
    """Print a table, and the figures as the last line; `file` is the value of `--json`."""
    table = sys.stderr if file == "-" else sys.stdout
    print("| figure | value |\n|---|---:|", file=table)
    for name, value in figures.items():
        print(f"| {name} | {_format(value)} |", file=table)
    line = json.dumps(figures)
    if file and file != "-":
        Path(file).write_text(line + "\n", encoding="utf-8")
    print(line)


def _format(value: Any) -> str:
    """Format a figure, a list or a mapping of figures."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {_format(each)}" for name, each in value.items())
    if isinstance(value, list):
        return ", ".join(map(_format, value))
    return f"{value:,}"
