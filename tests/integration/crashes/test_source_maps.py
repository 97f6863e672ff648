"""Source maps from upload to symbolicated crash."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from tests.factories import APP, OTHER_APP, occurrence
from tests.integration.crashes.conftest import CrashServices
from tests.unit.crashes.source_map_writer import SIMPLE, source_map

from telemetry_graph.crashes.model import CrashGroup, CrashOccurrence, GroupedBy
from telemetry_graph.crashes.sourcemaps.cache import SourceMapCache
from telemetry_graph.crashes.sourcemaps.decode import InvalidSourceMap
from telemetry_graph.crashes.sourcemaps.model import MapKey
from telemetry_graph.crashes.sourcemaps.service import SourceMapQuota, SourceMaps, TooManySourceMaps
from telemetry_graph.crashes.sourcemaps.symbolicate import Symbolicator
from telemetry_graph.db.pool import Conn, Pool
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.ids import Fingerprint

BUNDLES = Path(__file__).parents[2] / "unit" / "crashes" / "bundles"
ACTOR = "owner@example.com"
TRACE = "Error: x\n    at a (https://shop.example/assets/bundle.js:1:11)"
SYMBOLICATED = "Error: x\n    at src/cart.ts:5:3"
DAMAGE = "UPDATE source_maps SET content = 'not what was stored'"


@dataclass
class CountingPool:
    """A pool that counts the requested connections."""

    pool: Pool
    connections: int = 0

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Conn]:
        self.connections += 1
        async with self.pool.connection() as conn:
            yield conn


@pytest.fixture
def maps(services: CrashServices) -> SourceMaps:
    return SourceMaps(services.crashes.pool, services.clock, services.crashes.symbolicator)


def crash(**changes: object) -> CrashOccurrence:
    return occurrence(**{"crash_type": "Error", "message": "x", "stack_trace": TRACE, **changes})


async def ingest(services: CrashServices, *crashes: CrashOccurrence) -> list[CrashGroup]:
    """Symbolicate and record the crashes, as ingestion does."""
    return (await services.record(*await services.crashes.symbolicate(crashes))).new_groups


async def test_the_same_crash_of_two_builds_is_one_group(
    services: CrashServices, maps: SourceMaps
) -> None:
    crashes = []
    for version in ("one", "two"):
        content = (BUNDLES / f"{version}.js.map").read_bytes()
        await maps.upload(MapKey(APP, version, "main.js"), content, ACTOR)
        traces = (BUNDLES / f"{version}.txt").read_text(encoding="utf-8").split("---\n")
        crashes.append(crash(app_version=version, stack_trace=traces[0]))
    assert crashes[0].fingerprint != crashes[1].fingerprint

    groups = await ingest(services, *crashes)

    (group,) = groups
    assert group.occurrence_count == 2
    assert group.affected_versions == ["one", "two"]
    assert "at lookUpDiscount (../src/cart.js:11:16)" in group.sample_stack_trace
    (newest, _) = (await services.crashes.list_occurrences(group, 10, None)).items
    assert "/srv/shop/main.js:1:" in newest.stack_trace
    assert "at lookUpDiscount (../src/cart.js:11:16)" in newest.readable_stack_trace


async def test_a_map_applies_to_one_app_and_version(
    services: CrashServices, maps: SourceMaps
) -> None:
    await maps.upload(MapKey(APP, "1.2.0", "bundle.js"), SIMPLE, ACTOR)
    await maps.upload(MapKey(APP, "", "bundle.js"), source_map((0, 10, (1, 0, 0), 0)), ACTOR)

    results = await services.crashes.symbolicate(
        [
            crash(),
            crash(app_version="1.2.1"),
            crash(app_id=OTHER_APP),
            crash(app_version=None),
        ]
    )

    traces = [each.symbolicated_stack_trace for each in results]
    assert traces == [SYMBOLICATED, None, None, "Error: x\n    at src/shop.ts:1:1"]


@pytest.mark.parametrize(
    ("file", "is_found"),
    [
        ("bundle.js", True),
        ("assets/bundle.js", True),
        ("./assets/bundle.js", True),
        ("/assets/bundle.js?v=3", True),
        ("assets\\bundle.js", True),
        ("https://shop.example/assets/bundle.js", True),
        ("undle.js", False),
        ("other.js", False),
        ("bundle.js.map", False),
        ("static/bundle.js", False),
    ],
)
async def test_a_bundle_is_matched_by_the_end_of_its_path(
    services: CrashServices, maps: SourceMaps, file: str, *, is_found: bool
) -> None:
    await maps.upload(MapKey(APP, "1.2.0", file), SIMPLE, ACTOR)

    (symbolicated,) = await services.crashes.symbolicate([crash()])

    assert (symbolicated.symbolicated_stack_trace == SYMBOLICATED) is is_found
    assert len(await ingest(services, symbolicated)) == 1


async def test_a_fingerprint_of_the_client_stays(services: CrashServices, maps: SourceMaps) -> None:
    await maps.upload(MapKey(APP, "1.2.0", "bundle.js"), SIMPLE, ACTOR)
    from_client = crash(fingerprint=Fingerprint("c" * 16), grouped_by=GroupedBy.CLIENT)

    (symbolicated,) = await services.crashes.symbolicate([from_client])

    assert symbolicated.fingerprint == "c" * 16
    assert symbolicated.symbolicated_stack_trace == SYMBOLICATED


async def test_a_crash_of_an_app_without_maps_needs_no_query(
    services: CrashServices, maps: SourceMaps
) -> None:
    await maps.upload(MapKey(OTHER_APP, "1.2.0", "bundle.js"), SIMPLE, ACTOR)
    pool, symbolicator = CountingPool(services.crashes.pool), Symbolicator()

    for _ in range(50):
        await symbolicator.symbolicate_and_fingerprint(pool, [crash()])  # type: ignore[arg-type]

    assert pool.connections == 1


async def test_a_map_is_loaded_once_for_many_crashes(
    services: CrashServices, maps: SourceMaps
) -> None:
    await maps.upload(MapKey(APP, "1.2.0", "bundle.js"), SIMPLE, ACTOR)
    pool, symbolicator = CountingPool(services.crashes.pool), Symbolicator()

    results = await asyncio.gather(
        *(symbolicator.symbolicate_and_fingerprint(pool, [crash()]) for _ in range(50))  # type: ignore[arg-type]
    )

    assert {each.symbolicated_stack_trace for (each,) in results} == {SYMBOLICATED}
    reads = pool.connections
    await symbolicator.symbolicate_and_fingerprint(pool, [crash()])  # type: ignore[arg-type]
    assert pool.connections == reads


async def test_a_crash_with_a_damaged_map_is_stored(
    services: CrashServices, maps: SourceMaps
) -> None:
    await maps.upload(MapKey(APP, "1.2.0", "bundle.js"), SIMPLE, ACTOR)
    async with services.crashes.pool.connection() as conn:
        await conn.execute(DAMAGE)

    (group,) = await ingest(services, crash())

    assert group.sample_stack_trace == TRACE
    assert group.fingerprint == crash().fingerprint


async def test_a_crash_with_a_slow_map_is_stored(services: CrashServices, maps: SourceMaps) -> None:
    await maps.upload(MapKey(APP, "1.2.0", "bundle.js"), SIMPLE, ACTOR)
    pool, symbolicator = services.crashes.pool, services.crashes.symbolicator
    symbolicator.timeout_seconds = 0.2
    assert await symbolicator.apps.get(pool) == {APP}
    await symbolicator.cache.get_map_ids(pool, APP, "1.2.0")

    async with pool.transaction() as conn:
        await conn.execute("LOCK TABLE source_maps IN ACCESS EXCLUSIVE MODE")
        first, second = [await services.crashes.symbolicate([crash()]) for _ in range(2)]

    assert [each.symbolicated_stack_trace for each in (*first, *second)] == [None, None]
    assert len(await ingest(services, *first, *second)) == 1


async def test_a_replaced_or_deleted_map_no_longer_applies(
    services: CrashServices, maps: SourceMaps
) -> None:
    key = MapKey(APP, "1.2.0", "bundle.js")
    await maps.upload(key, SIMPLE, ACTOR)
    await maps.upload(replace(key, file="other.js"), SIMPLE, ACTOR)
    await services.crashes.symbolicate([crash()])

    await maps.upload(key, source_map((0, 10, (1, 0, 0), 0)), ACTOR)
    (replaced,) = await services.crashes.symbolicate([crash()])
    assert await maps.delete(APP, "1.2.0", "bundle.js") == 1
    (deleted,) = await services.crashes.symbolicate([crash()])

    assert replaced.symbolicated_stack_trace == "Error: x\n    at src/shop.ts:1:1"
    assert deleted.symbolicated_stack_trace is None
    assert await maps.delete(OTHER_APP, "1.2.0", None) == 0
    assert await maps.delete(APP, "1.2.0", None) == 1


async def test_the_cache_is_bounded_in_bytes(services: CrashServices, maps: SourceMaps) -> None:
    segments = [(0, column, (0, 0, 0), None) for column in range(1_000)]
    for number in range(4):
        content = source_map(*segments)
        await maps.upload(MapKey(APP, "1.2.0", f"b{number}.js"), content, ACTOR)
    cache = SourceMapCache(max_bytes=60_000)
    symbolicator = Symbolicator(cache=cache)
    for number in (0, 1, 2, 3, 0):
        trace = TRACE.replace("bundle", f"b{number}")
        (symbolicated,) = await symbolicator.symbolicate(
            services.crashes.pool, [crash(stack_trace=trace)]
        )
        assert symbolicated.symbolicated_stack_trace is not None

    assert 0 < cache._maps.currsize <= 60_000
    assert len(cache._maps) == 2


async def test_the_maps_of_an_app_are_limited(services: CrashServices, maps: SourceMaps) -> None:
    limited = replace(maps, quota=SourceMapQuota(maps=2))
    for file in ("a.js", "b.js", "a.js"):
        await limited.upload(MapKey(APP, "1.2.0", file), SIMPLE, ACTOR)

    with pytest.raises(TooManySourceMaps):
        await limited.upload(MapKey(APP, "1.2.0", "c.js"), SIMPLE, ACTOR)
    small = replace(maps, quota=SourceMapQuota(bytes=100))
    with pytest.raises(TooManySourceMaps):
        await small.upload(MapKey(OTHER_APP, "1.2.0", "c.js"), SIMPLE, ACTOR)

    await limited.upload(MapKey(OTHER_APP, "1.2.0", "c.js"), SIMPLE, ACTOR)
    page = await maps.list_maps(APP, None, 10, None)
    assert sorted(each.file for each in page.items) == ["a.js", "b.js"]


async def test_maps_are_listed_newest_first(services: CrashServices, maps: SourceMaps) -> None:
    for number in range(3):
        services.clock.advance(seconds=1)
        await maps.upload(MapKey(APP, f"{number}", "a.js"), SIMPLE, ACTOR)

    first = await maps.list_maps(APP, None, 2, None)
    rest = await maps.list_maps(APP, None, 2, first.end_cursor)
    of_version = await maps.list_maps(APP, "1", 2, None)

    assert [each.app_version for each in (*first.items, *rest.items)] == ["2", "1", "0"]
    assert (first.has_next, rest.has_next) == (True, False)
    assert [(each.app_version, each.segment_count) for each in of_version.items] == [("1", 4)]
    assert (await maps.list_maps(OTHER_APP, None, 2, None)).items == []


@pytest.mark.parametrize(
    ("key", "content", "error"),
    [
        (MapKey(APP, "1.2.0", "a.js"), b"{", InvalidSourceMap),
        (MapKey(APP, "1.2.0", "a.js"), source_map(), InvalidSourceMap),
        (MapKey(APP, "1" * 65, "a.js"), SIMPLE, InvalidField),
        (MapKey(APP, "\x00", "a.js"), SIMPLE, InvalidField),
        (MapKey(APP, "1.2.0", ""), SIMPLE, InvalidField),
        (MapKey(APP, "1.2.0", "./"), SIMPLE, InvalidField),
        (MapKey(APP, "1.2.0", "a\nb.js"), SIMPLE, InvalidField),
        (MapKey(APP, "1.2.0", "a" * 501), SIMPLE, InvalidField),
    ],
)
async def test_an_invalid_upload_is_not_stored(
    maps: SourceMaps, key: MapKey, content: bytes, error: type[Exception]
) -> None:
    with pytest.raises(error):
        await maps.upload(key, content, ACTOR)

    assert (await maps.list_maps(APP, None, 10, None)).items == []
