"""The processes of an installation: api, worker and supervisor."""

import argparse

from telemetry_graph.commands.runner import configure_process, run_until_signal
from telemetry_graph.launch.supervisor import api_processes, stack_processes
from telemetry_graph.launch.supervisor import supervise as keep_running
from telemetry_graph.logs import configure_logging


def serve(arguments: argparse.Namespace) -> None:
    settings = configure_process()
    if arguments.workers > 1:
        run_until_signal(lambda stop: keep_running(api_processes(arguments.workers), stop))
        return
    # Imported here because the supervisor of several servers does not need the modules of a server.
    from telemetry_graph.server import run_server

    shares_port = arguments.shared_port
    run_until_signal(lambda stop: run_server(settings, stop, shares_port=shares_port))


def worker(arguments: argparse.Namespace) -> None:
    from telemetry_graph.worker import run_worker

    settings = configure_process()
    run_until_signal(lambda stop: run_worker(settings, stop))


def supervise(arguments: argparse.Namespace) -> None:
    configure_logging("info")
    run_until_signal(lambda stop: keep_running(stack_processes(arguments.logs), stop))
