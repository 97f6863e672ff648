"""Where binaries and clusters live on this machine, and who may own those folders."""

import hashlib
import os
import stat
from collections.abc import Container, Mapping
from pathlib import Path

from telemetry_graph.runtime.account import ROOT
from telemetry_graph.runtime.errors import RuntimeUnavailable

# Root's home is closed to the account that the database runs under, so root gets a public place.
_PUBLIC = Path("/var") / "tmp"


def cache_dir(environ: Mapping[str, str] = os.environ, uid: int | None = None) -> Path:
    """The folder of unpacked binaries, shared by all checkouts of one user."""
    if override := environ.get("TELEMETRY_GRAPH_CACHE"):
        return Path(override).expanduser().absolute()
    if _effective(uid) == ROOT:
        return _PUBLIC / "telemetry-graph-cache"
    home = environ.get("XDG_CACHE_HOME") or Path(environ.get("HOME") or Path.home()) / ".cache"
    return Path(home).absolute() / "telemetry-graph"


def state_dir(
    checkout: Path,
    name: str,
    environ: Mapping[str, str] = os.environ,
    uid: int | None = None,
) -> Path:
    """The folder of one cluster of one checkout."""
    digest = hashlib.sha256(str(checkout.resolve()).encode()).hexdigest()[:10]
    if _effective(uid) == ROOT:
        return _PUBLIC / f"telemetry-graph-{digest}" / name
    return cache_dir(environ, uid) / digest / name


def claim_folder(path: Path, owners: Container[int]) -> None:
    """Create `path` and its parents, refusing any that a stranger planted for us to use."""
    try:
        for folder in (*reversed(path.parents), path)[1:]:
            _create(folder)
            refuse_stranger(folder, owners)
    except OSError as error:
        raise RuntimeUnavailable(
            f"cannot create {path}: {error}; TELEMETRY_GRAPH_CACHE can name another folder"
        ) from error


def _create(folder: Path) -> None:
    if folder.exists():
        return
    try:
        folder.mkdir()
    except FileExistsError:
        return
    if _effective(None) == ROOT:
        folder.chmod(0o755)  # whatever the umask: the database's account must pass through


def refuse_stranger(folder: Path, owners: Container[int]) -> None:
    # A predictable name is only safe to reuse where nobody else could have taken it first.
    if not folder.parent.stat().st_mode & stat.S_IWOTH:
        return
    owner = folder.lstat().st_uid
    if owner not in owners:
        raise RuntimeUnavailable(f"{folder} belongs to another user (uid {owner}): remove it first")


def _effective(uid: int | None) -> int:
    return os.geteuid() if uid is None else uid
