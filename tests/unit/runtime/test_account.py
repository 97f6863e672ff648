"""Which account children run as."""

import os
import pwd
from pathlib import Path

import pytest

from telemetry_graph.runtime.account import Account, account_for, first_ordinary

ROOT = pwd.getpwuid(0)
NOBODY = pwd.getpwnam("nobody")


def test_root_and_missing_users_are_passed_over() -> None:
    assert first_ordinary([None, ROOT, NOBODY]) == NOBODY
    assert first_ordinary([None, ROOT]) is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root steps down")
def test_root_steps_down_to_the_owner_of_the_data_first(tmp_path: Path) -> None:
    os.chown(tmp_path, NOBODY.pw_uid, NOBODY.pw_gid)

    assert account_for(tmp_path, {"SUDO_USER": "daemon"}).name == "nobody"
    assert account_for(tmp_path / "none", {"SUDO_USER": "daemon"}).name == "daemon"
    assert account_for(tmp_path / "none", {"SUDO_USER": "root"}).name != "root"


def test_folders_of_a_borrowed_account_are_not_trusted() -> None:
    borrowed = Account("nobody", 65534, 65534, is_borrowed=True)
    own = Account("alice", 1000, 1000, is_borrowed=False)

    assert borrowed.trusted_owners == {0}
    assert own.trusted_owners == {0, 1000}
