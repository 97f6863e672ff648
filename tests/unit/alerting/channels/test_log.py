"""The log as a channel."""

import logging

import httpx
import pytest
from tests.unit.alerting.examples import DELIVERY_ID, LINK, crash_alert, create_transports

from telemetry_graph.alerting.channels.log import LOG


async def test_an_alert_is_one_structured_line(caplog: pytest.LogCaptureFixture) -> None:
    entry = LOG.compose(crash_alert(message="a\nCRITICAL forged %s"))

    async with httpx.AsyncClient() as client:
        response = await LOG.open("", None, create_transports(client)).send(entry)

    (record,) = caplog.records
    assert response == "logged"
    assert record.levelno == logging.WARNING
    assert record.getMessage() == (
        f"New crash in Notes 1.4.0: lua_error: a CRITICAL forged %s {LINK}"
    )
    assert vars(record)["delivery"] == str(DELIVERY_ID)
    assert vars(record)["app_id"] == "com.example.notes"
    assert vars(record)["fingerprint"] == "00c0ffee00c0ffee"
