"""Stores a history with the product's own write path, then sends live sessions over HTTP."""

import asyncio
import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import msgspec

from telemetry_graph.app import Services, open_services
from telemetry_graph.demo.devices import SimulatedDevice, create_devices
from telemetry_graph.demo.schedule import LiveDay, SimulatedSession, plan_day
from telemetry_graph.ingest.accept.batch import accept_batch
from telemetry_graph.ingest.accept.crash import accept_report
from telemetry_graph.ingest.model import Write
from telemetry_graph.ingest.wire import CrashReportInput, EventBatchInput
from telemetry_graph.kit.clock import utc_now
from telemetry_graph.kit.worker_loop import wait_until
from telemetry_graph.launch.state import StackCredentials
from telemetry_graph.settings import Settings

_DEVICES = 400
_WRITES_PER_FLUSH = 200

INGEST = "mutation Ingest($input: EventBatchInput!) { ingestEvents(input: $input) { received } }"
REPORT = "mutation Report($input: CrashReportInput!) { reportCrash(input: $input) { id } }"


async def run_demo(
    settings: Settings,
    credentials: StackCredentials,
    *,
    days: int,
    seconds: float | None,
    stop: asyncio.Event,
) -> None:
    devices = create_devices(random.Random(days), credentials.app_id, _DEVICES)
    today = LiveDay.of(credentials.app_id, devices, utc_now())
    async with open_services(settings) as own:
        await _store_history(own, settings, _plan_history(credentials.app_id, devices, today, days))
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{settings.port}",
        headers={"Authorization": f"Bearer {credentials.ingest_key}"},
        trust_env=False,
    ) as client:
        await _send_live_sessions(
            client, credentials.app_id, devices, today, seconds=seconds, stop=stop
        )


def _plan_history(
    app_id: str, devices: list[SimulatedDevice], today: LiveDay, days: int
) -> Iterator[tuple[str, list[SimulatedSession]]]:
    """Plan the sessions of the days before, and those of today that have ended."""
    for days_ago in range(days, 0, -1):
        day = today.day - timedelta(days=days_ago)
        yield f"{day:%Y-%m-%d}", list(plan_day(app_id, devices, day, days_ago))
    yield f"{today.day:%Y-%m-%d}", today.take_past(utc_now())


async def _store_history(
    services: Services, settings: Settings, history: Iterator[tuple[str, list[SimulatedSession]]]
) -> None:
    pepper = settings.device_pepper.encode()
    for day, sessions in history:
        writes = [write for each in sessions for write in _to_writes(each, pepper)]
        for first in range(0, len(writes), _WRITES_PER_FLUSH):
            for result in await services.write_path.flush(
                writes[first : first + _WRITES_PER_FLUSH]
            ):
                if isinstance(result, Exception):
                    raise result
        print(f"· stored {len(writes)} batches and crashes of {day}", flush=True)


def _to_writes(session: SimulatedSession, pepper: bytes) -> Iterator[Write]:
    yield accept_batch(session.batch, pepper, session.end)
    if session.report is not None:
        yield accept_report(session.report, pepper, session.end)


async def _send_live_sessions(
    client: httpx.AsyncClient,
    app_id: str,
    devices: list[SimulatedDevice],
    today: LiveDay,
    *,
    seconds: float | None,
    stop: asyncio.Event,
) -> None:
    rng = random.Random()
    until = None if seconds is None else utc_now() + timedelta(seconds=seconds)
    print("· sending from simulated devices; press Ctrl-C to stop", flush=True)
    while not stop.is_set() and (until is None or utc_now() < until):
        if not today.contains(utc_now()):
            today = LiveDay.of(app_id, devices, utc_now())
        session = today.next_session(rng, app_id, utc_now())
        await _send(client, INGEST, session.batch)
        if session.report is not None:
            await _send(client, REPORT, session.report)
            print(f"· crash: {session.report.crash.message}", flush=True)
        await wait_until(stop, timeout=today.pause_seconds(rng, utc_now()))


async def _send(
    client: httpx.AsyncClient, query: str, payload: EventBatchInput | CrashReportInput
) -> None:
    body = {"query": query, "variables": {"input": to_camel_case(msgspec.to_builtins(payload))}}
    try:
        response = await client.post("/graphql", json=body)
        if response.status_code != httpx.codes.OK:
            print(f"· request refused: {response.text[:300]}", flush=True)
    except httpx.HTTPError as error:
        print(f"· request failed: {error}", flush=True)


def to_camel_case(value: Any) -> Any:
    """Convert names to GraphQL's form, except the names of the fields of an event's data."""
    if isinstance(value, list):
        return [to_camel_case(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        _convert_name(key): each if key == "data" else to_camel_case(each)
        for key, each in value.items()
    }


def _convert_name(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)
