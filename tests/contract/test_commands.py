"""Every command of the command line has a function."""

import argparse
from collections.abc import Iterator

import pytest

from telemetry_graph.cli import build_parser, load_command


def list_commands(parser: argparse.ArgumentParser) -> Iterator[str]:
    if command := parser.get_default("command"):
        yield command
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                yield from list_commands(each)


@pytest.mark.parametrize("name", sorted(list_commands(build_parser())))
def test_every_command_can_be_loaded(name: str) -> None:
    assert callable(load_command(name))
