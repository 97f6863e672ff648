"""The client behind `telemetry-graph sourcemaps`: it manages the maps of an app on a server."""

import gzip
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx
import msgspec

from telemetry_graph.crashes.sourcemaps.decode import InvalidSourceMap
from telemetry_graph.kit.errors import TelemetryError

_TIMEOUT_SECONDS = 60.0
_SUFFIX = ".map"
_MAX_FILE_BYTES = 268_435_456


class SourceMapRequestFailed(TelemetryError):
    """The server is unreachable or returned an error."""

    code = "SOURCE_MAPS_NOT_SENT"


def find_maps(paths: Sequence[Path], prefix: str = "") -> Iterator[tuple[Path, str]]:
    """Each map, and the path of its bundle: the map's path in the build without `.map`."""
    for path in paths:
        files = sorted(path.rglob(f"*{_SUFFIX}")) if path.is_dir() else [path]
        for file in files:
            inside = file.relative_to(path) if path.is_dir() else Path(file.name)
            yield file, prefix + inside.as_posix().removesuffix(_SUFFIX)


class SourceMapClient:
    """A connection to a server, for one app."""

    def __init__(self, server: str, app_id: str, token: str) -> None:
        self._url = f"{server.rstrip('/')}/v1/apps/{app_id}/source-maps"
        self._client = httpx.Client(
            headers={"Authorization": f"Bearer {token}"}, timeout=_TIMEOUT_SECONDS, trust_env=False
        )

    def __enter__(self) -> "SourceMapClient":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def upload(self, app_version: str, file: str, path: Path) -> int:
        """Upload a map without `sourcesContent`; return the number of its segments."""
        headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
        uploaded = self._request(
            "PUT",
            {"app_version": app_version, "file": file},
            content=gzip.compress(_read_without_sources(path)),
            headers=headers,
        )
        return int(uploaded["segment_count"])

    def list_maps(self, app_version: str | None) -> Iterator[dict[str, Any]]:
        params = {} if app_version is None else {"app_version": app_version}
        while True:
            page = self._request("GET", params)
            yield from page["source_maps"]
            if page["after"] is None:
                return
            params["after"] = page["after"]

    def delete(self, app_version: str, file: str | None) -> int:
        """Delete the maps of a version, or of one bundle; return the number of deleted maps."""
        params = {"app_version": app_version} | ({} if file is None else {"file": file})
        return int(self._request("DELETE", params)["deleted_count"])

    def _request(self, method: str, params: dict[str, str], **body: Any) -> dict[str, Any]:
        try:
            response = self._client.request(method, self._url, params=params, **body)
            decoded: dict[str, Any] = response.json()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise SourceMapRequestFailed(f"the request failed: {error}") from error
        if response.is_error:
            refusal = decoded.get("error", {})
            raise SourceMapRequestFailed(
                f"{refusal.get('code', response.status_code)}: {refusal.get('message', '')}"
            )
        return decoded


def _read_without_sources(path: Path) -> bytes:
    """The map without the text of its sources, which the server does not need."""
    try:
        if path.stat().st_size > _MAX_FILE_BYTES:
            raise InvalidSourceMap(f"{path} is larger than {_MAX_FILE_BYTES} bytes.")
        document = msgspec.json.decode(path.read_bytes().removeprefix(b")]}'"))
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidSourceMap(f"{path} is not a source map: {error}") from error
    parts = [document]
    while parts:
        part = parts.pop()
        if isinstance(part, dict):
            part.pop("sourcesContent", None)
            parts.extend(part.get("sections") or ())
            parts.append(part.get("map"))
    return msgspec.json.encode(document)
