"""Registers an app's own event types, and knows all that it has."""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from telemetry_graph.catalog import store
from telemetry_graph.catalog.custom import (
    BUILT_IN,
    MAX_FIELDS,
    MAX_TYPES,
    MAX_VERSIONS,
    AppTypes,
    CustomField,
    CustomType,
    all_fields,
    app_types,
    checked_fields,
    checked_name,
    is_name,
)
from telemetry_graph.catalog.model import Tier
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.errors import DatabaseUnavailable, InvalidField
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.ttl_cache import TtlCache


@dataclass(slots=True)
class Catalogue:
    pool: Pool
    clock: Clock
    _known: TtlCache[AppId, AppTypes] = field(default_factory=lambda: TtlCache(time.monotonic))

    async def types_of(self, app_id: AppId) -> AppTypes:
        """What ingestion checks events by; at most five seconds old."""
        if found := self._known.get(app_id):
            return found[0] or BUILT_IN
        try:
            return await self._load(app_id)
        except DatabaseUnavailable:  # the flush will say so: until then nothing is stored anyway
            return self._known.last(app_id) or BUILT_IN

    async def versions(self, app_id: AppId) -> list[CustomType]:
        async with self.pool.connection() as conn:
            return await store.types(conn, app_id)

    async def collects_unknown(self, app_id: AppId) -> bool:
        async with self.pool.connection() as conn:
            return await store.collects_unknown(conn, app_id)

    async def register(
        self, app_id: AppId, name: str, fields: Sequence[CustomField], tier: Tier
    ) -> CustomType:
        """A new type, or a new version of one; the latest version when nothing is new."""
        checked_name(name)
        wanted = checked_fields(fields)
        if tier is Tier.CRASH:
            raise InvalidField("A crash is an `app_crash` or a crash report.", field="tier")
        async with self.pool.transaction() as conn:
            await store.lock_app(conn, app_id)
            every = await store.types(conn, app_id)
            before = [each for each in every if each.name == name]
            if before and _is_same(before[-1], wanted, tier):
                return before[-1]
            _check_limits(every, before, wanted)
            made = CustomType(
                app_id, name, len(before) + 1, tier, wanted, is_collected=False,
                registered_at=self.clock(),
            )  # fmt: skip
            await store.insert_type(conn, made)
        self._known.forget(app_id)
        return made

    async def collect(self, app_id: AppId, names: Collection[str]) -> AppTypes:
        """Take up types that came unannounced, while there is room."""
        async with self.pool.transaction() as conn:
            await store.lock_app(conn, app_id)
            known = {each.name for each in await store.types(conn, app_id)}
            new = sorted(name for name in set(names) - known if is_name(name))
            for name in new[: MAX_TYPES - len(known)]:
                made = CustomType(
                    app_id, name, 1, Tier.USAGE, (), is_collected=True, registered_at=self.clock()
                )
                await store.insert_type(conn, made)
        return await self._load(app_id)

    async def set_collects_unknown(self, app_id: AppId, *, collects: bool) -> bool:
        async with self.pool.transaction() as conn:
            await store.set_collects_unknown(conn, app_id, collects=collects)
        self._known.forget(app_id)
        return collects

    async def _load(self, app_id: AppId) -> AppTypes:
        asked_at = self._known.now()
        async with self.pool.connection() as conn:
            versions = await store.types(conn, app_id)
            collects = await store.collects_unknown(conn, app_id)
        found = app_types(tuple(versions), collects_unknown=collects)
        self._known.put(app_id, found, load_started_at=asked_at)
        return found


def _is_same(latest: CustomType, fields: Sequence[CustomField], tier: Tier) -> bool:
    return not latest.is_collected and (latest.fields, latest.tier) == (fields, tier)


def _check_limits(
    every: Sequence[CustomType], before: Sequence[CustomType], fields: Sequence[CustomField]
) -> None:
    if not before and len({each.name for each in every}) >= MAX_TYPES:
        raise InvalidField(f"An app has at most {MAX_TYPES} event types of its own.", field="name")
    if len(before) >= MAX_VERSIONS:
        raise InvalidField(f"A type has at most {MAX_VERSIONS} versions.", field="name")
    known = all_fields(before)
    for each in fields:
        if known.get(each.name, each.kind) is not each.kind:
            raise InvalidField(
                f"`{each.name}` was a {known[each.name].value}: take another name.", field="fields"
            )
    if len(known | {each.name: each.kind for each in fields}) > MAX_FIELDS:
        raise InvalidField(
            f"All versions of a type have at most {MAX_FIELDS} fields together.", field="fields"
        )
