"""Resolves, ignores, assigns, comments, merges and separates crash groups; keeps their history."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from telemetry_graph.accounts.service import Accounts
from telemetry_graph.crashes.model import CrashGroup, Fix, Status, Triage
from telemetry_graph.crashes.triage import store
from telemetry_graph.crashes.triage.model import Activity, ActivityKind, Ignoring, Membership
from telemetry_graph.crashes.versions import newest
from telemetry_graph.db.pool import Conn, Pool
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.errors import CrashGroupNotFound, InvalidField
from telemetry_graph.kit.ids import AppId, Fingerprint, uuid7
from telemetry_graph.kit.pagination import Cursor, Page, page_after
from telemetry_graph.kit.text import is_storable

MAX_GROUPS = 100
_MAX_FINGERPRINTS = 1_000
_MAX_COMMENTS = 1_000
_LONGEST_COMMENT = 4_000
_LONGEST_VERSION = 100
_MAX_BOUND = 2**31 - 1
_MAX_DUE = 500
"""Groups opened in one transaction; flushes with their crashes wait for it."""


@dataclass(frozen=True, slots=True)
class Which:
    """The groups that somebody decides about."""

    app_id: AppId
    fingerprints: Sequence[str]
    actor: str
    """The address of who decides."""


@dataclass(frozen=True, slots=True)
class CrashTriage:
    pool: Pool
    clock: Clock
    accounts: Accounts

    async def set_status(self, which: Which, status: Status) -> list[CrashGroup]:
        match status:
            case Status.OPEN:
                return await self.reopen(which)
            case Status.RESOLVED:
                return await self.resolve(which)
            case Status.IGNORED:
                return await self.ignore(which, Ignoring())

    async def resolve(
        self, which: Which, fix: Fix = Fix.NOW, version: str | None = None
    ) -> list[CrashGroup]:
        """With a fix in a named version, in what runs now, or in what comes next."""
        if (fix is Fix.IN_VERSION) != (version is not None):
            raise InvalidField("`version` goes with IN_VERSION, and with nothing else.")
        if version is not None:
            _check_text("version", version, _LONGEST_VERSION)
        async with self.pool.transaction() as conn:
            if version is None:
                version = newest(await store.versions_of_app(conn, which.app_id))
            done = Triage(Status.RESOLVED, fix, version, resolved_at=self.clock())
            detail = {"fix": fix.value, "version": version}
            return await self._decide(
                conn, which, (ActivityKind.RESOLVED, detail), lambda _group: done
            )

    async def ignore(self, which: Which, ignoring: Ignoring) -> list[CrashGroup]:
        """For good, until an instant, or until so many more occurrences or devices."""
        _check_ignoring(ignoring, self.clock())
        until = ignoring.until

        def ignored(group: CrashGroup) -> Triage:
            return Triage(
                Status.IGNORED,
                ignored_until=until,
                ignored_until_occurrences=_sum(group.occurrence_count, ignoring.more_occurrences),
                ignored_until_devices=_sum(group.device_count, ignoring.more_devices),
            )

        detail = {
            "until": until.isoformat() if until else None,
            "more_occurrences": ignoring.more_occurrences,
            "more_devices": ignoring.more_devices,
        }
        async with self.pool.transaction() as conn:
            return await self._decide(conn, which, (ActivityKind.IGNORED, detail), ignored)

    async def work(self) -> bool:
        """Opens groups whose time of being ignored is over; whether there may be more."""
        now = self.clock()
        async with self.pool.transaction() as conn:
            due = await store.lock_due_groups(conn, now, _MAX_DUE)
            for group in due:
                await store.set_triage(conn, group.id, Triage(assignee=group.triage.assignee))
            entries = [
                Activity(uuid7(now), group.app_id, group.id, now, None, ActivityKind.REOPENED, {})
                for group in due
            ]
            if entries:
                await store.insert_activity(conn, entries)
        return len(due) == _MAX_DUE

    async def reopen(self, which: Which) -> list[CrashGroup]:
        async with self.pool.transaction() as conn:
            return await self._decide(
                conn, which, (ActivityKind.REOPENED, {}), lambda _group: Triage()
            )

    async def assign(self, which: Which, assignee: str | None) -> list[CrashGroup]:
        """To a member of the app, by address; None takes the assignment back."""
        if assignee is not None:
            user = await self.accounts.user_by_email(assignee)
            members = await self.accounts.memberships(user.id)
            if which.app_id not in {each.app_id for each in members}:
                raise InvalidField("Only members of the app can be assigned.", field="assignee")
            assignee = user.email
        async with self.pool.transaction() as conn:
            groups = await self._locked(conn, which)
            changed = [
                await store.set_triage(conn, group.id, replace(group.triage, assignee=assignee))
                for group in groups
            ]
            await self._log(conn, which, changed, (ActivityKind.ASSIGNED, {"assignee": assignee}))
            return changed

    async def comment(self, which: Which, text: str) -> CrashGroup:
        _check_text("text", text, _LONGEST_COMMENT)
        async with self.pool.transaction() as conn:
            (group,) = await self._locked(conn, which)
            if await store.count_comments(conn, group.id) >= _MAX_COMMENTS:
                raise InvalidField(f"A group takes at most {_MAX_COMMENTS} comments.")
            await self._log(conn, which, [group], (ActivityKind.COMMENTED, {"text": text}))
            return group

    async def merge(self, which: Which, into: str) -> CrashGroup:
        """The groups' fingerprints, now and from now on, belong to the group of `into`."""
        async with self.pool.transaction() as conn:
            held = await self._held(conn, which, into)
            target = held[Fingerprint(into)].group_id
            sources = {held[Fingerprint(name)].group_id for name in which.fingerprints} - {target}
            if not sources:
                raise InvalidField("These are one group already.", field="fingerprints")
            moved = [each for each in held.values() if each.group_id in sources]
            groups = await store.lock_groups_by_id(conn, {target, *sources})
            names = sorted(each.fingerprint for each in moved)
            await store.move_fingerprints(conn, which.app_id, names, target)
            await store.set_merged_into(conn, sources, target)
            merged = await store.refresh_group(conn, target) or groups[target]
            detail = {"into": groups[target].fingerprint, "fingerprints": names}
            await self._log(conn, which, groups.values(), (ActivityKind.MERGED, detail))
            return merged

    async def unmerge(self, which: Which) -> list[CrashGroup]:
        """The fingerprints go back to the groups that they made, with all that they counted."""
        async with self.pool.transaction() as conn:
            held = await self._held(conn, which)
            leaving = [held[Fingerprint(name)] for name in which.fingerprints]
            if any(each.group_id == each.home_group_id for each in leaving):
                raise InvalidField(
                    "A fingerprint of the list was not merged.", field="fingerprints"
                )
            homes = sorted({each.home_group_id for each in leaving})
            former = {each.group_id for each in leaving}
            groups = await store.lock_groups_by_id(conn, {*homes, *former})
            for home in homes:
                names = [each.fingerprint for each in leaving if each.home_group_id == home]
                await store.move_fingerprints(conn, which.app_id, names, home)
                await store.unset_merged_into(conn, home)
            for group_id in sorted(former - set(homes)):
                await store.refresh_group(conn, group_id)
            back = [await store.refresh_group(conn, home) or groups[home] for home in homes]
            detail = {"fingerprints": sorted(each.fingerprint for each in leaving)}
            await self._log(conn, which, groups.values(), (ActivityKind.UNMERGED, detail))
            return back

    async def activity(self, group: CrashGroup, first: int, after: str | None) -> Page[Activity]:
        """The group's history, newest first."""
        before = page_after(first, after, UUID)
        async with self.pool.connection() as conn:
            rows = await store.activity_newest_first(conn, group.id, first + 1, before)
        return Page.of(rows, first, lambda entry: Cursor(entry.at, str(entry.id)))

    async def _decide(
        self,
        conn: Conn,
        which: Which,
        entry: tuple[ActivityKind, Mapping[str, Any]],
        decision: Callable[[CrashGroup], Triage],
    ) -> list[CrashGroup]:
        changed = []
        for group in await self._locked(conn, which):
            triage = replace(decision(group), assignee=group.triage.assignee)
            changed.append(await store.set_triage(conn, group.id, triage))
        await self._log(conn, which, changed, entry)
        return changed

    async def _locked(self, conn: Conn, which: Which) -> list[CrashGroup]:
        """The groups, all or none; locked until the transaction ends."""
        names = _names(which.fingerprints)
        found = await store.memberships(conn, which.app_id, names)
        if len(found) < len(names):
            raise CrashGroupNotFound("There is no such crash group in this app.")
        return await store.lock_groups(conn, which.app_id, names)

    async def _held(self, conn: Conn, which: Which, *more: str) -> dict[Fingerprint, Membership]:
        """All fingerprints of the groups that the names belong to, locked."""
        names = _names([*which.fingerprints, *more])
        found = await store.memberships(conn, which.app_id, names)
        group_ids = {each.group_id for each in found.values()}
        group_ids |= {each.home_group_id for each in found.values()}
        held = await store.lock_fingerprints(conn, which.app_id, group_ids)
        if len(held) > _MAX_FINGERPRINTS:
            raise InvalidField(f"A group holds at most {_MAX_FINGERPRINTS} fingerprints.")
        by_name = {each.fingerprint: each for each in held}
        if not names <= by_name.keys():  # unknown, or moved between the two statements
            raise CrashGroupNotFound("There is no such crash group in this app.")
        return by_name

    async def _log(
        self,
        conn: Conn,
        which: Which,
        groups: Iterable[CrashGroup],
        entry: tuple[ActivityKind, Mapping[str, Any]],
    ) -> None:
        now, (kind, detail) = self.clock(), entry
        await store.insert_activity(
            conn,
            [
                Activity(uuid7(now), which.app_id, group.id, now, which.actor, kind, detail)
                for group in groups
            ],
        )


def _names(fingerprints: Sequence[str]) -> set[Fingerprint]:
    if not 1 <= len(fingerprints) <= MAX_GROUPS + 1:
        raise InvalidField(f"Name 1 … {MAX_GROUPS} groups.", field="fingerprints")
    if not all(is_storable(name) for name in fingerprints):
        raise CrashGroupNotFound("There is no such crash group in this app.")
    return {Fingerprint(name) for name in fingerprints}


def _check_text(name: str, text: str, limit: int) -> None:
    if not text.strip() or len(text) > limit or not is_storable(text):
        raise InvalidField(f"`{name}` must have 1 … {limit} characters, none of them NUL.")


def _check_ignoring(ignoring: Ignoring, now: datetime) -> None:
    if ignoring.until is not None and ignoring.until <= now:
        raise InvalidField("`until` must lie in the future.", field="until")
    for name, bound in (
        ("moreOccurrences", ignoring.more_occurrences),
        ("moreDevices", ignoring.more_devices),
    ):
        if bound is not None and not 1 <= bound <= _MAX_BOUND:
            raise InvalidField(f"`{name}` must be a number from 1 up.", field=name)


def _sum(count: int, more: int | None) -> int | None:
    return None if more is None else count + more
