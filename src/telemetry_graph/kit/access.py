"""The caller of a request and its rights to apps."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from telemetry_graph.kit.errors import AppMismatch, AppNotFound, Forbidden
from telemetry_graph.kit.ids import AppId, UserId


class Role(StrEnum):
    """A member's role in an app."""

    OWNER = "owner"
    DEVELOPER = "developer"
    VIEWER = "viewer"


class Right(StrEnum):
    """A right of a caller to an app."""

    INGEST = "ingest"
    READ = "read"
    TRIAGE = "triage"
    MANAGE = "manage"


_INGEST_KEY_NEEDED = "Sending data requires the app's ingest key."
_TOKEN_NEEDED = "An ingest key can only send data. Use a personal access token."  # noqa: S105

_RIGHTS = {
    Role.VIEWER: {Right.READ},
    Role.DEVELOPER: {Right.READ, Right.TRIAGE},
    Role.OWNER: {Right.READ, Right.TRIAGE, Right.MANAGE},
}


@dataclass(frozen=True, slots=True)
class Device:
    """A caller with an ingest key: it can send data to one app and read nothing."""

    app_id: AppId
    key_id: UUID

    def require(self, right: Right, app_id: AppId) -> None:
        """Raise an error unless the caller has the right."""
        if right is not Right.INGEST:
            raise Forbidden(_TOKEN_NEEDED)
        if app_id != self.app_id:
            raise AppMismatch("This ingest key belongs to another app. Check app_id and the key.")


@dataclass(frozen=True, slots=True)
class Developer:
    """A user with an access token or a browser session, and the roles in the user's apps."""

    user_id: UserId
    email: str
    roles: Mapping[AppId, Role]

    def require(self, right: Right, app_id: AppId) -> None:
        """Raise an error unless the caller has the right."""
        role = self.roles.get(app_id)
        if role is None:  # the same error whether the app exists or not
            raise AppNotFound("There is no such app, or you are not a member of it.")
        if right is Right.INGEST:
            raise Forbidden(_INGEST_KEY_NEEDED)
        if right not in _RIGHTS[role]:
            raise Forbidden(f"Your role, {role.value}, cannot do this. Ask an owner of the app.")


Principal = Device | Developer


def require_device(caller: Principal) -> Device:
    """Raise Forbidden unless the caller has an ingest key."""
    if not isinstance(caller, Device):
        raise Forbidden(_INGEST_KEY_NEEDED)
    return caller


def require_developer(caller: Principal) -> Developer:
    """Raise Forbidden unless the caller is a developer."""
    if not isinstance(caller, Developer):
        raise Forbidden(_TOKEN_NEEDED)
    return caller
