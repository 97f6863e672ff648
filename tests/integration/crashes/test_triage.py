import asyncio
from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest
from tests.factories import APP, NOW, OTHER_APP, occurrence, people
from tests.integration.crashes.conftest import CrashServices, crash_in_group, triage_request

from telemetry_graph.crashes.model import CrashGroup, CrashOccurrence, Fix, GroupFilter, GroupStatus
from telemetry_graph.crashes.triage.model import ActivityKind, IgnoreLimits, TriageRequest
from telemetry_graph.kit.errors import CrashGroupNotFound, InvalidField


def _totals(group: CrashGroup) -> tuple[object, ...]:
    return (
        group.id,
        group.first_seen,
        group.last_seen,
        group.occurrence_count,
        group.device_count,
        group.affected_versions,
        round(group.heat, 6),
        group.status,
    )


def _crashes_in_group(letter: str, count: int, **changes: object) -> list[CrashOccurrence]:
    return [
        crash_in_group(
            letter,
            device_id=bytes([n % 5]) * 16,
            timestamp=NOW - timedelta(hours=n),
            app_version=f"1.{n % 3}",
            **changes,
        )
        for n in range(count)
    ]


async def test_unmerging_restores_the_merged_groups(services: CrashServices) -> None:
    ones, others = _crashes_in_group("a", 7), _crashes_in_group("b", 4)
    await services.record(*ones, *others)
    before = (
        _totals(await services.find_group(ones[0])),
        _totals(await services.find_group(others[0])),
    )

    merged = await services.triage.merge(triage_request(others[0]), ones[0].fingerprint)

    assert merged.occurrence_count == 11
    assert merged.device_count == 5
    assert await services.find_group(others[0]) == merged == await services.find_group(ones[0])
    assert await services.list_fingerprints() == [ones[0].fingerprint]
    assert len((await services.crashes.list_occurrences(merged, 100, None)).items) == 11
    await services.triage.unmerge(triage_request(others[0]))
    assert (
        _totals(await services.find_group(ones[0])),
        _totals(await services.find_group(others[0])),
    ) == before
    assert await services.list_fingerprints() == sorted(
        [ones[0].fingerprint, others[0].fingerprint]
    )


async def test_a_merge_applies_to_future_crashes(services: CrashServices) -> None:
    one, other = crash_in_group("a"), crash_in_group("b")
    await services.record(one, other)
    await services.triage.merge(triage_request(other), one.fingerprint)

    recorded = await services.record(crash_in_group("a"), crash_in_group("b"), crash_in_group("b"))

    assert recorded.new_groups == []
    assert (await services.find_group(other)).occurrence_count == 5
    (back,) = await services.triage.unmerge(triage_request(other))
    assert back.occurrence_count == 3
    assert (await services.find_group(one)).occurrence_count == 2
    await services.record(crash_in_group("b"))
    assert (await services.find_group(other)).occurrence_count == 4


async def test_nested_merges_are_unmerged_one_by_one(services: CrashServices) -> None:
    a, b, c = crash_in_group("a"), crash_in_group("b"), crash_in_group("c")
    await services.record(a, b, c)
    await services.triage.merge(triage_request(c), b.fingerprint)
    whole = await services.triage.merge(triage_request(b), a.fingerprint)
    assert whole.occurrence_count == 3
    assert sorted(await services.crashes.list_fingerprints(whole)) == sorted(
        each.fingerprint for each in (a, b, c)
    )

    await services.triage.unmerge(triage_request(c))

    assert await services.list_fingerprints() == sorted([a.fingerprint, c.fingerprint])
    assert (await services.find_group(b)).occurrence_count == 2
    await services.triage.unmerge(triage_request(b))
    assert [(await services.find_group(each)).occurrence_count for each in (a, b, c)] == [1, 1, 1]


async def test_invalid_merges_are_rejected(services: CrashServices) -> None:
    one, other = crash_in_group("a"), crash_in_group("b")
    await services.record(one, other)

    for wrong, error in (
        (services.triage.merge(triage_request(one), one.fingerprint), InvalidField),
        (services.triage.merge(triage_request(one), "0" * 16), CrashGroupNotFound),
        (services.triage.merge(TriageRequest(OTHER_APP, [one.fingerprint], "x"), other.fingerprint),
         CrashGroupNotFound),
        (services.triage.unmerge(triage_request(one)), InvalidField),
        (services.triage.unmerge(TriageRequest(APP, [], "x")), InvalidField),
        (services.triage.reopen(TriageRequest(APP, [one.fingerprint] * 101, "x")), InvalidField),
        (services.triage.reopen(TriageRequest(APP, ["\x00"], "x")), CrashGroupNotFound),
    ):  # fmt: skip
        with pytest.raises(error):
            await wrong
    assert len(await services.list_fingerprints()) == 2


async def test_merging_during_flushes_loses_no_crash(services: CrashServices) -> None:
    letters = "abcdef"
    await services.record(*(crash_in_group(letter) for letter in letters))
    random = Random(7)
    target = crash_in_group("a").fingerprint

    async def send() -> None:
        for _ in range(15):
            await services.record(*(crash_in_group(random.choice(letters)) for _ in range(20)))

    async def merge_and_unmerge() -> None:
        for letter in "bcdef" * 2:
            await services.triage.merge(triage_request(crash_in_group(letter)), target)
            await asyncio.sleep(0)
            await services.triage.unmerge(triage_request(crash_in_group(letter)))

    await asyncio.gather(send(), send(), merge_and_unmerge())

    groups = (await services.crashes.list_groups(APP, GroupFilter(), 100, None)).items
    assert len(groups) == 6
    assert sum(group.occurrence_count for group in groups) == 6 + 2 * 15 * 20
    for group in groups:
        page = await services.crashes.list_occurrences(group, 100, None)
        assert min(group.occurrence_count, 100) == len(page.items)
        days = await services.crashes.list_days(group, 30)
        assert sum(day.crashes for day in days) == group.occurrence_count


async def test_a_crash_of_an_older_version_does_not_reopen_a_group(services: CrashServices) -> None:
    crash = crash_in_group("a", app_version="1.9")
    await services.record(crash)
    await services.triage.resolve(triage_request(crash), Fix.IN_VERSION, "1.10")

    old = await services.record(
        crash_in_group("a", app_version="1.9"), crash_in_group("a", app_version="1.2")
    )

    assert old.regressed_groups == []
    assert (await services.find_group(crash)).status is GroupStatus.RESOLVED
    again = await services.record(
        crash_in_group("a", app_version="1.2"), crash_in_group("a", app_version="1.10")
    )
    (regressed,) = again.regressed_groups
    assert regressed.fingerprint == crash.fingerprint
    assert regressed.status is GroupStatus.OPEN
    assert regressed.triage.regression_count == 1
    assert regressed.triage.regressed_at == services.clock.now
    assert await services.find_group(crash) == regressed
    assert (await services.record(crash_in_group("a", app_version="1.10"))).regressed_groups == []


async def test_with_a_fix_in_the_next_version_only_newer_versions_regress(
    services: CrashServices,
) -> None:
    crash = crash_in_group("a", app_version="1.9")
    await services.record(crash, crash_in_group("b", app_version="2.0"))
    (group,) = await services.triage.resolve(triage_request(crash), Fix.IN_NEXT_VERSION)
    assert group.triage.fixed_in_version == "2.0"
    services.clock.advance(hours=1)
    later = services.clock.now

    same = await services.record(crash_in_group("a", app_version="2.0", timestamp=later))
    newer = await services.record(crash_in_group("a", app_version="2.1", timestamp=later))

    assert same.regressed_groups == []
    assert [each.fingerprint for each in newer.regressed_groups] == [crash.fingerprint]


async def test_a_version_of_a_failed_flush_is_stored_by_a_later_one(
    services: CrashServices,
) -> None:
    crash = crash_in_group("a", app_version="1.9")
    await services.record(crash)
    with suppress(RuntimeError):
        async with services.crashes.pool.transaction() as conn:
            await services.crashes.record(conn, [crash_in_group("b", app_version="2.0")])
            raise RuntimeError("the flush fails")
    services.clock.advance(minutes=1)
    await services.record(crash_in_group("b", app_version="2.0"))

    (group,) = await services.triage.resolve(triage_request(crash), Fix.IN_NEXT_VERSION)

    assert group.triage.fixed_in_version == "2.0"


async def test_a_late_upload_is_not_a_regression(services: CrashServices) -> None:
    crash = crash_in_group("a")
    await services.record(crash)
    services.clock.advance(hours=1)
    await services.triage.resolve(triage_request(crash))
    services.clock.advance(hours=1)

    late = await services.record(crash_in_group("a", timestamp=NOW))
    fresh = await services.record(crash_in_group("a", timestamp=services.clock.now))

    assert late.regressed_groups == []
    assert len(fresh.regressed_groups) == 1


async def test_concurrent_flushes_cause_one_regression(services: CrashServices) -> None:
    crash = crash_in_group("a")
    await services.record(crash)
    await services.triage.resolve(triage_request(crash))
    services.clock.advance(hours=1)
    now = services.clock.now

    recorded = await asyncio.gather(
        *(services.record(crash_in_group("a", timestamp=now)) for _ in range(8))
    )

    assert sum(len(each.regressed_groups) for each in recorded) == 1
    group = await services.find_group(crash)
    assert group.triage.regression_count == 1
    assert group.occurrence_count == 9


async def test_a_group_is_ignored_until_further_crashes_or_devices(services: CrashServices) -> None:
    crash, other = crash_in_group("a"), crash_in_group("b")
    await services.record(crash, other)
    await services.triage.ignore(triage_request(crash), IgnoreLimits(more_occurrences=3))
    await services.triage.ignore(triage_request(other), IgnoreLimits(more_devices=1))

    await services.record(
        crash_in_group("a"), crash_in_group("a"), *(crash_in_group("b") for _ in range(9))
    )

    assert [(await services.find_group(each)).status for each in (crash, other)] == [
        GroupStatus.IGNORED
    ] * 2
    recorded = await services.record(crash_in_group("a"), crash_in_group("b", device_id=b"e" * 16))
    assert [(await services.find_group(each)).status for each in (crash, other)] == [
        GroupStatus.OPEN
    ] * 2
    assert recorded.regressed_groups == []


async def test_a_group_is_ignored_until_a_time(services: CrashServices) -> None:
    crash = crash_in_group("a")
    await services.record(crash)
    await services.triage.ignore(
        triage_request(crash), IgnoreLimits(until=NOW + timedelta(hours=2))
    )

    await services.record(crash_in_group("a"))
    assert (await services.find_group(crash)).status is GroupStatus.IGNORED
    services.clock.advance(hours=2)
    await services.record(crash_in_group("a"))

    group = await services.find_group(crash)
    assert group.status is GroupStatus.OPEN
    assert group.triage.ignored_until is None
    with pytest.raises(InvalidField):
        await services.triage.ignore(triage_request(crash), IgnoreLimits(until=NOW))
    with pytest.raises(InvalidField):
        await services.triage.ignore(triage_request(crash), IgnoreLimits(more_devices=0))


async def test_the_worker_reopens_groups_without_another_crash(services: CrashServices) -> None:
    crash, other, third = crash_in_group("a"), crash_in_group("b"), crash_in_group("c")
    await services.record(crash, other, third)
    await services.triage.ignore(
        triage_request(crash), IgnoreLimits(until=NOW + timedelta(hours=2))
    )
    await services.triage.ignore(
        triage_request(other), IgnoreLimits(until=NOW + timedelta(hours=3))
    )
    await services.triage.ignore(triage_request(third), IgnoreLimits())

    await services.triage.work()
    assert (await services.find_group(crash)).status is GroupStatus.IGNORED
    services.clock.advance(hours=2)
    await services.triage.work()
    await services.triage.work()

    group = await services.find_group(crash)
    assert group.status is GroupStatus.OPEN
    assert group.triage.ignored_until is None
    assert [(await services.find_group(each)).status for each in (other, third)] == [
        GroupStatus.IGNORED
    ] * 2
    assert await services.crashes.count_groups(APP, GroupFilter(status=GroupStatus.OPEN)) == 1
    history = (await services.triage.list_activity(group, 10, None)).items
    assert [entry.kind for entry in history].count(ActivityKind.REOPENED) == 1


async def test_a_decision_applies_to_all_groups_or_none(services: CrashServices) -> None:
    crashes = [crash_in_group(letter) for letter in "abc"]
    await services.record(*crashes)

    with pytest.raises(CrashGroupNotFound):
        await services.triage.resolve(triage_request(*crashes, occurrence(message="never seen")))
    assert [(await services.find_group(each)).status for each in crashes] == [GroupStatus.OPEN] * 3
    resolved = await services.triage.resolve(triage_request(*crashes))

    assert [group.status for group in resolved] == [GroupStatus.RESOLVED] * 3


async def test_only_members_can_be_assigned(services: CrashServices) -> None:
    team = await people(services.triage.accounts)
    crash = crash_in_group("a")
    await services.record(crash)

    (group,) = await services.triage.assign(triage_request(crash), team.teammate.email)

    assert group.triage.assignee == team.teammate.email
    with pytest.raises(InvalidField):
        await services.triage.assign(triage_request(crash), team.stranger.email)
    (resolved,) = await services.triage.resolve(triage_request(crash))
    assert resolved.triage.assignee == team.teammate.email
    (unassigned,) = await services.triage.assign(triage_request(crash), None)
    assert unassigned.triage.assignee is None


async def test_the_activity_of_a_group(services: CrashServices) -> None:
    one, other = crash_in_group("a", app_version="1.0"), crash_in_group("b")
    await services.record(one, other)
    await services.triage.comment(triage_request(one), "seen on <b>old</b> phones")
    await services.triage.resolve(triage_request(one), Fix.IN_VERSION, "1.0")
    services.clock.advance(minutes=1)
    await services.record(crash_in_group("a", app_version="1.0"))
    services.clock.advance(minutes=1)
    await services.triage.merge(triage_request(other), one.fingerprint)

    page = await services.triage.list_activity(await services.find_group(one), 10, None)

    assert [(entry.kind, entry.actor) for entry in page.items][:2] == [
        (ActivityKind.MERGED, "owner@example.com"),
        (ActivityKind.REGRESSED, None),
    ]
    assert {entry.kind for entry in page.items[2:]} == {
        ActivityKind.RESOLVED,
        ActivityKind.COMMENTED,
    }
    comment = next(each for each in page.items if each.kind is ActivityKind.COMMENTED)
    assert comment.detail.text == "seen on <b>old</b> phones"
    first = await services.triage.list_activity(await services.find_group(one), 3, None)
    rest = await services.triage.list_activity(await services.find_group(one), 3, first.end_cursor)
    assert [*first.items, *rest.items] == page.items


@pytest.mark.parametrize("text", ["", "  ", "x" * 4001, "a\x00b"])
async def test_an_invalid_comment_is_rejected(services: CrashServices, text: str) -> None:
    crash = crash_in_group("a")
    await services.record(crash)

    with pytest.raises(InvalidField):
        await services.triage.comment(triage_request(crash), text)
