"""Valid bodies in snake case, as devices send them to REST."""

from typing import Any
from uuid import uuid4

from tests.factories import batch, event, report, to_snake

from telemetry_graph.kit.clock import utc_now


def batch_body() -> dict[str, Any]:
    return to_snake(batch(event("app_start", at=utc_now()), batch_id=uuid4()))


def report_body() -> dict[str, Any]:
    return to_snake(report(at=utc_now(), crash_id=uuid4()))


def to_camel_keys(value: Any) -> Any:
    if isinstance(value, list):
        return [to_camel_keys(each) for each in value]
    if not isinstance(value, dict):
        return value
    names = {key: key.title().replace("_", "") for key in value}
    return {
        (name[0].lower() + name[1:]): value[key] if key == "data" else to_camel_keys(value[key])
        for key, name in names.items()
    }
