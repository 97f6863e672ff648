"""`up`, `down`, `status` and `demo`: a whole stack on this machine."""

import argparse
import os
import sys

from telemetry_graph.commands.runner import read_settings, run_until_signal
from telemetry_graph.kit.errors import TelemetryError
from telemetry_graph.launch.stack import Stack
from telemetry_graph.launch.state import StackState
from telemetry_graph.launch.summary import format_summary
from telemetry_graph.settings import load_settings


def up(arguments: argparse.Namespace) -> None:
    state = StackState.of_current_folder()
    credentials, environment = Stack(state, os.environ, _progress).up()
    settings = load_settings({**environment, **os.environ})
    print(format_summary(settings, credentials, state.logs / "worker.log"))


def down(arguments: argparse.Namespace) -> None:
    Stack(StackState.of_current_folder(), os.environ, _progress).down()


def status(arguments: argparse.Namespace) -> None:
    print(Stack(StackState.of_current_folder(), os.environ, _progress).status())


def demo(arguments: argparse.Namespace) -> None:
    credentials = StackState.of_current_folder().load_credentials()
    if credentials is None:
        raise TelemetryError(
            "the demo needs a running stack; run `telemetry-graph up` in this folder first"
        )
    from telemetry_graph.demo.run import run_demo

    settings = read_settings()
    run_until_signal(
        lambda stop: run_demo(
            settings, credentials, days=arguments.days, seconds=arguments.seconds, stop=stop
        )
    )


def _progress(line: str) -> None:
    print(f"· {line}", file=sys.stderr, flush=True)
