"""Custom event types: registration, checks, counts and limits."""

import pytest
from tests.factories import APP, KEY_ID, OTHER_APP, batch, event

from telemetry_graph.analytics.compaction import CompactionLimits
from telemetry_graph.analytics.model import DayEvents, ItemUsage
from telemetry_graph.app import Services
from telemetry_graph.catalog.custom import MAX_FIELDS, MAX_TYPES, CustomField, FieldKind
from telemetry_graph.catalog.model import Tier
from telemetry_graph.ingest.wire import BatchReceipt, ConsentInput
from telemetry_graph.kit.clock import utc_now
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.errors import InvalidField

COLOUR = CustomField("colour", FieldKind.TEXT)
PRICE = CustomField("price", FieldKind.NUMBER)
GIFT = CustomField("is_gift", FieldKind.BOOLEAN)


async def _send(
    services: Services, *data: object, kind: str = "bought", app_id: str = APP
) -> BatchReceipt:
    events = [event(kind, at=utc_now(), data=each) for each in data]
    consent = ConsentInput(usage_analytics=True)
    return await services.ingest.ingest_events(
        batch(*events, app_id=app_id, consent=consent), KEY_ID
    )


def _codes(receipt: BatchReceipt) -> list[str]:
    return [rejection.code for rejection in receipt.rejected]


async def test_a_registered_type_is_checked_counted_and_broken_down(services: Services) -> None:
    await services.catalog.register(APP, "bought", [PRICE, COLOUR, GIFT], Tier.USAGE)

    receipt = await _send(
        services,
        {"colour": "red", "price": 2.5, "is_gift": True},
        {"colour": "red"},
        {"colour": "blue", "is_gift": False},
        {"colour": 5},
        {"size": "large"},
        None,
    )

    assert receipt.received == 4
    assert _codes(receipt) == ["INVALID_DATA", "INVALID_DATA"]
    today = utc_now().date()
    span = DayRange(today, today)
    assert await services.analytics.events(APP, span, "bought") == [DayEvents(today, 4, 1)]
    assert await services.analytics.top_items(APP, span, ("bought", "colour"), 10) == [
        ItemUsage("red", 2, 1, 2 / 3),
        ItemUsage("blue", 1, 1, 1 / 3),
    ]
    gifts = await services.analytics.top_items(APP, span, ("bought", "is_gift"), 10)
    assert [(each.item, each.count) for each in gifts] == [("false", 1), ("true", 1)]
    assert await services.analytics.top_items(APP, span, ("bought", "price"), 10) == []


async def test_a_custom_type_belongs_to_one_app(services: Services) -> None:
    await services.catalog.register(APP, "bought", [COLOUR], Tier.USAGE)

    assert _codes(await _send(services, None, app_id=OTHER_APP)) == ["UNKNOWN_EVENT_TYPE"]


async def test_the_tier_of_a_custom_type_requires_consent(services: Services) -> None:
    await services.catalog.register(APP, "bought", [], Tier.USAGE)
    await services.catalog.register(APP, "synced", [], Tier.AUTOMATIC)

    receipt = await services.ingest.ingest_events(
        batch(event("bought", at=utc_now()), event("synced", at=utc_now())), KEY_ID
    )

    assert receipt.received == 1
    assert _codes(receipt) == ["CONSENT_REQUIRED"]


async def test_a_change_makes_a_version_and_older_fields_are_still_accepted(
    services: Services,
) -> None:
    first = await services.catalog.register(APP, "bought", [COLOUR], Tier.USAGE)
    same = await services.catalog.register(APP, "bought", [COLOUR], Tier.USAGE)
    second = await services.catalog.register(APP, "bought", [PRICE], Tier.USAGE)

    assert (first.version, same, second.version) == (1, first, 2)
    assert (await _send(services, {"colour": "red"}, {"price": 1})).received == 2
    assert [each.version for each in await services.catalog.list_versions(APP)] == [1, 2]


@pytest.mark.parametrize("name", ["", "Bought", "1st", "a" * 65, "app_start", "a-b", "a\x00"])
async def test_an_invalid_or_built_in_name_is_rejected(services: Services, name: str) -> None:
    with pytest.raises(InvalidField):
        await services.catalog.register(APP, name, [], Tier.USAGE)

    assert await services.catalog.list_versions(APP) == []


@pytest.mark.parametrize(
    "fields",
    [
        [CustomField("Colour", FieldKind.TEXT)],
        [COLOUR, CustomField("colour", FieldKind.NUMBER)],
        [CustomField(f"f{number}", FieldKind.TEXT) for number in range(MAX_FIELDS + 1)],
    ],
)
async def test_invalid_fields_are_rejected(services: Services, fields: list[CustomField]) -> None:
    with pytest.raises(InvalidField):
        await services.catalog.register(APP, "bought", fields, Tier.USAGE)

    assert await services.catalog.list_versions(APP) == []


async def test_a_field_cannot_change_its_kind(services: Services) -> None:
    await services.catalog.register(APP, "bought", [COLOUR], Tier.USAGE)

    with pytest.raises(InvalidField, match="was a text"):
        await services.catalog.register(
            APP, "bought", [CustomField("colour", FieldKind.NUMBER)], Tier.USAGE
        )


async def test_unknown_types_are_counted_if_the_app_collects_them(services: Services) -> None:
    rejected = await _send(services, {"secret": "x"}, kind="new_thing")
    await services.catalog.set_collecting_unknown(APP, is_enabled=True)
    accepted = await _send(services, {"secret": "x"}, {}, kind="new_thing")
    invalid_name = await _send(services, None, kind="Odd Name!")

    assert _codes(rejected) == _codes(invalid_name) == ["UNKNOWN_EVENT_TYPE"]
    assert accepted.received == 2
    (collected,) = await services.catalog.list_versions(APP)
    assert collected.is_collected
    async with services.pool.connection() as conn:
        stored = await conn.fetch("SELECT event_data FROM telemetry_events")
    assert [row["event_data"] for row in stored] == [None, None]


async def test_collected_types_are_limited(services: Services) -> None:
    await services.catalog.set_collecting_unknown(APP, is_enabled=True)
    events = [event(f"thing_{number}", at=utc_now()) for number in range(MAX_TYPES + 5)]
    consent = ConsentInput(usage_analytics=True)

    receipt = await services.ingest.ingest_events(batch(*events, consent=consent), KEY_ID)
    again = await services.ingest.ingest_events(batch(*events, consent=consent), KEY_ID)

    assert receipt.received == again.received == MAX_TYPES
    assert len(await services.catalog.list_versions(APP)) == MAX_TYPES
    with pytest.raises(InvalidField, match="at most 100"):
        await services.catalog.register(APP, "one_more", [], Tier.USAGE)


async def test_values_beyond_the_daily_limit_are_counted_together(services: Services) -> None:
    services.compaction.limits = CompactionLimits(max_items=3, max_versions=2)
    await services.catalog.register(APP, "bought", [COLOUR], Tier.USAGE)
    for batch_of in (("a", "b"), ("c", "d", "e"), ("a", "f")):
        await _send(services, *({"colour": colour} for colour in batch_of))
        await services.compaction.work()

    today = utc_now().date()
    items = await services.analytics.top_items(
        APP, DayRange(today, today), ("bought", "colour"), 10
    )

    assert {each.item: each.count for each in items} == {"a": 2, "b": 1, "c": 1, "(other)": 3}


async def test_versions_beyond_the_daily_limit_are_counted_together(services: Services) -> None:
    services.compaction.limits = CompactionLimits(max_versions=2)
    for number in range(4):
        given = batch(event(at=utc_now()), app_version=f"{number}.0")
        await services.ingest.ingest_events(given, KEY_ID)
        await services.compaction.work()

    today = utc_now().date()
    versions = await services.analytics.versions(APP, DayRange(today, today))

    assert {each.app_version: each.starts for each in versions} == {
        "0.0": 1,
        "1.0": 1,
        "(other)": 2,
    }
