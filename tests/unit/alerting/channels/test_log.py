"""The log as a channel."""

import logging

import pytest
from tests.unit.alerting.examples import DELIVERY_ID, LINK, crash_facts, message_about

from telemetry_graph.alerting.channels.log.sender import LogChannel


async def test_an_alert_is_one_structured_line(caplog: pytest.LogCaptureFixture) -> None:
    answer = await LogChannel().send(message_about(crash_facts(message="a\nCRITICAL forged %s")))

    (record,) = caplog.records
    assert answer == "logged"
    assert record.levelno == logging.WARNING
    assert record.getMessage() == (
        f"New crash in Notes 1.4.0: lua_error: a CRITICAL forged %s {LINK}"
    )
    assert vars(record)["delivery"] == str(DELIVERY_ID)
    assert vars(record)["app_id"] == "com.example.notes"
    assert vars(record)["fingerprint"] == "00c0ffee00c0ffee"
