"""Puts an alert into the words of every channel; an operator's own templates come first."""

import logging
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from telemetry_graph.alerting.channels.base import DeliveryFailed
from telemetry_graph.alerting.content.escaping import one_line
from telemetry_graph.alerting.content.formats import (
    DISCORD,
    FORMS,
    HTML,
    LINE,
    SLACK,
    SUBJECT,
    TEAMS,
    TEXT,
    WEBHOOK,
    Form,
    told,
)
from telemetry_graph.alerting.content.message import Image, Links, Message
from telemetry_graph.alerting.content.payload import AlertFacts, AlertKind, CrashFacts
from telemetry_graph.alerting.content.samples import sample_facts, sample_links
from telemetry_graph.alerting.content.sparkline import sparkline_png
from telemetry_graph.alerting.content.templates import BrokenTemplate, Templates, known_names

log = logging.getLogger(__name__)

T = TypeVar("T")

TREND_CID = "trend"

_SUBJECT_CHARS = 160
_RED, _AMBER = (0xD9, 0x2D, 0x20), (0xDC, 0x68, 0x03)
_SAMPLE_ID = UUID(int=0)


class Renderer:
    """All words of an alert.

    A broken template of the operator's is logged, and ours is used in its place: an alert in the
    usual words is better than none.
    """

    def __init__(self, shipped: Path, *, own: Path | None = None) -> None:
        self._shipped = Templates([shipped])
        self._folder = own
        self._own = None if own is None else Templates([own, shipped])

    def check(self) -> None:
        """Try what is shipped on made-up facts; raises `BrokenTemplate`."""
        for kind in AlertKind:
            for form in FORMS:
                _said(self._shipped, form, kind, sample_facts(kind), _SAMPLE_ID, sample_links(kind))

    def render(
        self, kind: AlertKind, facts: AlertFacts, delivery_id: UUID, links: Links
    ) -> Message:
        def said(form: Form, shape: type[T]) -> T:
            return msgspec.convert(self._said(form, kind, facts, delivery_id, links), shape)

        return Message(
            delivery_id=delivery_id,
            kind=kind,
            app_id=facts.app_id,
            fingerprint=facts.crash.fingerprint if facts.crash else None,
            thread_key=_thread_key(kind, facts),
            subject=one_line(said(SUBJECT, str), _SUBJECT_CHARS),
            text=said(TEXT, str),
            html=said(HTML, str),
            slack=said(SLACK, list[dict[str, Any]]),
            teams=said(TEAMS, dict[str, Any]),
            discord=said(DISCORD, list[dict[str, Any]]),
            body=said(WEBHOOK, dict[str, Any]),
            line=said(LINE, str),
            images=_pictures(facts.crash),
            unsubscribe=links.unsubscribe,
        )

    def _said(
        self, form: Form, kind: AlertKind, facts: AlertFacts, delivery_id: UUID, links: Links
    ) -> object:
        try:
            if self._own is not None:
                return _said(self._own, form, kind, facts, delivery_id, links)
        except BrokenTemplate as broken:
            log.error("a template of yours failed, ours is used", extra={"reason": str(broken)})
        try:
            return _said(self._shipped, form, kind, facts, delivery_id, links)
        except BrokenTemplate as broken:
            # Not permanent: a release that puts it right still delivers what waited.
            raise DeliveryFailed(str(broken), permanent=False) from broken

    def faults(self) -> list[str]:
        """What of the operator's folder will not be used, tried on made-up facts, and why."""
        if self._folder is None or self._own is None:
            return []
        names = {path.name for path in self._folder.iterdir() if path.name.endswith(".j2")}
        found = [f"{name}: never looked for by this name" for name in sorted(names - known_names())]
        for kind in AlertKind:
            for form in FORMS:
                try:
                    _said(self._own, form, kind, sample_facts(kind), _SAMPLE_ID, sample_links(kind))
                except BrokenTemplate as broken:
                    found.append(str(broken))
        return list(dict.fromkeys(found))


_SHAPES: dict[str, Any] = {
    SLACK.suffix: list[dict[str, Any]],
    DISCORD.suffix: list[dict[str, Any]],
    TEAMS.suffix: dict[str, Any],
    WEBHOOK.suffix: dict[str, Any],
}


def _said(
    templates: Templates,
    form: Form,
    kind: AlertKind,
    facts: AlertFacts,
    delivery_id: UUID,
    links: Links,
) -> object:
    text = templates.say(kind, form, told(form, kind, facts, delivery_id, links))
    if not form.is_json:
        return text
    try:
        return msgspec.json.decode(text, type=_SHAPES[form.suffix])
    except msgspec.DecodeError as error:
        raise BrokenTemplate(f"{kind}.{form.suffix}.j2 makes broken JSON: {error}") from error


def _thread_key(kind: AlertKind, facts: AlertFacts) -> str:
    if facts.crash is not None:
        return f"{facts.app_id}/{facts.crash.fingerprint}"
    version = facts.measured.app_version if facts.measured else None
    return f"{facts.app_id}/{kind}/{facts.rule_id or ''}/{version or ''}"


def _pictures(crash: CrashFacts | None) -> tuple[Image, ...]:
    if crash is None or not crash.trend:
        return ()
    return (Image(TREND_CID, sparkline_png(crash.trend, _RED if crash.is_fatal else _AMBER)),)
