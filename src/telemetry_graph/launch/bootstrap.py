"""Creates the first user, a demo app and its ingest key."""

import secrets

from telemetry_graph.accounts.service import Accounts
from telemetry_graph.app import open_services
from telemetry_graph.db.migrate import migrate
from telemetry_graph.kit.access import Role
from telemetry_graph.kit.errors import NotFound
from telemetry_graph.kit.ids import AppId, UserId
from telemetry_graph.kit.resources import find_resource_folder
from telemetry_graph.launch.state import StackCredentials
from telemetry_graph.settings import Settings

ADMIN_EMAIL = "admin@example.com"
DEMO_APP = AppId("com.example.demo")


async def prepare_database(
    settings: Settings, saved: StackCredentials | None
) -> tuple[list[str], StackCredentials]:
    """Migrate the database, and create new credentials unless the saved ones are valid.

    Returns the names of the applied migrations, and the credentials.
    """
    async with open_services(settings) as own:
        applied = await migrate(own.pool, find_resource_folder("migrations"))
        if saved and await _are_valid(own.accounts, saved):
            return applied, saved
        return applied, await _create_credentials(own.accounts)


async def _are_valid(accounts: Accounts, credentials: StackCredentials) -> bool:
    values = (credentials.ingest_key, credentials.access_token)
    return all([await accounts.authenticator.authenticate(value) for value in values])


async def _create_credentials(accounts: Accounts) -> StackCredentials:
    password = secrets.token_urlsafe(12)
    user_id = await _ensure_administrator(accounts, password)
    await accounts.create_app(DEMO_APP, "Demo")
    await accounts.add_member(user_id, DEMO_APP, Role.OWNER)
    _, ingest_key = await accounts.create_key(DEMO_APP, "demo")
    access_token = await accounts.create_token(user_id, "created by telemetry-graph up")
    return StackCredentials(ADMIN_EMAIL, password, access_token.secret, DEMO_APP, ingest_key.secret)


async def _ensure_administrator(accounts: Accounts, password: str) -> UserId:
    try:
        user = await accounts.user_by_email(ADMIN_EMAIL)
    except NotFound:
        return (await accounts.create_user(ADMIN_EMAIL, password)).id
    await accounts.set_password(user.id, password)
    return user.id
