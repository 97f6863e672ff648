"""What alerts say."""

import argparse

from telemetry_graph.alerting.facts import AlertKind
from telemetry_graph.alerting.preview import write_previews
from telemetry_graph.alerting.render import Renderer
from telemetry_graph.kit.resources import resource_dir


def preview(arguments: argparse.Namespace) -> None:
    renderer = Renderer(resource_dir("alerts"), own=arguments.templates)
    kinds = [AlertKind(arguments.kind)] if arguments.kind else list(AlertKind)
    for path in write_previews(renderer, arguments.out, kinds):
        print(path)
