"""What developers decide about crash groups, as GraphQL takes it."""

from datetime import datetime

import strawberry

from telemetry_graph.crashes.graphql import CrashGroup
from telemetry_graph.crashes.model import CrashGroup as CrashGroupModel
from telemetry_graph.crashes.model import Fix, Status
from telemetry_graph.crashes.triage.model import Ignoring
from telemetry_graph.crashes.triage.service import CrashTriage, Which
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.graphql_context import CanTriage, Info
from telemetry_graph.kit.ids import AppId

_FINGERPRINTS = "Fingerprints of the groups, at most 100; all of them or none."


@strawberry.input(description="A triage decision about one crash group.")
class UpdateCrashGroupInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    fingerprint: str = strawberry.field(description="The group's fingerprint.")
    status: Status = strawberry.field(
        description="RESOLVED to resolve, IGNORED to ignore, OPEN to reopen."
    )


@strawberry.input(description="Which crash groups are fixed, and where.")
class ResolveCrashGroupsInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    fingerprints: list[str] = strawberry.field(description=_FINGERPRINTS)
    fix: Fix = strawberry.field(default=Fix.NOW, description="Where the fix is.")
    version: str | None = strawberry.field(
        default=None, description="With IN_VERSION: the version that has the fix."
    )


@strawberry.input(description="Which crash groups to ignore; without a bound, for good.")
class IgnoreCrashGroupsInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    fingerprints: list[str] = strawberry.field(description=_FINGERPRINTS)
    until: datetime | None = strawberry.field(default=None, description="Until this instant.")
    more_occurrences: int | None = strawberry.field(
        default=None, description="Until it crashed so many times more."
    )
    more_devices: int | None = strawberry.field(
        default=None, description="Until so many devices more are affected."
    )


@strawberry.input(description="Which crash groups to open again.")
class ReopenCrashGroupsInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    fingerprints: list[str] = strawberry.field(description=_FINGERPRINTS)


@strawberry.input(description="Who works on which crash groups.")
class AssignCrashGroupsInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    fingerprints: list[str] = strawberry.field(description=_FINGERPRINTS)
    assignee: str | None = strawberry.field(
        default=None, description="A member's address; null takes the assignment back."
    )


@strawberry.input(description="A comment on a crash group.")
class CommentOnCrashGroupInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    fingerprint: str = strawberry.field(description="The group's fingerprint.")
    text: str = strawberry.field(description="Plain text, at most 4,000 characters.")


@strawberry.input(description="Which crash groups become part of another one.")
class MergeCrashGroupsInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    into: str = strawberry.field(description="A fingerprint of the group that stays.")
    fingerprints: list[str] = strawberry.field(description=_FINGERPRINTS)


@strawberry.input(description="Which fingerprints leave the group that they were merged into.")
class UnmergeCrashGroupsInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    fingerprints: list[str] = strawberry.field(description="The fingerprints, at most 100.")


@strawberry.type(description="What `updateCrashGroup` came to.")
class UpdateCrashGroupPayload:
    crash_group: CrashGroup = strawberry.field(description="The group as it stands now.")


@strawberry.type(description="What a decision about crash groups came to.")
class CrashGroupsPayload:
    crash_groups: list[CrashGroup] = strawberry.field(description="The groups as they stand now.")

    @classmethod
    def of(cls, models: list[CrashGroupModel]) -> "CrashGroupsPayload":
        return cls(crash_groups=[CrashGroup.of(model) for model in models])


def _which(info: Info, app_id: str, fingerprints: list[str]) -> Which:
    return Which(AppId(app_id), fingerprints, info.context.require_developer().email)


@strawberry.type
class CrashesMutation:
    @strawberry.mutation(
        description="Resolve, ignore or reopen a crash group.", permission_classes=[CanTriage]
    )
    async def update_crash_group(
        self, info: Info, input: UpdateCrashGroupInput
    ) -> UpdateCrashGroupPayload:
        which = _which(info, input.app_id, [input.fingerprint])
        (model,) = await info.context.use(CrashTriage).set_status(which, input.status)
        return UpdateCrashGroupPayload(crash_group=CrashGroup.of(model))

    @strawberry.mutation(
        description="Mark groups as fixed: now, in a version, or in the next one. A crash in a "
        "version that is not older opens a group again, as a regression.",
        permission_classes=[CanTriage],
    )
    async def resolve_crash_groups(
        self, info: Info, input: ResolveCrashGroupsInput
    ) -> CrashGroupsPayload:
        which = _which(info, input.app_id, input.fingerprints)
        triage = info.context.use(CrashTriage)
        return CrashGroupsPayload.of(await triage.resolve(which, input.fix, input.version))

    @strawberry.mutation(
        description="Ignore groups for good, until an instant, or until more crashes or devices.",
        permission_classes=[CanTriage],
    )
    async def ignore_crash_groups(
        self, info: Info, input: IgnoreCrashGroupsInput
    ) -> CrashGroupsPayload:
        if input.until is not None and input.until.tzinfo is None:
            raise InvalidField("An instant needs a time zone.", field="until")
        which = _which(info, input.app_id, input.fingerprints)
        ignoring = Ignoring(input.until, input.more_occurrences, input.more_devices)
        return CrashGroupsPayload.of(await info.context.use(CrashTriage).ignore(which, ignoring))

    @strawberry.mutation(description="Open groups again.", permission_classes=[CanTriage])
    async def reopen_crash_groups(
        self, info: Info, input: ReopenCrashGroupsInput
    ) -> CrashGroupsPayload:
        which = _which(info, input.app_id, input.fingerprints)
        return CrashGroupsPayload.of(await info.context.use(CrashTriage).reopen(which))

    @strawberry.mutation(description="Say who works on groups.", permission_classes=[CanTriage])
    async def assign_crash_groups(
        self, info: Info, input: AssignCrashGroupsInput
    ) -> CrashGroupsPayload:
        which = _which(info, input.app_id, input.fingerprints)
        triage = info.context.use(CrashTriage)
        return CrashGroupsPayload.of(await triage.assign(which, input.assignee))

    @strawberry.mutation(description="Comment on a group.", permission_classes=[CanTriage])
    async def comment_on_crash_group(
        self, info: Info, input: CommentOnCrashGroupInput
    ) -> UpdateCrashGroupPayload:
        which = _which(info, input.app_id, [input.fingerprint])
        model = await info.context.use(CrashTriage).comment(which, input.text)
        return UpdateCrashGroupPayload(crash_group=CrashGroup.of(model))

    @strawberry.mutation(
        description="Make groups one, for their crashes so far and from now on. "
        "`unmergeCrashGroups` takes it back.",
        permission_classes=[CanTriage],
    )
    async def merge_crash_groups(
        self, info: Info, input: MergeCrashGroupsInput
    ) -> UpdateCrashGroupPayload:
        which = _which(info, input.app_id, input.fingerprints)
        model = await info.context.use(CrashTriage).merge(which, input.into)
        return UpdateCrashGroupPayload(crash_group=CrashGroup.of(model))

    @strawberry.mutation(
        description="Take fingerprints out of the group that they were merged into; each goes "
        "back to the group that it made, with all that it counted.",
        permission_classes=[CanTriage],
    )
    async def unmerge_crash_groups(
        self, info: Info, input: UnmergeCrashGroupsInput
    ) -> CrashGroupsPayload:
        which = _which(info, input.app_id, input.fingerprints)
        return CrashGroupsPayload.of(await info.context.use(CrashTriage).unmerge(which))
