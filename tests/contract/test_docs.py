"""The documentation has every setting, error code and event type."""

import json
import pkgutil
from collections.abc import Iterator
from dataclasses import Field, fields
from importlib import import_module

import pytest
from tests.conftest import REPOSITORY

import telemetry_graph
from telemetry_graph.catalog.model import EVENT_TYPES
from telemetry_graph.crashes.fingerprint import fingerprint
from telemetry_graph.kit.errors import TelemetryError
from telemetry_graph.settings import Settings

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
ERRORS = (REPOSITORY / "docs" / "errors.md").read_text(encoding="utf-8")
EVENTS = (REPOSITORY / "docs" / "events.md").read_text(encoding="utf-8")
COMMAND_LINE_CODES = {"BAD_SETTING", "STACK_FAILED", "MIGRATION_MISMATCH", "CANNOT_LISTEN"}

# The subclasses of an error are complete when all modules are imported.
for module in pkgutil.walk_packages(telemetry_graph.__path__, "telemetry_graph."):
    if not module.name.endswith("__main__"):
        import_module(module.name)


def codes(error: type[TelemetryError] = TelemetryError) -> Iterator[str]:
    if error.__module__.startswith("telemetry_graph."):
        yield error.code
    for subclass in error.__subclasses__():
        yield from codes(subclass)


@pytest.mark.parametrize("setting", fields(Settings), ids=lambda each: each.name)
def test_every_setting_is_in_the_configuration_table(setting: Field[object]) -> None:
    name, description = setting.metadata["name"], setting.metadata["doc"]

    (row,) = [line for line in README.splitlines() if line.startswith(f"| `{name}`")]
    assert row.endswith(f" | {description} |")
    assert ("(secret)" in row) is setting.metadata["secret"]


@pytest.mark.parametrize("code", sorted(set(codes()) - COMMAND_LINE_CODES))
def test_every_error_code_is_documented(code: str) -> None:
    assert f"`{code}`" in ERRORS


@pytest.mark.parametrize("kind", EVENT_TYPES.values(), ids=lambda kind: kind.name)
def test_every_event_type_and_its_fields_are_documented(kind: object) -> None:
    name, data = getattr(kind, "name"), getattr(kind, "data")  # noqa: B009

    assert f"`{name}`" in EVENTS
    for field in data.__struct_fields__:
        assert f"`{field}`" in EVENTS


def test_the_readme_has_the_fingerprint_of_the_crash_that_it_sends() -> None:
    _, _, example = README.partition('"crash": ')
    crash, _ = json.JSONDecoder().raw_decode(example)
    computed = fingerprint("com.example.demo", crash["type"], crash["message"], crash["stackTrace"])

    assert f'{{"crashFeed":{{"fingerprint":"{computed}"' in README
