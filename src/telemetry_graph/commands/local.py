"""Everything on this machine: `up`, `down`, `status`, and the demo."""

import argparse
import os
import sys

from telemetry_graph.commands.runner import read_settings, run_until_signal
from telemetry_graph.kit.errors import TelemetryError
from telemetry_graph.launch.stack import Stack
from telemetry_graph.launch.state import State
from telemetry_graph.launch.summary import summary
from telemetry_graph.settings import load_settings


def up(arguments: argparse.Namespace) -> None:
    state = State.here()
    credentials, environment = Stack(state, os.environ, _progress).up()
    settings = load_settings({**environment, **os.environ})
    print(summary(settings, credentials, state.logs / "worker.log"))


def down(arguments: argparse.Namespace) -> None:
    Stack(State.here(), os.environ, _progress).down()


def status(arguments: argparse.Namespace) -> None:
    print(Stack(State.here(), os.environ, _progress).status())


def demo(arguments: argparse.Namespace) -> None:
    credentials = State.here().credentials()
    if credentials is None:
        raise TelemetryError("run `telemetry-graph up` here first: the demo fills its demo app")
    from telemetry_graph.demo.run import run_demo

    settings = read_settings()
    run_until_signal(
        lambda stop: run_demo(
            settings, credentials, days=arguments.days, seconds=arguments.seconds, stop=stop
        )
    )


def _progress(line: str) -> None:
    print(f"· {line}", file=sys.stderr, flush=True)
