"""Where folders are, and which are refused."""

import os
from pathlib import Path

import pytest

from telemetry_graph.runtime import RuntimeUnavailable, cache_dir, state_dir
from telemetry_graph.runtime.folders import check_owner, claim_folder

ALICE = 1000
ME = os.geteuid()
OTHER_USER = ME + 1


def test_the_setting_applies_to_root_and_users() -> None:
    environ = {"TELEMETRY_GRAPH_CACHE": "/srv/cache", "XDG_CACHE_HOME": "/x"}

    assert cache_dir(environ, uid=0) == Path("/srv/cache")
    assert cache_dir(environ, uid=ALICE) == Path("/srv/cache")


def test_roots_cache_is_accessible_to_other_accounts() -> None:
    assert cache_dir({"HOME": "/root"}, uid=0) == Path("/var/tmp/telemetry-graph-cache")


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"HOME": "/home/alice"}, "/home/alice/.cache/telemetry-graph"),
        ({"HOME": "/home/alice", "XDG_CACHE_HOME": "/fast"}, "/fast/telemetry-graph"),
        ({"HOME": "/home/alice", "XDG_CACHE_HOME": ""}, "/home/alice/.cache/telemetry-graph"),
    ],
)
def test_a_users_cache_is_in_the_users_cache_folder(environ: dict[str, str], expected: str) -> None:
    assert cache_dir(environ, uid=ALICE) == Path(expected)


def test_each_checkout_and_name_has_its_state_folder(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"

    folders = {state_dir(checkout, name) for checkout in (one, two) for name in ("dev", "test")}

    assert len(folders) == 4
    assert state_dir(one, "dev") == state_dir(tmp_path / "x" / ".." / "one", "dev")


def test_state_folders_of_root_and_of_a_user_have_the_same_digest(tmp_path: Path) -> None:
    root_folder = state_dir(tmp_path, "dev", {}, uid=0)
    user_folder = state_dir(tmp_path, "dev", {"HOME": "/home/alice"}, uid=ALICE)

    digest = user_folder.parent.name
    assert len(digest) == 10
    assert root_folder == Path(f"/var/tmp/telemetry-graph-{digest}/dev")
    assert user_folder == Path(f"/home/alice/.cache/telemetry-graph/{digest}/dev")


def test_a_folder_is_created_with_its_parents_and_can_be_claimed_again(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"

    for _ in range(2):
        claim_folder(folder, owners={ME, 0})

    assert folder.is_dir()


@pytest.mark.skipif(ME != 0, reason="only root runs the database under another account")
def test_the_databases_account_can_enter_folders_of_root(tmp_path: Path) -> None:
    umask = os.umask(0o077)
    try:
        claim_folder(tmp_path / "a" / "b", owners={ME})
    finally:
        os.umask(umask)

    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "a", tmp_path / "a" / "b")}
    assert modes == {0o755}


def test_a_planted_folder_is_refused_where_anyone_can_write(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)
    (tmp_path / "planted").mkdir()

    with pytest.raises(RuntimeUnavailable, match="planted belongs to another user"):
        check_owner(tmp_path / "planted", owners={OTHER_USER})


def test_a_planted_link_is_refused_even_if_its_target_is_trusted(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)
    (tmp_path / "planted").symlink_to("/")

    with pytest.raises(RuntimeUnavailable, match="planted belongs to another user"):
        check_owner(tmp_path / "planted", owners={OTHER_USER})


def test_an_own_folder_is_accepted_where_anyone_can_write(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)
    (tmp_path / "own").mkdir()

    check_owner(tmp_path / "own", owners={ME})


def test_another_users_folder_is_accepted_where_only_they_can_write(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "other").mkdir()

    check_owner(tmp_path / "other", owners={OTHER_USER})


def test_a_file_in_place_of_a_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(RuntimeUnavailable, match="cannot create"):
        claim_folder(tmp_path / "file" / "base", owners={ME, 0})
