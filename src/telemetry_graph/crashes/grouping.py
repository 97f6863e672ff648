"""Says why a group is one, from its first crash: the same for everybody who asks."""

from telemetry_graph.crashes.fingerprint import v1, v2
from telemetry_graph.crashes.fingerprint.v2 import Grouping
from telemetry_graph.crashes.model import CrashGroup, CrashOccurrence
from telemetry_graph.crashes.rules.model import AppRules
from telemetry_graph.crashes.search import words_of

_EXTENSION_WORDS = frozenset(
    ("lua", "py", "js", "ts", "java", "kt", "cpp", "cc", "go", "rs", "main")
)
_MAX_SITE_WORDS = 12


def grouping_of(group: CrashGroup, rules: AppRules | None = None) -> Grouping:
    """By the app's patterns of paths, unless the group is older than they are."""
    if group.algorithm == v1.ALGORITHM:
        lines = v1.normalised_stack(group.sample_stack_trace).splitlines()
        message = v1.normalised_message(group.message)
        return Grouping(group.crash_type, message, (), lines=tuple(lines[:100]))
    words = group.crash_type, group.message, group.sample_stack_trace
    usual = v2.explain(*words)
    if rules is None or not (rules.in_app or rules.library):
        return usual
    is_older = usual.fingerprint == group.fingerprint
    return usual if is_older else v2.explain(*words, rules.origin)


def searchable_words(crash: CrashOccurrence) -> list[str]:
    """The words that a new group of this crash is found by."""
    grouping = v2.explain(crash.crash_type, crash.message, crash.readable_stack_trace)
    frames = (frame.label for frame in (*grouping.counted, *grouping.ignored))
    return words_of((crash.crash_type, crash.message, *frames, *grouping.lines))


def site_words(grouping: Grouping) -> list[str]:
    """Whole names of the functions and files where the crash is."""
    names = (part for frame in grouping.counted for part in (frame.function, frame.file))
    words = (word for word in words_of(names) if len(word) > 2 and word.isalnum())
    return [word for word in words if word not in _EXTENSION_WORDS][:_MAX_SITE_WORDS]
