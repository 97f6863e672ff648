"""The private prefix: Debian's database packages, unpacked into a folder that any host can run."""

import json
import os
import platform
import re
import shutil
from collections.abc import Callable, Container
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from telemetry_graph.runtime.debian import SUITE, Apt, Package
from telemetry_graph.runtime.errors import RuntimeUnavailable
from telemetry_graph.runtime.folders import claim_folder
from telemetry_graph.runtime.host import EXTENSIONS
from telemetry_graph.runtime.lock import exclusive
from telemetry_graph.runtime.process import run

_MAJOR = 17
_LAYOUT = 1  # to be raised when a prefix that was built before no longer fits this code
_POSTGRES = f"usr/lib/postgresql/{_MAJOR}"

PACKAGES = (
    f"postgresql-{_MAJOR}",
    *(f"postgresql-{_MAJOR}-{extension}" for extension in EXTENSIONS),
    "redis-server",
)

# Maintainer scripts never run, so what only they need can stay out, and so can LLVM: jit is off.
_NEEDED = re.compile(rf"(lib|zlib1g$|postgresql-(client-)?{_MAJOR}|redis-|tzdata$)")
_NOT_NEEDED = re.compile(
    r"lib(llvm|z3-|perl|.*-perl$|pam-modules|c-bin$|c-l10n$|debconf|proc2"
    r"|semanage|sepol|audit-common)"
)
_PRUNED = (
    f"{_POSTGRES}/lib/bitcode",
    f"{_POSTGRES}/lib/llvmjit*",
    "usr/lib/*/gconv",
    "usr/share/locale",
    "usr/share/man",
    f"usr/share/postgresql/{_MAJOR}/man",
    "usr/share/doc/*/changelog*",
)

# Debian compiles in the absolute path. A server's working directory is its data folder, so this
# one, of the same length, is `zoneinfo` beside the data folder, where a link to ours is kept.
_COMPILED_ZONEINFO = b"/usr/share/zoneinfo\0"
_BESIDE_DATA_ZONEINFO = (
    b"..".ljust(len(_COMPILED_ZONEINFO) - len("zoneinfo\0"), b"/") + b"zoneinfo\0"
)

_WRAPPER = """\
#!/bin/sh
here=${{0%/*}}
exec "$here/{loader}" --argv0 "$0" --inhibit-cache \\
  --library-path "$here/{libraries}" "$here/{program}" "$@"
"""


@dataclass(frozen=True, slots=True)
class Prefix:
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


def ensure_prefix(cache: Path, owners: Container[int], progress: Callable[[str], None]) -> Prefix:
    """The prefix in `cache`, built first when it is not there."""
    prefix = Prefix(cache / f"{SUITE}-postgresql{_MAJOR}-{platform.machine()}-{_LAYOUT}")
    claim_folder(cache, owners)
    if not prefix.root.is_dir():
        with exclusive(cache / f"{prefix.root.name}.lock", progress):
            if not prefix.root.is_dir():
                _build(prefix.root, progress)
    return prefix


def _build(root: Path, progress: Callable[[str], None]) -> None:
    work = root.with_name(f"{root.name}.building")
    shutil.rmtree(work, ignore_errors=True)
    try:
        tree = work / "tree"
        tree.mkdir(parents=True)
        packages = _unpack_packages(work, tree, progress)
        _prune(tree)
        _redirect_zoneinfo(tree / _POSTGRES / "bin/postgres")
        _wrap_programs(tree)
        _verify(tree)
        (tree / "manifest.json").write_text(json.dumps([asdict(p) for p in packages], indent=1))
        tree.rename(root)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _unpack_packages(work: Path, tree: Path, progress: Callable[[str], None]) -> list[Package]:
    progress("looking up database packages")
    apt = Apt(work)
    packages = [package for package in apt.plan(PACKAGES) if is_needed(package.name)]
    archives = apt.download(packages, progress)
    progress("unpacking database packages")
    largest_first = sorted(archives, key=lambda archive: -archive.stat().st_size)
    with ThreadPoolExecutor() as threads:
        # list() so that a failure is raised here.
        list(threads.map(lambda archive: run(["dpkg-deb", "-x", archive, tree]), largest_first))
    return packages


def is_needed(package: str) -> bool:
    return bool(_NEEDED.match(package)) and not _NOT_NEEDED.match(package)


def _prune(tree: Path) -> None:
    for path in [path for pattern in _PRUNED for path in tree.glob(pattern)]:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)  # some folders are links: the same file seen twice


def _redirect_zoneinfo(postgres: Path) -> None:
    code = postgres.read_bytes()
    if _COMPILED_ZONEINFO not in code:
        raise RuntimeUnavailable("this PostgreSQL package keeps its time zones elsewhere")
    postgres.write_bytes(code.replace(_COMPILED_ZONEINFO, _BESIDE_DATA_ZONEINFO))


def _wrap_programs(tree: Path) -> None:
    """Run each program by the prefix's own loader: the host's C library may be too old for it."""
    candidates = [*(tree / _POSTGRES / "bin").iterdir(), *(tree / "usr/bin").glob("redis-*")]
    # redis-server is a link: several names of one program, which looks at the name it is run by.
    programs = {path: path.resolve() for path in candidates if _is_elf(path)}
    for original in set(programs.values()):
        original.rename(hidden(original))
    for path, original in programs.items():
        path.unlink(missing_ok=True)
        path.write_text(wrapper(path.parent, hidden(original), _loader(tree)))
        path.chmod(0o755)


def hidden(program: Path) -> Path:
    return program.with_name(f".{program.name}.bin")


def wrapper(folder: Path, program: Path, loader: Path) -> str:
    """A script for `folder`; all its paths are relative, so that the prefix can be moved."""
    return _WRAPPER.format(
        loader=os.path.relpath(loader, folder),
        libraries=os.path.relpath(loader.parent, folder),
        program=os.path.relpath(program, folder),
    )


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _loader(tree: Path) -> Path:
    loaders = [*tree.glob("usr/lib/*/ld-linux*.so.*"), *tree.glob("usr/lib/*/ld64.so.*")]
    if not loaders:
        raise RuntimeUnavailable(f"the packages for {platform.machine()} hold no program loader")
    return loaders[0]


def _verify(tree: Path) -> None:
    """Prove that no library is taken from the host."""
    loader = _loader(tree)
    command: list[str | Path] = [
        loader,
        "--inhibit-cache",
        "--library-path",
        loader.parent,
        "--list",
    ]
    programs = [hidden(tree / _POSTGRES / "bin" / name) for name in ("postgres", "initdb", "psql")]
    extensions = [
        path for name in EXTENSIONS for path in (tree / _POSTGRES / "lib").glob(f"{name}*.so")
    ]
    redis = hidden(tree / "usr/bin/redis-check-rdb")
    for binary in [*programs, *extensions, redis]:
        if strays := libraries_outside(tree, run([*command, binary])):
            raise RuntimeUnavailable(f"{binary.name} needs libraries of the host: {strays}")


def libraries_outside(tree: Path, listing: str) -> list[str]:
    resolved = [line.strip() for line in listing.splitlines() if "=>" in line]
    return [line for line in resolved if f"=> {tree}/" not in line]
