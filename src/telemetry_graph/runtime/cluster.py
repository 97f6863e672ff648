"""Creates, starts, stops, kills and recovers a PostgreSQL cluster."""

import hashlib
import re
import shlex
import shutil
import signal
from dataclasses import dataclass
from pathlib import Path

from telemetry_graph.runtime.errors import RuntimeUnavailable
from telemetry_graph.runtime.process import (
    is_alive,
    is_running,
    list_pids,
    read_command_line,
    read_pid,
    read_tail,
    run,
    send_signal,
    wait_for,
)
from telemetry_graph.runtime.programs import ServerPrograms
from telemetry_graph.runtime.service_state import ServiceState, ensure_password, is_port_free
from telemetry_graph.runtime.system_account import SystemAccount

DATABASE = "telemetry"

_BUILTIN_LOCALE_SINCE = 17
_STOP_SECONDS = 60
_START_ATTEMPTS = 3

# The Apache edition of TimescaleDB has no background jobs, and its scheduler would hold a
# connection to every database, template databases included. While PostgreSQL fills a new WAL
# segment with zeros, all commits wait: about 40 ms for each 16 MB.
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
    """Callers must hold the folder's lock."""

    folder: Path
    account: SystemAccount
    state: ServiceState
    is_fast: bool
    """Give up crash safety for speed."""

    @property
    def data(self) -> Path:
        return self.folder / "postgres"

    @property
    def url(self) -> str:
        password = self._password_file.read_text().strip()
        return (
            f"postgresql://postgres:{password}@127.0.0.1:{self.state.port('postgres')}/{DATABASE}"
        )

    def pid(self) -> int | None:
        """Return the live postmaster's pid. PostgreSQL's own programs do not recognise a zombie."""
        pid = read_pid(self._pid_file)
        return pid if pid and is_running(pid, str(self.data)) else None

    def start(self, programs: ServerPrograms) -> None:
        """Create the cluster and its database if they do not exist, and start the server."""
        self._create(programs)
        pid = self._ensure_running(programs)
        try:
            self._provision(programs)
        except RuntimeUnavailable:
            if pid and self.pid() == pid:
                raise
            # It was killed a moment ago and was still ending.
            self._ensure_running(programs)
            self._provision(programs)

    def _ensure_running(self, programs: ServerPrograms) -> int | None:
        if self.pid() is None:
            self._remove_pid_file()
            self._link_zoneinfo(programs)
            self._launch(programs)
        self._wait_until_ready()
        return self.pid()

    def _provision(self, programs: ServerPrograms) -> None:
        command: list[str | Path] = [programs.bin_dir / "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1"]
        command += ["-h", "127.0.0.1", "-p", str(self.state.port("postgres"))]
        command += ["-U", "postgres", "-d", "postgres", "-f", "-"]
        run(
            command,
            account=self.account,
            cwd=self.folder,
            env=self._environment | {"PGPASSWORD": self._password_file.read_text().strip()},
            stdin=_PROVISION,
        )

    def stop(self) -> None:
        self._end(signal.SIGINT)  # PostgreSQL's fast shutdown: ends sessions, writes all data
        self._remove_pid_file()

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
        """The cluster's name, which PostgreSQL puts into the titles of its processes."""
        return "telemetry-" + hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]

    @property
    def _environment(self) -> dict[str, str]:
        """A minimal environment: no PG* or locale setting of the caller reaches the server."""
        return {"PATH": "/usr/bin:/bin", "HOME": str(self.folder), "LC_ALL": "C", "TZ": "GMT"}

    def _run(self, *command: str | Path, cwd: Path) -> str:
        return run(command, account=self.account, cwd=cwd, env=self._environment)

    def _create(self, programs: ServerPrograms) -> None:
        if self.data.exists():
            return
        draft = self.folder / "postgres.new"
        shutil.rmtree(draft, ignore_errors=True)
        self.account.create_private_folder(draft)
        self._link_zoneinfo(programs)
        ensure_password(self._password_file)
        self.account.take_ownership(self._password_file)
        self._run(*self._initdb_command(programs, draft), cwd=draft)
        draft.rename(self.data)

    def _initdb_command(self, programs: ServerPrograms, data: Path) -> list[str | Path]:
        command: list[str | Path] = [programs.bin_dir / "initdb", "-D", data, "-U", "postgres"]
        command += ["-E", "UTF8", "--locale=C", "--data-checksums", "--no-instructions"]
        command += ["--auth=scram-sha-256", f"--pwfile={self._password_file}"]
        version = self._run(programs.bin_dir / "postgres", "--version", cwd=self.folder)
        if parse_major(version) >= _BUILTIN_LOCALE_SINCE:
            command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        return [*command, "--no-sync"] if self.is_fast else command

    def _link_zoneinfo(self, programs: ServerPrograms) -> None:
        if programs.zoneinfo is None:
            return
        link = self.folder / "zoneinfo"
        link.unlink(missing_ok=True)
        link.symlink_to(programs.zoneinfo)

    def _remove_pid_file(self) -> None:
        """Wait until the processes of a killed postmaster have ended, then remove its pid file."""
        if not wait_for(lambda: not self._list_orphans(), seconds=15):
            raise RuntimeUnavailable(
                f"PostgreSQL in {self.data} ended, but these of its processes are still running: "
                f"{self._list_orphans()}. End them and try again"
            )
        self._pid_file.unlink(missing_ok=True)

    def _list_orphans(self) -> list[int]:
        title = f"postgres: {self._identity}"
        return [pid for pid in list_pids() if title in read_command_line(pid) and is_alive(pid)]

    def _launch(self, programs: ServerPrograms) -> None:
        for attempt in range(1, _START_ATTEMPTS + 1):
            port = self.state.ensure_free_port("postgres")
            try:
                # Run in the data folder: the server's path of the time zones is relative to it.
                self._run(*self._start_command(programs, port), cwd=self.data)
            except RuntimeUnavailable as error:
                # Another program may have taken the port in the meantime. Do not retry otherwise.
                if attempt == _START_ATTEMPTS or is_port_free(port):
                    message = f"PostgreSQL did not start:\n{read_tail(self._log)}"
                    raise RuntimeUnavailable(message) from error
            else:
                return

    def _start_command(self, programs: ServerPrograms, port: int) -> list[str | Path]:
        settings = self.folder / "postgres.conf"
        settings.write_text(self._format_settings(port))
        settings.chmod(0o644)
        options = f"-c config_file={shlex.quote(str(settings))}"
        command: list[str | Path] = [programs.bin_dir / "pg_ctl", "start", "-D", self.data]
        return [*command, "-w", "-t", "60", "-l", self._log, "-o", options]

    def _format_settings(self, port: int) -> str:
        text = _SETTINGS.format(
            data_settings=quote(str(self.data / "postgresql.conf")),
            port=port,
            identity=self._identity,
        )
        return text + _FAST_SETTINGS if self.is_fast else text

    def _wait_until_ready(self) -> None:
        """Wait for a server whose start was interrupted and which may still be recovering."""
        if not wait_for(self._is_ready, seconds=60):
            raise RuntimeUnavailable(f"PostgreSQL is not ready:\n{read_tail(self._log)}")

    def _is_ready(self) -> bool:
        try:
            return self._pid_file.read_text().splitlines()[7].strip() == "ready"
        except (OSError, IndexError):
            return False

    def _end(self, number: signal.Signals) -> None:
        pid = self.pid()
        if pid is None:
            return
        send_signal(pid, number)
        if not wait_for(lambda: self.pid() != pid, seconds=_STOP_SECONDS):
            raise RuntimeUnavailable(
                f"PostgreSQL (pid {pid}) did not stop within {_STOP_SECONDS} seconds"
            )


def parse_major(version: str) -> int:
    """Parse the output of `postgres --version`."""
    digits = re.search(r"\d+", version)
    return int(digits[0]) if digits else 0


def quote(text: str) -> str:
    """Quote a string for postgresql.conf."""
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"
