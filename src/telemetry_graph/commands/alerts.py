"""Commands that preview alerts and test the channels of the installation."""

import argparse
import asyncio
import sys

from telemetry_graph.alerting.channels.base import DeliveryFailed
from telemetry_graph.alerting.channels.preview import write_previews
from telemetry_graph.alerting.channels.registry import all_formats
from telemetry_graph.alerting.content.payload import AlertKind
from telemetry_graph.alerting.content.template_checks import find_faults
from telemetry_graph.alerting.setup import create_templates
from telemetry_graph.app import open_services
from telemetry_graph.commands.runner import read_settings
from telemetry_graph.kit.clock import utc_now
from telemetry_graph.kit.resources import find_resource_folder
from telemetry_graph.settings import Settings

_TEST_SECONDS = 15.0


def preview(arguments: argparse.Namespace) -> None:
    templates = create_templates(find_resource_folder("alerts"), arguments.templates)
    if faults := find_faults(templates, all_formats()):
        sys.exit("\n".join(["telemetry-graph: invalid custom templates:", *faults]))
    kinds = [AlertKind(arguments.kind)] if arguments.kind else list(AlertKind)
    try:
        for path in write_previews(templates, arguments.out, kinds):
            print(path)
    except OSError as error:
        sys.exit(f"telemetry-graph: cannot write {error.filename}: {error.strerror}")


def test(arguments: argparse.Namespace) -> None:
    results = asyncio.run(_test_channels(read_settings()))
    for name, target, result in results:
        text = f"failed: {result}" if isinstance(result, DeliveryFailed) else result
        print(f"{name}  {target}  {text}")
    if any(isinstance(result, DeliveryFailed) for _, _, result in results):
        sys.exit(1)


async def _test_channels(settings: Settings) -> list[tuple[str, str, str | DeliveryFailed]]:
    """The kind, the masked address and the result of each channel."""
    async with open_services(settings) as own:
        sender = own.alerting.sender
        return [
            (name, target, await sender.test(name, utc_now(), timeout_seconds=_TEST_SECONDS))
            for name, target in own.alerting.installed_targets.items()
        ]
