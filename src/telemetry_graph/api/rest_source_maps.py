"""The REST API for source maps: for build scripts, and for maps too large for GraphQL."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from telemetry_graph.api.authentication import RequestAuthenticator
from telemetry_graph.api.http import json_response, read_json_body
from telemetry_graph.crashes.sourcemaps.decode import MAX_MAP_BYTES
from telemetry_graph.crashes.sourcemaps.model import MapKey, UploadedMap
from telemetry_graph.crashes.sourcemaps.service import SourceMaps
from telemetry_graph.kit.access import Developer, Right
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.ids import AppId

_PAGE_SIZE = 100


class RestSourceMaps:
    def __init__(self, authenticator: RequestAuthenticator, maps: SourceMaps) -> None:
        self._authenticator = authenticator
        self._maps = maps

    def routes(self) -> list[Route]:
        path = "/apps/{app_id}/source-maps"
        return [
            Route(path, self.put, methods=["PUT"]),
            Route(path, self.get, methods=["GET"]),
            Route(path, self.delete, methods=["DELETE"]),
        ]

    async def put(self, request: Request) -> Response:
        """Checks the permission before it reads the body, which may be large."""
        app_id, developer = await self._authorize(request, Right.TRIAGE)
        key = MapKey(
            app_id, _require_param(request, "app_version"), _require_param(request, "file")
        )
        content = await read_json_body(request.scope, request.receive, MAX_MAP_BYTES)
        return json_response(_to_json(await self._maps.upload(key, content, developer.email)))

    async def get(self, request: Request) -> Response:
        app_id, _ = await self._authorize(request, Right.READ)
        params = request.query_params
        page = await self._maps.list_maps(
            app_id, params.get("app_version"), _PAGE_SIZE, params.get("after") or None
        )
        after = page.end_cursor if page.has_next else None
        return json_response(
            {"source_maps": [_to_json(each) for each in page.items], "after": after}
        )

    async def delete(self, request: Request) -> Response:
        app_id, _ = await self._authorize(request, Right.TRIAGE)
        app_version = _require_param(request, "app_version")
        file = request.query_params.get("file")
        deleted = await self._maps.delete(app_id, app_version, file)
        return json_response({"deleted_count": deleted})

    async def _authorize(self, request: Request, right: Right) -> tuple[AppId, Developer]:
        app_id = AppId(request.path_params["app_id"])
        developer = await self._authenticator.require_developer(request)
        developer.require(right, app_id)
        return app_id, developer


def _require_param(request: Request, name: str) -> str:
    value: str | None = request.query_params.get(name)
    if value is None:
        raise InvalidField(f"The query parameter `{name}` is required.", field=name)
    return value


def _to_json(model: UploadedMap) -> dict[str, Any]:
    return {
        "app_version": model.app_version,
        "file": model.file,
        "segment_count": model.segment_count,
        "stored_bytes": model.stored_bytes,
        "uploaded_at": model.uploaded_at,
        "uploaded_by": model.uploaded_by,
    }
