"""Finds and runs the templates: first the words of an alert kind, then the layout of a format."""

import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from jinja2 import FileSystemLoader, StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from telemetry_graph.alerting.content.formats import Format, template_variables
from telemetry_graph.alerting.content.links import MessageLinks
from telemetry_graph.alerting.content.payload import AlertKind, AlertPayload

log = logging.getLogger(__name__)

MAX_CHARS = 600_000  # more than a megabyte of device text can render to

SHARED_TEMPLATE = "rows.j2"
_WORDS = ("label", "tone", "headline", "subject", "sentence", "details", "action", "why")


class BrokenTemplate(Exception):
    """A template is missing, invalid or fails on its variables; the message names the file."""


class AlertSandbox(SandboxedEnvironment):
    """Refuses attributes that lead to Python, and small expressions that make huge texts."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "**" or not all(isinstance(each, int | float) for each in (left, right)):
            raise SecurityError(f"{operator} works with small numbers only")
        return super().call_binop(context, operator, left, right)


class TemplateFolders:
    """The templates in `folders`; a file hides files of the same name in later folders.

    `<kind>.words.j2` sets the words of an alert kind as variables. `alert.<format>.j2` lays them
    out; `<kind>.<format>.j2`, if it exists, does so for that kind instead.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._text = _create_environment(folders)
        self._json = _create_environment(folders, finalize=_to_json)

    def render(self, format: Format, kind: AlertKind, variables: Mapping[str, object]) -> Any:
        words = self._render_words(kind, variables)
        environment = self._json if format.is_json else self._text
        names = [f"{kind}.{format.name}.j2", f"alert.{format.name}.j2"]
        with _naming(names[0]):
            template = environment.select_template(names)
        with _naming(template.name or names[0]):
            text = _render_bounded(template, {**variables, "words": words})
            return _parse_json(text, format.shape) if format.is_json else text

    def _render_words(
        self, kind: AlertKind, variables: Mapping[str, object]
    ) -> Mapping[str, object]:
        with _naming(SHARED_TEMPLATE):
            rows = self._text.get_template(SHARED_TEMPLATE).make_module(dict(variables))
        name = f"{kind}.words.j2"
        with _naming(name):
            module = self._text.get_template(name).make_module({**variables, "rows": rows})
            if missing := [word for word in _WORDS if not hasattr(module, word)]:
                raise ValueError(f"it does not set {', '.join(missing)}")
            return {word: getattr(module, word) for word in _WORDS}


class Templates:
    """The shipped templates, and custom ones that replace them by name.

    A custom template that fails is logged and the shipped one is used instead: an alert in the
    standard words is better than no alert.
    """

    def __init__(self, shipped: Sequence[Path], custom: Path | None = None) -> None:
        self.shipped = TemplateFolders(shipped)
        self.custom = None if custom is None else TemplateFolders([custom, *shipped])
        self.custom_folder = custom

    def render(self, format: Format, kind: AlertKind, variables: Mapping[str, object]) -> Any:
        """Render text or JSON; raise BrokenTemplate when a shipped template fails."""
        if self.custom is not None:
            try:
                return self.custom.render(format, kind, variables)
            except BrokenTemplate as broken:
                log.error(
                    "custom template failed; using the shipped one", extra={"reason": str(broken)}
                )
        return self.shipped.render(format, kind, variables)


@dataclass(frozen=True, slots=True)
class RenderableAlert:
    """The alert of one delivery, which renders in the formats that a channel kind asks for."""

    templates: Templates | TemplateFolders
    delivery_id: UUID
    kind: AlertKind
    payload: AlertPayload
    links: MessageLinks

    def render(self, format: Format) -> Any:
        """A text, or what `format.shape` says; raises BrokenTemplate."""
        variables = template_variables(
            format, self.kind, self.payload, self.delivery_id, self.links
        )
        return self.templates.render(format, self.kind, variables)


@contextmanager
def _naming(name: str) -> Iterator[None]:
    """Turn errors into a BrokenTemplate that names this file, or the file with the syntax error."""
    try:
        yield
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        file = (isinstance(error, TemplateSyntaxError) and error.name) or name
        raise BrokenTemplate(f"{file}: {type(error).__name__}: {error}") from error


def _create_environment(
    folders: Sequence[Path], finalize: Callable[[Any], str] | None = None
) -> SandboxedEnvironment:
    return AlertSandbox(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _to_json(value: object) -> str:
    """Applied to every `{{ … }}` of a JSON template, so that no text can leave its string."""
    return json.dumps(value, default=str)  # `str` of an undefined value raises, as it should


def _render_bounded(template: Template, context: Mapping[str, object]) -> str:
    pieces, length = [], 0
    for piece in template.generate(dict(context)):
        pieces.append(piece)
        length += len(piece)
        if length > MAX_CHARS:
            raise ValueError(f"it renders more than {MAX_CHARS:,} characters")
    return "".join(pieces)


def _parse_json(text: str, shape: Any) -> Any:
    """The decoded JSON, unchanged; it must fit `shape`."""
    try:
        value = msgspec.json.decode(text)
        msgspec.convert(value, shape)
    except msgspec.DecodeError as error:
        raise ValueError(f"invalid JSON: {error}") from error
    return value
