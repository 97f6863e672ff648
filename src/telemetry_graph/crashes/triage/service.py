"""Resolves, ignores, reopens, assigns, comments on, merges and unmerges crash groups."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from telemetry_graph.accounts.service import Accounts
from telemetry_graph.crashes.model import CrashGroup, Fix, GroupStatus, TriageState
from telemetry_graph.crashes.triage import store
from telemetry_graph.crashes.triage.model import (
    Activity,
    ActivityDetail,
    ActivityKind,
    FingerprintMembership,
    IgnoreLimits,
    TriageRequest,
)
from telemetry_graph.crashes.versions import find_newest
from telemetry_graph.db.pool import Conn, Pool
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.errors import CrashGroupNotFound, InvalidField
from telemetry_graph.kit.ids import AppId, Fingerprint, uuid7
from telemetry_graph.kit.pagination import Cursor, Page, decode_after
from telemetry_graph.kit.text import is_storable

MAX_GROUPS = 100
_MAX_FINGERPRINTS = 1_000
_MAX_COMMENTS = 1_000
_MAX_COMMENT_CHARACTERS = 4_000
_MAX_VERSION_CHARACTERS = 100
_MAX_LIMIT = 2**31 - 1
_MAX_REOPENED = 500
"""Groups that one transaction reopens; flushes with their crashes wait for it."""


@dataclass(frozen=True, slots=True)
class CrashTriage:
    pool: Pool
    clock: Clock
    accounts: Accounts

    async def set_status(self, request: TriageRequest, status: GroupStatus) -> list[CrashGroup]:
        match status:
            case GroupStatus.OPEN:
                return await self.reopen(request)
            case GroupStatus.RESOLVED:
                return await self.resolve(request)
            case GroupStatus.IGNORED:
                return await self.ignore(request, IgnoreLimits())

    async def resolve(
        self, request: TriageRequest, fix: Fix = Fix.NOW, fixed_in_version: str | None = None
    ) -> list[CrashGroup]:
        """Mark groups as fixed; `fixed_in_version` is required with IN_VERSION only."""
        version = fixed_in_version
        if (fix is Fix.IN_VERSION) != (version is not None):
            raise InvalidField(
                "Set `fixedInVersion` if `fix` is IN_VERSION, and only then.",
                field="fixedInVersion",
            )
        if version is not None:
            _check_text("fixedInVersion", version, _MAX_VERSION_CHARACTERS)
        async with self.pool.transaction() as conn:
            if version is None:
                version = find_newest(await store.load_versions(conn, request.app_id))
            state = TriageState(GroupStatus.RESOLVED, fix, version, resolved_at=self.clock())
            entry = ActivityKind.RESOLVED, ActivityDetail(fix=fix, fixed_in_version=version)
            return await self._decide(conn, request, entry, lambda _group: state)

    async def ignore(self, request: TriageRequest, limits: IgnoreLimits) -> list[CrashGroup]:
        """Ignore groups until a limit is reached, or permanently."""
        _check_limits(limits, self.clock())

        def to_ignored(group: CrashGroup) -> TriageState:
            return TriageState(
                GroupStatus.IGNORED,
                ignored_until=limits.until,
                ignored_until_occurrences=_add(group.occurrence_count, limits.more_occurrences),
                ignored_until_devices=_add(group.device_count, limits.more_devices),
            )

        detail = ActivityDetail(
            ignored_until=limits.until,
            more_occurrences=limits.more_occurrences,
            more_devices=limits.more_devices,
        )
        async with self.pool.transaction() as conn:
            return await self._decide(conn, request, (ActivityKind.IGNORED, detail), to_ignored)

    async def work(self) -> bool:
        """Reopen groups that were ignored until now; return whether there may be more."""
        now = self.clock()
        async with self.pool.transaction() as conn:
            due = await store.lock_due_groups(conn, now, _MAX_REOPENED)
            for group in due:
                await store.set_triage(conn, group.id, TriageState(assignee=group.triage.assignee))
            entry = ActivityKind.REOPENED, ActivityDetail()
            if due:
                await _log_activity(conn, due, entry, now, actor=None)
        return len(due) == _MAX_REOPENED

    async def reopen(self, request: TriageRequest) -> list[CrashGroup]:
        async with self.pool.transaction() as conn:
            entry = ActivityKind.REOPENED, ActivityDetail()
            return await self._decide(conn, request, entry, lambda _group: TriageState())

    async def assign(self, request: TriageRequest, assignee: str | None) -> list[CrashGroup]:
        """Assign groups to a member of the app, by e-mail address; None removes the assignment."""
        if assignee is not None:
            assignee = await self._find_member(request.app_id, assignee)
        async with self.pool.transaction() as conn:
            groups = await _lock_groups(conn, request)
            changed = [
                await store.set_triage(conn, group.id, replace(group.triage, assignee=assignee))
                for group in groups
            ]
            entry = ActivityKind.ASSIGNED, ActivityDetail(assignee=assignee)
            await self._log(conn, request, changed, entry)
            return changed

    async def _find_member(self, app_id: AppId, email: str) -> str:
        user = await self.accounts.user_by_email(email)
        memberships = await self.accounts.memberships(user.id)
        if app_id not in {membership.app_id for membership in memberships}:
            raise InvalidField("The assignee must be a member of the app.", field="assignee")
        return user.email

    async def comment(self, request: TriageRequest, text: str) -> CrashGroup:
        _check_text("text", text, _MAX_COMMENT_CHARACTERS)
        async with self.pool.transaction() as conn:
            (group,) = await _lock_groups(conn, request)
            if await store.count_comments(conn, group.id) >= _MAX_COMMENTS:
                raise InvalidField(f"A group can have at most {_MAX_COMMENTS} comments.")
            entry = ActivityKind.COMMENTED, ActivityDetail(text=text)
            await self._log(conn, request, [group], entry)
            return group

    async def merge(self, request: TriageRequest, into: str) -> CrashGroup:
        """Move all fingerprints of the groups to the group of `into`, for future crashes too."""
        async with self.pool.transaction() as conn:
            memberships = await _lock_fingerprints(conn, request, into)
            target = memberships[Fingerprint(into)].group_id
            sources = {memberships[Fingerprint(each)].group_id for each in request.fingerprints}
            sources.discard(target)
            if not sources:
                raise InvalidField("The groups are merged already.", field="fingerprints")
            moved = sorted(
                each.fingerprint for each in memberships.values() if each.group_id in sources
            )
            groups = await store.lock_groups_by_id(conn, {target, *sources})
            await store.move_fingerprints(conn, request.app_id, moved, target)
            await store.set_merged_into(conn, sources, target)
            merged = await store.refresh_group(conn, target) or groups[target]
            detail = ActivityDetail(
                merged_into=groups[target].fingerprint, fingerprints=tuple(moved)
            )
            await self._log(conn, request, groups.values(), (ActivityKind.MERGED, detail))
            return merged

    async def unmerge(self, request: TriageRequest) -> list[CrashGroup]:
        """Move fingerprints back to their home groups, with everything that they counted."""
        async with self.pool.transaction() as conn:
            memberships = await _lock_fingerprints(conn, request)
            leaving = [memberships[Fingerprint(each)] for each in request.fingerprints]
            if any(each.group_id == each.home_group_id for each in leaving):
                raise InvalidField("All fingerprints must be merged ones.", field="fingerprints")
            homes = {each.home_group_id for each in leaving}
            former = {each.group_id for each in leaving}
            groups = await store.lock_groups_by_id(conn, homes | former)
            await _move_home(conn, request.app_id, leaving)
            for group_id in sorted(former - homes):
                await store.refresh_group(conn, group_id)
            restored = [
                await store.refresh_group(conn, home) or groups[home] for home in sorted(homes)
            ]
            detail = ActivityDetail(fingerprints=tuple(sorted(e.fingerprint for e in leaving)))
            await self._log(conn, request, groups.values(), (ActivityKind.UNMERGED, detail))
            return restored

    async def list_activity(
        self, group: CrashGroup, first: int, after: str | None
    ) -> Page[Activity]:
        """The group's history, newest first."""
        before = decode_after(first, after, UUID)
        async with self.pool.connection() as conn:
            rows = await store.load_newest_activity(conn, group.id, first + 1, before)
        return Page.of(rows, first, lambda entry: Cursor(entry.created_at, str(entry.id)))

    async def _decide(
        self,
        conn: Conn,
        request: TriageRequest,
        entry: tuple[ActivityKind, ActivityDetail],
        decide: Callable[[CrashGroup], TriageState],
    ) -> list[CrashGroup]:
        """Set the triage state of all groups of the request, or of none; keep the assignees."""
        changed = []
        for group in await _lock_groups(conn, request):
            state = replace(decide(group), assignee=group.triage.assignee)
            changed.append(await store.set_triage(conn, group.id, state))
        await self._log(conn, request, changed, entry)
        return changed

    async def _log(
        self,
        conn: Conn,
        request: TriageRequest,
        groups: Iterable[CrashGroup],
        entry: tuple[ActivityKind, ActivityDetail],
    ) -> None:
        await _log_activity(conn, groups, entry, self.clock(), actor=request.actor)


async def _log_activity(
    conn: Conn,
    groups: Iterable[CrashGroup],
    entry: tuple[ActivityKind, ActivityDetail],
    now: datetime,
    *,
    actor: str | None,
) -> None:
    await store.insert_activity(
        conn,
        [Activity(uuid7(now), group.app_id, group.id, now, actor, *entry) for group in groups],
    )


async def _lock_groups(conn: Conn, request: TriageRequest) -> list[CrashGroup]:
    """Lock the groups of the request until the transaction ends; all must exist."""
    fingerprints = _check_fingerprints(request.fingerprints)
    memberships = await store.load_memberships(conn, request.app_id, fingerprints)
    if len(memberships) < len(fingerprints):
        raise _not_found()
    return await store.lock_groups(conn, request.app_id, fingerprints)


async def _lock_fingerprints(
    conn: Conn, request: TriageRequest, into: str | None = None
) -> Mapping[Fingerprint, FingerprintMembership]:
    """Lock all fingerprints of the groups, and of the home groups, of the given fingerprints."""
    fingerprints = _check_fingerprints(request.fingerprints)
    if into is not None:
        fingerprints |= _check_fingerprints([into])
    memberships = await store.load_memberships(conn, request.app_id, fingerprints)
    group_ids = {each.group_id for each in memberships} | {
        each.home_group_id for each in memberships
    }
    locked = await store.lock_fingerprints(conn, request.app_id, group_ids)
    if len(locked) > _MAX_FINGERPRINTS:
        raise InvalidField(f"A group can have at most {_MAX_FINGERPRINTS} fingerprints.")
    by_fingerprint = {each.fingerprint: each for each in locked}
    if not fingerprints <= by_fingerprint.keys():  # unknown, or moved between the statements
        raise _not_found()
    return by_fingerprint


async def _move_home(conn: Conn, app_id: AppId, leaving: Sequence[FingerprintMembership]) -> None:
    """Move the fingerprints to their home groups; all are locked."""
    for home in sorted({each.home_group_id for each in leaving}):
        fingerprints = [each.fingerprint for each in leaving if each.home_group_id == home]
        await store.move_fingerprints(conn, app_id, fingerprints, home)
        await store.unset_merged_into(conn, home)


def _check_fingerprints(fingerprints: Sequence[str]) -> set[Fingerprint]:
    if not 1 <= len(fingerprints) <= MAX_GROUPS:
        raise InvalidField(
            f"`fingerprints` must have between 1 and {MAX_GROUPS} items.", field="fingerprints"
        )
    if not all(is_storable(fingerprint) for fingerprint in fingerprints):
        raise _not_found()
    return {Fingerprint(fingerprint) for fingerprint in fingerprints}


def _not_found() -> CrashGroupNotFound:
    return CrashGroupNotFound("The app has no such crash group.")


def _check_text(name: str, text: str, max_characters: int) -> None:
    if not text.strip() or len(text) > max_characters or not is_storable(text):
        raise InvalidField(
            f"`{name}` must have between 1 and {max_characters} characters and no NUL."
        )


def _check_limits(limits: IgnoreLimits, now: datetime) -> None:
    if limits.until is not None and limits.until <= now:
        raise InvalidField("`until` must be in the future.", field="until")
    for name, limit in (
        ("moreOccurrences", limits.more_occurrences),
        ("moreDevices", limits.more_devices),
    ):
        if limit is not None and not 1 <= limit <= _MAX_LIMIT:
            raise InvalidField(f"`{name}` must be at least 1.", field=name)


def _add(count: int, more: int | None) -> int | None:
    return None if more is None else count + more
