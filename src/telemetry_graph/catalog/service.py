"""Registers event types of apps, and provides all types of an app for ingestion."""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from telemetry_graph.catalog import store
from telemetry_graph.catalog.custom import (
    BUILT_IN,
    MAX_FIELDS,
    MAX_TYPES,
    MAX_VERSIONS,
    AppEventTypes,
    CustomEventType,
    CustomField,
    build_app_event_types,
    check_fields,
    check_name,
    is_name,
    merge_fields,
)
from telemetry_graph.catalog.model import Tier
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.errors import DatabaseUnavailable, InvalidField
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.ttl_cache import TtlCache


@dataclass(slots=True)
class Catalog:
    pool: Pool
    clock: Clock
    _cache: TtlCache[AppId, AppEventTypes] = field(default_factory=lambda: TtlCache(time.monotonic))

    async def get_types(self, app_id: AppId) -> AppEventTypes:
        """The app's event types; at most 5 seconds old, or older if the database is unavailable."""
        if cached := self._cache.get(app_id):
            return cached[0] or BUILT_IN
        try:
            return await self._load(app_id)
        except DatabaseUnavailable:  # the flush that follows raises it
            return self._cache.get_last(app_id) or BUILT_IN

    async def list_versions(self, app_id: AppId) -> list[CustomEventType]:
        """All versions of the app's custom types, sorted by name and number."""
        async with self.pool.connection() as conn:
            return await store.load_types(conn, app_id)

    async def is_collecting_unknown(self, app_id: AppId) -> bool:
        async with self.pool.connection() as conn:
            return await store.load_collects_unknown(conn, app_id)

    async def register(
        self, app_id: AppId, name: str, fields: Sequence[CustomField], tier: Tier
    ) -> CustomEventType:
        """Register a type, or a new version of it; return the latest version if nothing changes."""
        check_name(name)
        sorted_fields = check_fields(fields)
        if tier is Tier.CRASH:
            raise InvalidField(
                "Custom event types cannot be crashes. Send `app_crash` events or crash reports.",
                field="tier",
            )
        async with self.pool.transaction() as conn:
            await store.lock_app(conn, app_id)
            types = await store.load_types(conn, app_id)
            versions = [each for each in types if each.name == name]
            if versions and _is_unchanged(versions[-1], sorted_fields, tier):
                return versions[-1]
            _check_limits(types, versions, sorted_fields)
            registered = CustomEventType(
                app_id, name, len(versions) + 1, tier, sorted_fields, is_collected=False,
                registered_at=self.clock(),
            )  # fmt: skip
            await store.insert_type(conn, registered)
        self._cache.forget(app_id)
        return registered

    async def collect(self, app_id: AppId, names: Collection[str]) -> AppEventTypes:
        """Register unknown types automatically, up to the maximum; return all types of the app."""
        async with self.pool.transaction() as conn:
            await store.lock_app(conn, app_id)
            existing = {each.name for each in await store.load_types(conn, app_id)}
            new = sorted(name for name in set(names) - existing if is_name(name))
            for name in new[: MAX_TYPES - len(existing)]:
                collected = CustomEventType(
                    app_id, name, 1, Tier.USAGE, (), is_collected=True, registered_at=self.clock()
                )
                await store.insert_type(conn, collected)
        return await self._load(app_id)

    async def set_collecting_unknown(self, app_id: AppId, *, is_enabled: bool) -> bool:
        async with self.pool.transaction() as conn:
            await store.set_collects_unknown(conn, app_id, is_enabled=is_enabled)
        self._cache.forget(app_id)
        return is_enabled

    async def _load(self, app_id: AppId) -> AppEventTypes:
        load_started_at = self._cache.now()
        async with self.pool.connection() as conn:
            versions = await store.load_types(conn, app_id)
            is_collecting = await store.load_collects_unknown(conn, app_id)
        types = build_app_event_types(tuple(versions), is_collecting_unknown=is_collecting)
        self._cache.put(app_id, types, load_started_at=load_started_at)
        return types


def _is_unchanged(latest: CustomEventType, fields: Sequence[CustomField], tier: Tier) -> bool:
    return not latest.is_collected and (latest.fields, latest.tier) == (fields, tier)


def _check_limits(
    types: Sequence[CustomEventType],
    versions: Sequence[CustomEventType],
    fields: Sequence[CustomField],
) -> None:
    """Check a new version of a type with these versions; `types` are all versions of the app."""
    if not versions and len({each.name for each in types}) >= MAX_TYPES:
        raise InvalidField(f"An app can have at most {MAX_TYPES} custom event types.", field="name")
    if len(versions) >= MAX_VERSIONS:
        raise InvalidField(f"An event type can have at most {MAX_VERSIONS} versions.", field="name")
    kinds = merge_fields(versions)
    for each in fields:
        if kinds.get(each.name, each.kind) is not each.kind:
            raise InvalidField(
                f"`{each.name}` was a {kinds[each.name].value} field in an older version and "
                "cannot change its kind. Choose another name.",
                field="fields",
            )
    if len(kinds.keys() | {each.name for each in fields}) > MAX_FIELDS:
        raise InvalidField(
            f"All versions of an event type can have at most {MAX_FIELDS} fields together.",
            field="fields",
        )
