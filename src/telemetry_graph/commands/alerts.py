"""What alerts say, and whether they arrive."""

import argparse
import asyncio
import sys

from telemetry_graph.alerting.channels.base import DeliveryFailed
from telemetry_graph.alerting.content.payload import AlertKind
from telemetry_graph.alerting.content.preview import write_previews
from telemetry_graph.alerting.content.render import Renderer
from telemetry_graph.app import open_services
from telemetry_graph.commands.runner import read_settings
from telemetry_graph.kit.clock import utc_now
from telemetry_graph.kit.resources import resource_dir
from telemetry_graph.settings import Settings


def preview(arguments: argparse.Namespace) -> None:
    renderer = Renderer(resource_dir("alerts"), own=arguments.templates)
    if faults := renderer.faults():
        sys.exit("\n".join(["telemetry-graph: templates of yours would not be used:", *faults]))
    kinds = [AlertKind(arguments.kind)] if arguments.kind else list(AlertKind)
    try:
        for path in write_previews(renderer, arguments.out, kinds):
            print(path)
    except OSError as error:
        sys.exit(f"telemetry-graph: {error.filename} cannot be written: {error.strerror}")


def test(arguments: argparse.Namespace) -> None:
    outcomes = asyncio.run(_tested(read_settings()))
    for name, target, outcome in outcomes:
        said = f"failed: {outcome}" if isinstance(outcome, DeliveryFailed) else outcome
        print(f"{name}  {target}  {said}")
    if any(isinstance(outcome, DeliveryFailed) for _, _, outcome in outcomes):
        sys.exit(1)


async def _tested(settings: Settings) -> list[tuple[str, str, str | DeliveryFailed]]:
    async with open_services(settings) as own:
        return [
            (name, channel.target, await own.sender.test(name, utc_now(), within_seconds=15.0))
            for name, channel in own.sender.installed.items()
        ]
