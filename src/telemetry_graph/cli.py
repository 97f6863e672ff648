"""The command line: parses, calls, prints. Exit codes: 0 done, 1 failed, 2 wrong usage."""

import argparse
import asyncio
import getpass
import os
import secrets
import signal
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from uuid import UUID

import uvloop

from telemetry_graph import __version__
from telemetry_graph.accounts.service import Accounts
from telemetry_graph.alerting.facts import AlertKind
from telemetry_graph.alerting.preview import write_previews
from telemetry_graph.alerting.render import Renderer
from telemetry_graph.api.schema import build_schema
from telemetry_graph.app import parts
from telemetry_graph.crashes.sourcemaps.sending import Sending, maps_in
from telemetry_graph.db.migrate import migrate
from telemetry_graph.demo.drive import run_demo
from telemetry_graph.kit.access import Role
from telemetry_graph.kit.errors import TelemetryError
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.resources import resource_dir
from telemetry_graph.launch.stack import Stack
from telemetry_graph.launch.state import State, effective_environment
from telemetry_graph.launch.summary import summary
from telemetry_graph.launch.supervisor import servers, stack, supervise
from telemetry_graph.logs import configure_logging
from telemetry_graph.runtime import RuntimeUnavailable
from telemetry_graph.server import run_server
from telemetry_graph.settings import Settings, load_settings
from telemetry_graph.worker import run_worker

Command = Callable[[argparse.Namespace], None]


def main(argv: Sequence[str] | None = None) -> int:
    arguments = _parser().parse_args(argv)
    try:
        command: Command = arguments.command
        command(arguments)
    except (TelemetryError, RuntimeUnavailable) as error:
        print(f"telemetry-graph: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _up(arguments: argparse.Namespace) -> None:
    state = State.here()
    credentials, environment = Stack(state, os.environ, _progress).up()
    settings = load_settings({**environment, **os.environ})
    print(summary(settings, credentials, state.logs / "worker.log"))


def _down(arguments: argparse.Namespace) -> None:
    Stack(State.here(), os.environ, _progress).down()


def _status(arguments: argparse.Namespace) -> None:
    print(Stack(State.here(), os.environ, _progress).status())


def _serve(arguments: argparse.Namespace) -> None:
    settings = _logged_settings()
    if arguments.workers > 1:
        _run_until_signal(lambda stop: supervise(servers(arguments.workers), stop))
    else:
        shares_port = arguments.shared_port
        _run_until_signal(lambda stop: run_server(settings, stop, shares_port=shares_port))


def _worker(arguments: argparse.Namespace) -> None:
    settings = _logged_settings()
    _run_until_signal(lambda stop: run_worker(settings, stop))


def _supervise(arguments: argparse.Namespace) -> None:
    configure_logging("info")
    _run_until_signal(lambda stop: supervise(stack(arguments.logs), stop))


def _migrate(arguments: argparse.Namespace) -> None:
    async def apply(settings: Settings) -> None:
        async with parts(settings) as own:
            for name in await migrate(own.pool, resource_dir("migrations")):
                print(f"applied {name}")
        print("the database is current")

    asyncio.run(apply(_settings()))


def _create_app(arguments: argparse.Namespace) -> None:
    async def create(accounts: Accounts) -> None:
        app = await accounts.create_app(arguments.app_id, arguments.name or arguments.app_id)
        if arguments.owner:
            user = await accounts.user_by_email(arguments.owner)
            await accounts.add_member(user.id, app.app_id, Role.OWNER)
        print(f"app {app.app_id}")

    _with_accounts(create)


def _create_key(arguments: argparse.Namespace) -> None:
    async def create(accounts: Accounts) -> None:
        key, secret = await accounts.create_key(AppId(arguments.app), arguments.name)
        print(f"key id      {key.id}\ningest key  {secret.secret}\nIt is shown only now.")

    _with_accounts(create)


def _list_keys(arguments: argparse.Namespace) -> None:
    async def show(accounts: Accounts) -> None:
        for key in await accounts.keys(AppId(arguments.app)):
            print(f"{key.id}  {key.hint}  {'revoked' if key.revoked_at else 'in use'}  {key.name}")

    _with_accounts(show)


def _revoke_key(arguments: argparse.Namespace) -> None:
    _with_accounts(lambda accounts: accounts.revoke_key(arguments.key_id))


def _create_user(arguments: argparse.Namespace) -> None:
    password = _password(arguments)

    async def create(accounts: Accounts) -> None:
        user = await accounts.create_user(arguments.email, password)
        for app_id in arguments.app:
            await accounts.add_member(user.id, AppId(app_id), Role(arguments.role))
        token = await accounts.create_token(user.id, "made with the user")
        print(f"user          {user.email}")
        if arguments.generate_password:
            print(f"password      {password}")
        print(f"access token  {token.secret}\nSecrets are shown only now.")

    _with_accounts(create)


def _add_member(arguments: argparse.Namespace) -> None:
    async def add(accounts: Accounts) -> None:
        user = await accounts.user_by_email(arguments.email)
        await accounts.add_member(user.id, AppId(arguments.app), Role(arguments.role))
        print(f"{user.email} is {arguments.role} of {arguments.app}")

    _with_accounts(add)


def _run_retention(arguments: argparse.Namespace) -> None:
    async def run(settings: Settings) -> None:
        async with parts(settings) as own:
            retention = own.retention
            removed = await (retention.plan() if arguments.dry_run else retention.run_now())
        for each in removed:
            of_app = f" of {each.app_id}" if each.app_id else ""
            print(f"{each.table}  {each.what}{of_app}  {each.rows} rows  {each.bytes} bytes")
        done = "would be removed" if arguments.dry_run else "removed"
        print(f"{sum(each.rows for each in removed)} rows {done}")

    asyncio.run(run(_settings()))


def _upload_source_maps(arguments: argparse.Namespace) -> None:
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


def _list_source_maps(arguments: argparse.Namespace) -> None:
    with _sending(arguments) as sending:
        for each in sending.uploaded(arguments.version):
            print(
                f"{each['version']}  {each['file']}  {each['bytes']} bytes  {each['uploaded_at']}"
            )


def _delete_source_maps(arguments: argparse.Namespace) -> None:
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


def _export_schema(arguments: argparse.Namespace) -> None:
    text = build_schema().as_str() + "\n"
    if arguments.output is None:
        print(text, end="")
    else:
        arguments.output.write_text(text, encoding="utf-8")


def _preview_alerts(arguments: argparse.Namespace) -> None:
    renderer = Renderer(resource_dir("alerts"), own=arguments.templates)
    kinds = [AlertKind(arguments.kind)] if arguments.kind else list(AlertKind)
    for path in write_previews(renderer, arguments.out, kinds):
        print(path)


def _demo(arguments: argparse.Namespace) -> None:
    credentials = State.here().credentials()
    if credentials is None:
        raise TelemetryError("run `telemetry-graph up` here first: the demo fills its demo app")
    settings = _settings()
    _run_until_signal(
        lambda stop: run_demo(
            settings, credentials, days=arguments.days, seconds=arguments.seconds, stop=stop
        )
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="telemetry-graph", description="Self-hosted app telemetry with real-time crash alerts."
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add(commands, "up", _up, "start everything on this machine, and print how to use it")
    _add(commands, "down", _down, "stop what up started")
    _add(commands, "status", _status, "say what runs")
    serve = _add(commands, "serve", _serve, "run the api process, or several of them")
    serve.add_argument("--workers", type=int, default=1, help="processes that share the port")
    serve.add_argument("--shared-port", action="store_true", help=argparse.SUPPRESS)
    _add(commands, "worker", _worker, "run the background process")
    _add(commands, "migrate", _migrate, "bring the database up to date")
    supervise_parser = _add(commands, "supervise", _supervise, "keep api and worker running")
    supervise_parser.add_argument("logs", type=Path, help="folder for their logs")
    _add_account_commands(commands)
    _add_demo_command(commands)
    _add_source_map_commands(commands)
    retention = commands.add_parser("retention", help="old data").add_subparsers(required=True)
    run = _add(retention, "run", _run_retention, "remove what is older than it is kept")
    run.add_argument("--dry-run", action="store_true", help="only say what would be removed")
    _add_alert_commands(commands)
    schema = commands.add_parser("schema", help="the GraphQL schema")
    export = _add(schema.add_subparsers(required=True), "export", _export_schema, "print the SDL")
    export.add_argument("--output", type=Path, help="write it to this file instead")
    return parser


def _add_account_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    apps = commands.add_parser("app", help="apps").add_subparsers(required=True)
    app = _add(apps, "create", _create_app, "create an app")
    app.add_argument("app_id", help="reverse-domain name, such as com.developer.myapp")
    app.add_argument("--name", help="the app's name for people")
    app.add_argument("--owner", metavar="EMAIL", help="an existing user who is to own it")

    keys = commands.add_parser("key", help="ingest keys").add_subparsers(required=True)
    key = _add(keys, "create", _create_key, "create an ingest key for devices")
    key.add_argument("app", help="the app's id")
    key.add_argument("--name", default="ingest", help="what it is for")
    _add(keys, "list", _list_keys, "list an app's ingest keys").add_argument("app")
    revoke = _add(keys, "revoke", _revoke_key, "stop a key from working, within 5 seconds")
    revoke.add_argument("key_id", type=UUID, help="the id that key list shows")

    users = commands.add_parser("user", help="people").add_subparsers(required=True)
    user = _add(users, "create", _create_user, "create a user, with an access token")
    user.add_argument("email")
    user.add_argument("--generate-password", action="store_true", help="make one up and print it")
    user.add_argument("--app", action="append", default=[], help="make them a member; repeatable")
    _add_role(user)
    member = _add(users, "add", _add_member, "make a user a member of an app")
    member.add_argument("email")
    member.add_argument("app")
    _add_role(member)


def _add_source_map_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    maps = commands.add_parser("sourcemaps", help="source maps").add_subparsers(required=True)
    upload = _add(maps, "upload", _upload_source_maps, "upload the source maps of a build")
    upload.add_argument("paths", type=Path, nargs="+", help="source maps, or folders of them")
    upload.add_argument("--prefix", default="", help="what paths in stack traces begin with")
    listed = _add(maps, "list", _list_source_maps, "list an app's source maps")
    delete = _add(maps, "delete", _delete_source_maps, "delete the source maps of a version")
    delete.add_argument("--file", help="only the one of this bundle")
    for parser in (upload, listed, delete):
        parser.add_argument("--app", required=True, help="the app's id")
        parser.add_argument("--version", required=parser is not listed, help="the app's version")
        parser.add_argument("--server", default="http://127.0.0.1:8000", help="where the api is")
        parser.add_argument(
            "--token-file", type=Path, default="-", help="holds an access token; - for stdin"
        )


def _add_alert_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    alerts = commands.add_parser("alerts", help="what alerts say").add_subparsers(required=True)
    preview = _add(alerts, "preview", _preview_alerts, "write every template's words to a folder")
    preview.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    preview.add_argument("--kind", choices=[kind.value for kind in AlertKind])
    preview.add_argument(
        "--templates", type=Path, metavar="FOLDER", help="templates of yours to try"
    )


def _add_role(parser: argparse.ArgumentParser) -> None:
    choices = [role.value for role in Role]
    parser.add_argument("--role", choices=choices, default=Role.DEVELOPER.value)


def _add_demo_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    demo = _add(commands, "demo", _demo, "fill the demo app with history, then with live devices")
    demo.add_argument("--days", type=int, default=30, help="days of history (0: none)")
    demo.add_argument(
        "--seconds", type=float, help="how long devices send; without it until Ctrl-C"
    )


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    command: Command,
    text: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
    parser.set_defaults(command=command)
    return parser


def _settings() -> Settings:
    return load_settings(effective_environment())


def _logged_settings() -> Settings:
    settings = _settings()
    configure_logging(settings.log_level, settings.log_file)
    return settings


def _with_accounts(work: Callable[[Accounts], Awaitable[None]]) -> None:
    async def run(settings: Settings) -> None:
        async with parts(settings) as own:
            await work(own.accounts)

    asyncio.run(run(_settings()))


def _run_until_signal(work: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    """Runs `work` with an event that SIGTERM or SIGINT sets; a second one ends it at once."""

    async def run() -> None:
        stop, loop = asyncio.Event(), asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, lambda: sys.exit(1) if stop.is_set() else stop.set())
        await work(stop)

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(run())


def _password(arguments: argparse.Namespace) -> str:
    if arguments.generate_password:
        return secrets.token_urlsafe(12)
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    return getpass.getpass("Password: ")


def _progress(line: str) -> None:
    print(f"· {line}", file=sys.stderr, flush=True)
