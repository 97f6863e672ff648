"""A crash and its message, with any detail changed."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

from telemetry_graph.alerting.content.message import Links, Message
from telemetry_graph.alerting.content.payload import AlertFacts, AlertKind, CrashFacts
from telemetry_graph.alerting.content.render import Renderer
from telemetry_graph.alerting.content.samples import sample_facts
from telemetry_graph.kit.ids import AppId, Fingerprint
from telemetry_graph.kit.resources import resource_dir

NOW = datetime(2025, 3, 4, 5, 6, 7, tzinfo=UTC)
DELIVERY_ID = UUID("0195604a-0000-7000-8000-000000000001")
LINK = "https://telemetry.example/apps/com.example.notes/crashes/00c0ffee00c0ffee"

STACK = """stack traceback:
\tnotes/editor.lua:42: in function 'save'
\tnotes/main.lua:7: in main chunk"""

_FACTS = CrashFacts(
    app_id=AppId("com.example.notes"),
    app_name="Notes",
    fingerprint=Fingerprint("00c0ffee00c0ffee"),
    crash_type="lua_error",
    message="attempt to index a nil value (local 'note')",
    stack_trace=STACK,
    app_version="1.4.0",
    screen="editor",
    is_fatal=True,
    seen_at=NOW,
)


def clock() -> datetime:
    return NOW


def crash_facts(**changes: Any) -> CrashFacts:
    return replace(_FACTS, **changes)


LINKS = Links(
    LINK,
    acknowledge="https://telemetry.example/alerts/acknowledge/t0k-en_1",
    mute="https://telemetry.example/alerts/mute/t0k-en_2",
    unsubscribe="https://telemetry.example/alerts/unsubscribe/t0k-en_3",
)


@cache
def renderer() -> Renderer:
    return Renderer(resource_dir("alerts"))


def message_about(
    facts: CrashFacts = _FACTS, kind: AlertKind = AlertKind.NEW_CRASH_GROUP
) -> Message:
    return renderer().render(kind, AlertFacts.about(facts), DELIVERY_ID, LINKS)


def message_of(kind: AlertKind, **changes: Any) -> Message:
    """A made-up alert of any kind."""
    return renderer().render(kind, replace(sample_facts(kind), **changes), DELIVERY_ID, LINKS)
