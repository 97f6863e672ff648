"""Source maps over REST: for build scripts, and for maps larger than a GraphQL request."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from telemetry_graph.api.authentication import Credentials
from telemetry_graph.api.body import json_body, json_response
from telemetry_graph.crashes.sourcemaps.decode import MAX_MAP_BYTES
from telemetry_graph.crashes.sourcemaps.model import MapKey, UploadedMap
from telemetry_graph.crashes.sourcemaps.service import SourceMaps
from telemetry_graph.kit.access import Developer, Right
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.ids import AppId

_LISTED = 100


class RestSourceMaps:
    def __init__(self, credentials: Credentials, maps: SourceMaps) -> None:
        self._credentials = credentials
        self._maps = maps

    def routes(self) -> list[Route]:
        path = "/apps/{app_id}/source-maps"
        return [
            Route(path, self.put, methods=["PUT"]),
            Route(path, self.get, methods=["GET"]),
            Route(path, self.delete, methods=["DELETE"]),
        ]

    async def put(self, request: Request) -> Response:
        """The right comes first: a stranger's large body is not read."""
        app_id, developer = await self._asked(request, Right.TRIAGE)
        key = MapKey(app_id, _given(request, "version"), _given(request, "file"))
        content = await json_body(request.scope, request.receive, MAX_MAP_BYTES)
        return json_response(_shown(await self._maps.upload(key, content, developer.email)))

    async def get(self, request: Request) -> Response:
        app_id, _ = await self._asked(request, Right.READ)
        params = request.query_params
        page = await self._maps.uploaded(
            app_id, params.get("version"), _LISTED, params.get("after") or None
        )
        after = page.end_cursor if page.has_next else None
        return json_response({"source_maps": [_shown(each) for each in page.items], "after": after})

    async def delete(self, request: Request) -> Response:
        app_id, _ = await self._asked(request, Right.TRIAGE)
        version, file = _given(request, "version"), request.query_params.get("file")
        return json_response({"deleted": await self._maps.delete(app_id, version, file)})

    async def _asked(self, request: Request, right: Right) -> tuple[AppId, Developer]:
        app_id = AppId(request.path_params["app_id"])
        developer = await self._credentials.developer(request)
        developer.require(right, app_id)
        return app_id, developer


def _given(request: Request, name: str) -> str:
    value: str | None = request.query_params.get(name)
    if value is None:
        raise InvalidField(f"Give `{name}` in the address.", field=name)
    return value


def _shown(model: UploadedMap) -> dict[str, Any]:
    return {
        "version": model.version,
        "file": model.file,
        "segments": model.segments,
        "bytes": model.bytes,
        "uploaded_at": model.uploaded_at,
        "uploaded_by": model.uploaded_by,
    }
