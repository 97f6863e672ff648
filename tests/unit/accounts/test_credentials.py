import pytest

from telemetry_graph.accounts.credentials import (
    Credential,
    CredentialKind,
    credential_kind,
    digest,
    make_csrf_token,
)


@pytest.mark.parametrize("kind", CredentialKind)
def test_a_credential_begins_with_its_kind(kind: CredentialKind) -> None:
    secret = Credential.new(kind).secret

    assert credential_kind(secret) is kind
    assert len(secret) > 40


@pytest.mark.parametrize("secret", ["", "_", "tgx_abc", "password", "TGI_abc", "\x00", "\ud800"])
def test_other_text_is_not_a_credential(secret: str) -> None:
    assert credential_kind(secret) is None


def test_all_credentials_are_different() -> None:
    secrets = {Credential.new(CredentialKind.INGEST_KEY).secret for _ in range(100)}

    assert len(secrets) == 100


def test_neither_repr_nor_hint_reveals_a_credential() -> None:
    credential = Credential.new(CredentialKind.ACCESS_TOKEN)

    assert credential.secret not in repr(credential)
    assert credential.hint == credential.secret[:8] + "…"


@pytest.mark.parametrize("secret", ["tgi_abc", "", "\x00", "\ud800"])
def test_any_text_has_a_digest(secret: str) -> None:
    assert len(digest(secret)) == 32


def test_a_csrf_token_belongs_to_one_session_and_does_not_reveal_it() -> None:
    token = make_csrf_token("tgs_one")

    assert token != make_csrf_token("tgs_two")
    assert token != digest("tgs_one").hex()
    assert len(token) == 64
