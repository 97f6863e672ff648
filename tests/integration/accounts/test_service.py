from dataclasses import replace
from uuid import uuid4

import pytest
from tests.factories import APP, OTHER_APP, PASSWORD, ManualClock, People, people

from telemetry_graph.accounts.credentials import Authenticator
from telemetry_graph.accounts.service import Accounts
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.access import Developer, Device, Role
from telemetry_graph.kit.errors import (
    AppNotFound,
    InvalidField,
    NotFound,
    TooManyRequests,
    Unauthenticated,
)
from telemetry_graph.kit.ids import AppId, UserId
from telemetry_graph.kit.ttl_cache import TtlCache


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def accounts(pool: Pool, clock: ManualClock) -> Accounts:
    """Accounts whose cache expires by the test's clock."""
    authenticator = Authenticator(pool, clock, TtlCache(lambda: clock.now.timestamp()))
    return replace(Accounts.over(pool, clock), authenticator=authenticator)


@pytest.fixture
async def cast(accounts: Accounts) -> People:
    return await people(accounts)


async def _count(pool: Pool, table: str) -> int:
    async with pool.connection() as conn:
        return int(await conn.fetchval(f'SELECT count(*) FROM "{table}"'))


async def test_an_ingest_key_authenticates_a_device_of_its_app(
    accounts: Accounts, cast: People
) -> None:
    assert await accounts.authenticator.authenticate(cast.ingest_key) == Device(APP, cast.key_id)


async def test_an_access_token_authenticates_its_user_with_their_roles(
    accounts: Accounts, cast: People
) -> None:
    owner = await accounts.authenticator.authenticate(cast.owner.token)
    teammate = await accounts.authenticator.authenticate(cast.teammate.token)
    stranger = await accounts.authenticator.authenticate(cast.stranger.token)

    assert owner == Developer(cast.owner.user_id, "owner@example.com", {APP: Role.OWNER})
    assert teammate == Developer(cast.teammate.user_id, "teammate@example.com", {APP: Role.VIEWER})
    assert stranger == Developer(
        cast.stranger.user_id, "stranger@example.com", {OTHER_APP: Role.OWNER}
    )


@pytest.mark.parametrize("prefix", ["tgi_", "tgp_", "tgs_", "tgx_", ""])
async def test_an_unknown_secret_authenticates_no_one(
    accounts: Accounts, cast: People, prefix: str
) -> None:
    assert await accounts.authenticator.authenticate(prefix + "x" * 43) is None
    assert await accounts.authenticator.authenticate(prefix + "\ud800\x00") is None


async def test_a_secret_with_another_prefix_authenticates_no_one(
    accounts: Accounts, cast: People
) -> None:
    assert (
        await accounts.authenticator.authenticate(cast.owner.token.replace("tgp_", "tgi_")) is None
    )
    assert (
        await accounts.authenticator.authenticate(cast.ingest_key.replace("tgi_", "tgp_")) is None
    )


async def test_no_secret_is_stored(accounts: Accounts, cast: People, pool: Pool) -> None:
    session = await accounts.sign_in(cast.owner.email, PASSWORD)

    async with pool.connection() as conn:
        stored = ""
        for table in ("users", "api_keys", "access_tokens", "browser_sessions"):
            rows = await conn.fetch(f"SELECT t::text AS row FROM {table} AS t")
            stored += "".join(row["row"] for row in rows)
    for secret in (cast.ingest_key, cast.owner.token, session.secret, PASSWORD):
        assert secret not in stored


async def test_a_revoked_key_stops_working_within_five_seconds(
    accounts: Accounts, cast: People, clock: ManualClock
) -> None:
    assert await accounts.authenticator.authenticate(cast.ingest_key) is not None

    await accounts.revoke_key(cast.key_id)
    clock.advance(seconds=5)

    for _ in range(2):
        assert await accounts.authenticator.authenticate(cast.ingest_key) is None
    (key,) = await accounts.keys(APP)
    assert key.revoked_at is not None


async def test_a_key_can_be_revoked_once(accounts: Accounts, cast: People) -> None:
    await accounts.revoke_key(cast.key_id)

    with pytest.raises(NotFound):
        await accounts.revoke_key(cast.key_id)
    with pytest.raises(NotFound):
        await accounts.revoke_key(uuid4())


async def test_revoking_a_key_does_not_affect_other_keys(
    accounts: Accounts, cast: People, clock: ManualClock
) -> None:
    _, second = await accounts.create_key(APP, "second")

    await accounts.revoke_key(cast.key_id)
    clock.advance(seconds=10)

    assert await accounts.authenticator.authenticate(cast.ingest_key) is None
    assert await accounts.authenticator.authenticate(second.secret) is not None
    assert await accounts.authenticator.authenticate(cast.other_ingest_key) is not None


async def test_a_token_expires_after_a_year(
    accounts: Accounts, cast: People, clock: ManualClock
) -> None:
    clock.advance(days=365, seconds=-1)
    assert await accounts.authenticator.authenticate(cast.owner.token) is not None

    clock.advance(seconds=10)

    assert await accounts.authenticator.authenticate(cast.owner.token) is None


async def test_a_new_role_and_a_revoked_token_take_effect_at_once(
    accounts: Accounts, cast: People
) -> None:
    await accounts.authenticator.authenticate(cast.owner.token)

    await accounts.add_member(cast.owner.user_id, OTHER_APP, Role.VIEWER)
    caller = await accounts.authenticator.authenticate(cast.owner.token)
    assert isinstance(caller, Developer)
    assert caller.roles == {APP: Role.OWNER, OTHER_APP: Role.VIEWER}

    (listed,) = await accounts.tokens(cast.owner.user_id)
    await accounts.revoke_token(cast.owner.user_id, listed.id)
    assert await accounts.authenticator.authenticate(cast.owner.token) is None


async def test_signing_in_begins_a_session_and_signing_out_ends_it(
    accounts: Accounts, cast: People
) -> None:
    session = await accounts.sign_in(cast.owner.email, PASSWORD)
    caller = await accounts.authenticator.authenticate(session.secret)
    assert caller == Developer(cast.owner.user_id, cast.owner.email, {APP: Role.OWNER})

    await accounts.sign_out(session.secret)

    assert await accounts.authenticator.authenticate(session.secret) is None


async def test_signing_out_does_not_end_other_sessions(accounts: Accounts, cast: People) -> None:
    here = await accounts.sign_in(cast.owner.email, PASSWORD)
    there = await accounts.sign_in(cast.owner.email, PASSWORD)

    await accounts.sign_out(here.secret)

    assert await accounts.authenticator.authenticate(there.secret) is not None


async def test_a_session_expires_after_two_weeks(
    accounts: Accounts, cast: People, clock: ManualClock, pool: Pool
) -> None:
    session = await accounts.sign_in(cast.owner.email, PASSWORD)
    clock.advance(days=14)

    assert await accounts.authenticator.authenticate(session.secret) is None

    await accounts.sign_out("tgs_another")
    assert await _count(pool, "browser_sessions") == 0


async def test_the_case_of_an_address_does_not_matter(accounts: Accounts, cast: People) -> None:
    session = await accounts.sign_in("  Owner@Example.COM ", PASSWORD)

    assert await accounts.authenticator.authenticate(session.secret) is not None


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("owner@example.com", "wrong horse battery"),
        ("owner@example.com", ""),
        ("owner@example.com", PASSWORD + "x" * 1_000_000),
        ("unknown@example.com", PASSWORD),
        ("", PASSWORD),
    ],
)
async def test_a_wrong_address_and_a_wrong_password_have_the_same_error(
    accounts: Accounts, cast: People, pool: Pool, email: str, password: str
) -> None:
    with pytest.raises(Unauthenticated, match="The e-mail address or the password is wrong"):
        await accounts.sign_in(email, password)

    assert await _count(pool, "browser_sessions") == 0


@pytest.mark.parametrize("email", ["a\x00@example.com", "\ud800@example.com"])
async def test_an_address_that_cannot_be_stored_has_the_same_error(
    accounts: Accounts, cast: People, email: str
) -> None:
    with pytest.raises(Unauthenticated, match="The e-mail address or the password is wrong"):
        await accounts.sign_in(email, PASSWORD)


async def test_too_many_attempts_are_refused_even_with_the_right_password(
    accounts: Accounts, cast: People, clock: ManualClock
) -> None:
    for _ in range(10):
        with pytest.raises(Unauthenticated):
            await accounts.sign_in(cast.owner.email, "a wrong password")

    with pytest.raises(TooManyRequests):
        await accounts.sign_in(cast.owner.email, PASSWORD)
    await accounts.sign_in(cast.teammate.email, PASSWORD)

    clock.advance(minutes=5)
    await accounts.sign_in(cast.owner.email, PASSWORD)


async def test_a_new_password_replaces_the_old_one(accounts: Accounts, cast: People) -> None:
    await accounts.set_password(cast.owner.user_id, "another good one")

    await accounts.sign_in(cast.owner.email, "another good one")
    with pytest.raises(Unauthenticated):
        await accounts.sign_in(cast.owner.email, PASSWORD)


async def test_memberships_are_those_of_the_user(accounts: Accounts, cast: People) -> None:
    await accounts.add_member(cast.owner.user_id, OTHER_APP, Role.VIEWER)

    owner = await accounts.memberships(cast.owner.user_id)
    stranger = await accounts.memberships(cast.stranger.user_id)

    assert [(each.app_id, each.name, each.role) for each in owner] == [
        (APP, "Notes", Role.OWNER),
        (OTHER_APP, "Other", Role.VIEWER),
    ]
    assert [each.app_id for each in stranger] == [OTHER_APP]
    assert await accounts.memberships(UserId(uuid4())) == []


async def test_adding_a_member_again_changes_their_role(accounts: Accounts, cast: People) -> None:
    await accounts.add_member(cast.teammate.user_id, APP, Role.DEVELOPER)

    (membership,) = await accounts.memberships(cast.teammate.user_id)
    assert membership.role is Role.DEVELOPER


async def test_members_and_keys_require_an_existing_app(
    accounts: Accounts, cast: People, pool: Pool
) -> None:
    keys = await _count(pool, "api_keys")

    with pytest.raises(AppNotFound):
        await accounts.add_member(cast.owner.user_id, AppId("com.example.none"), Role.OWNER)
    with pytest.raises(AppNotFound):
        await accounts.create_key(AppId("com.example.none"), "key")

    assert await _count(pool, "memberships") == 3
    assert await _count(pool, "api_keys") == keys


async def test_creating_an_app_twice_changes_nothing(accounts: Accounts, cast: People) -> None:
    first = await accounts.app(APP)

    assert await accounts.create_app(APP, "Another name") == first


@pytest.mark.parametrize("app_id", ["", ".hidden", "a b", "a/b", "a" * 129, "ä", "a\n", "a\x00"])
async def test_invalid_app_ids_are_refused(accounts: Accounts, pool: Pool, app_id: str) -> None:
    with pytest.raises(InvalidField):
        await accounts.create_app(app_id, "Name")

    assert await _count(pool, "apps") == 0


@pytest.mark.parametrize("name", ["", "x" * 201])
async def test_an_app_name_must_not_be_empty_or_too_long(
    accounts: Accounts, pool: Pool, name: str
) -> None:
    with pytest.raises(InvalidField):
        await accounts.create_app(APP, name)

    assert await _count(pool, "apps") == 0


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("owner", PASSWORD),
        ("@example.com", PASSWORD),
        ("a b@example.com", PASSWORD),
        ("new@example.com", "short"),
        ("new@example.com", "x" * 257),
        ("OWNER@example.com", PASSWORD),
    ],
)
async def test_a_user_requires_a_new_valid_address_and_a_long_password(
    accounts: Accounts, cast: People, pool: Pool, email: str, password: str
) -> None:
    with pytest.raises(InvalidField):
        await accounts.create_user(email, password)

    assert await _count(pool, "users") == 3


async def test_a_user_can_be_found_by_address(accounts: Accounts, cast: People) -> None:
    assert (await accounts.user_by_email("OWNER@example.com")).id == cast.owner.user_id
    with pytest.raises(NotFound):
        await accounts.user_by_email("unknown@example.com")
