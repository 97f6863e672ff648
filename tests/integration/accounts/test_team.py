"""Changes of members, keys and names, each with its entry in the audit log."""

from uuid import uuid4

import pytest
from tests.factories import APP, OTHER_APP, ManualClock, People, people

from telemetry_graph.accounts.credentials import Authenticator
from telemetry_graph.accounts.service import Accounts
from telemetry_graph.accounts.team import service
from telemetry_graph.accounts.team.model import AccountChangeKind
from telemetry_graph.accounts.team.service import Team
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.access import Device, Role
from telemetry_graph.kit.errors import InvalidField, NotFound

OWNER = "owner@example.com"
TEAMMATE = "teammate@example.com"
STRANGER = "stranger@example.com"


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def cast(pool: Pool, clock: ManualClock) -> People:
    return await people(Accounts.over(pool, clock))


@pytest.fixture
def team(pool: Pool, clock: ManualClock, cast: People) -> Team:
    return Team(pool, clock)


async def _roles(team: Team) -> dict[str, Role]:
    return {each.email: each.role for each in await team.members(APP)}


async def _audit_log(team: Team) -> list[tuple[str, AccountChangeKind, str]]:
    return [(each.actor, each.kind, each.subject) for each in await team.changes(APP, 100)]


async def test_an_existing_user_can_become_a_member(team: Team) -> None:
    await team.set_member(APP, f" {STRANGER.upper()} ", Role.DEVELOPER, OWNER)

    assert await _roles(team) == {
        OWNER: Role.OWNER,
        TEAMMATE: Role.VIEWER,
        STRANGER: Role.DEVELOPER,
    }
    assert await _audit_log(team) == [
        (OWNER, AccountChangeKind.MEMBER_ADDED, f"{STRANGER}: developer")
    ]


async def test_setting_the_same_role_again_is_not_a_change(team: Team) -> None:
    await team.set_member(APP, TEAMMATE, Role.DEVELOPER, OWNER)
    await team.set_member(APP, TEAMMATE, Role.DEVELOPER, OWNER)

    assert (await _roles(team))[TEAMMATE] is Role.DEVELOPER
    assert await _audit_log(team) == [
        (OWNER, AccountChangeKind.ROLE_CHANGED, f"{TEAMMATE}: developer")
    ]


@pytest.mark.parametrize("email", ["unknown@example.com", "", "\x00", "\ud800"])
async def test_only_existing_users_can_become_members(team: Team, email: str) -> None:
    with pytest.raises(NotFound, match="telemetry-graph user create"):
        await team.set_member(APP, email, Role.VIEWER, OWNER)

    assert len(await _roles(team)) == 2
    assert await _audit_log(team) == []


async def test_an_app_must_have_an_owner(team: Team, cast: People) -> None:
    with pytest.raises(InvalidField, match="at least one owner"):
        await team.set_member(APP, OWNER, Role.VIEWER, OWNER)
    with pytest.raises(InvalidField, match="at least one owner"):
        await team.remove_member(APP, cast.owner.user_id, OWNER)
    assert (await _roles(team))[OWNER] is Role.OWNER

    await team.set_member(APP, TEAMMATE, Role.OWNER, OWNER)
    await team.remove_member(APP, cast.owner.user_id, OWNER)
    assert await _roles(team) == {TEAMMATE: Role.OWNER}


async def test_a_member_is_removed_only_from_this_app(team: Team, cast: People) -> None:
    await team.set_member(APP, STRANGER, Role.VIEWER, OWNER)
    await team.remove_member(APP, cast.stranger.user_id, OWNER)

    assert STRANGER not in await _roles(team)
    assert [each.email for each in await team.members(OTHER_APP)] == [STRANGER]
    with pytest.raises(NotFound):
        await team.remove_member(APP, cast.stranger.user_id, OWNER)


async def test_the_number_of_members_is_limited(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MAX_MEMBERS", 2)

    with pytest.raises(InvalidField, match="at most 2 members"):
        await team.set_member(APP, STRANGER, Role.VIEWER, OWNER)
    await team.set_member(APP, TEAMMATE, Role.DEVELOPER, OWNER)

    assert len(await _roles(team)) == 2


async def test_a_key_works_until_it_is_revoked(team: Team, pool: Pool, clock: ManualClock) -> None:
    key, secret = await team.create_key(APP, " phones ", OWNER)
    assert await Authenticator.over(pool, clock).authenticate(secret.secret) == Device(APP, key.id)
    clock.advance(minutes=1)

    revoked = await team.revoke_key(APP, key.id, OWNER)

    assert revoked.revoked_at == clock.now
    assert await Authenticator.over(pool, clock).authenticate(secret.secret) is None
    key_name = f"phones ({key.hint})"
    assert await _audit_log(team) == [
        (OWNER, AccountChangeKind.KEY_REVOKED, key_name),
        (OWNER, AccountChangeKind.KEY_CREATED, key_name),
    ]


async def test_a_key_of_another_app_cannot_be_revoked(team: Team, cast: People) -> None:
    for key_id in (cast.key_id, uuid4()):
        with pytest.raises(NotFound):
            await team.revoke_key(OTHER_APP, key_id, STRANGER)

    (key,) = await team.keys(APP)
    assert key.is_active


async def test_the_number_of_active_keys_is_limited(
    team: Team, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MAX_ACTIVE_KEYS", 2)
    key, _ = await team.create_key(APP, "second", OWNER)

    with pytest.raises(InvalidField, match="at most 2 active keys"):
        await team.create_key(APP, "third", OWNER)
    await team.revoke_key(APP, key.id, OWNER)
    clock.advance(minutes=1)
    await team.create_key(APP, "third", OWNER)

    assert [each.name for each in await team.keys(APP)] == ["third", "devices", "second"]


async def test_an_app_can_be_renamed(team: Team, pool: Pool, clock: ManualClock) -> None:
    assert await team.rename_app(APP, " Calculator ", OWNER) == "Calculator"

    assert (await Accounts.over(pool, clock).app(APP)).name == "Calculator"
    assert await _audit_log(team) == [(OWNER, AccountChangeKind.APP_RENAMED, "Calculator")]


@pytest.mark.parametrize("name", ["Größe ☂", "👨\u200d👩\u200d👧 at home", "תוכנה"])
async def test_a_name_can_be_in_any_language(team: Team, name: str) -> None:
    assert await team.rename_app(APP, name, OWNER) == name


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "a\x00b", "a\r\nb", "a\u2028b", "\x1b[1m"])
async def test_invalid_names_are_refused(
    team: Team, pool: Pool, clock: ManualClock, name: str
) -> None:
    accounts = Accounts.over(pool, clock)
    with pytest.raises(InvalidField):
        await accounts.create_app("com.example.new", name)
    with pytest.raises(InvalidField):
        await accounts.create_key(APP, name)
    with pytest.raises(InvalidField):
        await team.rename_app(APP, name, OWNER)
    with pytest.raises(InvalidField):
        await team.create_key(APP, name, OWNER)

    assert await _audit_log(team) == []


async def test_the_audit_log_begins_with_the_newest_entry(team: Team, clock: ManualClock) -> None:
    for name in ("one", "two", "three"):
        clock.advance(minutes=1)
        await team.rename_app(APP, name, OWNER)

    assert [each.subject for each in await team.changes(APP, 2)] == ["three", "two"]
    for first in (0, 101):
        with pytest.raises(InvalidField):
            await team.changes(APP, first)
