"""The page of the dashboard and its content security policy."""

import re
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from telemetry_graph.api.dashboard import Dashboard


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text('<meta content="{{style nonce}}">ä', encoding="utf-8")
    return tmp_path


async def _get_page(folder: Path) -> httpx.Response:
    app = Starlette(routes=[Route("/", Dashboard(folder).get_page)])
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://site") as client:
        return await client.get("/")


def _read_nonce(page: httpx.Response) -> str:
    match = re.search("'nonce-([A-Za-z0-9_-]{20,})'", page.headers["content-security-policy"])
    assert match
    return match[1]


async def test_a_nonce_permits_the_styles_of_the_page(folder: Path) -> None:
    page = await _get_page(folder)

    assert page.text == f'<meta content="{_read_nonce(page)}">ä'
    assert page.headers["cache-control"] == "no-store"


async def test_each_response_has_another_nonce(folder: Path) -> None:
    assert _read_nonce(await _get_page(folder)) != _read_nonce(await _get_page(folder))


async def test_the_policy_forbids_other_inline_content(folder: Path) -> None:
    policy = (await _get_page(folder)).headers["content-security-policy"]

    assert "unsafe" not in policy
    assert "default-src 'self'" in policy


async def test_without_a_build_the_page_explains_how_to_build(tmp_path: Path) -> None:
    page = await _get_page(tmp_path)

    assert page.status_code == 404
    assert "make web" in page.text
