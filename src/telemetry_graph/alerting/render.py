"""Puts an alert into words: the templates of `alerts/`, one per kind and channel."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID

import msgspec
from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from telemetry_graph.alerting.channels.promise import DeliveryFailed
from telemetry_graph.alerting.model import AlertKind, CrashFacts, Message
from telemetry_graph.alerting.untrusted import first_lines, mrkdwn, one_line, plain
from telemetry_graph.kit.text import truncated

_SUBJECT_CHARS = 160


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of text that a template makes: how much of a crash it shows, and made safe how."""

    suffix: str
    safe: Callable[[str, int], str]
    label_chars: int = 120
    message_chars: int = 1_000
    stack_chars: int = 4_000
    stack_lines: int = 30


SUBJECT = Form("subject", one_line, label_chars=60, message_chars=100)
TEXT = Form("email.txt", plain)
HTML = Form("email.html", plain)  # and autoescaped
SLACK = Form("slack.json", mrkdwn, message_chars=1_000, stack_chars=2_000, stack_lines=15)
WEBHOOK = Form("webhook.json", truncated, 1_000, 4_000, stack_chars=32_000, stack_lines=1_000)
LINE = Form("log", one_line, message_chars=300)

FORMS = (SUBJECT, TEXT, HTML, SLACK, WEBHOOK, LINE)


class Renderer:
    """All words of an alert. Every template is compiled at once: a broken one stops the start."""

    def __init__(self, folder: Path, *, public_url: str) -> None:
        self._public_url = public_url.rstrip("/")
        words, data = _environment(folder), _environment(folder, finalize=_json)
        self._templates = {
            (kind, form.suffix): (data if form.suffix.endswith(".json") else words).get_template(
                f"{kind}.{form.suffix}.j2"
            )
            for kind in AlertKind
            for form in FORMS
        }

    def render(self, kind: AlertKind, facts: CrashFacts, delivery_id: UUID) -> Message:
        link = self._link(facts)

        def words(form: Form) -> str:
            return self._words(
                kind, form, crash=_crash(facts, form), link=link, delivery_id=str(delivery_id)
            )

        return Message(
            delivery_id=delivery_id,
            kind=kind,
            app_id=facts.app_id,
            fingerprint=facts.fingerprint,
            thread_key=f"{facts.app_id}/{facts.fingerprint}",
            subject=one_line(words(SUBJECT), _SUBJECT_CHARS),
            text=words(TEXT),
            html=words(HTML),
            slack=_decoded(words(SLACK), list[dict[str, Any]]),
            body=_decoded(words(WEBHOOK), dict[str, Any]),
            line=words(LINE),
        )

    def _words(self, kind: AlertKind, form: Form, **context: object) -> str:
        template = self._templates[kind, form.suffix]
        try:
            return template.render(context)
        except TemplateError as error:
            raise _failed(f"{kind}.{form.suffix}.j2: {error}") from error

    def _link(self, facts: CrashFacts) -> str:
        app, group = quote(facts.app_id, safe=""), quote(facts.fingerprint, safe="")
        return f"{self._public_url}/apps/{app}/crashes/{group}"


def _environment(
    folder: Path, finalize: Callable[[Any], str] | None = None
) -> SandboxedEnvironment:
    return SandboxedEnvironment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _json(value: object) -> str:
    """Applied to every `{{ … }}` of a JSON template, so that no text can leave its string."""
    return json.dumps(value, default=str)  # `str` of something undefined raises, as it should


def _decoded(text: str, shape: type[Any]) -> Any:
    try:
        return msgspec.json.decode(text, type=shape)
    except msgspec.DecodeError as error:
        raise _failed(f"a template made broken JSON: {error}") from error


def _failed(reason: str) -> DeliveryFailed:
    # Not permanent: a template that is put right within hours still delivers what waited.
    return DeliveryFailed(reason, permanent=False)


def _crash(facts: CrashFacts, form: Form) -> Mapping[str, object]:
    """What templates may say of a crash, already fit for the form they make."""

    def label(text: str | None) -> str | None:
        return None if text is None else form.safe(text, form.label_chars)

    stack = first_lines(facts.stack_trace, form.stack_lines)
    return {
        "app_id": label(facts.app_id),
        "app_name": label(facts.app_name),
        "fingerprint": label(facts.fingerprint),
        "type": label(facts.crash_type),
        "message": form.safe(facts.message, form.message_chars),
        "stack_trace": form.safe(stack, form.stack_chars),
        "app_version": label(facts.app_version),
        "screen": label(facts.screen),
        "is_fatal": facts.is_fatal,
        "seen_at": facts.seen_at.astimezone(UTC).isoformat(timespec="seconds"),
        "seen_at_words": f"{facts.seen_at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC",
    }
