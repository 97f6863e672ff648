"""The built dashboard's files; any other path is a page of the single-page app."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.staticfiles import StaticFiles

_NOT_BUILT = "The dashboard is not built. Run `make web`, or use a release wheel.\n"
_YEAR = "public, max-age=31536000, immutable"


class Dashboard:
    def __init__(self, folder: Path) -> None:
        self._index = folder / "index.html"
        self._assets = folder / "assets"

    def assets(self) -> StaticFiles:
        """Files whose names change with their content."""
        return ImmutableFiles(directory=self._assets, check_dir=False)

    async def page(self, request: Request) -> Response:
        if not self._index.is_file():
            return PlainTextResponse(_NOT_BUILT, status_code=404)
        return FileResponse(self._index, headers={"Cache-Control": "no-cache"})


class ImmutableFiles(StaticFiles):
    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = _YEAR
        return response
