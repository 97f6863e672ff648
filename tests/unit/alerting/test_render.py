"""What an alert says, above all when a device tries to decide it."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jinja2 import TemplateNotFound
from tests.unit.alerting.examples import (
    DELIVERY_ID,
    LINK,
    STACK,
    crash_facts,
    message_about,
    renderer,
)

from telemetry_graph.alerting.channels.promise import DeliveryFailed
from telemetry_graph.alerting.model import AlertKind
from telemetry_graph.alerting.render import FORMS, Renderer
from telemetry_graph.kit.resources import resource_dir

INJECTION = "boom\r\nBcc: everyone@example.com\u2028X-Evil: 1\x85\x00end"
MARKUP = "<script>alert(1)</script> & \"quoted\" 'single' {{ 7 * 7 }} {% raw %}"
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


def test_every_form_says_what_crashed_where_and_how_to_look_at_it() -> None:
    message = message_about()

    assert message.subject == "[Notes] New crash: attempt to index a nil value (local 'note')"
    for said in (message.text, Tags(message.html).text, "\n".join(texts_of(list(message.slack)))):
        for part in ("Notes", "lua_error", "attempt to index", "1.4.0", "editor", "editor.lua:42"):
            assert part in said
        assert "2025-03-04 05:06:07 UTC" in said
    assert LINK in message.text
    assert f'href="{LINK}"' in message.html
    assert f"<{LINK}|Open the crash group>" in texts_of(list(message.slack))
    assert message.line.endswith(LINK)


def test_webhook_body_is_the_documented_shape() -> None:
    assert message_about(crash_facts(screen=None)).body == {
        "delivery_id": str(DELIVERY_ID),
        "kind": "new_crash_group",
        "app": {"id": "com.example.notes", "name": "Notes"},
        "crash": {
            "fingerprint": "00c0ffee00c0ffee",
            "type": "lua_error",
            "message": "attempt to index a nil value (local 'note')",
            "stack_trace": STACK,
            "app_version": "1.4.0",
            "screen": None,
            "is_fatal": True,
            "seen_at": "2025-03-04T05:06:07+00:00",
        },
        "link": LINK,
    }


def test_messages_about_one_group_share_a_thread() -> None:
    first, again = message_about(), message_about(crash_facts(message="another wording"))
    other = message_about(crash_facts(fingerprint="00000000deadbeef"))

    assert first.thread_key == again.thread_key
    assert first.thread_key != other.thread_key


def test_an_error_that_the_app_survived_is_not_called_a_crash() -> None:
    assert message_about(crash_facts(is_fatal=False)).subject.startswith("[Notes] New error:")


def test_a_crash_without_message_stack_version_or_screen_is_still_an_alert() -> None:
    message = message_about(crash_facts(message="", stack_trace="", app_version=None, screen=None))

    assert message.subject == "[Notes] New crash: lua_error"
    assert "App version   unknown" in message.text
    assert "<pre" not in message.html
    assert len(message.slack) == 4
    assert message.body["crash"]["app_version"] is None


@pytest.mark.parametrize("field", ["app_name", "message", "crash_type", "app_version"])
def test_subject_and_log_line_are_one_line_whatever_the_device_sent(field: str) -> None:
    message = message_about(crash_facts(**{field: INJECTION}))

    assert len(message.subject.splitlines()) == 1
    assert len(message.line.splitlines()) == 1
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


@pytest.mark.parametrize(
    "field", ["app_name", "crash_type", "message", "stack_trace", "app_version", "screen"]
)
def test_slack_markup_from_a_device_is_shown_and_never_interpreted(field: str) -> None:
    message = message_about(crash_facts(**{field: SLACK_MARKUP}))

    said = texts_of(list(message.slack))
    assert any("&lt;!channel&gt;" in text for text in said)
    assert [text for text in said if "<" in text] == [f"<{LINK}|Open the crash group>"]
    for text in said:
        fences = re.findall("`+", text)
        assert fences in ([], ["`"] * 2, ["```"] * 2)


@pytest.mark.parametrize("hostile", ['"}]', "\\", '\\"', "\x1f", INJECTION, MARKUP, "😀\u2029"])
def test_no_text_can_break_the_json_of_slack_and_webhook(hostile: str) -> None:
    facts = crash_facts(app_name=hostile, message=hostile, stack_trace=hostile, screen=hostile)

    message = message_about(facts)

    assert message.body["crash"]["message"] == hostile
    assert len(message.slack) == len(message_about().slack)


def test_ids_from_a_device_cannot_change_where_the_link_leads() -> None:
    message = message_about(crash_facts(app_id="../../evil?x=1#|>", fingerprint="a/b"))

    path = "/apps/..%2F..%2Fevil%3Fx%3D1%23%7C%3E/crashes/a%2Fb"
    assert message.body["link"] == "https://telemetry.example" + path


@pytest.mark.parametrize("filler", ["x", "&", "<\n", "é"])
def test_a_megabyte_of_message_makes_a_small_alert(filler: str) -> None:
    huge = filler * (1_000_000 // len(filler))

    message = message_about(crash_facts(message=huge, stack_trace=huge, app_name=huge))

    assert len(message.subject) <= 160
    assert len(message.text) < 10_000
    assert len(message.html) < 40_000
    assert len(msgspec.json.encode(message.body)) < 150_000
    header, *rest = message.slack
    assert len(header["text"]["text"]) <= 150
    assert all(len(text) <= 3_000 for text in texts_of(rest))
    assert len(msgspec.json.encode(message.slack)) < 12_000


def test_a_long_stack_is_cut_with_a_mark() -> None:
    message = message_about(crash_facts(stack_trace="\n".join(f"frame {n}" for n in range(1000))))

    assert "frame 29\n…" in message.text
    assert "frame 30" not in message.text


def test_a_missing_template_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(TemplateNotFound):
        Renderer(tmp_path, public_url="https://telemetry.example")


@pytest.mark.parametrize(
    ("form", "template", "said"),
    [
        ("log", "{{ crash.colour }}", "has no attribute 'colour'"),
        ("webhook.json", '{"x": {{ crash.colour }}}', "has no attribute 'colour'"),
        ("webhook.json", '{"x": }', "broken JSON"),
        ("slack.json", '{"not": "a list"}', "broken JSON"),
        ("log", "{{ ''.__class__.__mro__ }}", "unsafe"),
    ],
)
def test_a_faulty_template_is_a_failure_that_names_the_fault(
    tmp_path: Path, form: str, template: str, said: str
) -> None:
    for name in (f"new_crash_group.{form.suffix}.j2" for form in FORMS):
        (tmp_path / name).write_text((resource_dir("alerts") / name).read_text())
    (tmp_path / f"new_crash_group.{form}.j2").write_text(template)
    faulty = Renderer(tmp_path, public_url="https://telemetry.example")

    with pytest.raises(DeliveryFailed, match=said) as failed:
        faulty.render(AlertKind.NEW_CRASH_GROUP, crash_facts(), DELIVERY_ID)

    assert not failed.value.permanent


def test_every_template_belongs_to_a_kind_and_a_form() -> None:
    wanted = {f"{kind}.{form.suffix}.j2" for kind in AlertKind for form in FORMS}

    assert {path.name for path in resource_dir("alerts").glob("*.j2")} == wanted
    assert renderer() is not None
