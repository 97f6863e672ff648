"""Apps, ingest keys and users."""

import argparse
import asyncio
import getpass
import secrets
import sys
from collections.abc import Awaitable, Callable

from telemetry_graph.accounts.service import Accounts
from telemetry_graph.app import open_services
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
        print(f"Created app {app.app_id}.")

    _run(create)


def create_key(arguments: argparse.Namespace) -> None:
    async def create(accounts: Accounts) -> None:
        key, secret = await accounts.create_key(AppId(arguments.app), arguments.name)
        print(f"key id      {key.id}\ningest key  {secret.secret}")
        print("Store the key now: it cannot be displayed again.")

    _run(create)


def list_keys(arguments: argparse.Namespace) -> None:
    async def show(accounts: Accounts) -> None:
        for key in await accounts.keys(AppId(arguments.app)):
            print(f"{key.id}  {key.hint}  {'revoked' if key.revoked_at else 'active'}  {key.name}")

    _run(show)


def revoke_key(arguments: argparse.Namespace) -> None:
    async def revoke(accounts: Accounts) -> None:
        await accounts.revoke_key(arguments.key_id)
        print(f"Revoked key {arguments.key_id}. It stops working within 5 seconds.")

    _run(revoke)


def create_user(arguments: argparse.Namespace) -> None:
    password = _read_password(arguments)

    async def create(accounts: Accounts) -> None:
        user = await accounts.create_user(arguments.email, password)
        for app_id in arguments.app:
            await accounts.add_member(user.id, AppId(app_id), Role(arguments.role))
        token = await accounts.create_token(user.id, "created with the user")
        print(f"user          {user.email}")
        if arguments.generate_password:
            print(f"password      {password}")
        print(f"access token  {token.secret}")
        print("Store them now: they cannot be displayed again.")

    _run(create)


def add_member(arguments: argparse.Namespace) -> None:
    async def add(accounts: Accounts) -> None:
        user = await accounts.user_by_email(arguments.email)
        await accounts.add_member(user.id, AppId(arguments.app), Role(arguments.role))
        print(f"Added {user.email} to {arguments.app} as {arguments.role}.")

    _run(add)


def _run(work: Callable[[Accounts], Awaitable[None]]) -> None:
    async def run(settings: Settings) -> None:
        async with open_services(settings) as own:
            await work(own.accounts)

    asyncio.run(run(read_settings()))


def _read_password(arguments: argparse.Namespace) -> str:
    if arguments.generate_password:
        return secrets.token_urlsafe(12)
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    return getpass.getpass("Password: ")
