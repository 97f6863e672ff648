"""`telemetry-graph alerts test`, as an operator runs it."""

import asyncio
import os
import sys

from tests.e2e.processes import free_port
from tests.receivers import Mailbox


async def tested(environment: dict[str, str]) -> tuple[int, str]:
    """The exit code, and what was printed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "telemetry_graph", "alerts", "test",
        env={**os.environ, **environment}, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    printed, _ = await process.communicate()
    assert process.returncode is not None
    return process.returncode, printed.decode()


async def test_each_channel_of_the_installation_is_tried_and_says_what_it_got(
    environment: dict[str, str],
) -> None:
    mailbox, closed = Mailbox(), free_port()
    async with mailbox.listening() as port:
        environment |= {
            "TELEMETRY_SMTP_HOST": "127.0.0.1",
            "TELEMETRY_SMTP_PORT": str(port),
            "TELEMETRY_SMTP_SECURITY": "none",
            "TELEMETRY_ALERT_EMAIL_TO": "team@example.com",
        }
        good = await tested(environment)
        environment["TELEMETRY_ALERT_WEBHOOK_URL"] = f"http://127.0.0.1:{closed}/sEcReT"
        bad = await tested(environment)

    assert good == (0, "email  t…@example.com  2.0.0 Queued as 1234\n")
    assert [str(mail["Subject"]) for mail in mailbox.mails] == ["[every app] Test alert"] * 2
    code, (mail, webhook) = bad[0], bad[1].splitlines()
    assert (code, mail) == (1, "email  t…@example.com  2.0.0 Queued as 1234")
    said = (
        f"webhook  http://127.0.0.1:{closed}/…  failed: no answer from http://127.0.0.1:{closed}/…"
    )
    assert webhook.startswith(said)
