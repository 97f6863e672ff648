"""The signed-in developer, as GraphQL shows them."""

from datetime import datetime
from uuid import UUID

import strawberry

from telemetry_graph.accounts.model import AccessToken as AccessTokenModel
from telemetry_graph.accounts.model import Membership as MembershipModel
from telemetry_graph.accounts.service import Accounts
from telemetry_graph.kit.access import Role
from telemetry_graph.kit.graphql_context import Info, IsSignedIn

strawberry.enum(Role, description="A person's part in an app.")


@strawberry.type(description="An app that the viewer is a member of.")
class Membership:
    app_id: strawberry.ID = strawberry.field(description="Pass it to `app(id)`.")
    name: str = strawberry.field(description="The app's name for people.")
    role: Role = strawberry.field(description="What the viewer may do there.")

    @classmethod
    def of(cls, model: MembershipModel) -> "Membership":
        return cls(app_id=strawberry.ID(model.app_id), name=model.name, role=model.role)


@strawberry.type(description="A personal access token in use; without its secret.")
class AccessToken:
    id: strawberry.ID = strawberry.field(description="Stable id of the token.")
    name: str = strawberry.field(description="What it is for.")
    hint: str = strawberry.field(description="How it begins.")
    created_at: datetime = strawberry.field(description="When it was made.")
    expires_at: datetime = strawberry.field(description="When it ends by itself.")

    @classmethod
    def of(cls, model: AccessTokenModel) -> "AccessToken":
        return cls(
            id=strawberry.ID(str(model.id)),
            name=model.name,
            hint=model.hint,
            created_at=model.created_at,
            expires_at=model.expires_at,
        )


@strawberry.input(description="A new access token of yours.")
class CreateAccessTokenInput:
    name: str = strawberry.field(description="What it is for: 1 to 200 characters.")


@strawberry.type(description="A new access token, with its secret for the only time.")
class CreateAccessTokenPayload:
    token: AccessToken = strawberry.field(description="The token.")
    secret: str = strawberry.field(description="What to send. It is not shown again.")


@strawberry.input(description="Which token of yours is to be refused from now on.")
class RevokeAccessTokenInput:
    token_id: UUID = strawberry.field(description="The token's `id`.")


@strawberry.type(description="Your tokens as they are now.")
class RevokeAccessTokenPayload:
    tokens: list[AccessToken] = strawberry.field(description="Those in use, newest first.")


@strawberry.type(description="The developer whose credential this request carries.")
class Viewer:
    id: strawberry.ID = strawberry.field(description="Stable id of the user.")
    email: str = strawberry.field(description="The address they sign in with.")

    @strawberry.field(description="The apps that they may see.")
    async def memberships(self, info: Info) -> list[Membership]:
        found = await info.context.use(Accounts).memberships(
            info.context.require_developer().user_id
        )
        return [Membership.of(model) for model in found]

    @strawberry.field(description="Their access tokens in use, newest first, at most 200.")
    async def access_tokens(self, info: Info) -> list[AccessToken]:
        return await _tokens(info)


@strawberry.type
class AccountsQuery:
    @strawberry.field(description="Who is signed in.", permission_classes=[IsSignedIn])
    async def viewer(self, info: Info) -> Viewer:
        developer = info.context.require_developer()
        return Viewer(id=strawberry.ID(str(developer.user_id)), email=developer.email)


@strawberry.type
class AccountsMutation:
    @strawberry.mutation(
        description="Make an access token of yours; its secret is shown this once.",
        permission_classes=[IsSignedIn],
    )
    async def create_access_token(
        self, info: Info, input: CreateAccessTokenInput
    ) -> CreateAccessTokenPayload:
        user_id = info.context.require_developer().user_id
        token, secret = await info.context.use(Accounts).issue_token(user_id, input.name)
        return CreateAccessTokenPayload(token=AccessToken.of(token), secret=secret.secret)

    @strawberry.mutation(
        description="Refuse an access token of yours for good.",
        permission_classes=[IsSignedIn],
    )
    async def revoke_access_token(
        self, info: Info, input: RevokeAccessTokenInput
    ) -> RevokeAccessTokenPayload:
        user_id = info.context.require_developer().user_id
        await info.context.use(Accounts).revoke_token(user_id, input.token_id)
        return RevokeAccessTokenPayload(tokens=await _tokens(info))


async def _tokens(info: Info) -> list[AccessToken]:
    found = await info.context.use(Accounts).tokens(info.context.require_developer().user_id)
    return [AccessToken.of(model) for model in found]
