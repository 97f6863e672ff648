"""Computes the fingerprints of crashes: the same bug gets the same 16 hex digits."""

import hashlib

from telemetry_graph.crashes.fingerprint import v2

ALGORITHM = v2.ALGORITHM


def fingerprint(app_id: str, crash_type: str, message: str, stack_trace: str) -> str:
    """The fingerprint by the current algorithm: 16 lowercase hex digits, unique within `app_id`."""
    return v2.fingerprint(crash_type, message, stack_trace)


def fingerprint_from_name(name: str) -> str:
    """The fingerprint for a group name that a client sent; no algorithm computes the same one."""
    return hashlib.sha256(f"client\x1f{name}".encode()).hexdigest()[:16]
