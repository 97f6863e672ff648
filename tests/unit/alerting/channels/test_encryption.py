"""Secrets of channels: unreadable without their key, readable during a change of keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemetry_graph.alerting.channels.encryption import SecretBox, SecretUnreadable

OLD, NEW, OTHER = (
    "the old key, long enough",
    "the new key, long enough",
    "the key of another installation",
)

texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(texts)
def test_an_encrypted_text_can_be_decrypted_and_is_not_visible(text: str) -> None:
    secret = SecretBox([NEW]).encrypt(text)

    assert SecretBox([NEW]).decrypt(secret) == text
    assert len(text) < 8 or text.encode() not in secret


@given(texts)
def test_encrypting_twice_gives_different_bytes(text: str) -> None:
    box = SecretBox([NEW])

    assert box.encrypt(text) != box.encrypt(text)


@given(texts, st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_a_changed_byte_makes_a_secret_unreadable(text: str, place: int, change: int) -> None:
    box = SecretBox([NEW])
    secret = bytearray(box.encrypt(text))
    secret[place % len(secret)] ^= change

    with pytest.raises(SecretUnreadable):
        box.decrypt(bytes(secret))


@given(st.binary(max_size=100))
def test_other_bytes_are_unreadable(secret: bytes) -> None:
    with pytest.raises(SecretUnreadable):
        SecretBox([NEW]).decrypt(secret)


@given(texts, st.integers(min_value=0))
def test_a_truncated_secret_is_unreadable(text: str, place: int) -> None:
    secret = SecretBox([NEW]).encrypt(text)

    with pytest.raises(SecretUnreadable):
        SecretBox([NEW]).decrypt(secret[: place % len(secret)])


def test_the_first_key_encrypts_and_all_keys_decrypt() -> None:
    before, during, after = SecretBox([OLD]), SecretBox([NEW, OLD]), SecretBox([NEW])
    secret = before.encrypt("https://hooks.example/secret")

    assert during.decrypt(secret) == "https://hooks.example/secret"
    assert before.is_current(secret)
    assert not during.is_current(secret)
    renewed = during.encrypt(during.decrypt(secret))
    assert during.is_current(renewed)
    assert after.decrypt(renewed) == "https://hooks.example/secret"
    with pytest.raises(SecretUnreadable):
        after.decrypt(secret)


def test_another_key_decrypts_nothing_and_errors_do_not_contain_secrets() -> None:
    secret = SecretBox([NEW]).encrypt("hunter2hunter2")

    with pytest.raises(SecretUnreadable) as refused:
        SecretBox([OTHER]).decrypt(secret)

    assert "hunter2" not in str(refused.value)
    assert NEW not in repr(SecretBox([NEW]))


def test_a_box_needs_a_key() -> None:
    with pytest.raises(ValueError, match="key"):
        SecretBox([])
