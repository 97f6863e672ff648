"""Which account the database runs under: ours, or an ordinary one when we are root."""

import os
import pwd
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from telemetry_graph.runtime.errors import RuntimeUnavailable

ROOT = 0


@dataclass(frozen=True, slots=True)
class Account:
    name: str
    uid: int
    gid: int
    is_borrowed: bool
    """True when children must switch to it, because PostgreSQL refuses to run as root."""

    @property
    def trusted_owners(self) -> frozenset[int]:
        """Whose folders we may write to; never a borrowed account's, others run under it too."""
        return frozenset({ROOT}) if self.is_borrowed else frozenset({ROOT, self.uid})

    def take(self, path: Path) -> None:
        """Hand over a file or folder that lies in a folder of ours."""
        if self.is_borrowed:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def make_private_folder(self, path: Path) -> None:
        path.mkdir(mode=0o700, exist_ok=True)
        self.take(path)


def account_for(data: Path, environ: Mapping[str, str] = os.environ) -> Account:
    """The account for the cluster in `data`: as root, its owner if there is one already."""
    if os.geteuid() != ROOT:
        uid = os.geteuid()
        return Account(name=str(uid), uid=uid, gid=os.getegid(), is_borrowed=False)
    names = (environ.get("SUDO_USER", ""), "postgres", "nobody")
    user = first_ordinary([_owner(data), *map(_by_name, names)])
    if user is None:
        raise RuntimeUnavailable(
            "PostgreSQL refuses to run as root, and there is no SUDO_USER, postgres or nobody "
            "to run it as"
        )
    return Account(name=user.pw_name, uid=user.pw_uid, gid=user.pw_gid, is_borrowed=True)


def first_ordinary(users: Iterable[pwd.struct_passwd | None]) -> pwd.struct_passwd | None:
    return next((user for user in users if user is not None and user.pw_uid != ROOT), None)


def _owner(path: Path) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwuid(path.lstat().st_uid)
    except (FileNotFoundError, KeyError):
        return None


def _by_name(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None
