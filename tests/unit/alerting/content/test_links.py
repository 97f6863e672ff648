"""Links in alerts: where they lead, and that nobody else can make one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.alerting.examples import NOW, crash_facts

from telemetry_graph.alerting.content.links import (
    LinkExpired,
    LinkInvalid,
    LinkPurpose,
    SignedLinks,
    dashboard_url,
)
from telemetry_graph.alerting.content.payload import AlertFacts, AlertKind, Summary

PUBLIC_URL = "https://telemetry.example/"
OURS = SignedLinks(["a key of ours, long enough"], public_url=PUBLIC_URL)
ROTATED = SignedLinks(["the next key, long enough", "a key of ours, long enough"], public_url="")
THEIRS = SignedLinks(["a key of theirs, long enough"], public_url=PUBLIC_URL)
SUBJECT = UUID("0195604a-0000-7000-8000-000000000001")
TOMORROW = NOW + timedelta(days=1)

purposes = st.sampled_from(LinkPurpose)
instants = st.datetimes(
    min_value=datetime(2020, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@given(purposes, st.uuids(), instants)
def test_a_link_says_whom_it_is_about_until_the_second_it_expires(
    purpose: LinkPurpose, subject: UUID, expires_at: datetime
) -> None:
    expires_at = expires_at.replace(microsecond=0)
    token = OURS.sign(purpose, subject, expires_at)

    assert OURS.verify(purpose, token, expires_at - timedelta(seconds=1)) == subject
    assert ROTATED.verify(purpose, token, expires_at - timedelta(seconds=1)) == subject
    with pytest.raises(LinkExpired):
        OURS.verify(purpose, token, expires_at)


@given(purposes, purposes)
def test_a_link_is_good_for_its_own_purpose_only(made: LinkPurpose, used: LinkPurpose) -> None:
    token = OURS.sign(made, SUBJECT, TOMORROW)

    if made is used:
        assert OURS.verify(used, token, NOW) == SUBJECT
        return
    with pytest.raises(LinkInvalid):
        OURS.verify(used, token, NOW)


@given(st.integers(min_value=0), st.characters(codec="ascii"))
def test_no_character_of_a_link_can_be_changed(place: int, character: str) -> None:
    token = OURS.sign(LinkPurpose.MUTE, SUBJECT, TOMORROW)
    place %= len(token)
    forged = token[:place] + character + token[place + 1 :]

    if forged == token:
        return
    with pytest.raises(LinkInvalid):
        OURS.verify(LinkPurpose.MUTE, forged, NOW)


@given(st.text(max_size=200))
def test_anything_else_is_no_link(token: str) -> None:
    with pytest.raises(LinkInvalid):
        OURS.verify(LinkPurpose.MUTE, token, NOW)


@pytest.mark.parametrize("changed", ["{}=", "{}==", " {}", "{}\n", "{}AAAA", "x" * 1_000_000])
def test_a_link_has_one_spelling(changed: str) -> None:
    token = OURS.sign(LinkPurpose.MUTE, SUBJECT, TOMORROW)

    with pytest.raises(LinkInvalid):
        OURS.verify(LinkPurpose.MUTE, changed.format(token), NOW)


def test_nobody_without_the_key_can_make_one() -> None:
    token = THEIRS.sign(LinkPurpose.ACKNOWLEDGE, SUBJECT, TOMORROW)

    with pytest.raises(LinkInvalid):
        OURS.verify(LinkPurpose.ACKNOWLEDGE, token, NOW)


def test_the_address_names_the_purpose_and_needs_no_escaping() -> None:
    url = OURS.url(LinkPurpose.ACKNOWLEDGE, SUBJECT, TOMORROW)

    start = "https://telemetry.example/alerts/acknowledge/"
    assert url.startswith(start)
    assert set(url.removeprefix(start)) <= set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
    )
    assert len(url.removeprefix(start)) == 51


def test_the_dashboard_page_fits_the_alert() -> None:
    crash = AlertFacts.about(crash_facts())
    app = replace(crash, crash=None)
    many = replace(app, summary=Summary(2, NOW, NOW))
    base = "https://telemetry.example/apps/com.example.notes"

    assert dashboard_url(PUBLIC_URL, AlertKind.SPIKE, crash) == f"{base}/crashes/00c0ffee00c0ffee"
    for kind in (AlertKind.STORM, AlertKind.ESCALATION):
        assert dashboard_url(PUBLIC_URL, kind, many) == f"{base}/crashes"
    assert dashboard_url(PUBLIC_URL, AlertKind.TEST, app) == f"{base}/alerts"
    assert dashboard_url(PUBLIC_URL, AlertKind.SILENCE, app) == base


def test_ids_from_a_device_cannot_change_where_a_link_leads() -> None:
    hostile = AlertFacts.about(crash_facts(app_id="../../evil?x=1#|>", fingerprint="a/b"))

    path = "/apps/..%2F..%2Fevil%3Fx%3D1%23%7C%3E/crashes/a%2Fb"
    found = dashboard_url(PUBLIC_URL, AlertKind.NEW_CRASH_GROUP, hostile)
    assert found == "https://telemetry.example" + path
