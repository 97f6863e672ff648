"""Tries templates on sample alerts before they are needed."""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from telemetry_graph.alerting.content.formats import Format
from telemetry_graph.alerting.content.payload import AlertKind
from telemetry_graph.alerting.content.samples import sample_links, sample_payload
from telemetry_graph.alerting.content.templates import (
    SHARED_TEMPLATE,
    BrokenTemplate,
    RenderableAlert,
    TemplateFolders,
    Templates,
)

_SAMPLE_ID = UUID(int=0)


def check_shipped(templates: Templates, formats: Iterable[Format]) -> None:
    """Raise BrokenTemplate when a shipped template is missing or fails."""
    for alert, format in _samples(templates.shipped, formats):
        alert.render(format)


def find_faults(templates: Templates, formats: Sequence[Format]) -> list[str]:
    """Why files of the custom folder will not be used; empty when all of them will be."""
    if templates.custom is None or templates.custom_folder is None:
        return []
    names = {path.name for path in templates.custom_folder.iterdir() if path.name.endswith(".j2")}
    unknown = sorted(names - template_names(formats))
    faults = [f"{name}: no template has this name" for name in unknown]
    for alert, format in _samples(templates.custom, formats):
        try:
            alert.render(format)
        except BrokenTemplate as broken:
            faults.append(str(broken))
    return list(dict.fromkeys(faults))


def template_names(formats: Iterable[Format]) -> frozenset[str]:
    """Every name that a template can have."""
    suffixes = {f"{format.name}.j2" for format in formats}
    return frozenset(
        {SHARED_TEMPLATE}
        | {f"{kind}.words.j2" for kind in AlertKind}
        | {f"{first}.{suffix}" for first in ("alert", *AlertKind) for suffix in suffixes}
    )


def _samples(
    folders: TemplateFolders, formats: Iterable[Format]
) -> Iterator[tuple[RenderableAlert, Format]]:
    for kind in AlertKind:
        for format in formats:
            payload, links = sample_payload(kind), sample_links(kind)
            yield RenderableAlert(folders, _SAMPLE_ID, kind, payload, links), format
