"""The command line: parses, calls, prints. Exit codes: 0 done, 1 failed, 2 wrong usage."""

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from uuid import UUID

from telemetry_graph import __version__
from telemetry_graph.alerting.content.payload import AlertKind
from telemetry_graph.kit.access import Role
from telemetry_graph.kit.errors import TelemetryError
from telemetry_graph.runtime import RuntimeUnavailable

Command = Callable[[argparse.Namespace], None]


def main(argv: Sequence[str] | None = None) -> int:
    arguments = parser().parse_args(argv)
    try:
        command_named(arguments.command)(arguments)
    except (TelemetryError, RuntimeUnavailable) as error:
        print(f"telemetry-graph: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def command_named(name: str) -> Command:
    """Imported when it is run: what a server is made of takes a second to load, `--help` none."""
    module, function = name.split(".")
    command: Command = getattr(import_module(f"telemetry_graph.commands.{module}"), function)
    return command


def parser() -> argparse.ArgumentParser:
    root = argparse.ArgumentParser(
        prog="telemetry-graph", description="Self-hosted app telemetry with real-time crash alerts."
    )
    root.add_argument("--version", action="version", version=__version__)
    commands = root.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add(commands, "up", "local.up", "start everything on this machine, and print how to use it")
    _add(commands, "down", "local.down", "stop what up started")
    _add(commands, "status", "local.status", "say what runs")
    serve = _add(commands, "serve", "processes.serve", "run the api process, or several of them")
    serve.add_argument("--workers", type=int, default=1, help="processes that share the port")
    serve.add_argument("--shared-port", action="store_true", help=argparse.SUPPRESS)
    _add(commands, "worker", "processes.worker", "run the background process")
    _add(commands, "migrate", "database.migrate", "bring the database up to date")
    supervise_parser = _add(
        commands, "supervise", "processes.supervise", "keep api and worker running"
    )
    supervise_parser.add_argument("logs", type=Path, help="folder for their logs")
    _add_account_commands(commands)
    _add_demo_command(commands)
    _add_source_map_commands(commands)
    retention = commands.add_parser("retention", help="old data").add_subparsers(required=True)
    run = _add(retention, "run", "database.run_retention", "remove what is older than it is kept")
    run.add_argument("--dry-run", action="store_true", help="only say what would be removed")
    _add_alert_commands(commands)
    schema = commands.add_parser("schema", help="the GraphQL schema")
    export = _add(schema.add_subparsers(required=True), "export", "schema.export", "print the SDL")
    export.add_argument("--output", type=Path, help="write it to this file instead")
    return root


def _add_account_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    apps = commands.add_parser("app", help="apps").add_subparsers(required=True)
    app = _add(apps, "create", "accounts.create_app", "create an app")
    app.add_argument("app_id", help="reverse-domain name, such as com.developer.myapp")
    app.add_argument("--name", help="the app's name for people")
    app.add_argument("--owner", metavar="EMAIL", help="an existing user who is to own it")

    keys = commands.add_parser("key", help="ingest keys").add_subparsers(required=True)
    key = _add(keys, "create", "accounts.create_key", "create an ingest key for devices")
    key.add_argument("app", help="the app's id")
    key.add_argument("--name", default="ingest", help="what it is for")
    _add(keys, "list", "accounts.list_keys", "list an app's ingest keys").add_argument("app")
    revoke = _add(
        keys, "revoke", "accounts.revoke_key", "stop a key from working, within 6 seconds"
    )
    revoke.add_argument("key_id", type=UUID, help="the id that key list shows")

    users = commands.add_parser("user", help="people").add_subparsers(required=True)
    user = _add(users, "create", "accounts.create_user", "create a user, with an access token")
    user.add_argument("email")
    user.add_argument("--generate-password", action="store_true", help="make one up and print it")
    user.add_argument("--app", action="append", default=[], help="make them a member; repeatable")
    _add_role(user)
    member = _add(users, "add", "accounts.add_member", "make a user a member of an app")
    member.add_argument("email")
    member.add_argument("app")
    _add_role(member)


def _add_source_map_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    maps = commands.add_parser("sourcemaps", help="source maps").add_subparsers(required=True)
    upload = _add(maps, "upload", "source_maps.upload", "upload the source maps of a build")
    upload.add_argument("paths", type=Path, nargs="+", help="source maps, or folders of them")
    upload.add_argument("--prefix", default="", help="what paths in stack traces begin with")
    listed = _add(maps, "list", "source_maps.list_uploaded", "list an app's source maps")
    delete = _add(maps, "delete", "source_maps.delete", "delete the source maps of a version")
    delete.add_argument("--file", help="only the one of this bundle")
    for parser in (upload, listed, delete):
        parser.add_argument("--app", required=True, help="the app's id")
        parser.add_argument("--version", required=parser is not listed, help="the app's version")
        parser.add_argument("--server", default="http://127.0.0.1:8000", help="where the api is")
        parser.add_argument(
            "--token-file", type=Path, default="-", help="holds an access token; - for stdin"
        )


def _add_alert_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    about = "what alerts say, and whether they arrive"
    alerts = commands.add_parser("alerts", help=about).add_subparsers(required=True)
    preview = _add(alerts, "preview", "alerts.preview", "write every template's words to a folder")
    preview.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    preview.add_argument("--kind", choices=[kind.value for kind in AlertKind])
    preview.add_argument(
        "--templates", type=_folder, metavar="FOLDER", help="templates of yours to try"
    )
    _add(alerts, "test", "alerts.test", "send a test to each channel of the installation")


def _folder(text: str) -> Path:
    if not Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"{text} is not a folder")
    return Path(text)


def _add_role(parser: argparse.ArgumentParser) -> None:
    choices = [role.value for role in Role]
    parser.add_argument("--role", choices=choices, default=Role.DEVELOPER.value)


def _add_demo_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    demo = _add(
        commands, "demo", "local.demo", "fill the demo app with history, then with live devices"
    )
    demo.add_argument("--days", type=int, default=30, help="days of history (0: none)")
    demo.add_argument(
        "--seconds", type=float, help="how long devices send; without it until Ctrl-C"
    )


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    command: str,
    text: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
    parser.set_defaults(command=command)
    return parser
