"""Every kind of rule, from what devices send to what a webhook gets, through the real processes."""

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
mutation Create($app: ID!, $rule: AlertRuleInput!) {
  createAlertRule(appId: $app, rule: $rule) { id }
}
"""
# What nobody can wait for: the same hour on the days before, and the next one, if it begins now.
BUSY_DAYS = """
INSERT INTO hourly_events (app_id, hour, events)
SELECT $1, date_trunc('hour', now()) + hour * interval '1 hour' - day * interval '1 day', 100000
  FROM generate_series(1, 7) AS days (day), generate_series(0, 1) AS hours (hour)
"""
DAY_SECONDS = 86_400

RULES: Sequence[Mapping[str, Any]] = (
    {
        "name": "Spreads", "kind": "VELOCITY", "conditions": {"types": ["lua_*"], "isFatal": True},
        "velocity": {"windowMinutes": 30, "devices": 3},
    },
    {
        "name": "Spikes", "kind": "SPIKE",
        "spike": {"windowMinutes": 60, "factor": 5, "minCrashes": 10},
    },
    {
        "name": "Health", "kind": "CRASH_FREE", "conditions": {"versions": ["9.*"]},
        "crashFree": {"of": "USERS", "belowPercent": 90, "days": 2, "minSample": 5},
    },
    {"name": "Alive", "kind": "SILENCE", "silence": {"belowPercent": 5, "minEvents": 1000}},
)  # fmt: skip


async def test_each_kind_of_rule_tells_what_real_devices_sent(
    environment: dict[str, str], keys: Keys, database_url: str
) -> None:
    async with HttpReceiver().listening() as receiver:
        environment["TELEMETRY_ALERT_WEBHOOK_URL"] = receiver.url
        server = Server(environment)
        async with running(server, Process("worker", environment)):
            async with server.client(keys.ingest_key) as device:
                names = await _send_all(device)
                async with server.client(keys.access_token) as owner:
                    await _regress(device, owner, names["new"])
                    await _execute(database_url, BUSY_DAYS, APP)
                    for rule in RULES:
                        await _asked(owner, CREATE_RULE, app=APP, rule=rule)
            told = await _told(receiver, len(names) + 1 + len(RULES))

    assert {each["crash"]["fingerprint"] for each in told["new_crash_group"]} == set(names.values())
    (regression,) = told["regression"]
    assert regression["crash"]["fingerprint"] == names["new"]
    assert regression["crash"]["fixed_in"] == "1.2.0"
    (velocity,) = told["velocity"]
    assert velocity["crash"]["fingerprint"] == names["spreading"]
    assert _figures(velocity) == ("affected_devices", 3, "1.2.0")
    (spike,) = told["spike"]
    assert spike["crash"]["fingerprint"] == names["spiking"]
    assert _figures(spike) == ("occurrences", 13, None)
    (below,) = told["crash_free"]
    assert _figures(below) == ("crash_free_users", 60, "9.1.0")
    assert (below["measured"]["numerator"], below["measured"]["denominator"]) == (3, 5)
    (silence,) = told["silence"]
    assert silence["measured"]["baseline"] == 100_000


async def _send_all(device: httpx.AsyncClient) -> dict[str, str]:
    """The fingerprints of the groups that were made, by what each is for."""
    names = {"new": await _crashed(device, "ada")}
    for number in range(3):
        names["spreading"] = await _crashed(device, "bea", device_number=number)
    await _crashed(device, "cleo", seconds_ago=2 * DAY_SECONDS)
    for _ in range(12):
        names["spiking"] = await _crashed(device, "cleo")
    for number in range(5):
        batch = {**events(), "app_version": "9.1.0", "device_id": _device(number)}
        answer = await _asked(device, INGEST, input=to_camel(batch))
        assert answer["ingestEvents"]["rejected"] == []
    for number in range(2):
        names["unstable"] = await _crashed(device, "dora", number, app_version="9.1.0")
    return names


async def _crashed(
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
    answer = await _asked(device, REPORT, input=to_camel(report))
    return str(answer["reportCrash"]["fingerprint"])


async def _regress(device: httpx.AsyncClient, owner: httpx.AsyncClient, fingerprint: str) -> None:
    fix = {
        "appId": APP,
        "fingerprints": [fingerprint],
        "fix": "IN_VERSION",
        "fixedInVersion": "1.2.0",
    }
    await _asked(owner, RESOLVE, input=fix)
    assert await _crashed(device, "ada") == fingerprint


async def _told(receiver: HttpReceiver, count: int) -> dict[str, list[Any]]:
    """What arrived, by kind, once so many messages did; without a default rule's, at any time."""
    found: list[Any] = []
    while len(found) < count:
        await asyncio.sleep(0.1)
        said = [posted.json for posted in receiver.posted]
        found = [each for each in said if each["rule"]["name"] != "The app went silent"]
    by_kind: dict[str, list[Any]] = defaultdict(list)
    for each in found:
        by_kind[each["kind"]].append(each)
    return by_kind


def _figures(told: Mapping[str, Any]) -> tuple[str, float, str | None]:
    measured = told["measured"]
    return measured["metric"], measured["value"], measured["app_version"]


def _device(number: int) -> str:
    return f"{number + 1:064x}"


async def _asked(client: httpx.AsyncClient, query: str, **variables: Any) -> Any:
    answer = await client.post("/graphql", json={"query": query, "variables": variables})
    body = answer.json()
    assert "errors" not in body, body
    return body["data"]


async def _execute(database_url: str, statement: str, *arguments: object) -> None:
    conn = await asyncpg.connect(database_url)
    try:
        await conn.execute(statement, *arguments)
    finally:
        await conn.close()
