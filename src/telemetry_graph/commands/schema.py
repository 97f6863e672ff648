"""`schema export`: the GraphQL schema."""

import argparse
import sys

from telemetry_graph.api.schema import build_schema


def export(arguments: argparse.Namespace) -> None:
    text = build_schema().as_str() + "\n"
    if arguments.output is None:
        print(text, end="")
        return
    try:
        arguments.output.write_text(text, encoding="utf-8")
    except OSError as error:
        sys.exit(f"telemetry-graph: cannot write {arguments.output}: {error.strerror}")
