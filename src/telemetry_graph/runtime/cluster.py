"""One PostgreSQL cluster: made, started, stopped, killed and recovered."""

import hashlib
import re
import shlex
import shutil
import signal
from dataclasses import dataclass
from pathlib import Path

from telemetry_graph.runtime.account import Account
from telemetry_graph.runtime.errors import RuntimeUnavailable
from telemetry_graph.runtime.process import (
    all_pids,
    command_line,
    is_alive,
    is_running,
    pid_in,
    run,
    send,
    tail_of,
    wait_for,
)
from telemetry_graph.runtime.programs import Installation
from telemetry_graph.runtime.service_state import Memory, is_free, secret

DATABASE = "telemetry"

_BUILTIN_LOCALE_SINCE = 17
_STOP_SECONDS = 60
_START_ATTEMPTS = 3

# Of TimescaleDB's background jobs the Apache edition runs none, and its scheduler would hold a
# connection to every database, template databases included. While a new segment of the log is
# filled with zeros, all commits wait: about 40 ms for each 16 MB.
_SETTINGS = """\
include {data_settings}
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = ''
cluster_name = '{identity}'
shared_preload_libraries = 'timescaledb'
timescaledb.telemetry_level = off
timescaledb.max_background_workers = 0
max_connections = 100
max_locks_per_transaction = 256
shared_buffers = 256MB
max_wal_size = 2GB
wal_init_zero = off
wal_compression = lz4
jit = off
timezone = 'UTC'
log_timezone = 'GMT'
"""
_FAST_SETTINGS = """\
fsync = off
full_page_writes = off
synchronous_commit = off
"""

_PROVISION = """\
SELECT 'CREATE DATABASE telemetry'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'telemetry') \\gexec
\\connect telemetry
SET client_min_messages = error;
CREATE EXTENSION IF NOT EXISTS timescaledb;
CREATE EXTENSION IF NOT EXISTS hll;
CREATE EXTENSION IF NOT EXISTS tdigest;
"""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Not safe for two callers at once: whoever calls holds the folder's lock."""

    folder: Path
    account: Account
    memory: Memory
    fast: bool

    @property
    def data(self) -> Path:
        return self.folder / "postgres"

    @property
    def url(self) -> str:
        password = self._password_file.read_text().strip()
        return (
            f"postgresql://postgres:{password}@127.0.0.1:{self.memory.port('postgres')}/{DATABASE}"
        )

    def pid(self) -> int | None:
        """The live postmaster. PostgreSQL's own programs would also believe a zombie."""
        pid = pid_in(self._pid_file)
        return pid if pid and is_running(pid, str(self.data)) else None

    def start(self, programs: Installation) -> None:
        """Make what is missing of the cluster and its database, and have it run."""
        self._create(programs)
        pid = self._ensure_running(programs)
        try:
            self._provision(programs)
        except RuntimeUnavailable:
            if pid and self.pid() == pid:
                raise
            # It was dying when we looked, killed a moment before.
            self._ensure_running(programs)
            self._provision(programs)

    def _ensure_running(self, programs: Installation) -> int | None:
        if self.pid() is None:
            self._clear_traces()
            self._link_zoneinfo(programs)
            self._launch(programs)
        self._wait_until_ready()
        return self.pid()

    def _provision(self, programs: Installation) -> None:
        command: list[str | Path] = [programs.bin_dir / "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1"]
        command += ["-h", "127.0.0.1", "-p", str(self.memory.port("postgres"))]
        command += ["-U", "postgres", "-d", "postgres", "-f", "-"]
        run(
            command,
            account=self.account,
            cwd=self.folder,
            env=self._environment | {"PGPASSWORD": self._password_file.read_text().strip()},
            stdin=_PROVISION,
        )

    def stop(self) -> None:
        self._end(signal.SIGINT)  # a "fast" shutdown: sessions are ended, data is written out
        self._clear_traces()

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    @property
    def _password_file(self) -> Path:
        return self.folder / "postgres.password"

    @property
    def _pid_file(self) -> Path:
        return self.data / "postmaster.pid"

    @property
    def _log(self) -> Path:
        return self.folder / "log" / "postgres.log"

    @property
    def _identity(self) -> str:
        """The cluster's name, which PostgreSQL shows in the titles of its processes."""
        return "telemetry-" + hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]

    @property
    def _environment(self) -> dict[str, str]:
        """Nothing of ours, so that no PG* or locale setting reaches the server."""
        return {"PATH": "/usr/bin:/bin", "HOME": str(self.folder), "LC_ALL": "C", "TZ": "GMT"}

    def _run(self, *command: str | Path, cwd: Path) -> str:
        return run(command, account=self.account, cwd=cwd, env=self._environment)

    def _create(self, programs: Installation) -> None:
        if self.data.exists():
            return
        draft = self.folder / "postgres.new"
        shutil.rmtree(draft, ignore_errors=True)
        self.account.make_private_folder(draft)
        self._link_zoneinfo(programs)
        secret(self._password_file)
        self.account.take(self._password_file)
        self._run(*self._initdb(programs, draft), cwd=draft)
        draft.rename(self.data)

    def _initdb(self, programs: Installation, data: Path) -> list[str | Path]:
        command: list[str | Path] = [programs.bin_dir / "initdb", "-D", data, "-U", "postgres"]
        command += ["-E", "UTF8", "--locale=C", "--data-checksums", "--no-instructions"]
        command += ["--auth=scram-sha-256", f"--pwfile={self._password_file}"]
        version = self._run(programs.bin_dir / "postgres", "--version", cwd=self.folder)
        if major_in(version) >= _BUILTIN_LOCALE_SINCE:
            command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        return [*command, "--no-sync"] if self.fast else command

    def _link_zoneinfo(self, programs: Installation) -> None:
        if programs.zoneinfo is None:
            return
        link = self.folder / "zoneinfo"
        link.unlink(missing_ok=True)
        link.symlink_to(programs.zoneinfo)

    def _clear_traces(self) -> None:
        """Let the processes of a killed postmaster end, then drop the pid file that it left."""
        if not wait_for(lambda: not self._orphans(), seconds=15):
            raise RuntimeUnavailable(
                f"PostgreSQL is gone from {self.data} but its processes are left: {self._orphans()}"
            )
        self._pid_file.unlink(missing_ok=True)

    def _orphans(self) -> list[int]:
        title = f"postgres: {self._identity}"
        return [pid for pid in all_pids() if title in command_line(pid) and is_alive(pid)]

    def _launch(self, programs: Installation) -> None:
        for attempt in range(1, _START_ATTEMPTS + 1):
            port = self.memory.free_port("postgres")
            try:
                # From inside the data folder, where the compiled path of the time zones holds.
                self._run(*self._start_command(programs, port), cwd=self.data)
            except RuntimeUnavailable as error:
                # Somebody may have taken the port since we looked; anything else is final.
                if attempt == _START_ATTEMPTS or is_free(port):
                    message = f"PostgreSQL did not start:\n{tail_of(self._log)}"
                    raise RuntimeUnavailable(message) from error
            else:
                return

    def _start_command(self, programs: Installation, port: int) -> list[str | Path]:
        settings = self.folder / "postgres.conf"
        settings.write_text(self._settings(port))
        settings.chmod(0o644)
        options = f"-c config_file={shlex.quote(str(settings))}"
        command: list[str | Path] = [programs.bin_dir / "pg_ctl", "start", "-D", self.data]
        return [*command, "-w", "-t", "60", "-l", self._log, "-o", options]

    def _settings(self, port: int) -> str:
        text = _SETTINGS.format(
            data_settings=quoted(str(self.data / "postgresql.conf")),
            port=port,
            identity=self._identity,
        )
        return text + _FAST_SETTINGS if self.fast else text

    def _wait_until_ready(self) -> None:
        """For a start that was interrupted on our side: the server itself may still recover."""
        if not wait_for(self._is_ready, seconds=60):
            raise RuntimeUnavailable(f"PostgreSQL is not ready:\n{tail_of(self._log)}")

    def _is_ready(self) -> bool:
        try:
            return self._pid_file.read_text().splitlines()[7].strip() == "ready"
        except (OSError, IndexError):
            return False

    def _end(self, number: signal.Signals) -> None:
        pid = self.pid()
        if pid is None:
            return
        send(pid, number)
        if not wait_for(lambda: self.pid() != pid, seconds=_STOP_SECONDS):
            raise RuntimeUnavailable(f"PostgreSQL (pid {pid}) did not stop")


def major_in(version: str) -> int:
    """Of the output of `postgres --version`."""
    found = re.search(r"\d+", version)
    return int(found[0]) if found else 0


def quoted(text: str) -> str:
    """As a string in postgresql.conf."""
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"
