"""An app's people and keys, as GraphQL shows them."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from telemetry_graph.accounts.model import ApiKey
from telemetry_graph.accounts.team.model import Change, ChangeKind
from telemetry_graph.accounts.team.model import Member as MemberModel
from telemetry_graph.accounts.team.service import Team
from telemetry_graph.kit.access import Role
from telemetry_graph.kit.graphql_context import CanManage, Info
from telemetry_graph.kit.ids import AppId, UserId

strawberry.enum(
    ChangeKind,
    name="AccountChangeKind",
    description="What was done to an app's people, keys or name.",
)


@strawberry.type(description="Somebody who may see an app.")
class Member:
    id: strawberry.ID = strawberry.field(description="Stable id of the user.")
    email: str = strawberry.field(description="The address they sign in with.")
    role: Role = strawberry.field(description="What they may do.")

    @classmethod
    def of(cls, model: MemberModel) -> "Member":
        return cls(id=strawberry.ID(str(model.user_id)), email=model.email, role=model.role)


@strawberry.type(description="A key that devices of an app send with; without its secret.")
class IngestKey:
    id: strawberry.ID = strawberry.field(description="Stable id of the key.")
    name: str = strawberry.field(description="What it is for.")
    hint: str = strawberry.field(description="How it begins.")
    created_at: datetime = strawberry.field(description="When it was made.")
    revoked_at: datetime | None = strawberry.field(description="Null while it is in use.")

    @classmethod
    def of(cls, model: ApiKey) -> "IngestKey":
        return cls(
            id=strawberry.ID(str(model.id)),
            name=model.name,
            hint=model.hint,
            created_at=model.created_at,
            revoked_at=model.revoked_at,
        )


@strawberry.type(description="A change to an app's people, keys or name.")
class AccountChange:
    id: strawberry.ID = strawberry.field(description="Stable id of the entry.")
    at: datetime = strawberry.field(description="When it was made.")
    actor: str = strawberry.field(description="The address of who made it.")
    kind: ChangeKind = strawberry.field(description="What was done.")
    subject: str = strawberry.field(description="To whom or what.")

    @classmethod
    def of(cls, model: Change) -> "AccountChange":
        return cls(
            id=strawberry.ID(str(model.id)),
            at=model.at,
            actor=model.actor,
            kind=model.kind,
            subject=model.subject,
        )


@strawberry.input(description="Who is to be a member, and as what.")
class SetMemberInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    email: str = strawberry.field(description="The address of somebody who has an account.")
    role: Role = strawberry.field(description="What they may do.")


@strawberry.input(description="Who is to be a member no longer.")
class RemoveMemberInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    user_id: UUID = strawberry.field(description="The member's `id`.")


@strawberry.type(description="An app's people as they are now.")
class MembersPayload:
    members: list[Member] = strawberry.field(description="By address.")


@strawberry.input(description="A new ingest key.")
class CreateIngestKeyInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    name: str = strawberry.field(description="What it is for: 1 to 200 characters.")


@strawberry.type(description="A new ingest key, with its secret for the only time.")
class CreateIngestKeyPayload:
    key: IngestKey = strawberry.field(description="The key.")
    secret: str = strawberry.field(description="What devices send. It is not shown again.")


@strawberry.input(description="Which key is to be refused from now on.")
class RevokeIngestKeyInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    key_id: UUID = strawberry.field(description="The key's `id`.")


@strawberry.type(description="The key as it is now.")
class RevokeIngestKeyPayload:
    key: IngestKey = strawberry.field(description="The revoked key.")


@strawberry.input(description="Another name for an app.")
class RenameAppInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    name: str = strawberry.field(description="1 to 200 characters.")


@strawberry.type(description="What the app is called now.")
class RenameAppPayload:
    name: str = strawberry.field(description="The app's name for people.")


@strawberry.type
class AppTeam:
    """The fields of `App` about its people and keys."""

    id: strawberry.ID

    @strawberry.field(description="Who may see the app, by address.")
    async def members(self, info: Info) -> list[Member]:
        found = await info.context.use(Team).members(AppId(self.id))
        return [Member.of(model) for model in found]

    @strawberry.field(
        description="The app's ingest keys: those in use first, then the newest; at most 200."
    )
    async def ingest_keys(self, info: Info) -> list[IngestKey]:
        found = await info.context.use(Team).keys(AppId(self.id))
        return [IngestKey.of(model) for model in found]

    @strawberry.field(description="Changes to the app's people, keys and name, newest first.")
    async def account_changes(
        self,
        info: Info,
        first: Annotated[int, strawberry.argument(description="How many, 1 to 100.")] = 50,
    ) -> list[AccountChange]:
        found = await info.context.use(Team).changes(AppId(self.id), first)
        return [AccountChange.of(model) for model in found]


@strawberry.type
class TeamMutation:
    @strawberry.mutation(
        description="Add a member, or change a member's role. Holds at once.",
        permission_classes=[CanManage],
    )
    async def set_member(self, info: Info, input: SetMemberInput) -> MembersPayload:
        actor = info.context.require_developer().email
        members = await info.context.use(Team).set_member(
            AppId(input.app_id), input.email, input.role, actor
        )
        return MembersPayload(members=[Member.of(model) for model in members])

    @strawberry.mutation(
        description="Take an app away from a member. Holds at once.",
        permission_classes=[CanManage],
    )
    async def remove_member(self, info: Info, input: RemoveMemberInput) -> MembersPayload:
        actor = info.context.require_developer().email
        members = await info.context.use(Team).remove_member(
            AppId(input.app_id), UserId(input.user_id), actor
        )
        return MembersPayload(members=[Member.of(model) for model in members])

    @strawberry.mutation(
        description="Make an ingest key; its secret is shown this once.",
        permission_classes=[CanManage],
    )
    async def create_ingest_key(
        self, info: Info, input: CreateIngestKeyInput
    ) -> CreateIngestKeyPayload:
        actor = info.context.require_developer().email
        key, secret = await info.context.use(Team).create_key(
            AppId(input.app_id), input.name, actor
        )
        return CreateIngestKeyPayload(key=IngestKey.of(key), secret=secret.secret)

    @strawberry.mutation(
        description="Revoke an ingest key. Devices that use it are refused within 5 seconds.",
        permission_classes=[CanManage],
    )
    async def revoke_ingest_key(
        self, info: Info, input: RevokeIngestKeyInput
    ) -> RevokeIngestKeyPayload:
        actor = info.context.require_developer().email
        key = await info.context.use(Team).revoke_key(AppId(input.app_id), input.key_id, actor)
        return RevokeIngestKeyPayload(key=IngestKey.of(key))

    @strawberry.mutation(description="Call an app by another name.", permission_classes=[CanManage])
    async def rename_app(self, info: Info, input: RenameAppInput) -> RenameAppPayload:
        actor = info.context.require_developer().email
        name = await info.context.use(Team).rename_app(AppId(input.app_id), input.name, actor)
        return RenameAppPayload(name=name)
