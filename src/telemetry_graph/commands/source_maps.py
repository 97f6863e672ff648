"""The `sourcemaps` commands: upload, list and delete source maps on a server."""

import argparse
import sys

from telemetry_graph.crashes.sourcemaps.upload_client import SourceMapClient, find_maps
from telemetry_graph.kit.errors import TelemetryError


def upload(arguments: argparse.Namespace) -> None:
    failed = 0
    with _connect(arguments) as client:
        for path, file in find_maps(arguments.paths, arguments.prefix):
            try:
                segments = client.upload(arguments.app_version, file, path)
                print(f"{file}  {segments} segments")
            except TelemetryError as error:
                failed += 1
                print(f"{file}  {error.code}: {error}", file=sys.stderr)
    if failed:
        raise TelemetryError(f"{failed} source maps were not uploaded")


def list_uploaded(arguments: argparse.Namespace) -> None:
    with _connect(arguments) as client:
        for each in client.list_maps(arguments.app_version):
            print(
                f"{each['app_version']}  {each['file']}  {each['stored_bytes']} bytes  "
                f"{each['uploaded_at']}"
            )


def delete(arguments: argparse.Namespace) -> None:
    with _connect(arguments) as client:
        print(f"{client.delete(arguments.app_version, arguments.file)} deleted")


def _connect(arguments: argparse.Namespace) -> SourceMapClient:
    """The token is not an argument, because other users of the machine can read arguments."""
    is_piped = str(arguments.token_file) == "-"
    token = sys.stdin.readline() if is_piped else _read_token(arguments)
    return SourceMapClient(arguments.server, arguments.app, token.strip())


def _read_token(arguments: argparse.Namespace) -> str:
    try:
        return str(arguments.token_file.read_text(encoding="utf-8"))
    except OSError as error:
        raise TelemetryError(f"the token file cannot be read: {error}") from error
