"""The GraphQL mutations about crash groups."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

import strawberry

from telemetry_graph.crashes.graphql import CrashGroup
from telemetry_graph.crashes.model import CrashGroup as CrashGroupModel
from telemetry_graph.crashes.model import Fix, GroupStatus
from telemetry_graph.crashes.triage.model import IgnoreLimits, TriageRequest
from telemetry_graph.crashes.triage.service import CrashTriage
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.graphql_context import CanTriage, Info
from telemetry_graph.kit.ids import AppId

_FINGERPRINTS = "Fingerprints of 1 to 100 groups. The decision applies to all of them or to none."


@strawberry.input
class _GroupsInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    fingerprints: list[str] = strawberry.field(description=_FINGERPRINTS)


@strawberry.input
class _GroupInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    fingerprint: str = strawberry.field(description="Fingerprint of the group.")


@strawberry.type
class _GroupsPayload:
    crash_groups: list[CrashGroup] = strawberry.field(description="The changed groups.")

    @classmethod
    def of(cls, models: Iterable[CrashGroupModel]) -> Self:
        return cls(crash_groups=[CrashGroup.of(model) for model in models])


@strawberry.type
class _GroupPayload:
    crash_group: CrashGroup = strawberry.field(description="The changed group.")

    @classmethod
    def of(cls, model: CrashGroupModel) -> Self:
        return cls(crash_group=CrashGroup.of(model))


@strawberry.input(description="Input of `updateCrashGroup`.")
class UpdateCrashGroupInput(_GroupInput):
    status: GroupStatus = strawberry.field(
        description="RESOLVED to resolve, IGNORED to ignore, OPEN to reopen."
    )


@strawberry.type(description="Result of `updateCrashGroup`.")
class UpdateCrashGroupPayload(_GroupPayload):
    pass


@strawberry.input(description="Input of `resolveCrashGroups`.")
class ResolveCrashGroupsInput(_GroupsInput):
    fix: Fix = strawberry.field(default=Fix.NOW, description="Which version has the fix.")
    fixed_in_version: str | None = strawberry.field(
        default=None, description="The version that has the fix; required with IN_VERSION only."
    )


@strawberry.type(description="Result of `resolveCrashGroups`.")
class ResolveCrashGroupsPayload(_GroupsPayload):
    pass


@strawberry.input(
    description="Input of `ignoreCrashGroups`. The first limit that is reached reopens a group. "
    "Without a limit, groups are ignored permanently."
)
class IgnoreCrashGroupsInput(_GroupsInput):
    until: datetime | None = strawberry.field(default=None, description="Ignore until this time.")
    more_occurrences: int | None = strawberry.field(
        default=None, description="Ignore until this number of further crashes."
    )
    more_devices: int | None = strawberry.field(
        default=None, description="Ignore until this number of further devices is affected."
    )

    def to_limits(self) -> IgnoreLimits:
        if self.until is not None and self.until.tzinfo is None:
            raise InvalidField("`until` needs a time zone.", field="until")
        return IgnoreLimits(self.until, self.more_occurrences, self.more_devices)


@strawberry.type(description="Result of `ignoreCrashGroups`.")
class IgnoreCrashGroupsPayload(_GroupsPayload):
    pass


@strawberry.input(description="Input of `reopenCrashGroups`.")
class ReopenCrashGroupsInput(_GroupsInput):
    pass


@strawberry.type(description="Result of `reopenCrashGroups`.")
class ReopenCrashGroupsPayload(_GroupsPayload):
    pass


@strawberry.input(description="Input of `assignCrashGroups`.")
class AssignCrashGroupsInput(_GroupsInput):
    assignee: str | None = strawberry.field(
        default=None, description="E-mail address of a member; null removes the assignment."
    )


@strawberry.type(description="Result of `assignCrashGroups`.")
class AssignCrashGroupsPayload(_GroupsPayload):
    pass


@strawberry.input(description="Input of `commentOnCrashGroup`.")
class CommentOnCrashGroupInput(_GroupInput):
    text: str = strawberry.field(description="Plain text, at most 4,000 characters.")


@strawberry.type(description="Result of `commentOnCrashGroup`.")
class CommentOnCrashGroupPayload(_GroupPayload):
    pass


@strawberry.input(description="Input of `mergeCrashGroups`.")
class MergeCrashGroupsInput(_GroupsInput):
    into: str = strawberry.field(description="Fingerprint of the group that remains.")


@strawberry.type(description="Result of `mergeCrashGroups`.")
class MergeCrashGroupsPayload(_GroupPayload):
    pass


@strawberry.input(description="Input of `unmergeCrashGroups`.")
class UnmergeCrashGroupsInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    fingerprints: list[str] = strawberry.field(
        description="The merged fingerprints to move back, at most 100."
    )


@strawberry.type(description="Result of `unmergeCrashGroups`.")
class UnmergeCrashGroupsPayload(_GroupsPayload):
    pass


def _to_request(
    info: Info, input: _GroupsInput | _GroupInput | UnmergeCrashGroupsInput
) -> TriageRequest:
    fingerprints = [input.fingerprint] if isinstance(input, _GroupInput) else input.fingerprints
    return TriageRequest(AppId(input.app_id), fingerprints, info.context.require_developer().email)


@strawberry.type
class CrashesMutation:
    @strawberry.mutation(
        description="Resolve, ignore or reopen a crash group.", permission_classes=[CanTriage]
    )
    async def update_crash_group(
        self, info: Info, input: UpdateCrashGroupInput
    ) -> UpdateCrashGroupPayload:
        request, triage = _to_request(info, input), info.context.use(CrashTriage)
        (group,) = await triage.set_status(request, input.status)
        return UpdateCrashGroupPayload.of(group)

    @strawberry.mutation(
        description="Mark groups as fixed. A crash in a version that should have the fix reopens "
        "a group as a regression.",
        permission_classes=[CanTriage],
    )
    async def resolve_crash_groups(
        self, info: Info, input: ResolveCrashGroupsInput
    ) -> ResolveCrashGroupsPayload:
        request, triage = _to_request(info, input), info.context.use(CrashTriage)
        groups = await triage.resolve(request, input.fix, input.fixed_in_version)
        return ResolveCrashGroupsPayload.of(groups)

    @strawberry.mutation(
        description="Ignore groups permanently, until a time, or until further crashes or devices.",
        permission_classes=[CanTriage],
    )
    async def ignore_crash_groups(
        self, info: Info, input: IgnoreCrashGroupsInput
    ) -> IgnoreCrashGroupsPayload:
        request, triage = _to_request(info, input), info.context.use(CrashTriage)
        return IgnoreCrashGroupsPayload.of(await triage.ignore(request, input.to_limits()))

    @strawberry.mutation(
        description="Reopen resolved or ignored groups.", permission_classes=[CanTriage]
    )
    async def reopen_crash_groups(
        self, info: Info, input: ReopenCrashGroupsInput
    ) -> ReopenCrashGroupsPayload:
        request, triage = _to_request(info, input), info.context.use(CrashTriage)
        return ReopenCrashGroupsPayload.of(await triage.reopen(request))

    @strawberry.mutation(
        description="Assign groups to a member of the app.", permission_classes=[CanTriage]
    )
    async def assign_crash_groups(
        self, info: Info, input: AssignCrashGroupsInput
    ) -> AssignCrashGroupsPayload:
        request, triage = _to_request(info, input), info.context.use(CrashTriage)
        return AssignCrashGroupsPayload.of(await triage.assign(request, input.assignee))

    @strawberry.mutation(
        description="Add a comment to a group's history.", permission_classes=[CanTriage]
    )
    async def comment_on_crash_group(
        self, info: Info, input: CommentOnCrashGroupInput
    ) -> CommentOnCrashGroupPayload:
        request, triage = _to_request(info, input), info.context.use(CrashTriage)
        return CommentOnCrashGroupPayload.of(await triage.comment(request, input.text))

    @strawberry.mutation(
        description="Merge groups into one, for past and future crashes. `unmergeCrashGroups` "
        "reverses it.",
        permission_classes=[CanTriage],
    )
    async def merge_crash_groups(
        self, info: Info, input: MergeCrashGroupsInput
    ) -> MergeCrashGroupsPayload:
        request, triage = _to_request(info, input), info.context.use(CrashTriage)
        return MergeCrashGroupsPayload.of(await triage.merge(request, input.into))

    @strawberry.mutation(
        description="Move merged fingerprints back to the groups that they made, with all their "
        "crashes.",
        permission_classes=[CanTriage],
    )
    async def unmerge_crash_groups(
        self, info: Info, input: UnmergeCrashGroupsInput
    ) -> UnmergeCrashGroupsPayload:
        request, triage = _to_request(info, input), info.context.use(CrashTriage)
        return UnmergeCrashGroupsPayload.of(await triage.unmerge(request))
