"""The pure parts of making a prefix."""

import subprocess
from pathlib import Path

import pytest

from telemetry_graph.runtime import RuntimeUnavailable
from telemetry_graph.runtime.package_tree import ensure_prefix, hidden, libraries_outside, wrapper


def test_wrapper_runs_the_program_by_the_loader_from_wherever_it_was_moved(tmp_path: Path) -> None:
    made, moved = tmp_path / "made", tmp_path / "moved to"
    loader = made / "usr/lib/arch/ld.so"
    program = made / "usr/bin/tool"
    for folder in (loader.parent, program.parent):
        folder.mkdir(parents=True)
    loader.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    program.write_text(wrapper(program.parent, hidden(program), loader))
    for script in (loader, program):
        script.chmod(0o755)

    made.rename(moved)
    output = subprocess.check_output([moved / "usr/bin/tool", "an argument"], text=True)

    folder = moved / "usr/bin"
    assert output.splitlines() == [
        "--argv0",
        f"{folder}/tool",
        "--inhibit-cache",
        "--library-path",
        f"{folder}/../lib/arch",
        f"{folder}/.tool.bin",
        "an argument",
    ]


def test_libraries_of_the_host_are_noticed() -> None:
    listing = """\
	linux-vdso.so.1 (0x00007ffe)
	libc.so.6 => /prefix/usr/lib/libc.so.6 (0x00007f11)
	libssl.so.3 => /usr/lib/libssl.so.3 (0x00007f12)
	libhll.so => not found
"""

    assert libraries_outside(Path("/prefix"), listing) == [
        "libssl.so.3 => /usr/lib/libssl.so.3 (0x00007f12)",
        "libhll.so => not found",
    ]


def test_failed_build_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    said: list[str] = []

    with pytest.raises(RuntimeUnavailable, match="no apt-get or dpkg or dpkg-deb"):
        ensure_prefix(tmp_path / "cache", range(2**32), said.append)

    assert [path.suffix for path in (tmp_path / "cache").iterdir()] == [".lock"]
    assert said == ["looking up database packages"]
