"""Where folders go, and which are refused."""

import os
from pathlib import Path

import pytest

from telemetry_graph.runtime import RuntimeUnavailable, cache_dir, state_dir
from telemetry_graph.runtime.folders import claim_folder, refuse_stranger

ALICE = 1000
ME = os.geteuid()
STRANGER = ME + 1


def test_override_wins_for_everybody() -> None:
    environ = {"TELEMETRY_GRAPH_CACHE": "/srv/cache", "XDG_CACHE_HOME": "/x"}

    assert cache_dir(environ, uid=0) == Path("/srv/cache")
    assert cache_dir(environ, uid=ALICE) == Path("/srv/cache")


def test_root_caches_where_other_accounts_can_reach() -> None:
    assert cache_dir({"HOME": "/root"}, uid=0) == Path("/var/tmp/telemetry-graph-cache")


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"HOME": "/home/alice"}, "/home/alice/.cache/telemetry-graph"),
        ({"HOME": "/home/alice", "XDG_CACHE_HOME": "/fast"}, "/fast/telemetry-graph"),
        ({"HOME": "/home/alice", "XDG_CACHE_HOME": ""}, "/home/alice/.cache/telemetry-graph"),
    ],
)
def test_user_caches_in_the_users_cache(environ: dict[str, str], expected: str) -> None:
    assert cache_dir(environ, uid=ALICE) == Path(expected)


def test_state_is_kept_per_checkout_and_name(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"

    folders = {state_dir(checkout, name) for checkout in (one, two) for name in ("dev", "test")}

    assert len(folders) == 4
    assert state_dir(one, "dev") == state_dir(tmp_path / "x" / ".." / "one", "dev")


def test_state_of_root_and_of_a_user_carry_the_same_digest(tmp_path: Path) -> None:
    of_root = state_dir(tmp_path, "dev", {}, uid=0)
    of_alice = state_dir(tmp_path, "dev", {"HOME": "/home/alice"}, uid=ALICE)

    digest = of_alice.parent.name
    assert len(digest) == 10
    assert of_root == Path(f"/var/tmp/telemetry-graph-{digest}/dev")
    assert of_alice == Path(f"/home/alice/.cache/telemetry-graph/{digest}/dev")


def test_folder_is_created_with_its_parents_and_may_be_claimed_again(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"

    for _ in range(2):
        claim_folder(folder, owners={ME, 0})

    assert folder.is_dir()


@pytest.mark.skipif(ME != 0, reason="only root's children are another account")
def test_folders_of_root_let_the_databases_account_pass(tmp_path: Path) -> None:
    umask = os.umask(0o077)
    try:
        claim_folder(tmp_path / "a" / "b", owners={ME})
    finally:
        os.umask(umask)

    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "a", tmp_path / "a" / "b")}
    assert modes == {0o755}


def test_planted_folder_is_refused_where_anyone_can_write(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)
    (tmp_path / "planted").mkdir()

    with pytest.raises(RuntimeUnavailable, match="planted belongs to another user"):
        refuse_stranger(tmp_path / "planted", owners={STRANGER})


def test_planted_link_is_refused_whoever_owns_its_target(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)
    (tmp_path / "planted").symlink_to("/")

    with pytest.raises(RuntimeUnavailable, match="planted belongs to another user"):
        refuse_stranger(tmp_path / "planted", owners={STRANGER})


def test_folder_of_ours_is_fine_where_anyone_can_write(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)
    (tmp_path / "ours").mkdir()

    refuse_stranger(tmp_path / "ours", owners={ME})


def test_folder_of_somebody_else_is_fine_where_only_they_can_write(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "theirs").mkdir()

    refuse_stranger(tmp_path / "theirs", owners={STRANGER})


def test_file_in_the_way_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(RuntimeUnavailable, match="cannot create"):
        claim_folder(tmp_path / "file" / "base", owners={ME, 0})
