"""What people look up is there: settings in the README, error codes in docs/errors.md."""

import json
import pkgutil
from collections.abc import Iterator
from dataclasses import fields
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
OF_THE_COMMAND_LINE = {"BAD_SETTING", "STACK_FAILED", "MIGRATION_MISMATCH", "CANNOT_LISTEN"}

# Every error class of the program is known once all of it is imported.
for module in pkgutil.walk_packages(telemetry_graph.__path__, "telemetry_graph."):
    if not module.name.endswith("__main__"):
        import_module(module.name)


def codes(error: type[TelemetryError] = TelemetryError) -> Iterator[str]:
    if error.__module__.startswith("telemetry_graph."):
        yield error.code
    for narrower in error.__subclasses__():
        yield from codes(narrower)


@pytest.mark.parametrize("setting", fields(Settings), ids=lambda each: each.name)
def test_every_setting_is_in_the_configuration_table(setting: object) -> None:
    name = getattr(setting, "metadata")["name"]  # noqa: B009 - a dataclass field, typed as object

    assert f"| `{name}`" in README


@pytest.mark.parametrize("code", sorted(set(codes()) - OF_THE_COMMAND_LINE))
def test_every_error_code_is_explained(code: str) -> None:
    assert f"`{code}`" in ERRORS


@pytest.mark.parametrize("kind", EVENT_TYPES.values(), ids=lambda kind: kind.name)
def test_every_event_type_and_its_fields_are_documented(kind: object) -> None:
    name, data = getattr(kind, "name"), getattr(kind, "data")  # noqa: B009

    assert f"`{name}`" in EVENTS
    for field in data.__struct_fields__:
        assert f"`{field}`" in EVENTS


def test_the_readme_prints_the_fingerprint_of_the_crash_that_it_sends() -> None:
    _, _, sent = README.partition('"crash": ')
    crash, _ = json.JSONDecoder().raw_decode(sent)
    named = fingerprint("com.example.demo", crash["type"], crash["message"], crash["stackTrace"])

    assert f'{{"crashFeed":{{"fingerprint":"{named}"' in README
