"""Which folders hold programs and clusters on this machine, and who may own them."""

import hashlib
import os
import stat
from collections.abc import Container, Mapping
from pathlib import Path

from telemetry_graph.runtime.errors import RuntimeUnavailable
from telemetry_graph.runtime.system_account import ROOT_UID

# The account that the database runs under cannot enter root's home, so root uses a public folder.
_PUBLIC = Path("/var") / "tmp"


def cache_dir(environ: Mapping[str, str] = os.environ, uid: int | None = None) -> Path:
    """Return the folder of unpacked programs, which all checkouts of a user share."""
    if override := environ.get("TELEMETRY_GRAPH_CACHE"):
        return Path(override).expanduser().absolute()
    if _effective_uid(uid) == ROOT_UID:
        return _PUBLIC / "telemetry-graph-cache"
    home = environ.get("XDG_CACHE_HOME") or Path(environ.get("HOME") or Path.home()) / ".cache"
    return Path(home).absolute() / "telemetry-graph"


def state_dir(
    checkout: Path,
    name: str,
    environ: Mapping[str, str] = os.environ,
    uid: int | None = None,
) -> Path:
    """Return the folder of one cluster of one checkout."""
    digest = hashlib.sha256(str(checkout.resolve()).encode()).hexdigest()[:10]
    if _effective_uid(uid) == ROOT_UID:
        return _PUBLIC / f"telemetry-graph-{digest}" / name
    return cache_dir(environ, uid) / digest / name


def claim_folder(path: Path, owners: Container[int]) -> None:
    """Create `path` and its parents; refuse a folder that another user could have prepared."""
    try:
        for folder in (*reversed(path.parents), path)[1:]:
            _create(folder)
            check_owner(folder, owners)
    except OSError as error:
        raise RuntimeUnavailable(
            f"cannot create {path}: {error}; set TELEMETRY_GRAPH_CACHE to another folder"
        ) from error


def _create(folder: Path) -> None:
    if folder.exists():
        return
    try:
        folder.mkdir()
    except FileExistsError:
        return
    if _effective_uid(None) == ROOT_UID:
        folder.chmod(0o755)  # whatever the umask: the database's account must be able to enter


def check_owner(folder: Path, owners: Container[int]) -> None:
    # A predictable name is only safe where no other user could have created it first.
    if not folder.parent.stat().st_mode & stat.S_IWOTH:
        return
    owner = folder.lstat().st_uid
    if owner not in owners:
        raise RuntimeUnavailable(
            f"{folder} belongs to another user (uid {owner}); remove it and try again"
        )


def _effective_uid(uid: int | None) -> int:
    return os.geteuid() if uid is None else uid
