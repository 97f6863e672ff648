"""Running programs, and distinguishing live processes from zombies."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from telemetry_graph.runtime import RuntimeUnavailable
from telemetry_graph.runtime.process import is_alive, is_running, read_pid, read_tail, run, wait_for

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


def test_a_failure_names_the_command_and_shows_the_end_of_its_output() -> None:
    with pytest.raises(RuntimeUnavailable) as caught:
        run(["sh", "-c", "yes | head -5000; echo the reason >&2; exit 3"])

    assert str(caught.value).startswith("sh -c ")
    assert "failed (3)" in str(caught.value)
    assert str(caught.value).endswith("the reason")
    assert len(str(caught.value)) < 2200


def test_a_process_is_recognised_by_an_argument() -> None:
    with subprocess.Popen(SLEEP) as process:
        assert wait_for(lambda: is_running(process.pid, SLEEP[-1]), seconds=5)
        assert not is_running(process.pid, "time")
        process.kill()


def test_a_zombie_is_not_alive() -> None:
    with subprocess.Popen(SLEEP) as process:
        assert is_alive(process.pid)
        process.kill()

        assert wait_for(lambda: not is_alive(process.pid), seconds=5)
        os.kill(process.pid, 0)  # it still accepts signals


@pytest.mark.parametrize(("text", "pid"), [("42\n/data\n", 42), ("", None), ("x", None)])
def test_a_pid_file_is_parsed(tmp_path: Path, text: str, pid: int | None) -> None:
    (tmp_path / "pid").write_text(text)

    assert read_pid(tmp_path / "pid") == pid


def test_missing_files_cause_no_error(tmp_path: Path) -> None:
    assert read_pid(tmp_path / "pid") is None
    assert read_tail(tmp_path / "log") == "(no log)"
