"""Writes what alerts look like into a folder, from made-up facts."""

import base64
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from telemetry_graph.alerting.channels.discord.sender import discord_payload
from telemetry_graph.alerting.channels.slack.sender import slack_payload
from telemetry_graph.alerting.channels.teams.sender import teams_payload
from telemetry_graph.alerting.content.message import Message
from telemetry_graph.alerting.content.payload import AlertKind
from telemetry_graph.alerting.content.render import Renderer
from telemetry_graph.alerting.content.samples import sample_facts, sample_links

_DELIVERY = UUID("018d0c5e-0000-7000-8000-000000000001")


def write_previews(renderer: Renderer, folder: Path, kinds: Iterable[AlertKind]) -> Iterator[Path]:
    """One file for each kind and form; answers their paths as they are written."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in kinds:
        message = renderer.render(kind, sample_facts(kind), _DELIVERY, sample_links(kind))
        for suffix, content in _files(message):
            path = folder / f"{kind}.{suffix}"
            path.write_text(content, encoding="utf-8")
            yield path


def _files(message: Message) -> Iterator[tuple[str, str]]:
    yield "email.html", _with_pictures(message)
    yield "email.txt", f"Subject: {message.subject}\n\n{message.text}"
    yield "slack.json", _json(slack_payload(message))
    yield "teams.json", _json(teams_payload(message))
    yield "discord.json", _json(discord_payload(message))
    yield "webhook.json", _json(message.body)
    yield "log.txt", f"{message.line}\n"


def _with_pictures(message: Message) -> str:
    """The HTML with its pictures inside, as a browser knows no content ids."""
    html = message.html
    for image in message.images:
        data = base64.b64encode(image.png).decode()
        html = html.replace(f"cid:{image.cid}", f"data:image/png;base64,{data}")
    return html


def _json(value: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"
