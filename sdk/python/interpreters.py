"""Prints the oldest and the newest Python of this machine that the SDK supports, and this one."""

from __future__ import annotations

import glob
import os
import shutil
import subprocess
import sys

OLDEST_MINOR, NEWEST_MINOR = 9, 20
VERSION = "import sys; print(*sys.version_info[:3])"


def find_candidates() -> set[str]:
    names = [f"python3.{minor}" for minor in range(OLDEST_MINOR, NEWEST_MINOR)]
    found = {path for name in names if (path := shutil.which(name))}
    if shutil.which("pyenv"):
        root = subprocess.run(["pyenv", "root"], capture_output=True, text=True).stdout.strip()
        found.update(glob.glob(os.path.join(root, "versions", "3.*", "bin", "python3")))
    return found | {sys.executable}


def read_version(path: str) -> tuple[int, ...]:
    """Return the version, or nothing for a program that does not run."""
    ended = subprocess.run([path, "-c", VERSION], capture_output=True, text=True)
    return tuple(map(int, ended.stdout.split())) if ended.returncode == 0 else ()


def main() -> None:
    versions = {version: path for path in find_candidates() if (version := read_version(path))}
    supported = sorted(version for version in versions if version >= (3, OLDEST_MINOR))
    for version in sorted({supported[0], sys.version_info[:3], supported[-1]}):
        print(versions[version])


if __name__ == "__main__":
    main()
