"""Every kind of rule, from the crashes of devices to the message of a webhook."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import asyncpg
import httpx
from tests.e2e.payloads import INGEST, REPORT, crash, events, instant, to_camel
from tests.e2e.processes import APP, Keys, Process, Server, running
from tests.receivers import HttpReceiver

RESOLVE = """
mutation Resolve($input: ResolveCrashGroupsInput!) {
  resolveCrashGroups(input: $input) { crashGroups { status } }
}
"""
CREATE_RULE = """
mutation Create($input: CreateAlertRuleInput!) {
  createAlertRule(input: $input) { alertRule { id } }
}
"""
# The same hour on the days before, and the next hour, in case it begins during the test.
BUSY_DAYS = """
INSERT INTO hourly_events (app_id, hour, events)
SELECT $1, date_trunc('hour', now()) + hour * interval '1 hour' - day * interval '1 day', 100000
  FROM generate_series(1, 7) AS days (day), generate_series(0, 1) AS hours (hour)
"""
DAY_SECONDS = 86_400

RULES: Sequence[Mapping[str, Any]] = (
    {
        "name": "Spreads", "kind": "VELOCITY",
        "conditions": {"crashTypes": ["lua_*"], "isFatal": True},
        "velocity": {"windowMinutes": 30, "devices": 3},
    },
    {
        "name": "Spikes", "kind": "SPIKE",
        "spike": {"windowMinutes": 60, "factor": 5, "minCrashes": 10},
    },
    {
        "name": "Health", "kind": "CRASH_FREE", "conditions": {"appVersions": ["9.*"]},
        "crashFree": {"basis": "USERS", "belowPercent": 90, "days": 2, "minSample": 5},
    },
    {"name": "Alive", "kind": "SILENCE", "silence": {"belowPercent": 5, "minEvents": 1000}},
)  # fmt: skip


async def test_each_kind_of_rule_sends_alerts_about_real_crashes(
    environment: dict[str, str], keys: Keys, database_url: str
) -> None:
    async with HttpReceiver().listening() as receiver:
        environment["TELEMETRY_ALERT_CHANNELS"] = f"webhook={receiver.url}"
        server = Server(environment)
        async with running(server, Process("worker", environment)):
            async with server.client(keys.ingest_key) as device:
                fingerprints = await _send_all(device)
                async with server.client(keys.access_token) as owner:
                    await _regress(device, owner, fingerprints["new"])
                    await _execute(database_url, BUSY_DAYS, APP)
                    for rule in RULES:
                        new_rule = {"appId": APP, "settings": rule}
                        await _query(owner, CREATE_RULE, input=new_rule)
            messages = await _receive(receiver, len(fingerprints) + 1 + len(RULES))

    assert {each["crash"]["fingerprint"] for each in messages["new_crash_group"]} == set(
        fingerprints.values()
    )
    (regression,) = messages["regression"]
    assert regression["crash"]["fingerprint"] == fingerprints["new"]
    assert regression["crash"]["fixed_in"] == "1.2.0"
    (velocity,) = messages["velocity"]
    assert velocity["crash"]["fingerprint"] == fingerprints["spreading"]
    assert _get_measurement(velocity) == ("affected_devices", 3, "1.2.0")
    (spike,) = messages["spike"]
    assert spike["crash"]["fingerprint"] == fingerprints["spiking"]
    assert _get_measurement(spike) == ("occurrences", 13, None)
    (below,) = messages["crash_free"]
    assert _get_measurement(below) == ("crash_free_users", 60, "9.1.0")
    assert (below["measurement"]["numerator"], below["measurement"]["denominator"]) == (3, 5)
    (silence,) = messages["silence"]
    assert silence["measurement"]["baseline"] == 100_000


async def _send_all(device: httpx.AsyncClient) -> dict[str, str]:
    """The fingerprints of the new groups, by purpose."""
    fingerprints = {"new": await _report_crash(device, "ada")}
    for number in range(3):
        fingerprints["spreading"] = await _report_crash(device, "bea", device_number=number)
    await _report_crash(device, "cleo", seconds_ago=2 * DAY_SECONDS)
    for _ in range(12):
        fingerprints["spiking"] = await _report_crash(device, "cleo")
    for number in range(5):
        batch = {**events(), "app_version": "9.1.0", "device_id": _device(number)}
        response = await _query(device, INGEST, input=to_camel(batch))
        assert response["ingestEvents"]["rejected"] == []
    for number in range(2):
        fingerprints["unstable"] = await _report_crash(device, "dora", number, app_version="9.1.0")
    return fingerprints


async def _report_crash(
    device: httpx.AsyncClient,
    name: str,
    device_number: int = 0,
    seconds_ago: float = 0,
    **changes: Any,
) -> str:
    report = {
        **crash(line=42),
        "device_id": _device(device_number),
        "timestamp": instant(seconds_ago),
        **changes,
    }
    report["crash"] |= {
        "message": f"{name} went wrong",
        "stack_trace": f"{name}.lua:1: in function '{name}'",
    }
    response = await _query(device, REPORT, input=to_camel(report))
    return str(response["reportCrash"]["fingerprint"])


async def _regress(device: httpx.AsyncClient, owner: httpx.AsyncClient, fingerprint: str) -> None:
    fix = {
        "appId": APP,
        "fingerprints": [fingerprint],
        "fix": "IN_VERSION",
        "fixedInVersion": "1.2.0",
    }
    await _query(owner, RESOLVE, input=fix)
    assert await _report_crash(device, "ada") == fingerprint


async def _receive(receiver: HttpReceiver, count: int) -> dict[str, list[Any]]:
    """The first `count` messages by kind, without those of the default rule about silence."""
    found: list[Any] = []
    while len(found) < count:
        await asyncio.sleep(0.1)
        bodies = [posted.json for posted in receiver.requests]
        found = [each for each in bodies if each["rule"]["name"] != "The app is silent"]
    by_kind: dict[str, list[Any]] = defaultdict(list)
    for each in found:
        by_kind[each["kind"]].append(each)
    return by_kind


def _get_measurement(message: Mapping[str, Any]) -> tuple[str, float, str | None]:
    measurement = message["measurement"]
    return measurement["metric"], measurement["value"], measurement["app_version"]


def _device(number: int) -> str:
    return f"{number + 1:064x}"


async def _query(client: httpx.AsyncClient, query: str, **variables: Any) -> Any:
    response = await client.post("/graphql", json={"query": query, "variables": variables})
    body = response.json()
    assert "errors" not in body, body
    return body["data"]


async def _execute(database_url: str, statement: str, *arguments: object) -> None:
    conn = await asyncpg.connect(database_url)
    try:
        await conn.execute(statement, *arguments)
    finally:
        await conn.close()
