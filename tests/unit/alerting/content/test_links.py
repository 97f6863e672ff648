"""Links in alerts: where they lead, and that only the installation can create them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.alerting.examples import NOW, crash_payload

from telemetry_graph.alerting.content.links import (
    LinkExpired,
    LinkInvalid,
    LinkPurpose,
    SignedLinks,
    dashboard_url,
)
from telemetry_graph.alerting.content.payload import AlertKind, Summary

PUBLIC_URL = "https://telemetry.example/"
LINKS = SignedLinks(["the first key, long enough"], public_url=PUBLIC_URL)
AFTER_ROTATION = SignedLinks(
    ["the second key, long enough", "the first key, long enough"], public_url=""
)
OTHER_LINKS = SignedLinks(["another key, long enough"], public_url=PUBLIC_URL)
SUBJECT = UUID("0195604a-0000-7000-8000-000000000001")
TOMORROW = NOW + timedelta(days=1)

purposes = st.sampled_from(LinkPurpose)
instants = st.datetimes(
    min_value=datetime(2020, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@given(purposes, st.uuids(), instants)
def test_a_link_returns_its_subject_until_it_expires(
    purpose: LinkPurpose, subject: UUID, expires_at: datetime
) -> None:
    expires_at = expires_at.replace(microsecond=0)
    token = LINKS.create_token(purpose, subject, expires_at)

    assert LINKS.verify(purpose, token, expires_at - timedelta(seconds=1)) == subject
    assert AFTER_ROTATION.verify(purpose, token, expires_at - timedelta(seconds=1)) == subject
    with pytest.raises(LinkExpired):
        LINKS.verify(purpose, token, expires_at)


@given(purposes, purposes)
def test_a_link_is_valid_for_its_purpose_only(made: LinkPurpose, used: LinkPurpose) -> None:
    token = LINKS.create_token(made, SUBJECT, TOMORROW)

    if made is used:
        assert LINKS.verify(used, token, NOW) == SUBJECT
        return
    with pytest.raises(LinkInvalid):
        LINKS.verify(used, token, NOW)


@given(st.integers(min_value=0), st.characters(codec="ascii"))
def test_no_character_of_a_link_can_be_changed(place: int, character: str) -> None:
    token = LINKS.create_token(LinkPurpose.MUTE, SUBJECT, TOMORROW)
    place %= len(token)
    forged = token[:place] + character + token[place + 1 :]

    if forged == token:
        return
    with pytest.raises(LinkInvalid):
        LINKS.verify(LinkPurpose.MUTE, forged, NOW)


@given(st.text(max_size=200))
def test_other_text_is_not_a_link(token: str) -> None:
    with pytest.raises(LinkInvalid):
        LINKS.verify(LinkPurpose.MUTE, token, NOW)


@pytest.mark.parametrize("changed", ["{}=", "{}==", " {}", "{}\n", "{}AAAA", "x" * 1_000_000])
def test_a_link_has_one_encoding(changed: str) -> None:
    token = LINKS.create_token(LinkPurpose.MUTE, SUBJECT, TOMORROW)

    with pytest.raises(LinkInvalid):
        LINKS.verify(LinkPurpose.MUTE, changed.format(token), NOW)


def test_a_link_of_another_key_is_invalid() -> None:
    token = OTHER_LINKS.create_token(LinkPurpose.ACKNOWLEDGE, SUBJECT, TOMORROW)

    with pytest.raises(LinkInvalid):
        LINKS.verify(LinkPurpose.ACKNOWLEDGE, token, NOW)


def test_the_url_contains_the_purpose_and_needs_no_escaping() -> None:
    url = LINKS.create_url(LinkPurpose.ACKNOWLEDGE, SUBJECT, TOMORROW)

    start = "https://telemetry.example/alerts/acknowledge/"
    assert url.startswith(start)
    assert set(url.removeprefix(start)) <= set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
    )
    assert len(url.removeprefix(start)) == 51


def test_the_dashboard_page_depends_on_the_alert() -> None:
    crash = crash_payload()
    app = replace(crash, crash=None)
    many = replace(app, summary=Summary(2, NOW, NOW))
    base = "https://telemetry.example/apps/com.example.notes"

    assert dashboard_url(PUBLIC_URL, AlertKind.SPIKE, crash) == f"{base}/crashes/00c0ffee00c0ffee"
    for kind in (AlertKind.STORM, AlertKind.ESCALATION):
        assert dashboard_url(PUBLIC_URL, kind, many) == f"{base}/crashes"
    assert dashboard_url(PUBLIC_URL, AlertKind.TEST, app) == f"{base}/alerts"
    assert dashboard_url(PUBLIC_URL, AlertKind.SILENCE, app) == base


def test_ids_of_devices_cannot_change_the_target_of_a_link() -> None:
    hostile = crash_payload(app_id="../../evil?x=1#|>", fingerprint="a/b")

    path = "/apps/..%2F..%2Fevil%3Fx%3D1%23%7C%3E/crashes/a%2Fb"
    url = dashboard_url(PUBLIC_URL, AlertKind.NEW_CRASH_GROUP, hostile)
    assert url == "https://telemetry.example" + path
