import asyncio
from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest
from tests.factories import APP, NOW, OTHER_APP, occurrence, people
from tests.integration.crashes.conftest import Desk, named, which

from telemetry_graph.crashes.model import CrashGroup, CrashOccurrence, Fix, GroupFilter, GroupStatus
from telemetry_graph.crashes.triage.model import ActivityKind, IgnoreLimits, TriageRequest
from telemetry_graph.kit.errors import CrashGroupNotFound, InvalidField


def _figures(group: CrashGroup) -> tuple[object, ...]:
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


def _varied(letter: str, count: int, **changes: object) -> list[CrashOccurrence]:
    return [
        named(
            letter,
            device_id=bytes([n % 5]) * 16,
            timestamp=NOW - timedelta(hours=n),
            app_version=f"1.{n % 3}",
            **changes,
        )
        for n in range(count)
    ]


async def test_a_merge_adds_up_and_its_undoing_gives_everything_back(desk: Desk) -> None:
    ones, others = _varied("a", 7), _varied("b", 4)
    await desk.record(*ones, *others)
    before = _figures(await desk.group(ones[0])), _figures(await desk.group(others[0]))

    merged = await desk.triage.merge(which(others[0]), ones[0].fingerprint)

    assert merged.occurrence_count == 11
    assert merged.device_count == 5
    assert await desk.group(others[0]) == merged == await desk.group(ones[0])
    assert await desk.listed() == [ones[0].fingerprint]
    assert len((await desk.crashes.list_occurrences(merged, 100, None)).items) == 11
    await desk.triage.unmerge(which(others[0]))
    assert (_figures(await desk.group(ones[0])), _figures(await desk.group(others[0]))) == before
    assert await desk.listed() == sorted([ones[0].fingerprint, others[0].fingerprint])


async def test_a_merge_holds_for_the_crashes_to_come(desk: Desk) -> None:
    one, other = named("a"), named("b")
    await desk.record(one, other)
    await desk.triage.merge(which(other), one.fingerprint)

    recorded = await desk.record(named("a"), named("b"), named("b"))

    assert recorded.new_groups == []
    assert (await desk.group(other)).occurrence_count == 5
    (back,) = await desk.triage.unmerge(which(other))
    assert back.occurrence_count == 3
    assert (await desk.group(one)).occurrence_count == 2
    await desk.record(named("b"))
    assert (await desk.group(other)).occurrence_count == 4


async def test_merges_of_merges_come_apart_one_by_one(desk: Desk) -> None:
    a, b, c = named("a"), named("b"), named("c")
    await desk.record(a, b, c)
    await desk.triage.merge(which(c), b.fingerprint)
    whole = await desk.triage.merge(which(b), a.fingerprint)
    assert whole.occurrence_count == 3
    assert sorted(await desk.crashes.list_fingerprints(whole)) == sorted(
        each.fingerprint for each in (a, b, c)
    )

    await desk.triage.unmerge(which(c))

    assert await desk.listed() == sorted([a.fingerprint, c.fingerprint])
    assert (await desk.group(b)).occurrence_count == 2
    await desk.triage.unmerge(which(b))
    assert [(await desk.group(each)).occurrence_count for each in (a, b, c)] == [1, 1, 1]


async def test_a_merge_is_refused_when_it_makes_no_sense(desk: Desk) -> None:
    one, other = named("a"), named("b")
    await desk.record(one, other)

    for wrong, error in (
        (desk.triage.merge(which(one), one.fingerprint), InvalidField),
        (desk.triage.merge(which(one), "0" * 16), CrashGroupNotFound),
        (desk.triage.merge(TriageRequest(OTHER_APP, [one.fingerprint], "x"), other.fingerprint),
         CrashGroupNotFound),
        (desk.triage.unmerge(which(one)), InvalidField),
        (desk.triage.unmerge(TriageRequest(APP, [], "x")), InvalidField),
        (desk.triage.reopen(TriageRequest(APP, [one.fingerprint] * 102, "x")), InvalidField),
        (desk.triage.reopen(TriageRequest(APP, ["\x00"], "x")), CrashGroupNotFound),
    ):  # fmt: skip
        with pytest.raises(error):
            await wrong
    assert len(await desk.listed()) == 2


async def test_merging_while_crashes_come_in_loses_none(desk: Desk) -> None:
    letters = "abcdef"
    await desk.record(*(named(letter) for letter in letters))
    random = Random(7)
    target = named("a").fingerprint

    async def send() -> None:
        for _ in range(15):
            await desk.record(*(named(random.choice(letters)) for _ in range(20)))

    async def merge_and_separate() -> None:
        for letter in "bcdef" * 2:
            await desk.triage.merge(which(named(letter)), target)
            await asyncio.sleep(0)
            await desk.triage.unmerge(which(named(letter)))

    await asyncio.gather(send(), send(), merge_and_separate())

    groups = (await desk.crashes.list_groups(APP, GroupFilter(), 100, None)).items
    assert len(groups) == 6
    assert sum(group.occurrence_count for group in groups) == 6 + 2 * 15 * 20
    for group in groups:
        page = await desk.crashes.list_occurrences(group, 100, None)
        assert min(group.occurrence_count, 100) == len(page.items)
        days = await desk.crashes.list_days(group, 30)
        assert sum(day.crashes for day in days) == group.occurrence_count


async def test_an_old_release_does_not_open_a_fixed_group(desk: Desk) -> None:
    crash = named("a", app_version="1.9")
    await desk.record(crash)
    await desk.triage.resolve(which(crash), Fix.IN_VERSION, "1.10")

    old = await desk.record(named("a", app_version="1.9"), named("a", app_version="1.2"))

    assert old.regressed_groups == []
    assert (await desk.group(crash)).status is GroupStatus.RESOLVED
    again = await desk.record(named("a", app_version="1.2"), named("a", app_version="1.10"))
    (regressed,) = again.regressed_groups
    assert regressed.fingerprint == crash.fingerprint
    assert regressed.status is GroupStatus.OPEN
    assert regressed.triage.regression_count == 1
    assert regressed.triage.regressed_at == desk.clock.now
    assert await desk.group(crash) == regressed
    assert (await desk.record(named("a", app_version="1.10"))).regressed_groups == []


async def test_a_fix_in_the_next_version_waits_for_it(desk: Desk) -> None:
    crash = named("a", app_version="1.9")
    await desk.record(crash, named("b", app_version="2.0"))
    (group,) = await desk.triage.resolve(which(crash), Fix.IN_NEXT_VERSION)
    assert group.triage.fixed_in_version == "2.0"
    desk.clock.advance(hours=1)
    later = desk.clock.now

    same = await desk.record(named("a", app_version="2.0", timestamp=later))
    newer = await desk.record(named("a", app_version="2.1", timestamp=later))

    assert same.regressed_groups == []
    assert [each.fingerprint for each in newer.regressed_groups] == [crash.fingerprint]


async def test_a_version_of_a_flush_that_failed_is_learned_by_the_next(desk: Desk) -> None:
    crash = named("a", app_version="1.9")
    await desk.record(crash)
    with suppress(RuntimeError):
        async with desk.crashes.pool.transaction() as conn:
            await desk.crashes.record(conn, [named("b", app_version="2.0")])
            raise RuntimeError("the flush goes wrong after all")
    desk.clock.advance(minutes=1)
    await desk.record(named("b", app_version="2.0"))

    (group,) = await desk.triage.resolve(which(crash), Fix.IN_NEXT_VERSION)

    assert group.triage.fixed_in_version == "2.0"


async def test_a_late_upload_is_no_regression(desk: Desk) -> None:
    crash = named("a")
    await desk.record(crash)
    desk.clock.advance(hours=1)
    await desk.triage.resolve(which(crash))
    desk.clock.advance(hours=1)

    late = await desk.record(named("a", timestamp=NOW))
    fresh = await desk.record(named("a", timestamp=desk.clock.now))

    assert late.regressed_groups == []
    assert len(fresh.regressed_groups) == 1


async def test_concurrent_flushes_make_one_regression(desk: Desk) -> None:
    crash = named("a")
    await desk.record(crash)
    await desk.triage.resolve(which(crash))
    desk.clock.advance(hours=1)
    now = desk.clock.now

    recorded = await asyncio.gather(*(desk.record(named("a", timestamp=now)) for _ in range(8)))

    assert sum(len(each.regressed_groups) for each in recorded) == 1
    group = await desk.group(crash)
    assert group.triage.regression_count == 1
    assert group.occurrence_count == 9


async def test_a_group_is_ignored_for_so_many_crashes_and_devices(desk: Desk) -> None:
    crash, other = named("a"), named("b")
    await desk.record(crash, other)
    await desk.triage.ignore(which(crash), IgnoreLimits(more_occurrences=3))
    await desk.triage.ignore(which(other), IgnoreLimits(more_devices=1))

    await desk.record(named("a"), named("a"), *(named("b") for _ in range(9)))

    assert [(await desk.group(each)).status for each in (crash, other)] == [GroupStatus.IGNORED] * 2
    recorded = await desk.record(named("a"), named("b", device_id=b"e" * 16))
    assert [(await desk.group(each)).status for each in (crash, other)] == [GroupStatus.OPEN] * 2
    assert recorded.regressed_groups == []


async def test_a_group_is_ignored_until_an_instant(desk: Desk) -> None:
    crash = named("a")
    await desk.record(crash)
    await desk.triage.ignore(which(crash), IgnoreLimits(until=NOW + timedelta(hours=2)))

    await desk.record(named("a"))
    assert (await desk.group(crash)).status is GroupStatus.IGNORED
    desk.clock.advance(hours=2)
    await desk.record(named("a"))

    group = await desk.group(crash)
    assert group.status is GroupStatus.OPEN
    assert group.triage.ignored_until is None
    with pytest.raises(InvalidField):
        await desk.triage.ignore(which(crash), IgnoreLimits(until=NOW))
    with pytest.raises(InvalidField):
        await desk.triage.ignore(which(crash), IgnoreLimits(more_devices=0))


async def test_a_group_is_open_when_its_time_is_over_without_another_crash(desk: Desk) -> None:
    crash, other, third = named("a"), named("b"), named("c")
    await desk.record(crash, other, third)
    await desk.triage.ignore(which(crash), IgnoreLimits(until=NOW + timedelta(hours=2)))
    await desk.triage.ignore(which(other), IgnoreLimits(until=NOW + timedelta(hours=3)))
    await desk.triage.ignore(which(third), IgnoreLimits())

    await desk.triage.work()
    assert (await desk.group(crash)).status is GroupStatus.IGNORED
    desk.clock.advance(hours=2)
    await desk.triage.work()
    await desk.triage.work()

    group = await desk.group(crash)
    assert group.status is GroupStatus.OPEN
    assert group.triage.ignored_until is None
    assert [(await desk.group(each)).status for each in (other, third)] == [GroupStatus.IGNORED] * 2
    assert await desk.crashes.count_groups(APP, GroupFilter(status=GroupStatus.OPEN)) == 1
    history = (await desk.triage.list_activity(group, 10, None)).items
    assert [entry.kind for entry in history].count(ActivityKind.REOPENED) == 1


async def test_many_groups_are_decided_about_at_once_or_not_at_all(desk: Desk) -> None:
    crashes = [named(letter) for letter in "abc"]
    await desk.record(*crashes)

    with pytest.raises(CrashGroupNotFound):
        await desk.triage.resolve(which(*crashes, occurrence(message="never seen")))
    assert [(await desk.group(each)).status for each in crashes] == [GroupStatus.OPEN] * 3
    resolved = await desk.triage.resolve(which(*crashes))

    assert [group.status for group in resolved] == [GroupStatus.RESOLVED] * 3


async def test_only_members_are_assigned(desk: Desk) -> None:
    team = await people(desk.triage.accounts)
    crash = named("a")
    await desk.record(crash)

    (group,) = await desk.triage.assign(which(crash), team.teammate.email)

    assert group.triage.assignee == team.teammate.email
    with pytest.raises(InvalidField):
        await desk.triage.assign(which(crash), team.stranger.email)
    (resolved,) = await desk.triage.resolve(which(crash))
    assert resolved.triage.assignee == team.teammate.email
    (nobodys,) = await desk.triage.assign(which(crash), None)
    assert nobodys.triage.assignee is None


async def test_the_history_says_who_did_what(desk: Desk) -> None:
    one, other = named("a", app_version="1.0"), named("b")
    await desk.record(one, other)
    await desk.triage.comment(which(one), "seen on <b>old</b> phones")
    await desk.triage.resolve(which(one), Fix.IN_VERSION, "1.0")
    desk.clock.advance(minutes=1)
    await desk.record(named("a", app_version="1.0"))
    desk.clock.advance(minutes=1)
    await desk.triage.merge(which(other), one.fingerprint)

    page = await desk.triage.list_activity(await desk.group(one), 10, None)

    assert [(entry.kind, entry.actor) for entry in page.items][:2] == [
        (ActivityKind.MERGED, "owner@example.com"),
        (ActivityKind.REGRESSED, None),
    ]
    assert {entry.kind for entry in page.items[2:]} == {
        ActivityKind.RESOLVED,
        ActivityKind.COMMENTED,
    }
    said = next(each for each in page.items if each.kind is ActivityKind.COMMENTED)
    assert said.detail.text == "seen on <b>old</b> phones"
    first = await desk.triage.list_activity(await desk.group(one), 3, None)
    rest = await desk.triage.list_activity(await desk.group(one), 3, first.end_cursor)
    assert [*first.items, *rest.items] == page.items


@pytest.mark.parametrize("text", ["", "  ", "x" * 4001, "a\x00b"])
async def test_a_comment_has_bounds(desk: Desk, text: str) -> None:
    crash = named("a")
    await desk.record(crash)

    with pytest.raises(InvalidField):
        await desk.triage.comment(which(crash), text)
