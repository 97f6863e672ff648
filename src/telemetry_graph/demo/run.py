"""Fills history through the product's own writer, then sends live sessions over HTTP."""

import asyncio
import logging
import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import msgspec

from telemetry_graph.app import Parts, parts
from telemetry_graph.demo.devices import Device, devices
from telemetry_graph.demo.schedule import Today, Visit, visits
from telemetry_graph.ingest.accept import accepted_batch, accepted_report
from telemetry_graph.ingest.model import Write
from telemetry_graph.ingest.wire import CrashReportInput, EventBatchInput
from telemetry_graph.kit.clock import utc_now
from telemetry_graph.kit.worker_loop import wait_until
from telemetry_graph.launch.state import Credentials
from telemetry_graph.settings import Settings

log = logging.getLogger(__name__)

_DEVICES = 400
_WRITES_A_FLUSH = 200

INGEST = "mutation Ingest($batch: EventBatchInput!) { ingestEvents(batch: $batch) { received } }"
REPORT = "mutation Report($report: CrashReportInput!) { reportCrash(report: $report) { id } }"


async def run_demo(
    settings: Settings,
    credentials: Credentials,
    *,
    days: int,
    seconds: float | None,
    stop: asyncio.Event,
) -> None:
    people = devices(random.Random(days), credentials.app_id, _DEVICES)
    today = Today.of(credentials.app_id, people, utc_now())
    async with parts(settings) as own:
        await _fill(own, settings, _history(credentials.app_id, people, today, days))
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{settings.port}",
        headers={"Authorization": f"Bearer {credentials.ingest_key}"},
        trust_env=False,
    ) as client:
        await _drive(client, credentials.app_id, people, today, seconds=seconds, stop=stop)


def _history(
    app_id: str, people: list[Device], today: Today, days: int
) -> Iterator[tuple[str, list[Visit]]]:
    """The days before, and what is over of today."""
    for days_ago in range(days, 0, -1):
        day = today.day - timedelta(days=days_ago)
        yield f"{days_ago} days ago", list(visits(app_id, people, day, days_ago))
    yield "today", today.take_past(utc_now())


async def _fill(own: Parts, settings: Settings, history: Iterator[tuple[str, list[Visit]]]) -> None:
    pepper = settings.device_pepper.encode()
    for name, done in history:
        writes = [write for each in done for write in _writes(each, pepper)]
        for first in range(0, len(writes), _WRITES_A_FLUSH):
            for answer in await own.write_path.flush(writes[first : first + _WRITES_A_FLUSH]):
                if isinstance(answer, Exception):
                    raise answer
        print(f"· history: {name}, {len(writes)} batches", flush=True)


def _writes(done: Visit, pepper: bytes) -> Iterator[Write]:
    yield accepted_batch(done.batch, pepper, done.end)
    if done.report is not None:
        yield accepted_report(done.report, pepper, done.end)


async def _drive(
    client: httpx.AsyncClient,
    app_id: str,
    people: list[Device],
    today: Today,
    *,
    seconds: float | None,
    stop: asyncio.Event,
) -> None:
    rng = random.Random()
    until = None if seconds is None else utc_now() + timedelta(seconds=seconds)
    print("· devices are sending; Ctrl-C ends it", flush=True)
    while not stop.is_set() and (until is None or utc_now() < until):
        if not today.holds(utc_now()):
            today = Today.of(app_id, people, utc_now())
        done = today.next_visit(rng, app_id, utc_now())
        await _send(client, INGEST, "batch", done.batch)
        if done.report is not None:
            await _send(client, REPORT, "report", done.report)
            print(f"· crash: {done.report.crash.message}", flush=True)
        await wait_until(stop, timeout=today.pause_seconds(rng, utc_now()))


async def _send(
    client: httpx.AsyncClient, query: str, name: str, payload: EventBatchInput | CrashReportInput
) -> None:
    body = {"query": query, "variables": {name: camel(msgspec.to_builtins(payload))}}
    try:
        answer = await client.post("/graphql", json=body)
        if answer.status_code != httpx.codes.OK:
            print(f"· refused: {answer.text[:300]}", flush=True)
    except httpx.HTTPError as error:
        print(f"· not sent: {error}", flush=True)


def camel(value: Any) -> Any:
    """The same with GraphQL's names; the fields of an event's data keep theirs."""
    if isinstance(value, list):
        return [camel(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {_camel(key): each if key == "data" else camel(each) for key, each in value.items()}


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)
