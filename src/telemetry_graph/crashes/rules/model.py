"""The rules of an app, and which crashes they match. Functions of values, no I/O."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from telemetry_graph.crashes.fingerprint import v2
from telemetry_graph.crashes.fingerprint.v2.frame import Call, Origin
from telemetry_graph.crashes.fingerprint.v2.trace import calls_of_trace
from telemetry_graph.crashes.model import CrashOccurrence, GroupedBy
from telemetry_graph.kit.ids import Fingerprint
from telemetry_graph.kit.pattern import matches

_MAX_CALLS = 100


class RuleAction(StrEnum):
    """What a rule does with the fingerprint."""

    SET = "set"
    EXTEND = "extend"


@dataclass(frozen=True, slots=True)
class GroupingRule:
    """Matches when all of its patterns do; `*` stands for any text, letters of any case."""

    fingerprint: str
    """Crashes of the same words are one group, with EXTEND within each group."""
    action: RuleAction = RuleAction.SET
    crash_type: str | None = None
    message: str | None = None
    frame: str | None = None
    """Some frame's function."""
    path: str | None = None
    """Some frame's path."""


@dataclass(frozen=True, slots=True)
class AppRules:
    """The first rule that matches wins; without one, the patterns say whose code a frame is."""

    rules: tuple[GroupingRule, ...] = ()
    in_app: tuple[str, ...] = ()
    library: tuple[str, ...] = ()

    def applied(self, crash: CrashOccurrence) -> CrashOccurrence:
        """The crash under the name that the rules give it; one that a client named stays."""
        if crash.grouped_by is not GroupedBy.ALGORITHM:
            return crash
        calls = list(islice(calls_of_trace(crash.readable_stack_trace), _MAX_CALLS))
        usual = self._usual(crash)
        for rule in self.rules:
            if _matches(rule, crash, calls):
                name = _name(rule, usual)
                return replace(crash, fingerprint=name, grouped_by=GroupedBy.RULE)
        return replace(crash, fingerprint=usual)

    def _usual(self, crash: CrashOccurrence) -> Fingerprint:
        if not self.in_app and not self.library:
            return crash.fingerprint
        words = crash.crash_type, crash.message, crash.readable_stack_trace
        return Fingerprint(v2.explain(*words, self.origin).fingerprint)

    def origin(self, call: Call) -> Origin | None:
        if any(matches(pattern, call.path) for pattern in self.in_app):
            return Origin.APP
        if any(matches(pattern, call.path) for pattern in self.library):
            return Origin.LIBRARY
        return None


def _matches(rule: GroupingRule, crash: CrashOccurrence, calls: Sequence[Call]) -> bool:
    if rule.crash_type is not None and not matches(rule.crash_type, crash.crash_type):
        return False
    if rule.message is not None and not matches(rule.message, crash.message):
        return False
    if rule.frame is not None and not any(matches(rule.frame, each.function) for each in calls):
        return False
    return rule.path is None or any(matches(rule.path, each.path) for each in calls)


def _name(rule: GroupingRule, usual: Fingerprint) -> Fingerprint:
    parts = ("rule", rule.fingerprint, *((usual,) if rule.action is RuleAction.EXTEND else ()))
    return Fingerprint(hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16])
