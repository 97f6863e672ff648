"""Starts, stops and kills a Redis that stores nothing on disk."""

import signal
import socket
from dataclasses import dataclass
from pathlib import Path

from telemetry_graph.runtime.errors import RuntimeUnavailable
from telemetry_graph.runtime.process import (
    is_running,
    read_pid,
    read_tail,
    run,
    send_signal,
    wait_for,
)
from telemetry_graph.runtime.programs import ServerPrograms
from telemetry_graph.runtime.service_state import ServiceState, ensure_password
from telemetry_graph.runtime.system_account import SystemAccount

_START_ATTEMPTS = 3
_START_SECONDS = 10
_STOP_SECONDS = 15

# Without a process title, the command line identifies the process.
_CONFIGURATION = """\
bind 127.0.0.1
port {port}
requirepass {password}
daemonize yes
set-proc-title no
dir "{folder}/redis"
pidfile "{folder}/redis/redis.pid"
logfile "{folder}/log/redis.log"
save ""
appendonly no
maxmemory 128mb
maxmemory-policy noeviction
"""


@dataclass(frozen=True, slots=True)
class RedisServer:
    """Callers must hold the folder's lock."""

    folder: Path
    account: SystemAccount
    state: ServiceState

    @property
    def url(self) -> str:
        return f"redis://:{self._password()}@127.0.0.1:{self.state.port('redis')}/0"

    def pid(self) -> int | None:
        pid = read_pid(self._pid_file)
        return pid if pid and is_running(pid, str(self._configuration)) else None

    def start(self, programs: ServerPrograms) -> None:
        self.account.create_private_folder(self.folder / "redis")
        for _ in range(_START_ATTEMPTS):
            if self.pid() is None:
                self._launch(programs)
            # It ends if it was killed a moment ago, or if another program took its port.
            wait_for(lambda: self._is_ready() or self.pid() is None, seconds=_START_SECONDS)
            if self._is_ready():
                return
        log = read_tail(self.folder / "log" / "redis.log")
        raise RuntimeUnavailable(f"Redis did not start:\n{log}")

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    @property
    def _configuration(self) -> Path:
        return self.folder / "redis.conf"

    @property
    def _pid_file(self) -> Path:
        return self.folder / "redis" / "redis.pid"

    def _password(self) -> str:
        return ensure_password(self.folder / "redis.password")

    def _launch(self, programs: ServerPrograms) -> None:
        port = self.state.ensure_free_port("redis")
        text = _CONFIGURATION.format(port=port, password=self._password(), folder=self.folder)
        self._configuration.unlink(missing_ok=True)
        self._configuration.touch(mode=0o600)
        self._configuration.write_text(text)
        self.account.take_ownership(self._configuration)
        self._pid_file.unlink(missing_ok=True)
        run([programs.redis_server, self._configuration], account=self.account, cwd=self.folder)
        # The command returns before the daemon has written its pid file.
        wait_for(lambda: read_pid(self._pid_file) is not None, seconds=_START_SECONDS)

    def _is_ready(self) -> bool:
        address = ("127.0.0.1", self.state.port("redis"))
        try:
            with socket.create_connection(address, timeout=1) as connection:
                connection.sendall(f"AUTH {self._password()}\r\nPING\r\n".encode())
                replies = connection.makefile("rb")
                return [replies.readline(), replies.readline()] == [b"+OK\r\n", b"+PONG\r\n"]
        except OSError:
            return False

    def _end(self, number: signal.Signals) -> None:
        pid = self.pid()
        if pid is None:
            return
        send_signal(pid, number)
        if not wait_for(lambda: self.pid() != pid, seconds=_STOP_SECONDS):
            raise RuntimeUnavailable(
                f"Redis (pid {pid}) did not stop within {_STOP_SECONDS} seconds"
            )
