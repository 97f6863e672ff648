"""The command line. Exit codes: 0 success, 1 failure, 2 wrong usage."""

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias
from uuid import UUID

from telemetry_graph import __version__
from telemetry_graph.alerting.content.payload import AlertKind
from telemetry_graph.kit.access import Role
from telemetry_graph.kit.errors import TelemetryError
from telemetry_graph.runtime import RuntimeUnavailable

Command = Callable[[argparse.Namespace], None]
Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"


def main(argv: Sequence[str] | None = None) -> int:
    arguments = build_parser().parse_args(argv)
    try:
        load_command(arguments.command)(arguments)
    except (TelemetryError, RuntimeUnavailable) as error:
        print(f"telemetry-graph: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def load_command(name: str) -> Command:
    """Import a command. The modules of a server take a second to load; `--help` needs none."""
    module, function = name.split(".")
    command: Command = getattr(import_module(f"telemetry_graph.commands.{module}"), function)
    return command


def build_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="telemetry-graph", description="Self-hosted app telemetry with real-time crash alerts."
    )
    parser.add_argument(
        "--version", action="version", version=__version__, help="Show the version and exit"
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_stack_commands(commands)
    _add_process_commands(commands)
    _add_account_commands(commands)
    _add_source_map_commands(commands)
    _add_database_commands(commands)
    _add_alert_commands(commands)
    _add_schema_commands(commands)
    return parser


class _Parser(argparse.ArgumentParser):
    """A parser whose help is capitalised like the other texts. Subcommands inherit the class."""

    def __init__(self, **options: Any) -> None:
        formatter = partial(argparse.HelpFormatter, max_help_position=32)
        super().__init__(**options, add_help=False, formatter_class=formatter)
        self.add_argument("-h", "--help", action="help", help="Show this help and exit")


def _add_stack_commands(commands: Commands) -> None:
    _add(commands, "up", "local.up", "Start everything on this machine and print how to use it")
    _add(commands, "down", "local.down", "Stop everything that `up` started")
    _add(commands, "status", "local.status", "Show what is running")
    demo = _add(
        commands, "demo", "local.demo", "Create demo data, then send live data until Ctrl-C"
    )
    demo.add_argument(
        "--days", type=int, default=30, help="Days of history to create; 0 for none (default: 30)"
    )
    demo.add_argument("--seconds", type=float, help="Stop sending after this many seconds")


def _add_process_commands(commands: Commands) -> None:
    serve = _add(commands, "serve", "processes.serve", "Run the api")
    serve.add_argument(
        "--workers", type=int, default=1, help="Number of api processes to run (default: 1)"
    )
    serve.add_argument("--shared-port", action="store_true", help=argparse.SUPPRESS)
    _add(commands, "worker", "processes.worker", "Run the worker")
    supervise = _add(
        commands, "supervise", "processes.supervise", "Run the api and the worker, and restart them"
    )
    supervise.add_argument("logs", type=Path, metavar="LOG_FOLDER", help="Folder for log files")


def _add_account_commands(commands: Commands) -> None:
    apps = _add_group(commands, "app", "Manage apps")
    app = _add(apps, "create", "accounts.create_app", "Create an app")
    app.add_argument("app_id", metavar="APP_ID", help="Id, such as com.developer.myapp")
    app.add_argument("--name", help="Display name (default: the id)")
    app.add_argument("--owner", metavar="EMAIL", help="Make this user the app's owner")
    _add_key_commands(commands)
    users = _add_group(commands, "user", "Manage users")
    user = _add(users, "create", "accounts.create_user", "Create a user and an access token")
    user.add_argument("email", metavar="EMAIL", help="E-mail address, used to sign in")
    user.add_argument(
        "--generate-password",
        action="store_true",
        help="Generate a password and print it, instead of reading one from standard input",
    )
    user.add_argument(
        "--app",
        action="append",
        default=[],
        metavar="APP_ID",
        help="Add the user to this app; can be repeated",
    )
    _add_role(user)
    member = _add(users, "add", "accounts.add_member", "Add a user to an app")
    member.add_argument("email", metavar="EMAIL", help="E-mail address of an existing user")
    _add_app_id(member)
    _add_role(member)


def _add_key_commands(commands: Commands) -> None:
    keys = _add_group(commands, "key", "Manage ingest keys")
    create = _add(keys, "create", "accounts.create_key", "Create an ingest key of an app")
    _add_app_id(create)
    create.add_argument("--name", default="ingest", help="Name of the key (default: ingest)")
    _add_app_id(_add(keys, "list", "accounts.list_keys", "List an app's ingest keys"))
    revoke = _add(keys, "revoke", "accounts.revoke_key", "Revoke an ingest key within 5 seconds")
    revoke.add_argument(
        "key_id", type=UUID, metavar="KEY_ID", help="Id of the key, as listed by `key list`"
    )


def _add_source_map_commands(commands: Commands) -> None:
    maps = _add_group(commands, "sourcemaps", "Manage source maps")
    upload = _add(maps, "upload", "source_maps.upload", "Upload the source maps of a build")
    upload.add_argument(
        "paths", type=Path, nargs="+", metavar="PATH", help="Source map, or folder of source maps"
    )
    upload.add_argument("--prefix", default="", help="Beginning of the paths in stack traces")
    list_maps = _add(maps, "list", "source_maps.list_uploaded", "List an app's source maps")
    delete = _add(maps, "delete", "source_maps.delete", "Delete the source maps of a version")
    delete.add_argument("--file", help="Delete only the source map of this bundle")
    for parser in (upload, list_maps, delete):
        parser.add_argument("--app", required=True, metavar="APP_ID", help="Id of the app")
        is_required = parser is not list_maps
        parser.add_argument("--app-version", required=is_required, help="Version of the app")
        parser.add_argument(
            "--server",
            default="http://127.0.0.1:8000",
            metavar="URL",
            help="Address of the api (default: http://127.0.0.1:8000)",
        )
        parser.add_argument(
            "--token-file",
            type=Path,
            default="-",
            metavar="FILE",
            help="File that contains an access token (default: standard input)",
        )


def _add_database_commands(commands: Commands) -> None:
    _add(commands, "migrate", "database.migrate", "Apply pending migrations to the database")
    retention = _add_group(commands, "retention", "Manage the removal of old data")
    run = _add(retention, "run", "database.run_retention", "Remove data older than its retention")
    run.add_argument(
        "--dry-run", action="store_true", help="Show what would be removed without removing it"
    )


def _add_alert_commands(commands: Commands) -> None:
    alerts = _add_group(commands, "alerts", "Preview and test alerts")
    preview = _add(alerts, "preview", "alerts.preview", "Render example alerts into a folder")
    preview.add_argument(
        "--out", type=Path, required=True, metavar="FOLDER", help="Folder to write to"
    )
    preview.add_argument(
        "--kind", choices=[kind.value for kind in AlertKind], help="Render only this kind of alert"
    )
    preview.add_argument(
        "--templates", type=_folder, metavar="FOLDER", help="Folder of custom templates to use"
    )
    _add(alerts, "test", "alerts.test", "Send a test alert to each channel of the installation")


def _add_schema_commands(commands: Commands) -> None:
    schema = _add_group(commands, "schema", "Export the GraphQL schema")
    export = _add(schema, "export", "schema.export", "Print the GraphQL schema")
    export.add_argument("--output", type=Path, metavar="FILE", help="Write to this file instead")


def _folder(text: str) -> Path:
    if not Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"{text} is not a folder")
    return Path(text)


def _add_app_id(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("app", metavar="APP_ID", help="Id of the app")


def _add_role(parser: argparse.ArgumentParser) -> None:
    default = Role.DEVELOPER.value
    choices = [role.value for role in Role]
    text = f"Role in the app (default: {default})"
    parser.add_argument("--role", choices=choices, default=default, help=text)


def _add_group(commands: Commands, name: str, text: str) -> Commands:
    parser = commands.add_parser(name, help=text, description=f"{text}.")
    return parser.add_subparsers(title="commands", metavar="COMMAND", required=True)


def _add(commands: Commands, name: str, command: str, text: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=f"{text}.")
    parser.set_defaults(command=command)
    return parser
