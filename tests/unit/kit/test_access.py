from uuid import uuid4

import pytest
from tests.factories import APP, OTHER_APP

from telemetry_graph.kit.access import Developer, Device, Right, Role
from telemetry_graph.kit.errors import AppMismatch, AppNotFound, Forbidden
from telemetry_graph.kit.ids import AppId, UserId

_GRANTED = {
    (Role.VIEWER, Right.READ),
    (Role.DEVELOPER, Right.READ),
    (Role.DEVELOPER, Right.TRIAGE),
    (Role.OWNER, Right.READ),
    (Role.OWNER, Right.TRIAGE),
    (Role.OWNER, Right.MANAGE),
}


def _developer(role: Role) -> Developer:
    return Developer(UserId(uuid4()), "developer@example.com", {APP: role})


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("role", Role)
def test_a_role_has_exactly_its_rights(role: Role, right: Right) -> None:
    developer = _developer(role)

    if (role, right) in _GRANTED:
        developer.require(right, APP)
    else:
        with pytest.raises(Forbidden):
            developer.require(right, APP)


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("app_id", [OTHER_APP, AppId("com.example.none"), AppId("\x00")])
def test_an_app_of_others_looks_like_a_missing_app(app_id: AppId, right: Right) -> None:
    with pytest.raises(AppNotFound, match="There is no such app, or you are not a member of it"):
        _developer(Role.OWNER).require(right, app_id)


def test_a_device_may_send_to_its_app() -> None:
    Device(APP, uuid4()).require(Right.INGEST, APP)


def test_a_device_may_not_send_to_another_app() -> None:
    with pytest.raises(AppMismatch):
        Device(APP, uuid4()).require(Right.INGEST, OTHER_APP)


@pytest.mark.parametrize("right", [Right.READ, Right.TRIAGE, Right.MANAGE])
def test_a_device_may_only_send(right: Right) -> None:
    with pytest.raises(Forbidden, match="can only send data"):
        Device(APP, uuid4()).require(right, APP)
