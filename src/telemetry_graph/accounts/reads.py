"""What other domains read of accounts; each function joins the caller's transaction."""

from telemetry_graph.accounts import store
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId


async def apps_with_shared_members(conn: Conn, app_id: AppId) -> set[AppId]:
    """The apps of which at least one member of this app is also a member; includes the app."""
    return await store.apps_with_shared_members(conn, app_id)
