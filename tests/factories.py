"""Valid examples for tests, of which any part can be changed."""

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID, uuid4

import msgspec
from argon2 import PasswordHasher

from telemetry_graph.accounts import store
from telemetry_graph.accounts.service import Accounts
from telemetry_graph.crashes.fingerprint import fingerprint
from telemetry_graph.crashes.model import CrashOccurrence
from telemetry_graph.ingest.wire import CrashInput, CrashReportInput, EventBatchInput, EventInput
from telemetry_graph.kit.access import Role
from telemetry_graph.kit.ids import AppId, Fingerprint, UserId, uuid7

NOW = datetime(2025, 6, 15, 12, 0, 0, tzinfo=UTC)
APP = AppId("com.example.notes")
OTHER_APP = AppId("com.example.other")
PEPPER = b"a pepper for tests"
KEY_ID = UUID("00000000-0000-7000-8000-000000000001")
PASSWORD = "correct horse battery"

STACK = "notes/editor.lua:42: in function 'save'\nnotes/main.lua:7: in main chunk"
STACK_ON_OTHER_LINES = STACK.replace(":42:", ":51:").replace(":7:", ":9:")


class ManualClock:
    """A clock that tests set."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **duration: float) -> None:
        self.now += timedelta(**duration)


def instant(time: datetime) -> str:
    """The timestamp that a device sends."""
    return time.isoformat().replace("+00:00", "Z")


def device_id(raw_id: str = "phone-1", app_id: str = APP) -> str:
    return hashlib.sha256(f"{raw_id}mosis_salt_{app_id}".encode()).hexdigest()


def event(kind: str = "app_start", *, at: datetime = NOW, data: Any = None) -> EventInput:
    return EventInput(type=kind, timestamp=instant(at), data=data)


def batch(*events: EventInput, **changes: Any) -> EventBatchInput:
    default = EventBatchInput(
        app_id=APP,
        app_version="1.2.0",
        mosis_version="1.0.0",
        device_id=device_id(),
        session_id="session-1",
        events=list(events) or [event()],
    )
    return msgspec.structs.replace(default, **changes)


def report(
    *, at: datetime = NOW, crash: dict[str, Any] | None = None, **changes: Any
) -> CrashReportInput:
    """A crash report. `crash` has changes of the crash, `changes` those of the report."""
    default_crash = CrashInput(
        type="lua_error",
        message="attempt to index a nil value (local 'note')",
        stack_trace=STACK,
    )
    default = CrashReportInput(
        app_id=APP,
        app_version="1.2.0",
        mosis_version="1.0.0",
        device_id=device_id(),
        timestamp=instant(at),
        crash=msgspec.structs.replace(default_crash, **(crash or {})),
    )
    return msgspec.structs.replace(default, **changes)


def to_snake(struct: msgspec.Struct) -> dict[str, Any]:
    """The body of a REST request, without fields that were left out."""
    fields: dict[str, Any] = msgspec.to_builtins(struct)
    return {key: _without_none(value) for key, value in fields.items() if value is not None}


def to_camel(struct: msgspec.Struct) -> dict[str, Any]:
    """The value of a GraphQL variable."""
    fields: dict[str, Any] = _camel(to_snake(struct))
    return fields


def occurrence(**changes: Any) -> CrashOccurrence:
    """A crash to store. Its fingerprint is computed unless it is given."""
    default = CrashOccurrence(
        timestamp=NOW,
        app_id=APP,
        crash_id=uuid4(),
        fingerprint=Fingerprint(""),
        device_id=b"d" * 16,
        session_id=None,
        app_version="1.2.0",
        mosis_version="1.0.0",
        crash_type="lua_error",
        message="attempt to index a nil value (local 'note')",
        stack_trace=STACK,
        is_fatal=True,
        screen=None,
        memory_mb=None,
        uptime_seconds=None,
        received_at=NOW,
    )
    crash = replace(default, **changes)
    if crash.fingerprint:
        return crash
    computed = fingerprint(crash.app_id, crash.crash_type, crash.message, crash.stack_trace)
    return replace(crash, fingerprint=Fingerprint(computed))


@dataclass(frozen=True)
class Person:
    user_id: UserId
    email: str
    token: str


@dataclass(frozen=True)
class People:
    """The owner and a viewer (`teammate`) of an app, and the owner of another (`stranger`)."""

    owner: Person
    teammate: Person
    stranger: Person
    key_id: UUID
    ingest_key: str
    other_ingest_key: str


async def people(accounts: Accounts) -> People:
    await accounts.create_app(APP, "Notes")
    await accounts.create_app(OTHER_APP, "Other")
    owner = await _person(accounts, "owner", APP, Role.OWNER)
    teammate = await _person(accounts, "teammate", APP, Role.VIEWER)
    stranger = await _person(accounts, "stranger", OTHER_APP, Role.OWNER)
    key, secret = await accounts.create_key(APP, "devices")
    _, other_secret = await accounts.create_key(OTHER_APP, "devices")
    return People(owner, teammate, stranger, key.id, secret.secret, other_secret.secret)


async def _person(accounts: Accounts, name: str, app_id: AppId, role: Role) -> Person:
    user_id, email = UserId(uuid7(accounts.clock())), f"{name}@example.com"
    async with accounts.pool.connection() as conn:
        await store.insert_user(conn, user_id, email, _quick_hash(), accounts.clock())
    await accounts.add_member(user_id, app_id, role)
    token = await accounts.create_token(user_id, "tests")
    return Person(user_id, email, token.secret)


@cache
def _quick_hash() -> str:
    """The hash of PASSWORD, with as little work as argon2 permits."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_none(each) for key, each in value.items() if each is not None}
    return [_without_none(each) for each in value] if isinstance(value, list) else value


def _camel(value: Any) -> Any:
    if isinstance(value, list):
        return [_camel(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        _camel_name(key): each if key == "data" else _camel(each) for key, each in value.items()
    }


def _camel_name(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
