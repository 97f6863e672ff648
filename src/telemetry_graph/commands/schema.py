"""The GraphQL schema."""

import argparse

from telemetry_graph.api.schema import build_schema


def export(arguments: argparse.Namespace) -> None:
    text = build_schema().as_str() + "\n"
    if arguments.output is None:
        print(text, end="")
    else:
        arguments.output.write_text(text, encoding="utf-8")
