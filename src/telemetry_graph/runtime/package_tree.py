"""Debian's database packages, unpacked into a private folder so that they run on any host."""

import json
import os
import platform
import re
import shutil
from collections.abc import Callable, Container
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from telemetry_graph.runtime.debian import SUITE, DebianPackage, PrivateApt
from telemetry_graph.runtime.errors import RuntimeUnavailable
from telemetry_graph.runtime.folders import claim_folder
from telemetry_graph.runtime.host import EXTENSIONS
from telemetry_graph.runtime.lock import hold_lock
from telemetry_graph.runtime.process import run

_MAJOR = 17
_LAYOUT = 1  # increase it when this code cannot use trees that an earlier version built
_POSTGRES = f"usr/lib/postgresql/{_MAJOR}"

PACKAGES = (
    f"postgresql-{_MAJOR}",
    *(f"postgresql-{_MAJOR}-{extension}" for extension in EXTENSIONS),
    "redis-server",
)

# Maintainer scripts never run, so packages that only they need are left out. LLVM is left out
# because jit is off.
_NEEDED = re.compile(rf"(lib|zlib1g$|postgresql-(client-)?{_MAJOR}|redis-|tzdata$)")
_NOT_NEEDED = re.compile(
    r"lib(llvm|z3-|perl|.*-perl$|pam-modules|c-bin$|c-l10n$|debconf|proc2"
    r"|semanage|sepol|audit-common)"
)
_UNUSED_FILES = (
    f"{_POSTGRES}/lib/bitcode",
    f"{_POSTGRES}/lib/llvmjit*",
    "usr/lib/*/gconv",
    "usr/share/locale",
    "usr/share/man",
    f"usr/share/postgresql/{_MAJOR}/man",
    "usr/share/doc/*/changelog*",
)

# Debian compiles the absolute path into the server. It is replaced by a relative path of the same
# length. The server runs in its data folder, and a link named `zoneinfo` is beside that folder.
_COMPILED_ZONEINFO = b"/usr/share/zoneinfo\0"
_RELATIVE_ZONEINFO = b"..".ljust(len(_COMPILED_ZONEINFO) - len("zoneinfo\0"), b"/") + b"zoneinfo\0"

_WRAPPER = """\
#!/bin/sh
here=${{0%/*}}
exec "$here/{loader}" --argv0 "$0" --inhibit-cache \\
  --library-path "$here/{libraries}" "$here/{program}" "$@"
"""


@dataclass(frozen=True, slots=True)
class PackageTree:
    root: Path

    @property
    def bin_dir(self) -> Path:
        return self.root / _POSTGRES / "bin"

    @property
    def redis_server(self) -> Path:
        return self.root / "usr/bin/redis-server"

    @property
    def zoneinfo(self) -> Path:
        return self.root / "usr/share/zoneinfo"


def ensure_package_tree(
    cache: Path, owners: Container[int], progress: Callable[[str], None]
) -> PackageTree:
    """Return the tree in `cache`; build it first if it does not exist."""
    tree = PackageTree(cache / f"{SUITE}-postgresql{_MAJOR}-{platform.machine()}-{_LAYOUT}")
    claim_folder(cache, owners)
    if not tree.root.is_dir():
        with hold_lock(cache / f"{tree.root.name}.lock", progress):
            if not tree.root.is_dir():
                _build(tree.root, progress)
    return tree


def _build(root: Path, progress: Callable[[str], None]) -> None:
    work = root.with_name(f"{root.name}.building")
    shutil.rmtree(work, ignore_errors=True)
    try:
        tree = work / "tree"
        tree.mkdir(parents=True)
        packages = _unpack_packages(work, tree, progress)
        _remove_unused_files(tree)
        _replace_zoneinfo_path(tree / _POSTGRES / "bin/postgres")
        _wrap_programs(tree)
        _verify_libraries(tree)
        (tree / "manifest.json").write_text(json.dumps([asdict(p) for p in packages], indent=1))
        tree.rename(root)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _unpack_packages(
    work: Path, tree: Path, progress: Callable[[str], None]
) -> list[DebianPackage]:
    progress("looking up database packages")
    apt = PrivateApt(work)
    packages = [package for package in apt.resolve(PACKAGES) if is_needed(package.name)]
    archives = apt.download(packages, progress)
    progress("unpacking database packages")
    largest_first = sorted(archives, key=lambda archive: -archive.stat().st_size)
    with ThreadPoolExecutor() as threads:
        # list() raises the error of a failed thread here.
        list(threads.map(lambda archive: run(["dpkg-deb", "-x", archive, tree]), largest_first))
    return packages


def is_needed(package: str) -> bool:
    return bool(_NEEDED.match(package)) and not _NOT_NEEDED.match(package)


def _remove_unused_files(tree: Path) -> None:
    for path in [path for pattern in _UNUSED_FILES for path in tree.glob(pattern)]:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)  # some folders are links, so a file can be listed twice


def _replace_zoneinfo_path(postgres: Path) -> None:
    code = postgres.read_bytes()
    if _COMPILED_ZONEINFO not in code:
        raise RuntimeUnavailable("Debian's PostgreSQL package has an unexpected time zone path")
    postgres.write_bytes(code.replace(_COMPILED_ZONEINFO, _RELATIVE_ZONEINFO))


def _wrap_programs(tree: Path) -> None:
    """Run each program with the tree's own loader; the host's C library may be too old for it."""
    candidates = [*(tree / _POSTGRES / "bin").iterdir(), *(tree / "usr/bin").glob("redis-*")]
    # redis-server is a link. One program has several names and checks which one it was run by.
    programs = {path: path.resolve() for path in candidates if _is_elf(path)}
    for original in set(programs.values()):
        original.rename(hidden_path(original))
    for path, original in programs.items():
        path.unlink(missing_ok=True)
        path.write_text(format_wrapper(path.parent, hidden_path(original), _find_loader(tree)))
        path.chmod(0o755)


def hidden_path(program: Path) -> Path:
    return program.with_name(f".{program.name}.bin")


def format_wrapper(folder: Path, program: Path, loader: Path) -> str:
    """Return a script for `folder` with relative paths only, so that the tree can be moved."""
    return _WRAPPER.format(
        loader=os.path.relpath(loader, folder),
        libraries=os.path.relpath(loader.parent, folder),
        program=os.path.relpath(program, folder),
    )


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _find_loader(tree: Path) -> Path:
    loaders = [*tree.glob("usr/lib/*/ld-linux*.so.*"), *tree.glob("usr/lib/*/ld64.so.*")]
    if not loaders:
        raise RuntimeUnavailable(
            f"Debian's packages for {platform.machine()} contain no program loader"
        )
    return loaders[0]


def _verify_libraries(tree: Path) -> None:
    """Check that the programs load no library of the host."""
    loader = _find_loader(tree)
    command: list[str | Path] = [
        loader,
        "--inhibit-cache",
        "--library-path",
        loader.parent,
        "--list",
    ]
    bin_dir = tree / _POSTGRES / "bin"
    programs = [hidden_path(bin_dir / name) for name in ("postgres", "initdb", "psql")]
    extensions = [
        path for name in EXTENSIONS for path in (tree / _POSTGRES / "lib").glob(f"{name}*.so")
    ]
    redis = hidden_path(tree / "usr/bin/redis-check-rdb")
    for binary in [*programs, *extensions, redis]:
        if lines := find_outside_libraries(tree, run([*command, binary])):
            raise RuntimeUnavailable(f"{binary.name} would load libraries of the host: {lines}")


def find_outside_libraries(tree: Path, listing: str) -> list[str]:
    resolved = [line.strip() for line in listing.splitlines() if "=>" in line]
    return [line for line in resolved if f"=> {tree}/" not in line]
