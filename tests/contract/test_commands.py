"""The command line names its commands; each name leads to a function."""

import argparse
from collections.abc import Iterator

import pytest

from telemetry_graph.cli import command_named, parser


def named(parser: argparse.ArgumentParser) -> Iterator[str]:
    if command := parser.get_default("command"):
        yield command
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                yield from named(each)


@pytest.mark.parametrize("name", sorted(named(parser())))
def test_every_command_is_there(name: str) -> None:
    assert callable(command_named(name))
