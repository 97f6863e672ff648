"""Building the tree of unpacked packages."""

import subprocess
from pathlib import Path

import pytest

from telemetry_graph.runtime import RuntimeUnavailable
from telemetry_graph.runtime.package_tree import (
    ensure_package_tree,
    find_outside_libraries,
    format_wrapper,
    hidden_path,
)


def test_a_wrapper_runs_its_program_with_the_loader_after_a_move(tmp_path: Path) -> None:
    original, moved = tmp_path / "original", tmp_path / "moved to"
    loader = original / "usr/lib/arch/ld.so"
    program = original / "usr/bin/tool"
    for folder in (loader.parent, program.parent):
        folder.mkdir(parents=True)
    loader.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    program.write_text(format_wrapper(program.parent, hidden_path(program), loader))
    for script in (loader, program):
        script.chmod(0o755)

    original.rename(moved)
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


def test_libraries_of_the_host_are_reported() -> None:
    listing = """\
	linux-vdso.so.1 (0x00007ffe)
	libc.so.6 => /prefix/usr/lib/libc.so.6 (0x00007f11)
	libssl.so.3 => /usr/lib/libssl.so.3 (0x00007f12)
	libhll.so => not found
"""

    assert find_outside_libraries(Path("/prefix"), listing) == [
        "libssl.so.3 => /usr/lib/libssl.so.3 (0x00007f12)",
        "libhll.so => not found",
    ]


def test_a_failed_build_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    messages: list[str] = []

    with pytest.raises(RuntimeUnavailable, match="apt-get and dpkg and dpkg-deb not found"):
        ensure_package_tree(tmp_path / "cache", range(2**32), messages.append)

    assert [path.suffix for path in (tmp_path / "cache").iterdir()] == [".lock"]
    assert messages == ["looking up database packages"]
