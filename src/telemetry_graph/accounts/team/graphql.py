"""GraphQL of an app's members, ingest keys and audit log."""

from datetime import datetime
from uuid import UUID

import strawberry

from telemetry_graph.accounts.model import IngestKey as IngestKeyModel
from telemetry_graph.accounts.team.model import AccountChange as AccountChangeModel
from telemetry_graph.accounts.team.model import AccountChangeKind
from telemetry_graph.accounts.team.model import Member as MemberModel
from telemetry_graph.accounts.team.service import Team
from telemetry_graph.kit.access import Role
from telemetry_graph.kit.graphql_arguments import First
from telemetry_graph.kit.graphql_context import CanManage, Info
from telemetry_graph.kit.ids import AppId, UserId

strawberry.enum(
    AccountChangeKind, description="How the members, ingest keys or name of an app changed."
)


@strawberry.type(description="A user who has access to an app.")
class Member:
    id: strawberry.ID = strawberry.field(description="Id of the user.")
    email: str = strawberry.field(description="E-mail address with which the user signs in.")
    role: Role = strawberry.field(description="Role of the user.")

    @classmethod
    def of(cls, model: MemberModel) -> "Member":
        return cls(id=strawberry.ID(str(model.user_id)), email=model.email, role=model.role)


@strawberry.type(description="The key of an app's devices, without its secret.")
class IngestKey:
    id: strawberry.ID = strawberry.field(description="Id of the key.")
    name: str = strawberry.field(description="Name of the key.")
    hint: str = strawberry.field(description="First characters of the key.")
    created_at: datetime = strawberry.field(description="When the key was created.")
    revoked_at: datetime | None = strawberry.field(
        description="When the key was revoked; null while it is active."
    )

    @classmethod
    def of(cls, model: IngestKeyModel) -> "IngestKey":
        return cls(
            id=strawberry.ID(str(model.id)),
            name=model.name,
            hint=model.hint,
            created_at=model.created_at,
            revoked_at=model.revoked_at,
        )


@strawberry.type(description="A change of the members, ingest keys or name of an app.")
class AccountChange:
    id: strawberry.ID = strawberry.field(description="Id of the entry.")
    created_at: datetime = strawberry.field(description="When the change was made.")
    actor: str = strawberry.field(description="E-mail address of the user who made the change.")
    kind: AccountChangeKind = strawberry.field(description="Kind of change.")
    subject: str = strawberry.field(description="The member, key or name that changed.")

    @classmethod
    def of(cls, model: AccountChangeModel) -> "AccountChange":
        return cls(
            id=strawberry.ID(str(model.id)),
            created_at=model.created_at,
            actor=model.actor,
            kind=model.kind,
            subject=model.subject,
        )


@strawberry.input(description="The user to add as a member, or the member whose role to change.")
class SetMemberInput:
    app_id: strawberry.ID = strawberry.field(description="Id of the app.")
    email: str = strawberry.field(description="E-mail address of an existing user.")
    role: Role = strawberry.field(description="Role of the user.")


@strawberry.type(description="The members of the app.")
class SetMemberPayload:
    members: list[Member] = strawberry.field(description="All members, by e-mail address.")


@strawberry.input(description="The member to remove.")
class RemoveMemberInput:
    app_id: strawberry.ID = strawberry.field(description="Id of the app.")
    user_id: UUID = strawberry.field(description="Id of the user.")


@strawberry.type(description="The remaining members of the app.")
class RemoveMemberPayload:
    members: list[Member] = strawberry.field(description="All members, by e-mail address.")


@strawberry.input(description="A new ingest key.")
class CreateIngestKeyInput:
    app_id: strawberry.ID = strawberry.field(description="Id of the app.")
    name: str = strawberry.field(description="Name of the key, 1 to 200 characters.")


@strawberry.type(description="A new ingest key with its secret.")
class CreateIngestKeyPayload:
    ingest_key: IngestKey = strawberry.field(description="The new key.")
    secret: str = strawberry.field(
        description="The key for devices to send. It is not stored and cannot be displayed again."
    )


@strawberry.input(description="The ingest key to revoke.")
class RevokeIngestKeyInput:
    app_id: strawberry.ID = strawberry.field(description="Id of the app.")
    ingest_key_id: UUID = strawberry.field(description="Id of the key.")


@strawberry.type(description="The revoked ingest key.")
class RevokeIngestKeyPayload:
    ingest_key: IngestKey = strawberry.field(description="The key.")


@strawberry.input(description="A new display name for an app.")
class RenameAppInput:
    app_id: strawberry.ID = strawberry.field(description="Id of the app.")
    name: str = strawberry.field(description="Display name, 1 to 200 characters.")


@strawberry.type(description="The new display name of the app.")
class RenameAppPayload:
    name: str = strawberry.field(description="Display name of the app.")


@strawberry.type
class AppTeam:
    """The fields of `App` with its members and keys."""

    id: strawberry.ID

    @strawberry.field(description="Members of the app, by e-mail address.")
    async def members(self, info: Info) -> list[Member]:
        models = await info.context.use(Team).members(AppId(self.id))
        return [Member.of(model) for model in models]

    @strawberry.field(
        description="Ingest keys of the app: the active ones, then the revoked ones, newest first; "
        "at most 200."
    )
    async def ingest_keys(self, info: Info) -> list[IngestKey]:
        models = await info.context.use(Team).keys(AppId(self.id))
        return [IngestKey.of(model) for model in models]

    @strawberry.field(
        description="Changes of the app's members, ingest keys and name, newest first."
    )
    async def account_changes(self, info: Info, first: First = 50) -> list[AccountChange]:
        models = await info.context.use(Team).changes(AppId(self.id), first)
        return [AccountChange.of(model) for model in models]


@strawberry.type
class TeamMutation:
    @strawberry.mutation(
        description="Add a member to an app, or change a member's role. Takes effect at once.",
        permission_classes=[CanManage],
    )
    async def set_member(self, info: Info, input: SetMemberInput) -> SetMemberPayload:
        actor = info.context.require_developer().email
        members = await info.context.use(Team).set_member(
            AppId(input.app_id), input.email, input.role, actor
        )
        return SetMemberPayload(members=[Member.of(model) for model in members])

    @strawberry.mutation(
        description="Remove a member from an app. Takes effect at once.",
        permission_classes=[CanManage],
    )
    async def remove_member(self, info: Info, input: RemoveMemberInput) -> RemoveMemberPayload:
        actor = info.context.require_developer().email
        members = await info.context.use(Team).remove_member(
            AppId(input.app_id), UserId(input.user_id), actor
        )
        return RemoveMemberPayload(members=[Member.of(model) for model in members])

    @strawberry.mutation(description="Create an ingest key.", permission_classes=[CanManage])
    async def create_ingest_key(
        self, info: Info, input: CreateIngestKeyInput
    ) -> CreateIngestKeyPayload:
        actor = info.context.require_developer().email
        key, secret = await info.context.use(Team).create_key(
            AppId(input.app_id), input.name, actor
        )
        return CreateIngestKeyPayload(ingest_key=IngestKey.of(key), secret=secret.secret)

    @strawberry.mutation(
        description="Revoke an ingest key. Devices that use it are refused within 5 seconds.",
        permission_classes=[CanManage],
    )
    async def revoke_ingest_key(
        self, info: Info, input: RevokeIngestKeyInput
    ) -> RevokeIngestKeyPayload:
        actor = info.context.require_developer().email
        key = await info.context.use(Team).revoke_key(
            AppId(input.app_id), input.ingest_key_id, actor
        )
        return RevokeIngestKeyPayload(ingest_key=IngestKey.of(key))

    @strawberry.mutation(
        description="Change the display name of an app.", permission_classes=[CanManage]
    )
    async def rename_app(self, info: Info, input: RenameAppInput) -> RenameAppPayload:
        actor = info.context.require_developer().email
        name = await info.context.use(Team).rename_app(AppId(input.app_id), input.name, actor)
        return RenameAppPayload(name=name)
