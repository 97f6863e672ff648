from telemetry_graph.accounts.passwords import Passwords


async def test_only_the_right_password_matches_a_hash() -> None:
    passwords = Passwords()
    password_hash = await passwords.hash("correct horse battery")

    assert password_hash.startswith("$argon2id$")
    assert await passwords.verify("correct horse battery", password_hash)
    assert not await passwords.verify("incorrect horse battery", password_hash)
    assert not await passwords.verify("", password_hash)


async def test_no_password_matches_an_unknown_user() -> None:
    assert not await Passwords().verify("no user has this password", None)


async def test_no_password_matches_an_invalid_hash() -> None:
    assert not await Passwords().verify("anything", "not a hash")


async def test_a_password_that_is_not_valid_utf8_matches_no_hash() -> None:
    passwords = Passwords()
    password_hash = await passwords.hash("correct horse battery")

    assert not await passwords.verify("\ud800", password_hash)
