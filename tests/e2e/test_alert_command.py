"""The command `telemetry-graph alerts test`."""

import asyncio
import os
import sys

from tests.e2e.processes import free_port
from tests.receivers import Mailbox


async def run_test(environment: dict[str, str]) -> tuple[int, str]:
    """The exit code and the output."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "telemetry_graph", "alerts", "test",
        env={**os.environ, **environment}, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    output, _ = await process.communicate()
    assert process.returncode is not None
    return process.returncode, output.decode()


async def test_each_channel_of_the_installation_is_tested(
    environment: dict[str, str],
) -> None:
    mailbox, closed = Mailbox(), free_port()
    async with mailbox.listening() as port:
        environment |= {
            "TELEMETRY_SMTP_HOST": "127.0.0.1",
            "TELEMETRY_SMTP_PORT": str(port),
            "TELEMETRY_SMTP_SECURITY": "none",
            "TELEMETRY_ALERT_CHANNELS": "email=team@example.com",
        }
        valid = await run_test(environment)
        environment["TELEMETRY_ALERT_CHANNELS"] += f" webhook=http://127.0.0.1:{closed}/sEcReT"
        invalid = await run_test(environment)

    assert valid == (0, "email  t…@example.com  2.0.0 Queued as 1234\n")
    assert [str(mail["Subject"]) for mail in mailbox.mails] == ["[every app] Test alert"] * 2
    code, (mail, webhook) = invalid[0], invalid[1].splitlines()
    assert (code, mail) == (1, "email  t…@example.com  2.0.0 Queued as 1234")
    target = f"http://127.0.0.1:{closed}/…"
    assert webhook.startswith(f"webhook  {target}  failed: {target} did not respond: ")
