"""A crash, its alert, and the messages that channels send about it, with any detail changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

import httpx

from telemetry_graph.alerting.channels.base import AnyKind
from telemetry_graph.alerting.channels.discord import DISCORD
from telemetry_graph.alerting.channels.email.mail import InlineImage, Mail
from telemetry_graph.alerting.channels.email.mail import compose as compose_mail
from telemetry_graph.alerting.channels.http.json_kind import JsonMessage
from telemetry_graph.alerting.channels.log import LOG
from telemetry_graph.alerting.channels.slack import SLACK
from telemetry_graph.alerting.channels.teams import TEAMS
from telemetry_graph.alerting.channels.transports import MailServer, Transports
from telemetry_graph.alerting.channels.webhook import WEBHOOK
from telemetry_graph.alerting.content.links import MessageLinks
from telemetry_graph.alerting.content.payload import (
    AlertKind,
    AlertPayload,
    CrashDetails,
    SummaryEntry,
)
from telemetry_graph.alerting.content.samples import sample_links, sample_payload
from telemetry_graph.alerting.content.templates import RenderableAlert, Templates
from telemetry_graph.alerting.setup import create_templates
from telemetry_graph.kit.ids import AppId, Fingerprint
from telemetry_graph.kit.resources import find_resource_folder

NOW = datetime(2025, 3, 4, 5, 6, 7, tzinfo=UTC)
DELIVERY_ID = UUID("0195604a-0000-7000-8000-000000000001")
LINK = "https://telemetry.example/apps/com.example.notes/crashes/00c0ffee00c0ffee"
LINKS = MessageLinks(
    LINK,
    acknowledge="https://telemetry.example/alerts/acknowledge/t0k-en_1",
    mute="https://telemetry.example/alerts/mute/t0k-en_2",
    unsubscribe="https://telemetry.example/alerts/unsubscribe/t0k-en_3",
)

STACK = """stack traceback:
\tnotes/editor.lua:42: in function 'save'
\tnotes/main.lua:7: in main chunk"""

_APP = AlertPayload(AppId("com.example.notes"), "Notes", NOW)
_CRASH = CrashDetails(
    fingerprint=Fingerprint("00c0ffee00c0ffee"),
    crash_type="lua_error",
    message="attempt to index a nil value (local 'note')",
    stack_trace=STACK,
    app_version="1.4.0",
    screen="editor",
    is_fatal=True,
    timestamp=NOW,
)


def clock() -> datetime:
    return NOW


def create_transports(
    http: httpx.AsyncClient, mail_server: MailServer | None = None, **changes: Any
) -> Transports:
    return replace(Transports(http, clock, mail_server), **changes)


@cache
def shipped_templates() -> Templates:
    return create_templates(find_resource_folder("alerts"))


def crash_details(**changes: Any) -> CrashDetails:
    return replace(_CRASH, **changes)


def crash_payload(**changes: Any) -> AlertPayload:
    """The payload of a crash. `app_id` and `app_name` change the app, other names the crash."""
    app = {name: changes.pop(name) for name in ("app_id", "app_name") if name in changes}
    return replace(_APP, **app, crash=crash_details(**changes))


def crash_alert(
    kind: AlertKind = AlertKind.NEW_CRASH_GROUP,
    templates: Templates | None = None,
    **changes: Any,
) -> RenderableAlert:
    payload = crash_payload(**changes)
    return RenderableAlert(templates or shipped_templates(), DELIVERY_ID, kind, payload, LINKS)


def sample_alert(kind: AlertKind, **changes: Any) -> RenderableAlert:
    """A sample alert of any kind; only a confirmation has the links of the sample."""
    payload = replace(sample_payload(kind), **changes)
    links = replace(LINKS, confirm=sample_links(kind).confirm)
    return RenderableAlert(shipped_templates(), DELIVERY_ID, kind, payload, links)


def huge_alert(kind: AlertKind, huge: str) -> RenderableAlert:
    """A sample alert with a huge text in every field."""
    payload = sample_payload(kind)
    crash = payload.crash and replace(
        payload.crash, message=huge, stack_trace=huge, crash_type=huge, screen=huge,
        app_version=huge, fixed_in=huge,
    )  # fmt: skip
    entry = SummaryEntry(AlertKind.SPIKE, huge, "00c0ffee00c0ffee", 10**9, is_fatal=True)
    summary = payload.summary and replace(payload.summary, entries=(entry,) * 50)
    measurement = payload.measurement and replace(
        payload.measurement, unit=huge, metric=huge, app_version=huge
    )
    payload = replace(
        payload,
        app_name=huge,
        rule_name=huge,
        crash=crash,
        summary=summary,
        measurement=measurement,
    ).truncate()
    return RenderableAlert(shipped_templates(), DELIVERY_ID, kind, payload, LINKS)


def crash_mail(**changes: Any) -> Mail:
    return compose_mail(crash_alert(**changes))


def compose_body(kind: AnyKind, alert: RenderableAlert) -> Mapping[str, Any]:
    message: JsonMessage = kind.compose(alert)
    return message.body


@dataclass(frozen=True)
class Messages:
    """One alert as different channels send it."""

    mail: Mail
    slack: Sequence[Mapping[str, Any]]
    """Blocks."""
    teams: Mapping[str, Any]
    """A card."""
    discord: Sequence[Mapping[str, Any]]
    """Embeds."""
    body: Mapping[str, Any]
    """Of a webhook."""
    line: str
    """Of the log."""

    @classmethod
    def of(cls, alert: RenderableAlert) -> "Messages":
        return cls(
            mail=compose_mail(alert),
            slack=compose_body(SLACK, alert)["blocks"],
            teams=compose_body(TEAMS, alert)["attachments"][0]["content"],
            discord=compose_body(DISCORD, alert)["embeds"],
            body=compose_body(WEBHOOK, alert),
            line=LOG.compose(alert).line,
        )

    @property
    def subject(self) -> str:
        return self.mail.subject

    @property
    def text(self) -> str:
        return self.mail.text

    @property
    def html(self) -> str:
        return self.mail.html

    @property
    def images(self) -> tuple[InlineImage, ...]:
        return self.mail.images


def crash_messages(**changes: Any) -> Messages:
    return Messages.of(crash_alert(**changes))


def sample_messages(kind: AlertKind, **changes: Any) -> Messages:
    return Messages.of(sample_alert(kind, **changes))
