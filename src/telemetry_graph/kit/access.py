"""Who is calling, and what they may do to which app."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from telemetry_graph.kit.errors import AppMismatch, AppNotFound, Forbidden
from telemetry_graph.kit.ids import AppId, UserId


class Role(StrEnum):
    """A person's part in an app."""

    OWNER = "owner"
    DEVELOPER = "developer"
    VIEWER = "viewer"


class Right(StrEnum):
    INGEST = "ingest"
    READ = "read"
    TRIAGE = "triage"
    MANAGE = "manage"


INGEST_KEY_NEEDED = "Sending data takes the app's ingest key."

_RIGHTS = {
    Role.VIEWER: {Right.READ},
    Role.DEVELOPER: {Right.READ, Right.TRIAGE},
    Role.OWNER: {Right.READ, Right.TRIAGE, Right.MANAGE},
}


@dataclass(frozen=True, slots=True)
class Device:
    """A caller with an ingest key: it may write to one app and read nothing."""

    app_id: AppId
    key_id: UUID

    def require(self, right: Right, app_id: AppId) -> None:
        if right is not Right.INGEST:
            raise Forbidden("An ingest key can only send data. Use a personal access token.")
        if app_id != self.app_id:
            raise AppMismatch("This ingest key belongs to another app. Check app_id and the key.")


@dataclass(frozen=True, slots=True)
class Developer:
    """A person, by access token or browser session, limited to the apps they are a member of."""

    user_id: UserId
    email: str
    roles: Mapping[AppId, Role]

    def require(self, right: Right, app_id: AppId) -> None:
        role = self.roles.get(app_id)
        if role is None:  # the same answer for an app that exists and one that does not
            raise AppNotFound("There is no such app, or you are not a member of it.")
        if right is Right.INGEST:
            raise Forbidden(INGEST_KEY_NEEDED)
        if right not in _RIGHTS[role]:
            raise Forbidden(f"A {role.value} cannot do this. Ask an owner of the app.")


Principal = Device | Developer


def sender(caller: Principal, app_id: AppId) -> Device:
    """The caller as one that may send to the app; what it may not is an error."""
    caller.require(Right.INGEST, app_id)
    if not isinstance(caller, Device):
        raise Forbidden(INGEST_KEY_NEEDED)
    return caller
