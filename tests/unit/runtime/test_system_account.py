"""The account that the database runs under."""

import os
import pwd
from pathlib import Path

import pytest

from telemetry_graph.runtime.system_account import (
    SystemAccount,
    choose_account,
    first_ordinary_user,
)

ROOT = pwd.getpwuid(0)
NOBODY = pwd.getpwnam("nobody")  # prose: allow


def test_root_and_missing_users_are_skipped() -> None:
    assert first_ordinary_user([None, ROOT, NOBODY]) == NOBODY
    assert first_ordinary_user([None, ROOT]) is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root uses another account")
def test_root_prefers_the_owner_of_the_data(tmp_path: Path) -> None:
    os.chown(tmp_path, NOBODY.pw_uid, NOBODY.pw_gid)

    assert choose_account(tmp_path, {"SUDO_USER": "daemon"}).uid == NOBODY.pw_uid
    assert choose_account(tmp_path / "none", {"SUDO_USER": "daemon"}).name == "daemon"
    assert choose_account(tmp_path / "none", {"SUDO_USER": "root"}).name != "root"


def test_folders_of_a_substitute_account_are_not_trusted() -> None:
    substitute = SystemAccount("postgres", 999, 999, is_substitute=True)
    own = SystemAccount("alice", 1000, 1000, is_substitute=False)

    assert substitute.trusted_owners == {0}
    assert own.trusted_owners == {0, 1000}
