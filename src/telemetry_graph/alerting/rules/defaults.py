"""The rules that every app begins with, from `alerts/rules.toml`."""

import tomllib
from pathlib import Path

import msgspec

from telemetry_graph.alerting.rules.model import RuleSettings
from telemetry_graph.alerting.rules.validation import checked


def default_rules(folder: Path) -> tuple[RuleSettings, ...]:
    """Read and checked at the start, so that a broken file is found then."""
    text = (folder / "rules.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text).get("rules", [])
    try:
        return tuple(checked(rule) for rule in msgspec.convert(found, list[RuleSettings]))
    except msgspec.ValidationError as error:
        raise ValueError(f"rules.toml: {error}") from error
