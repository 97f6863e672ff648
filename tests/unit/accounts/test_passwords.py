from telemetry_graph.accounts.passwords import Passwords


async def test_a_password_matches_its_own_hash_only() -> None:
    passwords = Passwords()
    hashed = await passwords.hashed("correct horse battery")

    assert hashed.startswith("$argon2id$")
    assert await passwords.matches("correct horse battery", hashed)
    assert not await passwords.matches("incorrect horse battery", hashed)
    assert not await passwords.matches("", hashed)


async def test_nothing_matches_an_unknown_user() -> None:
    passwords = Passwords()

    assert not await passwords.matches("no user has this password", None)


async def test_nothing_matches_a_hash_that_is_none() -> None:
    assert not await Passwords().matches("anything", "not a hash")


async def test_a_password_that_utf8_cannot_write_matches_nothing() -> None:
    passwords = Passwords()
    hashed = await passwords.hashed("correct horse battery")

    assert not await passwords.matches("\ud800", hashed)
