"""Rules about the repository's files."""

import re
import subprocess

from tests.conftest import REPOSITORY

INDEX_ADDRESS = re.compile(
    r"--(extra-)?index-url|--find-links|\"resolved\": \"http|://[^ ]*/simple/?$"
)


def tracked_files() -> list[str]:
    result = subprocess.run(
        ["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    return result.stdout.split("\n")[:-1]


def test_lock_files_name_hashes_and_no_index() -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-build.lock"):
        text = (REPOSITORY / name).read_text(encoding="utf-8")
        assert not INDEX_ADDRESS.search(text), name
        assert text.count("==") <= text.count("--hash=sha256:"), name


def test_the_front_ends_lock_file_names_no_registry() -> None:
    text = (REPOSITORY / "web" / "package-lock.json").read_text(encoding="utf-8")

    assert '"resolved"' not in text
    assert text.count('"integrity"') > 100


def test_migrations_are_numbered_without_a_gap() -> None:
    numbers = [
        int(name.split("/")[1][:4]) for name in tracked_files() if name.startswith("migrations/")
    ]

    assert sorted(numbers) == list(range(1, len(numbers) + 1))


def test_no_file_contains_a_path_of_a_developers_machine() -> None:
    local_path = re.compile(rf"/roo[t]/|/Users/\w|/home/(?!alice|telemetry)\w|{REPOSITORY}/")

    paths = {
        name: match[0]
        for name in tracked_files()
        if (match := local_path.search((REPOSITORY / name).read_text("utf-8", errors="ignore")))
    }

    assert paths == {}
