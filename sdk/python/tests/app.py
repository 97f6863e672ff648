"""An app that tests run against the real server.

Arguments: address, app, key, folder, first number, count, how it ends. It records numbered screens,
a crash for every twentieth, and prints its books as JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time

import telemetry_graph_sdk as telemetry


def main() -> None:
    address, app, key, folder, first, count, ending = sys.argv[1:]
    client = telemetry.init(
        address, app, key, folder=folder, usage_analytics=True, request_timeout_seconds=2,
        app_version="1.2.0", interval_seconds=0.5,
    )  # fmt: skip
    for number in range(int(first), int(first) + int(count)):
        telemetry.screen(f"screen {number}")
        if number % 20 == 0:
            telemetry.crash(f"crash {number}")
        time.sleep(0.002)
    if ending == "kill":
        time.sleep(0.6)
        print_books(client)
        os.kill(os.getpid(), signal.SIGKILL)
    if ending == "fork":
        fork(int(first) + int(count))
    if ending == "drain":
        wait_until_sent(client)
    telemetry.shutdown()
    print_books(client)


def fork(number: int) -> None:
    """Record one screen in each of two children."""
    for child in range(2):
        if not os.fork():
            telemetry.screen(f"screen {number + child}")
            time.sleep(0.6)
            os._exit(0)
    os.wait()
    os.wait()


def wait_until_sent(client: telemetry.Client) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        client._engine._looked_at = float("-inf")  # look for journals now, not in five minutes
        if telemetry.flush(5) and count_journals() == 1:
            break


def count_journals() -> int:
    return sum(name.endswith(".journal") for name in os.listdir(FOLDER))


def print_books(client: telemetry.Client) -> None:
    stats = client.stats()
    sys.stdout.write(json.dumps({"tracked": stats.tracked, "dropped": stats.dropped}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    FOLDER = sys.argv[4]
    main()
