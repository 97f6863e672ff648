"""Good bodies as devices send them to REST, and the same for GraphQL."""

from typing import Any
from uuid import uuid4

from tests.factories import batch, event, report, snake

from telemetry_graph.kit.clock import utc_now


def batch_body() -> dict[str, Any]:
    return snake(batch(event("app_start", at=utc_now()), batch_id=uuid4()))


def report_body() -> dict[str, Any]:
    return snake(report(at=utc_now(), crash_id=uuid4()))


def camel_keys(found: Any) -> Any:
    if isinstance(found, list):
        return [camel_keys(each) for each in found]
    if not isinstance(found, dict):
        return found
    names = {key: key.title().replace("_", "") for key in found}
    return {
        (name[0].lower() + name[1:]): found[key] if key == "data" else camel_keys(found[key])
        for key, name in names.items()
    }
