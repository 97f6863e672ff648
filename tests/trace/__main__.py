"""Counts the files that a batch, a crash and a query enter, in real processes.

`python -m tests.trace [--checkout DIR] [--list]` starts a private database, the api and the worker
of the checkout, sends each request several times, and prints how many files of
`src/telemetry_graph` every repetition entered: a batch until its rows are committed, a crash until
its mail is accepted, a query until its response.
"""

import argparse
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from aiosmtpd.controller import Controller

from telemetry_graph.runtime import PrivateServices, state_dir
from tests.trace.requests import APP, QUERY, ask, batch, crash, mutation

REPETITIONS = 4
WAIT_SECONDS = 30.0
RECORDER = Path(__file__).with_name("recorder.py")
REPOSITORY = Path(__file__).resolve().parents[2]

Files = set[str]


class Traced:
    """One process whose files are recorded."""

    def __init__(self, environment: Mapping[str, str], folder: Path, command: str) -> None:
        self._socket = str(folder / f"{command}.socket")
        self._process = subprocess.Popen(
            [sys.executable, str(RECORDER), self._socket, command], env=dict(environment)
        )

    def start(self) -> None:
        self._send("start")

    def stop(self) -> Files:
        paths = (path for path in self._send("stop").split() if path.endswith(".py"))
        return {path.rpartition("/src/telemetry_graph/")[2] for path in paths}

    def end(self) -> None:
        self._process.terminate()
        self._process.wait()

    def _send(self, name: str) -> str:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(self._socket)
            connection.sendall(f"{name}\n".encode())
            connection.shutdown(socket.SHUT_WR)
            return connection.makefile().read()


class Inbox:
    """Counts the mails that arrive."""

    def __init__(self) -> None:
        self.count = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.count += 1
        return "250 OK"

    def wait_for(self, count: int) -> None:
        _wait(lambda: self.count >= count)


def trace(checkout: Path) -> dict[str, Files]:
    """The files that each request enters every time."""
    with tempfile.TemporaryDirectory() as folder, _services() as settings:
        inbox = Inbox()
        mail = Controller(inbox, hostname="127.0.0.1", port=_free_port())
        mail.start()
        environment = {**os.environ, **settings, **_own_settings(checkout, mail.port)}
        key, token = _credentials(environment)
        api = Traced(environment, Path(folder), "serve")
        worker = Traced(environment, Path(folder), "worker")
        try:
            address = f"http://127.0.0.1:{environment['TELEMETRY_PORT']}"
            _wait(lambda: _is_ready(address))
            return _trace_requests(address, (key, token), (api, worker), inbox)
        finally:
            worker.end()
            api.end()
            mail.stop()


def _trace_requests(
    address: str, credentials: tuple[str, str], processes: tuple[Traced, Traced], inbox: Inbox
) -> dict[str, Files]:
    key, token = credentials
    with _client(address, key) as device, _client(address, token) as developer:
        api, worker = processes
        ingest = mutation(developer, "ingestEvents", "received rejected { code }")
        report = mutation(developer, "reportCrash", "id fingerprint")

        def send_crash(number: int) -> None:
            ask(device, report, input=crash(number))
            inbox.wait_for(number + 1)

        return {
            "batch": _repeat(lambda _: ask(device, ingest, input=batch()), api),
            "query": _repeat(lambda _: ask(developer, QUERY, app=APP), api),
            "crash": _repeat(send_crash, api, worker),
        }


def _client(address: str, credential: str) -> httpx.Client:
    headers = {"Authorization": f"Bearer {credential}"}
    return httpx.Client(base_url=address, headers=headers, trust_env=False)


def _repeat(request: Callable[[int], Any], *processes: Traced) -> Files:
    """The files that all repetitions enter; the first one fills the caches and is not counted."""
    repetitions: list[Files] = []
    for number in range(REPETITIONS + 1):
        time.sleep(1)  # what the repetition before left to do in the background
        for process in processes:
            process.start()
        request(number)
        repetitions.append(set().union(*(process.stop() for process in processes)))
    return set.intersection(*repetitions[1:])


@contextmanager
def _services() -> Iterator[dict[str, str]]:
    folder = state_dir(REPOSITORY, f"trace-{os.getpid()}")
    services = PrivateServices(folder, fast=True)
    endpoints = services.up()
    try:
        yield {"DATABASE_URL": endpoints.database_url, "REDIS_URL": endpoints.redis_url}
    finally:
        services.down()
        shutil.rmtree(folder, ignore_errors=True)


def _own_settings(checkout: Path, mail_port: int) -> dict[str, str]:
    return {
        "PYTHONPATH": str(checkout / "src"),
        "TELEMETRY_DEVICE_PEPPER": "a pepper for tracing",
        "TELEMETRY_PORT": str(_free_port()),
        "TELEMETRY_LOG_LEVEL": "warning",
        "TELEMETRY_SMTP_HOST": "127.0.0.1",
        "TELEMETRY_SMTP_PORT": str(mail_port),
        "TELEMETRY_SMTP_SECURITY": "none",
        "TELEMETRY_ALERT_CHANNELS": "email=team@example.com",
    }


def _credentials(environment: Mapping[str, str]) -> tuple[str, str]:
    """An ingest key and an access token, made by the command line."""
    _run(environment, "migrate")
    _run(environment, "app", "create", APP)
    user = _run(
        environment, "user", "create", "dev@example.com", "--generate-password", "--app", APP
    )
    key = _run(environment, "key", "create", APP)
    return _found(r"tgi_[\w-]+", key), _found(r"tgp_[\w-]+", user)


def _run(environment: Mapping[str, str], *arguments: str) -> str:
    command = [sys.executable, "-m", "telemetry_graph", *arguments]
    return subprocess.run(
        command, env=dict(environment), check=True, capture_output=True, text=True
    ).stdout


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise RuntimeError(f"no {pattern} in: {text}")
    return match[0]


def _is_ready(address: str) -> bool:
    try:
        return httpx.get(f"{address}/readyz", trust_env=False).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


def _wait(is_done: Callable[[], bool]) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while not is_done():
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.05)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.trace", description=__doc__)
    parser.add_argument("--checkout", type=Path, default=REPOSITORY, help="checkout to trace")
    parser.add_argument("--list", action="store_true", help="print the files, too")
    arguments = parser.parse_args()
    traced = trace(arguments.checkout)
    if arguments.list:
        for name, files in traced.items():
            sys.stdout.write("\n".join([f"{name}:", *sorted(f"  {file}" for file in files), ""]))
    sys.stdout.write(json.dumps({name: len(files) for name, files in traced.items()}) + "\n")


if __name__ == "__main__":
    main()
