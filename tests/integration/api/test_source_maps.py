"""Source maps over GraphQL, REST and the command line, and symbolicated crashes."""

import asyncio
import gzip
import io
from pathlib import Path
from typing import Any

import pytest
from tests.factories import APP, report, to_camel
from tests.integration.api.site import JSON, REPORT, Site, bearer, read_error
from tests.unit.crashes.source_map_writer import SIMPLE, source_map

from telemetry_graph.cli import main
from telemetry_graph.kit.clock import utc_now

PATH = f"/v1/apps/{APP}/source-maps"
UPLOAD = """
mutation Upload($input: UploadSourceMapInput!) {
  uploadSourceMap(input: $input) {
    sourceMap { appVersion file segmentCount storedBytes uploadedBy }
  }
}
"""
DELETE = """
mutation Delete($input: DeleteSourceMapsInput!) {
  deleteSourceMaps(input: $input) { deletedCount }
}
"""
DETAILS = """
query Details($app: ID!, $fingerprint: String!) {
  app(id: $app) {
    sourceMaps(first: 10) { edges { node { file appVersion } } pageInfo { hasNextPage } }
    crashGroup(fingerprint: $fingerprint) {
      sampleStackTrace grouping { countedFrames { file function } }
      occurrences(first: 1) { edges { node { stackTrace sentStackTrace } } }
      recentOccurrences(first: 1) { stackTrace sentStackTrace }
    }
  }
}
"""
TRACE = "    at addItem (app:///bundle.js:1:11)\n    at b (app:///bundle.js:1:51)"
SYMBOLICATED = "    at addItem (src/cart.ts:5:3)\n    at src/shop.ts:20:7"


async def crash(site: Site) -> str:
    given = report(at=utc_now(), crash={"message": "it broke", "stack_trace": TRACE})
    response = await site.graphql(REPORT, {"input": to_camel(given)}, secret=site.key)
    fingerprint: str = response.json()["data"]["reportCrash"]["fingerprint"]
    return fingerprint


def upload_input(**changes: Any) -> dict[str, Any]:
    usual = {
        "appId": APP,
        "appVersion": "1.2.0",
        "file": "bundle.js",
        "content": SIMPLE.decode(),
    }
    return {"input": {**usual, **changes}}


async def put(site: Site, content: bytes, secret: str, **headers: str) -> Any:
    return await site.client.put(
        PATH,
        params={"app_version": "1.2.0", "file": "bundle.js"},
        content=content,
        headers={**JSON, **bearer(secret), **headers},
    )


async def test_crashes_are_symbolicated(site: Site) -> None:
    token = site.people.owner.token
    before = await crash(site)
    response = await site.graphql(UPLOAD, upload_input(), secret=token)
    uploaded = response.json()["data"]["uploadSourceMap"]["sourceMap"]
    assert uploaded["segmentCount"] == 4
    assert uploaded["uploadedBy"] == site.people.owner.email

    fingerprint = await crash(site)

    assert fingerprint != before
    response = await site.graphql(DETAILS, {"app": APP, "fingerprint": fingerprint}, secret=token)
    app = response.json()["data"]["app"]
    group, stacks = app["crashGroup"], {"stackTrace": SYMBOLICATED, "sentStackTrace": TRACE}
    assert group["sampleStackTrace"] == SYMBOLICATED
    assert group["occurrences"]["edges"] == [{"node": stacks}]
    assert group["recentOccurrences"] == [stacks]
    assert {"file": "cart.ts", "function": "addItem"} in group["grouping"]["countedFrames"]
    assert app["sourceMaps"]["edges"] == [{"node": {"file": "bundle.js", "appVersion": "1.2.0"}}]
    old = await site.graphql(DETAILS, {"app": APP, "fingerprint": before}, secret=token)
    (edge,) = old.json()["data"]["app"]["crashGroup"]["occurrences"]["edges"]
    assert edge["node"] == stacks
    rest = await site.rest("GET", f"/v1/apps/{APP}/crashes/{fingerprint}", secret=token)
    assert rest.json()["recent_occurrences"][0]["stack_trace"] == SYMBOLICATED


async def test_maps_are_deleted_by_version(site: Site) -> None:
    token = site.people.owner.token
    await site.graphql(UPLOAD, upload_input(), secret=token)
    given = {"input": {"appId": APP, "appVersion": "1.2.0"}}

    counts = [(await site.graphql(DELETE, given, secret=token)).json()["data"] for _ in range(2)]

    assert [each["deleteSourceMaps"]["deletedCount"] for each in counts] == [1, 0]


async def test_rest_accepts_compressed_maps_and_lists_and_deletes_them(site: Site) -> None:
    token = site.people.owner.token

    done = await put(site, gzip.compress(SIMPLE), token, **{"Content-Encoding": "gzip"})

    assert (done.status_code, done.json()["file"]) == (200, "bundle.js")
    listed = await site.rest("GET", PATH, secret=token)
    assert [each["file"] for each in listed.json()["source_maps"]] == ["bundle.js"]
    assert listed.json()["after"] is None
    deleted = await site.rest("DELETE", PATH, secret=token, params={"app_version": "1.2.0"})
    assert deleted.json() == {"deleted_count": 1}
    assert (await site.rest("GET", PATH, secret=token)).json()["source_maps"] == []


async def test_maps_can_be_larger_than_other_bodies_up_to_a_limit(site: Site) -> None:
    token = site.people.owner.token
    large = source_map((0, 0, (0, 0, 0), None), sourcesContent=["x" * 2_000_000])

    assert (await put(site, large, token)).status_code == 200
    assert read_error(await put(site, b" " * 17_000_000, token)) == (413, "BODY_TOO_LARGE")
    bomb = gzip.compress(b" " * 50_000_000)
    response = await put(site, bomb, token, **{"Content-Encoding": "gzip"})
    assert read_error(response) == (413, "BODY_TOO_LARGE")


@pytest.mark.parametrize("content", [b"{", SIMPLE[:-20], source_map(version=1), b"\xff\x00"])
async def test_an_invalid_map_is_rejected_and_changes_nothing(site: Site, content: bytes) -> None:
    token = site.people.owner.token

    assert read_error(await put(site, content, token)) == (400, "INVALID_SOURCE_MAP")

    assert (await site.rest("GET", PATH, secret=token)).json()["source_maps"] == []
    await site.check_still_serves()


async def test_uploading_and_deleting_require_the_triage_permission(site: Site) -> None:
    people = site.people
    await site.graphql(UPLOAD, upload_input(), secret=people.owner.token)
    given = {"input": {"appId": APP, "appVersion": "1.2.0"}}
    for secret, expected in (
        (people.teammate.token, (403, "FORBIDDEN")),
        (people.stranger.token, (404, "APP_NOT_FOUND")),
        (site.key, (403, "FORBIDDEN")),
        ("tgp_unknown", (401, "UNAUTHENTICATED")),
    ):
        for query, variables in ((UPLOAD, upload_input()), (DELETE, given)):
            assert read_error(await site.graphql(query, variables, secret=secret)) == expected
        assert read_error(await put(site, SIMPLE, secret)) == expected
        response = await site.rest("DELETE", PATH, secret=secret, params={"app_version": "1.2.0"})
        assert read_error(response) == expected
    read = await site.rest("GET", PATH, secret=people.teammate.token)
    assert [each["file"] for each in read.json()["source_maps"]] == ["bundle.js"]
    assert read_error(await site.rest("GET", PATH, secret=people.stranger.token))[0] == 404


async def test_version_and_file_are_required_parameters(site: Site) -> None:
    response = await site.client.put(
        PATH, content=SIMPLE, headers={**JSON, **bearer(site.people.owner.token)}
    )

    assert read_error(response) == (400, "INVALID_FIELD")


async def test_the_command_line_uploads_lists_and_deletes(
    site: Site,
    address: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    build = tmp_path / "build"
    (build / "assets").mkdir(parents=True)
    (build / "assets" / "bundle.js.map").write_bytes(
        source_map((0, 10, (0, 4, 2), 0), sourcesContent=["x" * 20_000_000])
    )
    (build / "broken.js.map").write_text("{")
    token = tmp_path / "token"
    token.write_text(site.people.owner.token + "\n")
    common = ["--app", APP, "--server", address, "--token-file", str(token)]

    async def run(*arguments: str) -> tuple[int, str, str]:
        code = await asyncio.to_thread(main, ["sourcemaps", *arguments])
        return code, *capsys.readouterr()

    code, out, err = await run("upload", str(build), *common, "--app-version", "7")
    assert (code, out) == (1, "assets/bundle.js  1 segments\n")
    assert "broken.js  INVALID_SOURCE_MAP" in err
    code, out, _ = await run("list", *common)
    assert code == 0
    assert out.startswith("7  assets/bundle.js  ")
    code, out, _ = await run("delete", *common, "--app-version", "7")
    assert (code, out) == (0, "1 deleted\n")
    code, _, err = await run("list", *common[:-1], str(tmp_path / "nothing"))
    assert (code, "the token file cannot be read" in err) == (1, True)
    monkeypatch.setattr("sys.stdin", io.StringIO("tgp_unknown\n"))
    code, _, err = await run("delete", *common[:4], "--app-version", "7")
    assert (code, "UNAUTHENTICATED" in err) == (1, True)
