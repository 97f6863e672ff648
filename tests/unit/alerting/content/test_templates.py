"""Custom templates: they replace shipped ones by name, and a broken one never costs an alert."""

import shutil
from pathlib import Path

import pytest
from tests.unit.alerting.examples import Messages, crash_alert

from telemetry_graph.alerting.channels.registry import all_formats
from telemetry_graph.alerting.content.payload import AlertKind
from telemetry_graph.alerting.content.template_checks import (
    check_shipped,
    find_faults,
    template_names,
)
from telemetry_graph.alerting.content.templates import BrokenTemplate, Templates
from telemetry_graph.alerting.setup import create_templates
from telemetry_graph.kit.resources import find_resource_folder

WORDS = find_resource_folder("alerts")
FOLDERS = [WORDS, *dict.fromkeys(format.folder for format in all_formats())]


def render_with(custom: Path | None, kind: AlertKind = AlertKind.NEW_CRASH_GROUP) -> Messages:
    return Messages.of(crash_alert(kind, create_templates(WORDS, custom)))


def faults_of(custom: Path) -> list[str]:
    return find_faults(create_templates(WORDS, custom), all_formats())


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A copy of all shipped templates, to break them."""
    folder = tmp_path / "shipped"
    for source in FOLDERS:
        shutil.copytree(source, folder, dirs_exist_ok=True)
    return folder


def test_every_shipped_file_is_used() -> None:
    names = {path.name for folder in FOLDERS for path in folder.glob("*.j2")}

    assert names <= template_names(all_formats())
    assert {f"{kind}.words.j2" for kind in AlertKind} <= names
    assert {f"alert.{format.name}.j2" for format in all_formats()} <= names


def test_the_layout_of_a_format_is_in_the_folder_of_its_kind() -> None:
    for format in all_formats():
        assert (format.folder / f"alert.{format.name}.j2").is_file()


def test_a_missing_shipped_template_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BrokenTemplate, match="TemplateNotFound"):
        check_shipped(Templates([tmp_path]), all_formats())


def test_the_shipped_templates_are_valid() -> None:
    check_shipped(create_templates(WORDS), all_formats())


@pytest.mark.parametrize(
    ("name", "template", "error"),
    [
        ("alert.log.j2", "{{ crash.colour }}", "has no attribute 'colour'"),
        ("alert.webhook.json.j2", '{"x": {{ crash.colour }}}', "has no attribute 'colour'"),
        ("alert.webhook.json.j2", '{"x": }', "invalid JSON"),
        ("alert.webhook.json.j2", "[]", "invalid JSON"),
        ("alert.slack.json.j2", '{"not": "blocks"}', "invalid JSON"),
        ("alert.discord.json.j2", '{"embeds": "none"}', "invalid JSON"),
        ("alert.log.j2", "{{ ''.__class__.__mro__ }}", "unsafe"),
        ("alert.log.j2", "{% for n in range(99999) %}{{ crash.title }}{% endfor %}", "characters"),
        ("alert.log.j2", "{{ 'x' * 999999999 }}", "small numbers only"),
        ("alert.log.j2", "{{ 9 ** 9 ** 9 }}", "small numbers only"),
        ("alert.log.j2", "{{ 1 / 0 }}", "ZeroDivisionError"),
        ("alert.log.j2", "{% if %}", "TemplateSyntaxError"),
        ("alert.log.j2", "{% include '../../secret' %}", "TemplateNotFound"),
        ("storm.words.j2", "{% set label = 'Storm' %}", "does not set tone, headline"),
    ],
)
def test_a_broken_shipped_template_is_an_error_and_a_custom_one_is_replaced(
    tmp_path: Path, shipped: Path, name: str, template: str, error: str
) -> None:
    (shipped / name).write_text(template)
    custom = tmp_path / "custom"
    custom.mkdir()
    (custom / name).write_text(template)

    with pytest.raises(BrokenTemplate, match=error):
        check_shipped(Templates([shipped]), all_formats())

    assert any(error in fault for fault in faults_of(custom))
    assert render_with(custom) == render_with(None)


def test_a_custom_template_that_fails_is_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "alert.log.j2").write_text("{{ nothing }}")

    render_with(tmp_path)

    (record,) = caplog.records
    assert vars(record)["reason"].startswith("alert.log.j2: UndefinedError")


def test_a_custom_layout_changes_one_format(tmp_path: Path) -> None:
    (tmp_path / "alert.email.subject.j2").write_text("{{ words.subject }} ({{ app.id }})")

    custom, shipped = render_with(tmp_path), render_with(None)

    assert custom.subject.endswith("(com.example.notes)")
    assert custom.html == shipped.html
    assert custom.slack == shipped.slack


def test_custom_words_change_every_format(tmp_path: Path) -> None:
    words = (WORDS / "new_crash_group.words.j2").read_text()
    (tmp_path / "new_crash_group.words.j2").write_text(words + '{% set headline = "Ojemine" %}')

    messages = render_with(tmp_path)

    for text in (messages.text, messages.html, str(messages.slack), str(messages.teams)):
        assert "Ojemine" in text


def test_a_custom_layout_can_be_for_one_alert_kind(tmp_path: Path) -> None:
    (tmp_path / "regression.log.j2").write_text("BACK {{ crash.type }}")

    assert render_with(tmp_path, AlertKind.REGRESSION).line == "BACK lua_error"
    assert render_with(tmp_path).line == render_with(None).line


def test_custom_html_is_escaped(tmp_path: Path) -> None:
    (tmp_path / "alert.email.html.j2").write_text("<p>{{ crash.message }}</p>")
    alert = crash_alert(templates=create_templates(WORDS, tmp_path), message="<script>")

    assert Messages.of(alert).html == "<p>&lt;script&gt;</p>"


def test_an_unknown_template_name_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "spike.slak.json.j2").write_text("[]")

    assert faults_of(tmp_path) == ["spike.slak.json.j2: no template has this name"]


@pytest.mark.parametrize("name", ["rows.j2", "spike.words.j2", "alert.log.j2", "spike.log.j2"])
@pytest.mark.parametrize("template", ["{{ nothing }}", "{% if %}"])
def test_a_fault_names_its_file(tmp_path: Path, name: str, template: str) -> None:
    (tmp_path / name).write_text(template)

    assert {fault.split(":")[0] for fault in faults_of(tmp_path)} == {name}


def test_without_a_custom_folder_there_are_no_faults() -> None:
    assert find_faults(create_templates(WORDS), all_formats()) == []
