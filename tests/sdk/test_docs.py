"""docs/sdk-python.md and docs/sdk-javascript.md, followed word by word."""

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.conftest import REPOSITORY
from tests.e2e.processes import APP, Keys, Server, running
from tests.sdk.books import read_books
from tests.sdk.test_javascript_sdk import build

__all__ = ["build"]

PYTHON = (REPOSITORY / "docs" / "sdk-python.md").read_text(encoding="utf-8")
JAVASCRIPT = (REPOSITORY / "docs" / "sdk-javascript.md").read_text(encoding="utf-8")
PYTHON_SOURCE = REPOSITORY / "sdk" / "python" / "src" / "telemetry_graph_sdk"
JAVASCRIPT_SOURCE = REPOSITORY / "sdk" / "javascript" / "src"


def find_code(page: str, language: str) -> list[str]:
    """Return the code blocks in their order, without the indentation of a list."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", page, re.M | re.S)
    return [re.sub(rf"^{indentation}", "", text, flags=re.M) for indentation, text in found]


def fill_in(program: str, server: Server, keys: Keys) -> str:
    for example, real in {
        "http://127.0.0.1:8000": server.address,
        "com.example.demo": APP,
        "tgi_…": keys.ingest_key,
    }.items():
        assert example in program
        program = program.replace(example, real)
    return program


async def run(command: str, folder: Path, environment: Mapping[str, str]) -> tuple[int, str]:
    """Run a command of the page; returns its exit code and what it printed."""
    process = await asyncio.create_subprocess_shell(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
    )
    output, _ = await process.communicate()
    assert process.returncode is not None
    return process.returncode, output.decode()


async def test_the_first_event_of_python_arrives_as_the_page_says(
    environment: dict[str, str], keys: Keys, tmp_path: Path
) -> None:
    install, start = find_code(PYTHON, "sh")
    assert install == "pip install ./sdk/python\n"
    options = "--no-deps --no-build-isolation --quiet --disable-pip-version-check"
    command = f"{sys.executable} -m {install.strip()} {options} --target {tmp_path}/packages"
    assert await run(command, REPOSITORY, {}) == (0, "")
    server = Server(environment)
    program = fill_in(find_code(PYTHON, "python")[0], server, keys)
    (tmp_path / "hello.py").write_text(program, encoding="utf-8")
    command = start.replace("python", sys.executable)
    home = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}

    async with running(server):
        code, printed = await run(command, tmp_path, {**home, "PYTHONPATH": f"{tmp_path}/packages"})

    stored = await read_books(environment["DATABASE_URL"])
    assert (code, printed) == (1, "sent: True\n")
    assert (stored.screen_views, stored.crashes) == (1, 1)


async def test_the_first_event_of_javascript_arrives_as_the_page_says(
    environment: dict[str, str], keys: Keys, tmp_path: Path
) -> None:
    install, start = find_code(JAVASCRIPT, "sh")
    assert install == "cd sdk/javascript\nnpm ci\nnpm run build\n"  # as `build` does
    server = Server(environment)
    program = fill_in(find_code(JAVASCRIPT, "js")[0], server, keys)
    (tmp_path / "hello.mjs").write_text(program, encoding="utf-8")
    (tmp_path / "dist").symlink_to(REPOSITORY / "sdk" / "javascript" / "dist")

    async with running(server):
        code, printed = await run(start, tmp_path, {"HOME": str(tmp_path)})

    stored = await read_books(environment["DATABASE_URL"])
    assert (code, printed) == (0, "sent: true\n")
    assert (stored.screen_views, stored.crashes) == (1, 1)


def test_every_example_of_python_compiles() -> None:
    for text in find_code(PYTHON, "python"):
        compile(text, "sdk-python.md", "exec")


def test_every_option_function_and_reason_of_python_is_on_the_page() -> None:
    options = (PYTHON_SOURCE / "_options.py").read_text(encoding="utf-8")
    package = (PYTHON_SOURCE / "__init__.py").read_text(encoding="utf-8")
    model = (PYTHON_SOURCE / "_model.py").read_text(encoding="utf-8")
    names = re.findall(r"^    (\w+): .*$", options.partition("class Options")[2], re.M)
    functions = re.findall(r"^def ([a-z]\w+)", package, re.M)
    reasons = re.findall(r'^[A-Z_]+ = "([a-z_]+)"$', model, re.M)

    assert (len(names) > 20, len(functions) > 15, len(reasons)) == (True, True, 8)
    assert [name for name in names if f"| `{name}` |" not in PYTHON] == []
    assert [name for name in functions if f"`{name}(" not in PYTHON] == []
    assert [name for name in reasons if f"`{name}`" not in PYTHON] == []


def test_every_option_function_and_reason_of_javascript_is_on_the_page() -> None:
    model = (JAVASCRIPT_SOURCE / "model.ts").read_text(encoding="utf-8")
    package = (JAVASCRIPT_SOURCE / "global.ts").read_text(encoding="utf-8")
    options = model.partition("export interface Options {")[2].partition("\n}")[0]
    names = re.findall(r"^  (\w+)\??: ", options, re.M)
    functions = re.findall(r"^export const (\w+) = ", package, re.M)
    reasons = re.findall(r"^  \| '(\w+)'$", model, re.M)

    assert (len(names) > 15, len(functions) > 12, len(reasons)) == (True, True, 8)
    assert [name for name in names if f"| `{name}` |" not in JAVASCRIPT] == []
    assert [name for name in functions if f"`{name}(" not in JAVASCRIPT] == []
    assert [name for name in reasons if f"`{name}`" not in JAVASCRIPT] == []
