"""Serves the files of the built dashboard. Other paths are pages of the single-page app."""

import asyncio
import secrets
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.staticfiles import StaticFiles

_NOT_BUILT = "The dashboard is not built. Run `make web`, or install a release.\n"
_CACHED_FOR_A_YEAR = "public, max-age=31536000, immutable"
_NONCE_PLACEHOLDER = "{{style nonce}}"
_CONTENT_POLICY = (
    "default-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class Dashboard:
    def __init__(self, folder: Path) -> None:
        self._index = folder / "index.html"
        self._assets = folder / "assets"

    def make_assets_app(self) -> StaticFiles:
        """Make the app that serves files whose names change with their content."""
        return ImmutableFiles(directory=self._assets, check_dir=False)

    async def get_page(self, request: Request) -> Response:
        """Return the page of the app. A nonce permits only the inline styles of the page."""
        try:
            page = await asyncio.to_thread(self._index.read_text, "utf-8")
        except FileNotFoundError:
            return PlainTextResponse(_NOT_BUILT, status_code=404)
        nonce = secrets.token_urlsafe(16)
        headers = {
            "Cache-Control": "no-store",
            "Content-Security-Policy": _CONTENT_POLICY.format(nonce=nonce),
        }
        return HTMLResponse(page.replace(_NONCE_PLACEHOLDER, nonce), headers=headers)


class ImmutableFiles(StaticFiles):
    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = _CACHED_FOR_A_YEAR
        return response
