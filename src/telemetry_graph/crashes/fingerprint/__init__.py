"""Names the group of a crash: the same bug gives the same 16 hex digits."""

import hashlib

from telemetry_graph.crashes.fingerprint import v2

ALGORITHM = v2.ALGORITHM


def fingerprint(app_id: str, crash_type: str, message: str, stack_trace: str) -> str:
    """The crash's group within `app_id`, by the current algorithm: 16 lowercase hex digits."""
    return v2.fingerprint(crash_type, message, stack_trace)


def named_by_client(name: str) -> str:
    """The group that a client asks for by name; never one that an algorithm makes."""
    return hashlib.sha256(f"client\x1f{name}".encode()).hexdigest()[:16]
