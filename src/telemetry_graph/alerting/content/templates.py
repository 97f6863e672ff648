"""Finds and runs the templates of `alerts/`: the words of a kind, then the layout of a form."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from telemetry_graph.alerting.content.formats import FORMS, Form
from telemetry_graph.alerting.content.payload import AlertKind

LONGEST_CHARS = 600_000  # what a megabyte in every field can make, and some more

_WORDS = ("label", "tone", "headline", "subject", "sentence", "details", "action", "why")
_SHARED = "rows.j2"


class BrokenTemplate(Exception):
    """A template is missing, cannot be read, or fails on the facts; the message names it."""


class Sandbox(SandboxedEnvironment):
    """No attribute that leads to Python, and no small expression that makes a huge text."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "**" or not all(isinstance(each, int | float) for each in (left, right)):
            raise SecurityError(f"{operator} is for small numbers only")
        return super().call_binop(context, operator, left, right)


class Templates:
    """The templates of `folders`, of which an earlier one hides a later one's of the same name.

    `<kind>.words.j2` says what is particular to a kind, as variables. `alert.<form>.j2` puts them
    into a form; `<kind>.<form>.j2`, where it is there, is used for this kind instead.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._words = _environment(folders)
        self._data = _environment(folders, finalize=_json)

    def say(self, kind: AlertKind, form: Form, facts: Mapping[str, object]) -> str:
        words = self._words_of(kind, facts)
        environment = self._data if form.is_json else self._words
        names = [f"{kind}.{form.suffix}.j2", f"alert.{form.suffix}.j2"]
        with _blaming(names[0]):
            template = environment.select_template(names)
        with _blaming(template.name or names[0]):
            return _bounded(template, {**facts, "words": words})

    def _words_of(self, kind: AlertKind, facts: Mapping[str, object]) -> Mapping[str, object]:
        with _blaming(_SHARED):
            rows = self._words.get_template(_SHARED).make_module(dict(facts))
        name = f"{kind}.words.j2"
        with _blaming(name):
            module = self._words.get_template(name).make_module({**facts, "rows": rows})
            if missing := [word for word in _WORDS if not hasattr(module, word)]:
                raise ValueError(f"it does not set {', '.join(missing)}")
            return {word: getattr(module, word) for word in _WORDS}


@contextmanager
def _blaming(name: str) -> Iterator[None]:
    """Makes a fault a `BrokenTemplate` that names the file: this one, or the one that it is in."""
    try:
        yield
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        file = (isinstance(error, TemplateSyntaxError) and error.name) or name
        raise BrokenTemplate(f"{file}: {type(error).__name__}: {error}") from error


def known_names() -> frozenset[str]:
    """Every name under which a template is looked for."""
    layouts = {f"alert.{form.suffix}.j2" for form in FORMS}
    words = {f"{kind}.words.j2" for kind in AlertKind}
    own = {f"{kind}.{form.suffix}.j2" for kind in AlertKind for form in FORMS}
    return frozenset({_SHARED} | layouts | words | own)


def _environment(
    folders: Sequence[Path], finalize: Callable[[Any], str] | None = None
) -> SandboxedEnvironment:
    return Sandbox(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _json(value: object) -> str:
    """Applied to every `{{ … }}` of a JSON template, so that no text can leave its string."""
    return json.dumps(value, default=str)  # `str` of something undefined raises, as it should


def _bounded(template: Template, context: Mapping[str, object]) -> str:
    pieces, length = [], 0
    for piece in template.generate(dict(context)):
        pieces.append(piece)
        length += len(piece)
        if length > LONGEST_CHARS:
            raise ValueError(f"it makes more than {LONGEST_CHARS:,} characters")
    return "".join(pieces)
