"""The operating system account that the database runs under."""

import os
import pwd
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from telemetry_graph.runtime.errors import RuntimeUnavailable

ROOT_UID = 0

_SUBSTITUTES = ("postgres", "nobody")  # prose: allow


@dataclass(frozen=True, slots=True)
class SystemAccount:
    name: str
    uid: int
    gid: int
    is_substitute: bool
    """This process runs as root, and child processes must switch to this account instead, because
    PostgreSQL refuses to run as root."""

    @property
    def trusted_owners(self) -> frozenset[int]:
        """The users in whose folders files may be written.

        A substitute account is not trusted: other programs run under it too.
        """
        return frozenset({ROOT_UID}) if self.is_substitute else frozenset({ROOT_UID, self.uid})

    def take_ownership(self, path: Path) -> None:
        """Make a substitute account the owner of a file or folder that root created."""
        if self.is_substitute:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def create_private_folder(self, path: Path) -> None:
        path.mkdir(mode=0o700, exist_ok=True)
        self.take_ownership(path)


def choose_account(data: Path, environ: Mapping[str, str] = os.environ) -> SystemAccount:
    """Choose the account for the cluster in `data`.

    Root uses the owner of `data` if it exists, else the user who called sudo, else a substitute.
    """
    if os.geteuid() != ROOT_UID:
        uid = os.geteuid()
        return SystemAccount(name=str(uid), uid=uid, gid=os.getegid(), is_substitute=False)
    names = (environ.get("SUDO_USER", ""), *_SUBSTITUTES)
    user = first_ordinary_user([_find_owner(data), *map(_find_user, names)])
    if user is None:
        raise RuntimeUnavailable(
            "PostgreSQL refuses to run as root, and there is no other user to run it as. "
            "Create a user named postgres, or run this command as an ordinary user"
        )
    return SystemAccount(name=user.pw_name, uid=user.pw_uid, gid=user.pw_gid, is_substitute=True)


def first_ordinary_user(users: Iterable[pwd.struct_passwd | None]) -> pwd.struct_passwd | None:
    return next((user for user in users if user is not None and user.pw_uid != ROOT_UID), None)


def _find_owner(path: Path) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwuid(path.lstat().st_uid)
    except (FileNotFoundError, KeyError):
        return None


def _find_user(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None
