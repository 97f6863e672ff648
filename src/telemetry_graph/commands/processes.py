"""The processes of a deployment: api, worker, and what keeps several of them running."""

import argparse

from telemetry_graph.commands.runner import logged_settings, run_until_signal
from telemetry_graph.launch.supervisor import servers, stack
from telemetry_graph.launch.supervisor import supervise as keep_running
from telemetry_graph.logs import configure_logging


def serve(arguments: argparse.Namespace) -> None:
    settings = logged_settings()
    if arguments.workers > 1:
        run_until_signal(lambda stop: keep_running(servers(arguments.workers), stop))
        return
    # The process that keeps several servers running needs nothing of what a server is made of.
    from telemetry_graph.server import run_server

    shares_port = arguments.shared_port
    run_until_signal(lambda stop: run_server(settings, stop, shares_port=shares_port))


def worker(arguments: argparse.Namespace) -> None:
    from telemetry_graph.worker import run_worker

    settings = logged_settings()
    run_until_signal(lambda stop: run_worker(settings, stop))


def supervise(arguments: argparse.Namespace) -> None:
    configure_logging("info")
    run_until_signal(lambda stop: keep_running(stack(arguments.logs), stop))
