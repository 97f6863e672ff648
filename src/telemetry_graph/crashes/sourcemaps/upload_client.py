"""Sends the source maps of a build to a server: the command line's part."""

import gzip
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx
import msgspec

from telemetry_graph.crashes.sourcemaps.decode import InvalidSourceMap
from telemetry_graph.kit.errors import TelemetryError

_SECONDS = 60.0
_SUFFIX = ".map"
_LARGEST_FILE = 268_435_456


class SourceMapsNotSent(TelemetryError):
    """The server could not be asked, or it refused."""

    code = "SOURCE_MAPS_NOT_SENT"


def maps_in(paths: Sequence[Path], prefix: str = "") -> Iterator[tuple[Path, str]]:
    """Each map, and the bundle that it is of: its own path in the build without `.map`."""
    for path in paths:
        found = sorted(path.rglob(f"*{_SUFFIX}")) if path.is_dir() else [path]
        for each in found:
            inside = each.relative_to(path) if path.is_dir() else Path(each.name)
            yield each, prefix + inside.as_posix().removesuffix(_SUFFIX)


class Sending:
    """A connection to a server, for one app."""

    def __init__(self, server: str, app_id: str, token: str) -> None:
        self._path = f"{server.rstrip('/')}/v1/apps/{app_id}/source-maps"
        self._client = httpx.Client(
            headers={"Authorization": f"Bearer {token}"}, timeout=_SECONDS, trust_env=False
        )

    def __enter__(self) -> "Sending":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def upload(self, version: str, file: str, path: Path) -> int:
        """Without the sources' own text, which a server has no use for; answers the segments."""
        headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
        answer = self._asked(
            "PUT",
            {"version": version, "file": file},
            content=gzip.compress(_slim(path)),
            headers=headers,
        )
        return int(answer["segments"])

    def uploaded(self, version: str | None) -> Iterator[dict[str, Any]]:
        params = {} if version is None else {"version": version}
        while True:
            answer = self._asked("GET", params)
            yield from answer["source_maps"]
            if answer["after"] is None:
                return
            params["after"] = answer["after"]

    def delete(self, version: str, file: str | None) -> int:
        params = {"version": version} if file is None else {"version": version, "file": file}
        return int(self._asked("DELETE", params)["deleted"])

    def _asked(self, method: str, params: dict[str, str], **sent: Any) -> dict[str, Any]:
        try:
            answer = self._client.request(method, self._path, params=params, **sent)
            found: dict[str, Any] = answer.json()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise SourceMapsNotSent(f"the server gave no answer to use: {error}") from error
        if answer.is_error:
            refusal = found.get("error", {})
            raise SourceMapsNotSent(
                f"{refusal.get('code', answer.status_code)}: {refusal.get('message', '')}"
            )
        return found


def _slim(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise InvalidSourceMap(f"{path} is larger than {_LARGEST_FILE} bytes.")
        found = msgspec.json.decode(path.read_bytes().removeprefix(b")]}'"))
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidSourceMap(f"{path} is no source map: {error}") from error
    parts = [found]
    while parts:
        part = parts.pop()
        if isinstance(part, dict):
            part.pop("sourcesContent", None)
            parts.extend(part.get("sections") or ())
            parts.append(part.get("map"))
    return msgspec.json.encode(found)
