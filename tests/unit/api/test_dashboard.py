"""The dashboard's page, and what its content security policy lets it do."""

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


async def _page(folder: Path) -> httpx.Response:
    app = Starlette(routes=[Route("/", Dashboard(folder).get_page)])
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://site") as client:
        return await client.get("/")


def _nonce(page: httpx.Response) -> str:
    found = re.search("'nonce-([A-Za-z0-9_-]{20,})'", page.headers["content-security-policy"])
    assert found
    return found[1]


async def test_the_pages_own_styles_are_known_by_a_nonce(folder: Path) -> None:
    page = await _page(folder)

    assert page.text == f'<meta content="{_nonce(page)}">ä'
    assert page.headers["cache-control"] == "no-store"


async def test_each_visit_has_a_nonce_of_its_own(folder: Path) -> None:
    assert _nonce(await _page(folder)) != _nonce(await _page(folder))


async def test_nothing_inline_is_let_through_otherwise(folder: Path) -> None:
    policy = (await _page(folder)).headers["content-security-policy"]

    assert "unsafe" not in policy
    assert "default-src 'self'" in policy


async def test_without_a_build_it_says_what_to_do(tmp_path: Path) -> None:
    page = await _page(tmp_path)

    assert page.status_code == 404
    assert "make web" in page.text
