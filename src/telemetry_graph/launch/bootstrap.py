"""The first administrator, a demo app and its ingest key."""

import secrets

from telemetry_graph.accounts.service import Accounts
from telemetry_graph.app import parts
from telemetry_graph.db.migrate import migrate
from telemetry_graph.kit.access import Role
from telemetry_graph.kit.errors import NotFound
from telemetry_graph.kit.ids import AppId, UserId
from telemetry_graph.kit.resources import resource_dir
from telemetry_graph.launch.state import Credentials
from telemetry_graph.settings import Settings

ADMIN_EMAIL = "admin@example.com"
DEMO_APP = AppId("com.example.demo")


async def prepare(settings: Settings, known: Credentials | None) -> tuple[list[str], Credentials]:
    """Migrate, and make sure that the credentials work; answers the migrations applied."""
    async with parts(settings) as own:
        applied = await migrate(own.pool, resource_dir("migrations"))
        if known and await _still_valid(own.accounts, known):
            return applied, known
        return applied, await _new_credentials(own.accounts)


async def _still_valid(accounts: Accounts, known: Credentials) -> bool:
    secrets_known = (known.ingest_key, known.access_token)
    return all([await accounts.authenticator.authenticate(secret) for secret in secrets_known])


async def _new_credentials(accounts: Accounts) -> Credentials:
    password = secrets.token_urlsafe(12)
    user_id = await _administrator(accounts, password)
    await accounts.create_app(DEMO_APP, "Demo")
    await accounts.add_member(user_id, DEMO_APP, Role.OWNER)
    _, ingest_key = await accounts.create_key(DEMO_APP, "demo")
    access_token = await accounts.create_token(user_id, "made by up")
    return Credentials(ADMIN_EMAIL, password, access_token.secret, DEMO_APP, ingest_key.secret)


async def _administrator(accounts: Accounts, password: str) -> UserId:
    try:
        user = await accounts.user_by_email(ADMIN_EMAIL)
    except NotFound:
        return (await accounts.create_user(ADMIN_EMAIL, password)).id
    await accounts.set_password(user.id, password)
    return user.id
