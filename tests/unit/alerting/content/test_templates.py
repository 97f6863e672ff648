"""Templates of an operator: they come first, and a broken one never costs an alert."""

import shutil
from pathlib import Path

import pytest
from tests.unit.alerting.examples import DELIVERY_ID, LINKS, crash_facts

from telemetry_graph.alerting.content.formats import FORMS
from telemetry_graph.alerting.content.message import Message
from telemetry_graph.alerting.content.payload import AlertFacts, AlertKind
from telemetry_graph.alerting.content.render import Renderer
from telemetry_graph.alerting.content.templates import BrokenTemplate, known_names
from telemetry_graph.kit.resources import resource_dir

SHIPPED = resource_dir("alerts")


def message_with(own: Path, kind: AlertKind = AlertKind.NEW_CRASH_GROUP) -> Message:
    facts = AlertFacts.about(crash_facts())
    return Renderer(SHIPPED, own=own).render(kind, facts, DELIVERY_ID, LINKS)


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A copy of ours, to be broken."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "shipped"))


def test_every_file_is_one_that_is_looked_for() -> None:
    names = {path.name for path in SHIPPED.glob("*.j2")}

    assert names <= known_names()
    assert {f"{kind}.words.j2" for kind in AlertKind} <= names
    assert {f"alert.{form.suffix}.j2" for form in FORMS} <= names


def test_a_missing_template_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(BrokenTemplate, match="TemplateNotFound"):
        Renderer(tmp_path).check()


@pytest.mark.parametrize(
    ("name", "template", "said"),
    [
        ("alert.log.j2", "{{ crash.colour }}", "has no attribute 'colour'"),
        ("alert.webhook.json.j2", '{"x": {{ crash.colour }}}', "has no attribute 'colour'"),
        ("alert.webhook.json.j2", '{"x": }', "broken JSON"),
        ("alert.slack.json.j2", '{"not": "a list"}', "broken JSON"),
        ("alert.log.j2", "{{ ''.__class__.__mro__ }}", "unsafe"),
        ("alert.log.j2", "{% for n in range(99999) %}{{ crash.said }}{% endfor %}", "characters"),
        ("alert.log.j2", "{{ 'x' * 999999999 }}", "small numbers only"),
        ("alert.log.j2", "{{ 9 ** 9 ** 9 }}", "small numbers only"),
        ("alert.log.j2", "{{ 1 / 0 }}", "ZeroDivisionError"),
        ("alert.log.j2", "{% if %}", "TemplateSyntaxError"),
        ("alert.log.j2", "{% include '../../secret' %}", "TemplateNotFound"),
        ("storm.words.j2", "{% set label = 'Storm' %}", "does not set tone, headline"),
    ],
)
def test_a_fault_is_named_ours_stop_the_start_and_yours_are_replaced(
    tmp_path: Path, shipped: Path, name: str, template: str, said: str
) -> None:
    (shipped / name).write_text(template)
    own = tmp_path / "own"
    own.mkdir()
    (own / name).write_text(template)

    with pytest.raises(BrokenTemplate, match=said):
        Renderer(shipped).check()
    faults = Renderer(SHIPPED, own=own).faults()

    assert any(said in fault for fault in faults)
    assert message_with(own) == message_with(SHIPPED)


def test_what_is_broken_is_logged_when_it_is_met(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "alert.log.j2").write_text("{{ nothing }}")

    message_with(tmp_path)

    (record,) = caplog.records
    assert vars(record)["reason"].startswith("alert.log.j2: UndefinedError")


def test_a_folder_with_one_template_changes_one_thing(tmp_path: Path) -> None:
    (tmp_path / "alert.email.subject.j2").write_text("{{ words.subject }} ({{ app.id }})")

    message, usual = message_with(tmp_path), message_with(SHIPPED)

    assert message.subject.endswith("(com.example.notes)")
    assert message.html == usual.html
    assert message.slack == usual.slack


def test_words_of_a_kind_change_every_form_of_it(tmp_path: Path) -> None:
    words = (SHIPPED / "new_crash_group.words.j2").read_text()
    (tmp_path / "new_crash_group.words.j2").write_text(words + '{% set headline = "Ojemine" %}')

    message = message_with(tmp_path)

    for text in (message.text, message.html, str(message.slack), str(message.teams)):
        assert "Ojemine" in text


def test_a_kind_may_have_a_form_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "regression.log.j2").write_text("BACK {{ crash.type }}")

    assert message_with(tmp_path, AlertKind.REGRESSION).line == "BACK lua_error"
    assert message_with(tmp_path).line == message_with(SHIPPED).line


def test_html_of_yours_is_escaped_as_ours_is(tmp_path: Path) -> None:
    (tmp_path / "alert.email.html.j2").write_text("<p>{{ crash.message }}</p>")
    facts = AlertFacts.about(crash_facts(message="<script>"))

    message = Renderer(SHIPPED, own=tmp_path).render(
        AlertKind.NEW_CRASH_GROUP, facts, DELIVERY_ID, LINKS
    )

    assert message.html == "<p>&lt;script&gt;</p>"


def test_a_name_that_is_never_looked_for_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "spike.slak.json.j2").write_text("[]")

    assert Renderer(SHIPPED, own=tmp_path).faults() == [
        "spike.slak.json.j2: never looked for by this name"
    ]


@pytest.mark.parametrize("name", ["rows.j2", "spike.words.j2", "alert.log.j2", "spike.log.j2"])
@pytest.mark.parametrize("template", ["{{ nothing }}", "{% if %}"])
def test_a_fault_names_the_file_that_it_is_in(tmp_path: Path, name: str, template: str) -> None:
    (tmp_path / name).write_text(template)

    faults = Renderer(SHIPPED, own=tmp_path).faults()

    assert {fault.split(":")[0] for fault in faults} == {name}


def test_without_a_folder_of_yours_there_is_no_fault() -> None:
    assert Renderer(SHIPPED).faults() == []
