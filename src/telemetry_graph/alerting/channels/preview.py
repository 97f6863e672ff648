"""Writes sample alerts of every kind and format to files."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from uuid import UUID

from telemetry_graph.alerting.channels.registry import KINDS
from telemetry_graph.alerting.content.payload import AlertKind
from telemetry_graph.alerting.content.samples import sample_links, sample_payload
from telemetry_graph.alerting.content.templates import RenderableAlert, Templates

_DELIVERY_ID = UUID("018d0c5e-0000-7000-8000-000000000001")


def write_previews(
    templates: Templates, folder: Path, alert_kinds: Iterable[AlertKind]
) -> Iterator[Path]:
    """Write the files and yield their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    for alert_kind in alert_kinds:
        payload, links = sample_payload(alert_kind), sample_links(alert_kind)
        alert = RenderableAlert(templates, _DELIVERY_ID, alert_kind, payload, links)
        for kind in KINDS:
            for suffix, content in kind.preview(kind.compose(alert)).items():
                path = folder / f"{alert_kind}.{suffix}"
                path.write_text(content, encoding="utf-8")
                yield path
