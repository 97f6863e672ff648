"""docs/sdk-lua.md, followed word by word."""

import os
import re
import subprocess
from pathlib import Path

from tests.conftest import REPOSITORY
from tests.e2e.processes import APP, Keys, Server, running
from tests.sdk.books import read_books
from tests.sdk.test_lua_sdk import run_to_end

PAGE = (REPOSITORY / "docs" / "sdk-lua.md").read_text(encoding="utf-8")
SETTINGS = (REPOSITORY / "sdk/lua/telemetry/settings.lua").read_text(encoding="utf-8")
API = (REPOSITORY / "sdk/lua/telemetry/init.lua").read_text(encoding="utf-8")
REASONS = (REPOSITORY / "sdk/lua/telemetry/wire.lua").read_text(encoding="utf-8")


def code_blocks(language: str) -> list[str]:
    """The code blocks of the page in their order, without the indentation of a list."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", PAGE, re.M | re.S)
    return [re.sub(rf"^{indentation}", "", text, flags=re.M) for indentation, text in found]


async def test_the_first_event_arrives_as_the_page_says(
    environment: dict[str, str], keys: Keys, tmp_path: Path
) -> None:
    program, command = code_blocks("lua")[0], code_blocks("sh")[0]
    server = Server(environment)
    for example, real in {
        "http://127.0.0.1:8000": server.address,
        "com.example.demo": APP,
        "tgi_…": keys.ingest_key,
    }.items():
        assert example in program
        program = program.replace(example, real)
    (tmp_path / "hello.lua").write_text(program, encoding="utf-8")
    (tmp_path / "sdk").symlink_to(REPOSITORY / "sdk")

    async with running(server):
        printed = await run_to_end("sh", "-c", command, folder=tmp_path)

    stored = await read_books(environment["DATABASE_URL"])
    assert printed == "sent: true\n"
    assert (stored.screen_views, stored.crashes) == (1, 1)


def test_every_example_is_lua(tmp_path: Path) -> None:
    for text in code_blocks("lua"):
        (tmp_path / "example.lua").write_text(text, encoding="utf-8")
        check = "assert(loadfile(arg[1]))"
        subprocess.run(
            ["lua5.4", "-e", "arg = {'example.lua'} " + check],
            cwd=tmp_path,
            check=True,
            env=os.environ,
        )


def test_every_option_function_and_reason_is_on_the_page() -> None:
    numbers = re.findall(r"^  (\w+) = \{ [\d.]+, ", SETTINGS, re.M)
    passed_on = re.findall(r'"(\w+)"', SETTINGS.partition("PASSED_ON = {")[2].partition("}")[0])
    functions = re.findall(r"^function (?:API|RUNNERS)\.(\w+)", API, re.M)
    reasons = re.findall(r"^  (\w+) = true,$", REASONS, re.M)

    assert (len(numbers), len(passed_on), len(reasons)) == (8, 7, 8)
    assert [name for name in (*numbers, *passed_on) if f"| `{name}` |" not in PAGE] == []
    assert [name for name in functions if f"`{name}(" not in PAGE] == []
    assert [name for name in reasons if f"| `{name}` |" not in PAGE] == []
