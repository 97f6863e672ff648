"""The built dashboard's files; any other path is a page of the single-page app."""

import asyncio
import secrets
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.staticfiles import StaticFiles

_NOT_BUILT = "The dashboard is not built. Run `make web`, or use a release wheel.\n"
_YEAR = "public, max-age=31536000, immutable"
_NONCE = "{{style nonce}}"
_POLICY = (
    "default-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class Dashboard:
    def __init__(self, folder: Path) -> None:
        self._index = folder / "index.html"
        self._assets = folder / "assets"

    def assets(self) -> StaticFiles:
        """Files whose names change with their content."""
        return ImmutableFiles(directory=self._assets, check_dir=False)

    async def page(self, request: Request) -> Response:
        """Its own styles are known by a nonce; no other inline style or script has any effect."""
        try:
            page = await asyncio.to_thread(self._index.read_text, "utf-8")
        except FileNotFoundError:
            return PlainTextResponse(_NOT_BUILT, status_code=404)
        nonce = secrets.token_urlsafe(16)
        headers = {
            "Cache-Control": "no-store",
            "Content-Security-Policy": _POLICY.format(nonce=nonce),
        }
        return HTMLResponse(page.replace(_NONCE, nonce), headers=headers)


class ImmutableFiles(StaticFiles):
    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = _YEAR
        return response
