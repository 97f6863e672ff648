"""What an alert says, above all when a device tries to decide it."""

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
    crash_facts,
    message_about,
    message_of,
    renderer,
)

from telemetry_graph.alerting.content.message import Links, Message
from telemetry_graph.alerting.content.payload import AlertFacts, AlertKind, Summary, SummaryEntry
from telemetry_graph.alerting.content.samples import sample_facts

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


def texts_of(block: Any) -> list[str]:
    """Every `text` string inside a Slack block."""
    if isinstance(block, dict):
        own = [block["text"]] if isinstance(block.get("text"), str) else []
        return own + [text for value in block.values() for text in texts_of(value)]
    if isinstance(block, list):
        return [text for item in block for text in texts_of(item)]
    return []


def all_texts(message: Message) -> list[str]:
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


def test_every_form_says_what_crashed_where_and_how_to_look_at_it() -> None:
    message = message_about()

    assert message.subject == "[Notes] New crash: attempt to index a nil value (local 'note')"
    slack, teams = "\n".join(strings(message.slack)), "\n".join(strings(message.teams))
    discord = "\n".join(strings(message.discord)).replace("\\", "")
    for said in (message.text, Tags(message.html).text, slack, teams, discord):
        for part in ("Notes", "lua_error", "attempt to index", "1.4.0", "editor", "editor.lua:42"):
            assert part in said
        assert "2025-03-04 05:06:07 UTC" in said.replace("\\", "")
    assert message.line.endswith(LINK)


@pytest.mark.parametrize("kind", AlertKind)
def test_every_kind_has_words_for_every_form(kind: AlertKind) -> None:
    message = message_of(kind)
    wanted = sample_facts(kind).confirm_url or LINK

    assert message.subject.startswith("[Notes] ")
    assert "Notes" in Tags(message.html).text
    assert wanted in message.text
    assert f'href="{wanted}"' in message.html
    for part in (message.slack, message.teams, message.discord, message.body):
        assert any(wanted in text for text in strings(part))
    assert message.line.endswith(wanted)
    assert message.body["kind"] == kind


@pytest.mark.parametrize("kind", sorted(set(AlertKind) - {AlertKind.VERIFICATION}))
def test_whoever_reads_it_can_acknowledge_and_mute_it(kind: AlertKind) -> None:
    message = message_of(kind)

    for link in (LINKS.acknowledge, LINKS.mute):
        assert link is not None
        assert link in message.text
        assert f'href="{link}"' in message.html
        for part in (message.slack, message.teams, message.discord, message.body):
            assert any(link in text for text in strings(part))


def test_an_escalated_summary_says_how_many_nobody_looked_after() -> None:
    summary = sample_facts(AlertKind.STORM).summary

    message = message_of(AlertKind.ESCALATION, crash=None, summary=summary)

    assert message.subject == "[Notes] Not acknowledged: 312 alerts"
    assert "Nobody looked after 312 alerts of Notes" in message.text
    assert "30 minutes ago" in message.text
    for text in (message.text, message.html, str(message.slack), str(message.teams)):
        assert "attempt to index a nil value (local" in text


def test_what_is_not_offered_is_not_shown() -> None:
    facts = sample_facts(AlertKind.SPIKE)

    message = renderer().render(AlertKind.SPIKE, facts, DELIVERY_ID, Links(LINK))

    for text in (message.text, message.html, *all_texts(message)):
        assert "cknowledge" not in text
        assert "Mute" not in text
        assert "No more of these" not in text
    assert message.body["acknowledge"] is None
    assert message.unsubscribe is None


def test_webhook_body_is_the_documented_shape() -> None:
    assert message_about(crash_facts(screen=None)).body == {
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
            "seen_at": "2025-03-04T05:06:07+00:00",
            "occurrences": None,
            "devices": None,
            "trend": [],
            "fixed_in": None,
        },
        "measured": None,
        "summary": None,
        "escalated_after_minutes": None,
        "link": LINK,
        "acknowledge": LINKS.acknowledge,
        "mute": LINKS.mute,
        "confirm": None,
    }


def test_messages_about_one_group_share_a_thread_whatever_their_kind() -> None:
    first, again = message_about(), message_about(crash_facts(message="another wording"))
    worse = message_about(kind=AlertKind.REGRESSION)
    other = message_about(crash_facts(fingerprint="00000000deadbeef"))

    assert first.thread_key == again.thread_key == worse.thread_key
    assert first.thread_key != other.thread_key
    assert message_of(AlertKind.SILENCE).thread_key != message_of(AlertKind.STORM).thread_key


def test_an_error_that_the_app_survived_is_not_called_a_crash() -> None:
    assert message_about(crash_facts(is_fatal=False)).subject.startswith("[Notes] New error:")


def test_a_crash_without_message_stack_version_or_screen_is_still_an_alert() -> None:
    message = message_about(crash_facts(message="", stack_trace="", app_version=None, screen=None))

    assert message.subject == "[Notes] New crash: lua_error"
    assert re.search(r"App version +unknown", message.text)
    assert "traceback" not in message.html
    assert "```lua_error```" in strings(message.slack)
    assert message.body["crash"]["app_version"] is None


def test_the_last_days_are_a_picture_in_mails_and_blocks_elsewhere() -> None:
    message = message_about(crash_facts(trend=(0, 1, 8)))

    (image,) = message.images
    assert f'src="cid:{image.cid}"' in message.html
    assert image.png.startswith(b"\x89PNG")
    assert any("▁▂█" in text for text in strings(message.slack))
    assert any("▁▂█" in text for text in strings(message.teams))
    assert any("▁▂█" in text for text in strings(message.discord))
    assert message.body["crash"]["trend"] == [0, 1, 8]
    assert message_about().images == ()


@pytest.mark.parametrize("field", ["app_name", "message", "crash_type", "app_version"])
@pytest.mark.parametrize("kind", [AlertKind.NEW_CRASH_GROUP, AlertKind.REGRESSION])
def test_subject_and_log_line_are_one_line_whatever_the_device_sent(
    kind: AlertKind, field: str
) -> None:
    message = message_about(crash_facts(**{field: INJECTION}), kind)

    assert len(message.subject.splitlines()) == 1
    assert len(message.line.strip().splitlines()) == 1
    assert message.subject.isprintable()


@pytest.mark.parametrize(
    "field", ["app_id", "app_name", "crash_type", "message", "stack_trace", "app_version", "screen"]
)
def test_html_from_a_device_is_shown_and_never_interpreted(field: str) -> None:
    usual = Tags(message_about().html)

    page = Tags(message_about(crash_facts(**{field: MARKUP})).html)

    assert page.tags == usual.tags
    assert "<script>alert(1)</script>" in page.text
    assert "{{ 7 * 7 }}" in page.text


@pytest.mark.parametrize("kind", [AlertKind.STORM, AlertKind.DIGEST, AlertKind.CAPPED])
def test_titles_in_a_summary_are_shown_and_never_interpreted(kind: AlertKind) -> None:
    entry = SummaryEntry(AlertKind.NEW_CRASH_GROUP, f"{MARKUP[:40]} {MENTIONS}")
    message = message_of(kind, summary=Summary(1, NOW, NOW, (entry,)))

    assert "script" not in Tags(message.html).tags
    assert not any("<!channel>" in text for text in strings(message.slack))
    assert not any("<@1" in text for text in strings(message.discord))


@pytest.mark.parametrize(
    "field", ["app_name", "crash_type", "message", "stack_trace", "app_version", "screen"]
)
def test_slack_markup_from_a_device_is_shown_and_never_interpreted(field: str) -> None:
    message = message_about(crash_facts(**{field: SLACK_MARKUP}))

    said = texts_of(list(message.slack))
    assert any("&lt;!channel&gt;" in text for text in said)
    assert not any("<" in text for text in said)
    for text in said:
        fences = re.findall("`+", text)
        assert fences in ([], ["`"] * 2, ["```"] * 2)


@pytest.mark.parametrize(
    "field", ["app_name", "crash_type", "message", "stack_trace", "app_version", "screen"]
)
def test_discord_markup_from_a_device_is_shown_and_never_interpreted(field: str) -> None:
    (embed,) = message_about(crash_facts(**{field: MENTIONS})).discord

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
def test_teams_shows_what_a_device_said_in_runs_that_read_no_markup(field: str) -> None:
    message = message_about(crash_facts(**{field: MENTIONS}))

    types = [each["type"] for each in message.teams["body"]]
    assert set(types) <= {"RichTextBlock", "Container"}
    assert "entities" not in message.teams.get("msteams", {})
    assert any("[click](https://evil.example)" in text for text in strings(message.teams))


@pytest.mark.parametrize("hostile", ['"}]', "\\", '\\"', "\x1f", INJECTION, MARKUP, "😀\u2029"])
def test_no_text_can_break_the_json_of_a_channel(hostile: str) -> None:
    facts = crash_facts(app_name=hostile, message=hostile, stack_trace=hostile, screen=hostile)

    message = message_about(facts)

    assert message.body["crash"]["message"] == hostile
    assert len(message.slack) == len(message_about().slack)
    assert len(message.teams["actions"]) == 3


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\U000e0041"])
def test_text_cannot_be_turned_around_or_hidden(hidden: str) -> None:
    facts = crash_facts(app_name=f"a{hidden}b", message=f"a{hidden}b", stack_trace=f"a{hidden}b")
    message = message_about(facts)

    for text in (message.subject, message.text, message.html, message.line, *all_texts(message)):
        assert hidden not in text


@pytest.mark.parametrize("field", ["app_name", "crash_type", "app_version", "screen"])
def test_text_of_which_nothing_can_be_seen_leaves_no_empty_field(field: str) -> None:
    message = message_about(crash_facts(**{field: "\u200b\u200d"}))

    (embed,) = message.discord
    assert all(each["value"] for each in embed["fields"])
    assert all(texts_of(list(message.slack)))


@pytest.mark.parametrize("filler", ["x", "&", "<\n", "é", "`", "*_[", "\u200b", "\\"])
@pytest.mark.parametrize("kind", AlertKind)
def test_a_megabyte_in_every_field_makes_a_message_that_every_service_takes(
    kind: AlertKind, filler: str
) -> None:
    huge = filler * (1_000_000 // len(filler))
    message = renderer().render(kind, enlarged(kind, huge), DELIVERY_ID, LINKS)

    assert len(message.subject) <= 160
    assert len(message.text) < 20_000
    assert len(message.html) < 60_000
    assert len(msgspec.json.encode(message.body)) < 250_000
    assert_slack_takes(message)
    assert len(msgspec.json.encode(message.teams)) < 28_000
    (embed,) = message.discord
    assert len(embed["title"]) <= 256
    assert len(embed["description"]) <= 4_096
    assert all(len(each["value"]) <= 1_024 for each in embed["fields"])
    assert sum(map(len, strings(embed))) <= 6_000


def enlarged(kind: AlertKind, huge: str) -> AlertFacts:
    facts = sample_facts(kind)
    crash = facts.crash and replace(
        facts.crash, message=huge, stack_trace=huge, app_name=huge, crash_type=huge, screen=huge,
        app_version=huge, fixed_in=huge,
    )  # fmt: skip
    entry = SummaryEntry(AlertKind.SPIKE, huge, "00c0ffee00c0ffee", 10**9, is_fatal=True)
    summary = facts.summary and replace(facts.summary, entries=(entry,) * 50)
    measured = facts.measured and replace(facts.measured, unit=huge, metric=huge, app_version=huge)
    return replace(
        facts, app_name=huge, rule_name=huge, crash=crash, summary=summary, measured=measured
    ).bounded()


def assert_slack_takes(message: Message) -> None:
    assert len(message.slack) <= 50
    assert len(msgspec.json.encode(message.slack)) < 30_000
    for block in message.slack:
        if block["type"] == "header":
            assert len(block["text"]["text"]) <= 150
        assert all(1 <= len(text) <= 3_000 for text in texts_of(block))
        assert len(block.get("fields", ())) <= 10
        assert all(len(each["text"]) <= 2_000 for each in block.get("fields", ()))


def test_a_long_stack_is_cut_with_a_mark() -> None:
    message = message_about(crash_facts(stack_trace="\n".join(f"frame {n}" for n in range(1000))))

    assert "frame 29\n…" in message.text
    assert "frame 30" not in message.text
