"""The default rules of a new app, from `alerts/rules.toml`."""

import tomllib
from pathlib import Path

import msgspec

from telemetry_graph.alerting.rules.model import RuleSettings
from telemetry_graph.alerting.rules.validation import check_rule


def load_default_rules(folder: Path) -> tuple[RuleSettings, ...]:
    """Read and check the file; raise ValueError or InvalidField when it is invalid."""
    text = (folder / "rules.toml").read_text(encoding="utf-8")
    try:
        rules = msgspec.convert(tomllib.loads(text).get("rules", []), list[RuleSettings])
    except msgspec.ValidationError as error:
        raise ValueError(f"rules.toml: {error}") from error
    for rule in rules:
        check_rule(rule)
    return tuple(rules)
