"""Apps, ingest keys and people."""

import argparse
import asyncio
import getpass
import secrets
import sys
from collections.abc import Awaitable, Callable

from telemetry_graph.accounts.service import Accounts
from telemetry_graph.app import parts
from telemetry_graph.commands.runner import read_settings
from telemetry_graph.kit.access import Role
from telemetry_graph.kit.ids import AppId
from telemetry_graph.settings import Settings


def create_app(arguments: argparse.Namespace) -> None:
    async def create(accounts: Accounts) -> None:
        app = await accounts.create_app(arguments.app_id, arguments.name or arguments.app_id)
        if arguments.owner:
            user = await accounts.user_by_email(arguments.owner)
            await accounts.add_member(user.id, app.app_id, Role.OWNER)
        print(f"app {app.app_id}")

    _with_accounts(create)


def create_key(arguments: argparse.Namespace) -> None:
    async def create(accounts: Accounts) -> None:
        key, secret = await accounts.create_key(AppId(arguments.app), arguments.name)
        print(f"key id      {key.id}\ningest key  {secret.secret}\nIt is shown only now.")

    _with_accounts(create)


def list_keys(arguments: argparse.Namespace) -> None:
    async def show(accounts: Accounts) -> None:
        for key in await accounts.keys(AppId(arguments.app)):
            print(f"{key.id}  {key.hint}  {'revoked' if key.revoked_at else 'in use'}  {key.name}")

    _with_accounts(show)


def revoke_key(arguments: argparse.Namespace) -> None:
    _with_accounts(lambda accounts: accounts.revoke_key(arguments.key_id))


def create_user(arguments: argparse.Namespace) -> None:
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


def add_member(arguments: argparse.Namespace) -> None:
    async def add(accounts: Accounts) -> None:
        user = await accounts.user_by_email(arguments.email)
        await accounts.add_member(user.id, AppId(arguments.app), Role(arguments.role))
        print(f"{user.email} is {arguments.role} of {arguments.app}")

    _with_accounts(add)


def _with_accounts(work: Callable[[Accounts], Awaitable[None]]) -> None:
    async def run(settings: Settings) -> None:
        async with parts(settings) as own:
            await work(own.accounts)

    asyncio.run(run(read_settings()))


def _password(arguments: argparse.Namespace) -> str:
    if arguments.generate_password:
        return secrets.token_urlsafe(12)
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    return getpass.getpass("Password: ")
