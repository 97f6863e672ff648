"""Secrets of channels: unreadable without their key, and readable through a change of keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemetry_graph.alerting.channels.encryption import SecretBox, SecretUnreadable

OLD, NEW, OTHER = "the old key, long enough", "the new key, long enough", "somebody else's key"

texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(texts)
def test_what_was_sealed_can_be_opened_and_cannot_be_seen(text: str) -> None:
    sealed = SecretBox([NEW]).seal(text)

    assert SecretBox([NEW]).open(sealed) == text
    assert len(text) < 8 or text.encode() not in sealed


@given(texts)
def test_the_same_secret_never_looks_the_same(text: str) -> None:
    box = SecretBox([NEW])

    assert box.seal(text) != box.seal(text)


@given(texts, st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_a_single_changed_bit_makes_it_unreadable(text: str, place: int, change: int) -> None:
    box = SecretBox([NEW])
    sealed = bytearray(box.seal(text))
    sealed[place % len(sealed)] ^= change

    with pytest.raises(SecretUnreadable):
        box.open(bytes(sealed))


@given(st.binary(max_size=100))
def test_what_was_never_sealed_is_refused(sealed: bytes) -> None:
    with pytest.raises(SecretUnreadable):
        SecretBox([NEW]).open(sealed)


@given(texts, st.integers(min_value=0))
def test_what_was_cut_off_is_refused(text: str, place: int) -> None:
    sealed = SecretBox([NEW]).seal(text)

    with pytest.raises(SecretUnreadable):
        SecretBox([NEW]).open(sealed[: place % len(sealed)])


def test_a_new_key_comes_first_and_the_old_one_still_opens() -> None:
    before, during, after = SecretBox([OLD]), SecretBox([NEW, OLD]), SecretBox([NEW])
    sealed = before.seal("https://hooks.example/secret")

    assert during.open(sealed) == "https://hooks.example/secret"
    assert before.is_current(sealed)
    assert not during.is_current(sealed)
    renewed = during.seal(during.open(sealed))
    assert during.is_current(renewed)
    assert after.open(renewed) == "https://hooks.example/secret"
    with pytest.raises(SecretUnreadable):
        after.open(sealed)


def test_another_installations_key_opens_nothing_and_no_error_tells_the_secret() -> None:
    sealed = SecretBox([NEW]).seal("hunter2hunter2")

    with pytest.raises(SecretUnreadable) as refused:
        SecretBox([OTHER]).open(sealed)

    assert "hunter2" not in str(refused.value)
    assert NEW not in repr(SecretBox([NEW]))


def test_a_box_without_a_key_is_refused() -> None:
    with pytest.raises(ValueError, match="key"):
        SecretBox([])
