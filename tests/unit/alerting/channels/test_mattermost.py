"""What Mattermost receives: a text with one attachment, without mentions by devices."""

import re
from typing import Any

import msgspec
import pytest
from tests.unit.alerting.examples import (
    LINK,
    LINKS,
    compose_body,
    crash_alert,
    huge_alert,
    sample_alert,
)

from telemetry_graph.alerting.channels.mattermost import MATTERMOST
from telemetry_graph.alerting.content.payload import AlertKind
from telemetry_graph.alerting.content.templates import RenderableAlert

HOSTILE = "@channel @here <!channel> [click](https://evil.example) **b** `c` ```d``` # ~town"
_CODE = re.compile(r"```\n.*?\n```|`[^`]*`", re.DOTALL)


def compose(alert: RenderableAlert) -> tuple[str, dict[str, Any]]:
    body = compose_body(MATTERMOST, alert)
    (attachment,) = body["attachments"]
    return body["text"], attachment


def test_a_crash_is_a_text_and_an_attachment_with_links() -> None:
    text, attachment = compose(crash_alert(trend=(0, 1, 8)))

    assert text == "**New crash in Notes**"
    assert attachment["fallback"] == "New crash in Notes"
    assert attachment["color"] == "#D92D20"
    assert "```\nlua_error: attempt to index a nil value (local 'note')\n```" in attachment["text"]
    assert "notes/editor.lua:42: in function 'save'" in attachment["text"]
    assert "`▁▂█`" in attachment["text"]
    links = re.findall(r"\]\(([^)]*)\)", attachment["text"])
    assert links == [LINK, LINKS.acknowledge, LINKS.mute]
    assert {"title": "App version", "value": r"1\.4\.0", "short": True} in attachment["fields"]


def test_a_summary_lists_its_alerts() -> None:
    _, attachment = compose(sample_alert(AlertKind.STORM))

    assert "- attempt to index a nil value" in attachment["text"]
    assert "… and 310 more" in attachment["text"]


@pytest.mark.parametrize(
    "field", ["app_name", "crash_type", "message", "stack_trace", "app_version", "screen"]
)
def test_markup_from_a_device_is_shown_as_text(field: str) -> None:
    changes: dict[str, Any] = {field: HOSTILE}
    text, attachment = compose(crash_alert(**changes))

    outside_code = [
        _CODE.sub("", attachment["text"]),
        text,
        *(each["value"] for each in attachment["fields"]),
    ]
    for each in outside_code:
        assert "@" not in each
        assert "evil.example" not in each.replace(r"evil\.example", "")
        assert not re.search(r"(?<!\\)\]\((?!https://telemetry\.example)", each)
    assert attachment["text"].count("```") == 4


@pytest.mark.parametrize("filler", ["x", "@", "*_[", "`", "é"])
@pytest.mark.parametrize("kind", AlertKind)
def test_huge_texts_make_a_message_that_old_servers_accept(kind: AlertKind, filler: str) -> None:
    text, attachment = compose(huge_alert(kind, filler * 100_000))

    assert len(text) <= 4_000
    assert len(msgspec.json.encode([attachment]).decode()) <= 7_900
