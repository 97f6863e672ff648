"""One Redis that keeps nothing on disk: started, stopped and killed."""

import signal
import socket
from dataclasses import dataclass
from pathlib import Path

from telemetry_graph.runtime.account import Account
from telemetry_graph.runtime.errors import RuntimeUnavailable
from telemetry_graph.runtime.process import is_running, pid_in, run, send, tail_of, wait_for
from telemetry_graph.runtime.programs import Installation
from telemetry_graph.runtime.service_state import Memory, secret

_START_ATTEMPTS = 3
_START_SECONDS = 10
_STOP_SECONDS = 15

# Without its own title the process keeps the command line that we recognise it by.
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
    """Not safe for two callers at once: whoever calls holds the folder's lock."""

    folder: Path
    account: Account
    memory: Memory

    @property
    def url(self) -> str:
        return f"redis://:{self._password()}@127.0.0.1:{self.memory.port('redis')}/0"

    def pid(self) -> int | None:
        pid = pid_in(self._pid_file)
        return pid if pid and is_running(pid, str(self._configuration)) else None

    def start(self, programs: Installation) -> None:
        self.account.make_private_folder(self.folder / "redis")
        for _ in range(_START_ATTEMPTS):
            if self.pid() is None:
                self._launch(programs)
            # It may end instead: killed a moment ago, or its port taken since we looked.
            wait_for(lambda: self._answers() or self.pid() is None, seconds=_START_SECONDS)
            if self._answers():
                return
        log = tail_of(self.folder / "log" / "redis.log")
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
        return secret(self.folder / "redis.password")

    def _launch(self, programs: Installation) -> None:
        port = self.memory.free_port("redis")
        text = _CONFIGURATION.format(port=port, password=self._password(), folder=self.folder)
        self._configuration.unlink(missing_ok=True)
        self._configuration.touch(mode=0o600)
        self._configuration.write_text(text)
        self.account.take(self._configuration)
        self._pid_file.unlink(missing_ok=True)
        run([programs.redis_server, self._configuration], account=self.account, cwd=self.folder)
        # The command returns before the daemon has written its pid.
        wait_for(lambda: pid_in(self._pid_file) is not None, seconds=_START_SECONDS)

    def _answers(self) -> bool:
        address = ("127.0.0.1", self.memory.port("redis"))
        try:
            with socket.create_connection(address, timeout=1) as connection:
                connection.sendall(f"AUTH {self._password()}\r\nPING\r\n".encode())
                answers = connection.makefile("rb")
                return [answers.readline(), answers.readline()] == [b"+OK\r\n", b"+PONG\r\n"]
        except OSError:
            return False

    def _end(self, number: signal.Signals) -> None:
        pid = self.pid()
        if pid is None:
            return
        send(pid, number)
        if not wait_for(lambda: self.pid() != pid, seconds=_STOP_SECONDS):
            raise RuntimeUnavailable(f"Redis (pid {pid}) did not stop")
