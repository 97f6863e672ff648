"""What messages say, and that text from a device cannot change how they are shown."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest
from tests.unit.alerting.examples import (
    DELIVERY_ID,
    LINK,
    LINKS,
    NOW,
    STACK,
    Messages,
    crash_messages,
    huge_alert,
    sample_alert,
    sample_messages,
)

from telemetry_graph.alerting.content.links import MessageLinks
from telemetry_graph.alerting.content.payload import AlertKind, Summary, SummaryEntry
from telemetry_graph.alerting.content.samples import sample_links, sample_payload

INJECTION = "boom\r\nBcc: everyone@example.com\u2028X-Evil: 1\x85\x00end"
MARKUP = "<script>alert(1)</script> & \"quoted\" 'single' {{ 7 * 7 }} {% raw %}"
MENTIONS = "@everyone <@123456> [click](https://evil.example) **b** `c` ```d``` \\` # > |x| _y_"
SLACK_MARKUP = "<!channel> <@U123> <https://evil.example|click> ```*bold*``` `code` &amp;"


class Tags(HTMLParser):
    """Collects the tags and the visible text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def block_texts(block: Any) -> list[str]:
    """Every `text` string inside a Slack block."""
    if isinstance(block, dict):
        own = [block["text"]] if isinstance(block.get("text"), str) else []
        return own + [text for value in block.values() for text in block_texts(value)]
    if isinstance(block, list):
        return [text for item in block for text in block_texts(item)]
    return []


def all_texts(message: Messages) -> list[str]:
    """Everything that chat programs show, with its place in the payload forgotten."""
    return [
        text for part in (message.slack, message.teams, message.discord) for text in strings(part)
    ]


def strings(value: Any) -> list[str]:
    match value:
        case str():
            return [value]
        case dict():
            return [text for each in value.values() for text in strings(each)]
        case list() | tuple():
            return [text for each in value for text in strings(each)]
        case _:
            return []


def test_every_format_describes_the_crash_and_links_to_it() -> None:
    message = crash_messages()

    assert message.subject == "[Notes] New crash: attempt to index a nil value (local 'note')"
    slack, teams = "\n".join(strings(message.slack)), "\n".join(strings(message.teams))
    discord = "\n".join(strings(message.discord)).replace("\\", "")
    for text in (message.text, Tags(message.html).text, slack, teams, discord):
        for part in ("Notes", "lua_error", "attempt to index", "1.4.0", "editor", "editor.lua:42"):
            assert part in text
        assert "2025-03-04 05:06:07 UTC" in text.replace("\\", "")
    assert message.line.endswith(LINK)


@pytest.mark.parametrize("kind", AlertKind)
def test_every_alert_kind_has_words_for_every_format(kind: AlertKind) -> None:
    message = sample_messages(kind)
    wanted = sample_links(kind).confirm or LINK

    assert message.subject.startswith("[Notes] ")
    assert "Notes" in Tags(message.html).text
    assert wanted in message.text
    assert f'href="{wanted}"' in message.html
    for part in (message.slack, message.teams, message.discord, message.body):
        assert any(wanted in text for text in strings(part))
    assert message.line.endswith(wanted)
    assert message.body["kind"] == kind


@pytest.mark.parametrize("kind", sorted(set(AlertKind) - {AlertKind.VERIFICATION}))
def test_every_message_has_links_that_acknowledge_and_mute(kind: AlertKind) -> None:
    message = sample_messages(kind)

    for link in (LINKS.acknowledge, LINKS.mute):
        assert link is not None
        assert link in message.text
        assert f'href="{link}"' in message.html
        for part in (message.slack, message.teams, message.discord, message.body):
            assert any(link in text for text in strings(part))


def test_an_escalated_summary_counts_the_alerts_that_were_not_acknowledged() -> None:
    summary = sample_payload(AlertKind.STORM).summary

    message = sample_messages(AlertKind.ESCALATION, crash=None, summary=summary)

    assert message.subject == "[Notes] Not acknowledged: 312 alerts"
    assert "312 alerts of Notes were not acknowledged" in message.text
    assert "30 minutes ago" in message.text
    for text in (message.text, message.html, str(message.slack), str(message.teams)):
        assert "attempt to index a nil value (local" in text


def test_a_message_without_signed_links_shows_none() -> None:
    message = Messages.of(replace(sample_alert(AlertKind.SPIKE), links=MessageLinks(LINK)))

    for text in (message.text, message.html, *all_texts(message)):
        assert "cknowledge" not in text
        assert "Mute" not in text
        assert "Unsubscribe" not in text
    assert message.body["acknowledge"] is None
    assert message.mail.unsubscribe_url is None


def test_the_body_of_a_webhook_has_the_documented_fields() -> None:
    assert crash_messages(screen=None).body == {
        "delivery_id": str(DELIVERY_ID),
        "kind": "new_crash_group",
        "occurred_at": "2025-03-04T05:06:07+00:00",
        "app": {"id": "com.example.notes", "name": "Notes"},
        "rule": None,
        "crash": {
            "fingerprint": "00c0ffee00c0ffee",
            "type": "lua_error",
            "message": "attempt to index a nil value (local 'note')",
            "stack_trace": STACK,
            "app_version": "1.4.0",
            "screen": None,
            "is_fatal": True,
            "timestamp": "2025-03-04T05:06:07+00:00",
            "occurrences": None,
            "devices": None,
            "trend": [],
            "fixed_in": None,
        },
        "measurement": None,
        "summary": None,
        "escalated_after_minutes": None,
        "link": LINK,
        "acknowledge": LINKS.acknowledge,
        "mute": LINKS.mute,
        "confirm": None,
    }


def test_mails_about_one_crash_group_share_a_thread() -> None:
    first, again = crash_messages(), crash_messages(message="another wording")
    worse = crash_messages(kind=AlertKind.REGRESSION)
    other = crash_messages(fingerprint="00000000deadbeef")
    silence, storm = sample_messages(AlertKind.SILENCE), sample_messages(AlertKind.STORM)

    assert first.mail.thread_key == again.mail.thread_key == worse.mail.thread_key
    assert first.mail.thread_key != other.mail.thread_key
    assert silence.mail.thread_key != storm.mail.thread_key


def test_a_crash_that_is_not_fatal_is_called_an_error() -> None:
    assert crash_messages(is_fatal=False).subject.startswith("[Notes] New error:")


def test_a_crash_without_message_stack_version_or_screen_is_still_an_alert() -> None:
    message = crash_messages(message="", stack_trace="", app_version=None, screen=None)

    assert message.subject == "[Notes] New crash: lua_error"
    assert re.search(r"App version +unknown", message.text)
    assert "traceback" not in message.html
    assert "```lua_error```" in strings(message.slack)
    assert message.body["crash"]["app_version"] is None


def test_the_trend_is_an_image_in_mails_and_text_in_other_formats() -> None:
    message = crash_messages(trend=(0, 1, 8))

    (image,) = message.images
    assert f'src="cid:{image.content_id}"' in message.html
    assert image.png.startswith(b"\x89PNG")
    assert any("▁▂█" in text for text in strings(message.slack))
    assert any("▁▂█" in text for text in strings(message.teams))
    assert any("▁▂█" in text for text in strings(message.discord))
    assert message.body["crash"]["trend"] == [0, 1, 8]
    assert crash_messages().images == ()


@pytest.mark.parametrize("field", ["app_name", "message", "crash_type", "app_version"])
@pytest.mark.parametrize("kind", [AlertKind.NEW_CRASH_GROUP, AlertKind.REGRESSION])
def test_the_subject_and_the_log_line_are_one_line(kind: AlertKind, field: str) -> None:
    message = crash_messages(kind=kind, **{field: INJECTION})

    assert len(message.subject.splitlines()) == 1
    assert len(message.line.strip().splitlines()) == 1
    assert message.subject.isprintable()


@pytest.mark.parametrize(
    "field", ["app_id", "app_name", "crash_type", "message", "stack_trace", "app_version", "screen"]
)
def test_html_from_a_device_is_shown_as_text(field: str) -> None:
    usual = Tags(crash_messages().html)

    page = Tags(crash_messages(**{field: MARKUP}).html)

    assert page.tags == usual.tags
    assert "<script>alert(1)</script>" in page.text
    assert "{{ 7 * 7 }}" in page.text


@pytest.mark.parametrize("kind", [AlertKind.STORM, AlertKind.DIGEST, AlertKind.CAPPED])
def test_titles_in_a_summary_are_shown_as_text(kind: AlertKind) -> None:
    entry = SummaryEntry(AlertKind.NEW_CRASH_GROUP, f"{MARKUP[:40]} {MENTIONS}")
    message = sample_messages(kind, summary=Summary(1, NOW, NOW, (entry,)))

    assert "script" not in Tags(message.html).tags
    assert not any("<!channel>" in text for text in strings(message.slack))
    assert not any("<@1" in text for text in strings(message.discord))


@pytest.mark.parametrize(
    "field", ["app_name", "crash_type", "message", "stack_trace", "app_version", "screen"]
)
def test_slack_markup_from_a_device_is_shown_as_text(field: str) -> None:
    message = crash_messages(**{field: SLACK_MARKUP})

    texts = block_texts(list(message.slack))
    assert any("&lt;!channel&gt;" in text for text in texts)
    assert not any("<" in text for text in texts)
    for text in texts:
        fences = re.findall("`+", text)
        assert fences in ([], ["`"] * 2, ["```"] * 2)


@pytest.mark.parametrize(
    "field", ["app_name", "crash_type", "message", "stack_trace", "app_version", "screen"]
)
def test_discord_markup_from_a_device_is_shown_as_text(field: str) -> None:
    (embed,) = crash_messages(**{field: MENTIONS}).discord

    outside = re.sub(r"```.*?```", "", embed["description"], flags=re.DOTALL)
    assert embed["description"].count("```") == 4
    links = re.findall(r"(?<!\\)\]\(([^)]*)\)", outside)
    assert links == [LINK, LINKS.acknowledge, LINKS.mute]
    shown = [embed["title"], outside, *(each["value"] for each in embed["fields"])]
    for text in shown:
        bare = re.sub(r"\\.", "", text.replace(LINK, ""))  # without what is escaped
        assert "@everyone" not in bare
        assert "<@" not in bare
        assert "evil.example" not in bare or "://" not in bare.partition("evil")[0][-6:]


@pytest.mark.parametrize("field", ["app_name", "crash_type", "message", "app_version", "screen"])
def test_teams_markup_from_a_device_is_shown_as_text(field: str) -> None:
    message = crash_messages(**{field: MENTIONS})

    types = [each["type"] for each in message.teams["body"]]
    assert set(types) <= {"RichTextBlock", "Container"}
    assert "entities" not in message.teams.get("msteams", {})
    assert any("[click](https://evil.example)" in text for text in strings(message.teams))


@pytest.mark.parametrize("hostile", ['"}]', "\\", '\\"', "\x1f", INJECTION, MARKUP, "😀\u2029"])
def test_text_from_a_device_cannot_break_the_json_of_a_channel(hostile: str) -> None:
    message = crash_messages(app_name=hostile, message=hostile, stack_trace=hostile, screen=hostile)

    assert message.body["crash"]["message"] == hostile
    assert len(message.slack) == len(crash_messages().slack)
    assert len(message.teams["actions"]) == 3


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\U000e0041"])
def test_control_characters_that_reverse_or_hide_text_are_removed(hidden: str) -> None:
    text = f"a{hidden}b"
    message = crash_messages(app_name=text, message=text, stack_trace=text)

    for text in (message.subject, message.text, message.html, message.line, *all_texts(message)):
        assert hidden not in text


@pytest.mark.parametrize("field", ["app_name", "crash_type", "app_version", "screen"])
def test_invisible_text_leaves_no_empty_field(field: str) -> None:
    message = crash_messages(**{field: "\u200b\u200d"})

    (embed,) = message.discord
    assert all(each["value"] for each in embed["fields"])
    assert all(block_texts(list(message.slack)))


@pytest.mark.parametrize("filler", ["x", "&", "<\n", "é", "`", "*_[", "\u200b", "\\"])
@pytest.mark.parametrize("kind", AlertKind)
def test_huge_texts_make_a_message_that_every_service_accepts(kind: AlertKind, filler: str) -> None:
    huge = filler * (1_000_000 // len(filler))

    message = Messages.of(huge_alert(kind, huge))

    assert len(message.subject) <= 160
    assert len(message.text) < 20_000
    assert len(message.html) < 60_000
    assert len(msgspec.json.encode(message.body)) < 250_000
    assert_slack_accepts(message)
    assert len(msgspec.json.encode(message.teams)) < 28_000
    (embed,) = message.discord
    assert len(embed["title"]) <= 256
    assert len(embed["description"]) <= 4_096
    assert all(len(each["value"]) <= 1_024 for each in embed["fields"])
    assert sum(map(len, strings(embed))) <= 6_000


def assert_slack_accepts(message: Messages) -> None:
    assert len(message.slack) <= 50
    assert len(msgspec.json.encode(message.slack)) < 30_000
    for block in message.slack:
        if block["type"] == "header":
            assert len(block["text"]["text"]) <= 150
        assert all(1 <= len(text) <= 3_000 for text in block_texts(block))
        assert len(block.get("fields", ())) <= 10
        assert all(len(each["text"]) <= 2_000 for each in block.get("fields", ()))


def test_a_long_stack_trace_is_truncated_with_an_ellipsis() -> None:
    message = crash_messages(stack_trace="\n".join(f"frame {n}" for n in range(1000)))

    assert "frame 29\n…" in message.text
    assert "frame 30" not in message.text
