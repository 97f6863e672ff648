"""The requests whose way is traced: a batch, a crash that alerts by e-mail, and a query."""

import hashlib
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx

APP = "com.example.traced"
ARGUMENTS = """{
  __type(name: "Mutation") { fields { name args { name type { ofType { name } } } } }
}"""
QUERY = """query First($app: ID!) {
  app(id: $app) {
    name
    overview { dailyUsers { value deltaPercent } crashes { value } crashFreeUsers { value } }
  }
}"""


def ask(client: httpx.Client, query: str, **variables: Any) -> Any:
    answer = client.post("/graphql", json={"query": query, "variables": variables}).json()
    if "errors" in answer:
        raise RuntimeError(answer["errors"])
    return answer["data"]


def mutation(client: httpx.Client, name: str, selection: str) -> str:
    """A mutation of one argument, whatever that is called in the schema."""
    fields = ask(client, ARGUMENTS)["__type"]["fields"]
    ((argument, kind),) = [
        (argument["name"], argument["type"]["ofType"]["name"])
        for field in fields
        if field["name"] == name
        for argument in field["args"]
    ]
    return f"mutation ($input: {kind}!) {{ {name}({argument}: $input) {{ {selection} }} }}"


def batch() -> dict[str, Any]:
    now = datetime.now(UTC).isoformat()
    names = ("home", "settings")
    return {
        **_sender(),
        "batchId": str(uuid4()),
        "sessionId": str(uuid4()),
        "consent": {"usageAnalytics": True},
        "events": [
            {"type": "app_start", "timestamp": now},
            *(
                {"type": "screen_view", "timestamp": now, "data": {"screen_name": name}}
                for name in names
            ),
        ],
    }


def crash(number: int) -> dict[str, Any]:
    """A crash of a new group: each number is another function."""
    name = f"load{'ABCDEFGHIJ'[number]}"
    return {
        **_sender(),
        "timestamp": datetime.now(UTC).isoformat(),
        "crash": {
            "type": "lua_error",
            "message": "attempt to index nil value 'user'",
            "stackTrace": f"main.lua:42: in function '{name}'\nmain.lua:15: in main chunk",
        },
    }


def _sender() -> dict[str, Any]:
    device = hashlib.sha256(f"device mosis_salt_{APP}".encode()).hexdigest()
    return {"appId": APP, "appVersion": "1.2.0", "mosisVersion": "1.0.0", "deviceId": device}
