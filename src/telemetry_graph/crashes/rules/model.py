"""The grouping rules of an app, and the crashes that they match. Pure functions."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from telemetry_graph.crashes.fingerprint import explain
from telemetry_graph.crashes.fingerprint.frame import Call, Origin
from telemetry_graph.crashes.fingerprint.trace import parse_calls
from telemetry_graph.crashes.model import CrashOccurrence, GroupedBy
from telemetry_graph.kit.ids import Fingerprint
from telemetry_graph.kit.pattern import matches

_MAX_CALLS = 100


class GroupingRuleAction(StrEnum):
    """What a rule does with the fingerprint of a crash that it matches."""

    SET = "set"
    EXTEND = "extend"


@dataclass(frozen=True, slots=True)
class GroupingRule:
    """Matches a crash when all its patterns match. `*` matches any text; case is ignored."""

    fingerprint: str
    """With SET, the name of the group; with EXTEND, of a part of each group."""
    action: GroupingRuleAction = GroupingRuleAction.SET
    crash_type: str | None = None
    message: str | None = None
    frame: str | None = None
    """Pattern for the function of any frame."""
    path: str | None = None
    """Pattern for the path of any frame."""


@dataclass(frozen=True, slots=True)
class AppGroupingRules:
    """The first matching rule determines the fingerprint; without one, the algorithm does.

    The path patterns tell the algorithm which frames belong to the app and which to libraries.
    """

    rules: tuple[GroupingRule, ...] = ()
    in_app: tuple[str, ...] = ()
    library: tuple[str, ...] = ()

    def apply(self, crash: CrashOccurrence) -> CrashOccurrence:
        """The crash with the fingerprint by these rules; a client's fingerprint stays."""
        if crash.grouped_by is not GroupedBy.ALGORITHM:
            return crash
        calls = list(islice(parse_calls(crash.readable_stack_trace), _MAX_CALLS))
        by_algorithm = self._compute_fingerprint(crash)
        for rule in self.rules:
            if _matches_crash(rule, crash, calls):
                fingerprint = _to_fingerprint(rule, by_algorithm)
                return replace(crash, fingerprint=fingerprint, grouped_by=GroupedBy.RULE)
        return replace(crash, fingerprint=by_algorithm)

    def _compute_fingerprint(self, crash: CrashOccurrence) -> Fingerprint:
        if not self.in_app and not self.library:
            return crash.fingerprint
        grouping = explain(
            crash.crash_type, crash.message, crash.readable_stack_trace, self.find_origin
        )
        return Fingerprint(grouping.fingerprint)

    def find_origin(self, call: Call) -> Origin | None:
        """The origin by the app's path patterns; None when no pattern matches."""
        if any(matches(pattern, call.path) for pattern in self.in_app):
            return Origin.APP
        if any(matches(pattern, call.path) for pattern in self.library):
            return Origin.LIBRARY
        return None


def _matches_crash(rule: GroupingRule, crash: CrashOccurrence, calls: Sequence[Call]) -> bool:
    if rule.crash_type is not None and not matches(rule.crash_type, crash.crash_type):
        return False
    if rule.message is not None and not matches(rule.message, crash.message):
        return False
    if rule.frame is not None and not any(matches(rule.frame, call.function) for call in calls):
        return False
    return rule.path is None or any(matches(rule.path, call.path) for call in calls)


def _to_fingerprint(rule: GroupingRule, by_algorithm: Fingerprint) -> Fingerprint:
    extended = (by_algorithm,) if rule.action is GroupingRuleAction.EXTEND else ()
    parts = ("rule", rule.fingerprint, *extended)
    return Fingerprint(hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16])
