"""Explains a group from its first crash, so that the explanation does not depend on the reader."""

from telemetry_graph.crashes.fingerprint import Grouping, explain, v1
from telemetry_graph.crashes.model import CrashGroup
from telemetry_graph.crashes.rules.model import AppGroupingRules
from telemetry_graph.crashes.search import split_words

_EXTENSIONS = frozenset(("lua", "py", "js", "ts", "java", "kt", "cpp", "cc", "go", "rs", "main"))
_MAX_SITE_WORDS = 12
_MIN_SITE_WORD_CHARACTERS = 3
_MAX_LINES_OF_V1 = 100


def explain_group(group: CrashGroup, rules: AppGroupingRules | None = None) -> Grouping:
    """Why crashes are in the group; by the app's path patterns, if these determined it."""
    if group.algorithm == v1.ALGORITHM:
        lines = v1.normalize_stack(group.sample_stack_trace).splitlines()
        message = v1.normalize_message(group.message)
        return Grouping(group.crash_type, message, (), lines=tuple(lines[:_MAX_LINES_OF_V1]))
    crash = group.crash_type, group.message, group.sample_stack_trace
    by_algorithm = explain(*crash)
    if rules is None or not (rules.in_app or rules.library):
        return by_algorithm
    is_older_than_rules = by_algorithm.fingerprint == group.fingerprint
    return by_algorithm if is_older_than_rules else explain(*crash, rules.find_origin)


def list_site_words(grouping: Grouping) -> list[str]:
    """The names of the functions and files that crashed, each as one word."""
    names = (part for frame in grouping.counted for part in (frame.function, frame.file))
    words = (
        word
        for word in split_words(names)
        if len(word) >= _MIN_SITE_WORD_CHARACTERS and word.isalnum()
    )
    return [word for word in words if word not in _EXTENSIONS][:_MAX_SITE_WORDS]
