"""Source maps over REST, for build scripts and for maps that are too large for GraphQL."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from telemetry_graph.api.http import read_json_body, to_json_response
from telemetry_graph.api.rest.requests import Authorizer, require_param
from telemetry_graph.crashes.sourcemaps.decode import MAX_MAP_BYTES
from telemetry_graph.crashes.sourcemaps.model import MapKey, UploadedMap
from telemetry_graph.crashes.sourcemaps.service import SourceMaps
from telemetry_graph.kit.access import Right

_PAGE_SIZE = 100


class SourceMapRoutes:
    def __init__(self, authorizer: Authorizer, maps: SourceMaps) -> None:
        self._authorizer = authorizer
        self._maps = maps

    @property
    def routes(self) -> list[Route]:
        path = "/apps/{app_id}/source-maps"
        return [
            Route(path, self.put_map, methods=["PUT"]),
            Route(path, self.get_maps, methods=["GET"]),
            Route(path, self.delete_maps, methods=["DELETE"]),
        ]

    async def put_map(self, request: Request) -> Response:
        """Check the right before reading the body, which may be large."""
        app_id, developer = await self._authorizer.require(request, Right.TRIAGE)
        version, file = require_param(request, "app_version"), require_param(request, "file")
        content = await read_json_body(request.scope, request.receive, MAX_MAP_BYTES)
        uploaded = await self._maps.upload(MapKey(app_id, version, file), content, developer.email)
        return to_json_response(_to_json(uploaded))

    async def get_maps(self, request: Request) -> Response:
        app_id, _ = await self._authorizer.require(request, Right.READ)
        params = request.query_params
        page = await self._maps.list_maps(
            app_id, params.get("app_version"), _PAGE_SIZE, params.get("after") or None
        )
        after = page.end_cursor if page.has_next else None
        return to_json_response(
            {"source_maps": [_to_json(each) for each in page.items], "after": after}
        )

    async def delete_maps(self, request: Request) -> Response:
        app_id, _ = await self._authorizer.require(request, Right.TRIAGE)
        version, file = require_param(request, "app_version"), request.query_params.get("file")
        deleted = await self._maps.delete(app_id, version, file)
        return to_json_response({"deleted_count": deleted})


def _to_json(model: UploadedMap) -> dict[str, Any]:
    return {
        "app_version": model.app_version,
        "file": model.file,
        "segment_count": model.segment_count,
        "stored_bytes": model.stored_bytes,
        "uploaded_at": model.uploaded_at,
        "uploaded_by": model.uploaded_by,
    }
