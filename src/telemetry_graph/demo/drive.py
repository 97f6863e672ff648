"""Fills history through the product's own writer, then sends live sessions over HTTP."""

import asyncio
import logging
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import msgspec

from telemetry_graph.app import Parts, parts
from telemetry_graph.demo.people import (
    Device,
    crash,
    cut_short,
    devices,
    session,
    session_seconds,
)
from telemetry_graph.ingest.accept import accepted_batch, accepted_report
from telemetry_graph.ingest.model import Write
from telemetry_graph.ingest.wire import CrashReportInput, EventBatchInput
from telemetry_graph.kit.clock import utc_now
from telemetry_graph.kit.loop import wait_until
from telemetry_graph.launch.state import Credentials
from telemetry_graph.settings import Settings

log = logging.getLogger(__name__)

_DEVICES = 400
_DAILY_SHARE = 0.4
_WEEKEND = 0.72
_GROWTH_A_DAY = 0.006
_CRASH_SHARES = {"1.0.0": 0.012, "1.1.0": 0.03, "1.2.0": 0.015}
_LIVE_CRASH_SHARE = 0.06
_LIVE_PAUSE_SECONDS = 2
_WRITES_A_FLUSH = 200
_SATURDAY = 5

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
    rng = random.Random(days)
    people = devices(rng, credentials.app_id, _DEVICES)
    async with parts(settings) as own:
        await _fill(own, settings, credentials.app_id, people, days)
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{settings.port}",
        headers={"Authorization": f"Bearer {credentials.ingest_key}"},
        trust_env=False,
    ) as client:
        await _drive(client, credentials.app_id, people, seconds, stop)


async def _fill(
    own: Parts, settings: Settings, app_id: str, people: list[Device], days: int
) -> None:
    pepper = settings.device_pepper.encode()
    for days_ago in range(days, 0, -1):
        writes = list(_day(app_id, people, days_ago, pepper))
        for first in range(0, len(writes), _WRITES_A_FLUSH):
            for answer in await own.write_path.flush(writes[first : first + _WRITES_A_FLUSH]):
                if isinstance(answer, Exception):
                    raise answer
        print(f"· history: {days_ago} days ago, {len(writes)} batches", flush=True)


def _day(app_id: str, people: list[Device], days_ago: int, pepper: bytes) -> Iterator[Write]:
    """The sessions of one day; a device's is the same each time: filling twice adds nothing."""
    day = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    day -= timedelta(days=days_ago)
    share = _share(day, days_ago)
    for device in people:
        rng = random.Random(f"{day.isoformat()} {device.id}")
        if rng.random() > share:
            continue
        start = day + timedelta(seconds=rng.randrange(82_000))
        version = device.version(days_ago)
        batch = session(rng, app_id, device, version, (start, session_seconds(rng)))
        report = crash(rng, batch) if rng.random() < _CRASH_SHARES[version] else None
        sent = cut_short(batch) if report else batch
        yield accepted_batch(sent, pepper, start + timedelta(hours=1))
        if report is not None:
            yield accepted_report(report, pepper, start + timedelta(hours=1))


def _share(day: datetime, days_ago: int) -> float:
    """Which part of all devices is active on a day: fewer at weekends, and more every week."""
    is_weekend = day.weekday() >= _SATURDAY
    rhythm = _WEEKEND if is_weekend else 1
    chance = random.Random(day.isoformat()).uniform(0.94, 1.06)
    return _DAILY_SHARE * rhythm * chance / (1 + _GROWTH_A_DAY * days_ago)


async def _drive(
    client: httpx.AsyncClient,
    app_id: str,
    people: list[Device],
    seconds: float | None,
    stop: asyncio.Event,
) -> None:
    rng = random.Random()
    until = None if seconds is None else utc_now() + timedelta(seconds=seconds)
    print("· devices are sending; Ctrl-C ends it", flush=True)
    while not stop.is_set() and (until is None or utc_now() < until):
        device = rng.choice(people)
        seconds = session_seconds(rng)
        times = (utc_now() - timedelta(seconds=seconds), seconds)
        batch = session(rng, app_id, device, device.version(0), times)
        report = crash(rng, batch) if rng.random() < _LIVE_CRASH_SHARE else None
        await _send(client, INGEST, "batch", cut_short(batch) if report else batch)
        if report is not None:
            await _send(client, REPORT, "report", report)
            print(f"· crash: {report.crash.message}", flush=True)
        await wait_until(stop, timeout=_LIVE_PAUSE_SECONDS * rng.random())


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
