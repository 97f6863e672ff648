"""Finds words of docs/plain-words.toml in text that people read.

`python -m tests.prose [PATH …]` prints each as `file:line: word (what to write instead)`.
"""

import io
import re
import subprocess
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
WORDS = REPOSITORY / "docs" / "plain-words.toml"
ALLOW = "prose: allow"

SUFFIXES = frozenset(
    {".css", ".graphql", ".j2", ".lua", ".md", ".mjs", ".py", ".sh", ".toml", ".ts", ".tsx", ".yml"}
)
NAMES = frozenset({"Makefile", "Dockerfile", "database.Dockerfile"})
EXCLUDED = ("docs/plain-words.toml", "migrations/", "web/src/gql/", "web/package-lock.json")
FUNCTION_NAME = re.compile(r"^\s*(?:async )?def (\w+)|^\s*class (\w+)")


def load_words() -> dict[re.Pattern[str], str]:
    """Each pattern, and what to write instead."""
    words = tomllib.loads(WORDS.read_text(encoding="utf-8"))["words"]
    return {re.compile(rf"\b(?:{word})\b", re.I): instead for word, instead in words.items()}


def find_words(path: Path, words: dict[re.Pattern[str], str]) -> Iterator[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, text in _readable_lines(path):
        if ALLOW in lines[number - 1]:
            continue
        for word, instead in words.items():
            if found := word.search(text):
                yield f"{path.relative_to(REPOSITORY)}:{number}: “{found[0]}” ({instead})"


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    return [REPOSITORY / name for name in listed.stdout.splitlines() if _is_read(name)]


def _is_read(name: str) -> bool:
    path = REPOSITORY / name
    is_text = path.suffix in SUFFIXES or path.name in NAMES
    return is_text and not name.startswith(EXCLUDED) and path.is_file()


def _readable_lines(path: Path) -> Iterator[tuple[int, str]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        yield from enumerate(text.splitlines(), 1)
        return
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type in (tokenize.COMMENT, tokenize.STRING):
            yield from enumerate(token.string.splitlines(), token.start[0])
    for number, line in enumerate(text.splitlines(), 1):
        if name := FUNCTION_NAME.match(line):
            yield number, (name[1] or name[2]).replace("_", " ")


def main(arguments: list[str]) -> int:
    given = [Path(argument).resolve() for argument in arguments]
    files = [
        file
        for file in tracked_files()
        if not given or any(file == path or path in file.parents for path in given)
    ]
    words = load_words()
    found = [line for file in files for line in find_words(file, words)]
    sys.stdout.write("\n".join([*found, f"{len(found)} found"]) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
