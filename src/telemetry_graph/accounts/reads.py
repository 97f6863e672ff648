"""What other domains read of accounts; each function joins the caller's transaction."""

from collections.abc import Collection

from telemetry_graph.accounts import store
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId


async def apps_with_shared_members(conn: Conn, app_id: AppId) -> set[AppId]:
    """The apps of which at least one member of this app is also a member; includes the app."""
    return await store.apps_with_shared_members(conn, app_id)


async def load_app_ids(conn: Conn) -> list[AppId]:
    return await store.app_ids(conn)


async def load_app_names(conn: Conn, app_ids: Collection[AppId]) -> dict[AppId, str]:
    return await store.names_by_id(conn, app_ids)
