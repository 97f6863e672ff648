"""Source maps of a build, sent to a server and kept there."""

import argparse
import sys

from telemetry_graph.crashes.sourcemaps.upload_client import Sending, maps_in
from telemetry_graph.kit.errors import TelemetryError


def upload(arguments: argparse.Namespace) -> None:
    failed = 0
    with _sending(arguments) as sending:
        for path, file in maps_in(arguments.paths, arguments.prefix):
            try:
                print(f"{file}  {sending.upload(arguments.version, file, path)} segments")
            except TelemetryError as error:
                failed += 1
                print(f"{file}  {error.code}: {error}", file=sys.stderr)
    if failed:
        raise TelemetryError(f"{failed} source maps were not uploaded")


def list_uploaded(arguments: argparse.Namespace) -> None:
    with _sending(arguments) as sending:
        for each in sending.uploaded(arguments.version):
            print(
                f"{each['version']}  {each['file']}  {each['bytes']} bytes  {each['uploaded_at']}"
            )


def delete(arguments: argparse.Namespace) -> None:
    with _sending(arguments) as sending:
        print(f"{sending.delete(arguments.version, arguments.file)} deleted")


def _sending(arguments: argparse.Namespace) -> Sending:
    """The access token is never an argument: other users of the machine can read those."""
    token = sys.stdin.readline() if str(arguments.token_file) == "-" else _read(arguments)
    return Sending(arguments.server, arguments.app, token.strip())


def _read(arguments: argparse.Namespace) -> str:
    try:
        return str(arguments.token_file.read_text(encoding="utf-8"))
    except OSError as error:
        raise TelemetryError(f"the token cannot be read: {error}") from error
