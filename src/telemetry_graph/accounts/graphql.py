"""GraphQL of the signed-in user and their access tokens."""

from datetime import datetime
from uuid import UUID

import strawberry

from telemetry_graph.accounts.model import AccessToken as AccessTokenModel
from telemetry_graph.accounts.model import AppMembership as AppMembershipModel
from telemetry_graph.accounts.service import Accounts
from telemetry_graph.kit.access import Role
from telemetry_graph.kit.graphql_context import Info, IsSignedIn

strawberry.enum(Role, description="The role of a member of an app.")


@strawberry.type(description="An app that the user is a member of.")
class AppMembership:
    app_id: strawberry.ID = strawberry.field(description="Id of the app, for `app(id)`.")
    name: str = strawberry.field(description="Display name of the app.")
    role: Role = strawberry.field(description="Role of the user.")

    @classmethod
    def of(cls, model: AppMembershipModel) -> "AppMembership":
        return cls(app_id=strawberry.ID(model.app_id), name=model.name, role=model.role)


@strawberry.type(description="An active access token, without its secret.")
class AccessToken:
    id: strawberry.ID = strawberry.field(description="Id of the token.")
    name: str = strawberry.field(description="Name of the token.")
    hint: str = strawberry.field(description="First characters of the token.")
    created_at: datetime = strawberry.field(description="When the token was created.")
    expires_at: datetime = strawberry.field(description="When the token expires.")

    @classmethod
    def of(cls, model: AccessTokenModel) -> "AccessToken":
        return cls(
            id=strawberry.ID(str(model.id)),
            name=model.name,
            hint=model.hint,
            created_at=model.created_at,
            expires_at=model.expires_at,
        )


@strawberry.input(description="A new access token.")
class CreateAccessTokenInput:
    name: str = strawberry.field(description="Name of the token, 1 to 200 characters.")


@strawberry.type(description="A new access token with its secret.")
class CreateAccessTokenPayload:
    access_token: AccessToken = strawberry.field(description="The new token.")
    secret: str = strawberry.field(
        description="The token to send. It is not stored and cannot be displayed again."
    )


@strawberry.input(description="The access token to revoke.")
class RevokeAccessTokenInput:
    access_token_id: UUID = strawberry.field(description="Id of the token.")


@strawberry.type(description="The remaining access tokens.")
class RevokeAccessTokenPayload:
    access_tokens: list[AccessToken] = strawberry.field(
        description="The user's active tokens, newest first."
    )


@strawberry.type(description="The user whose credential the request has.")
class Viewer:
    id: strawberry.ID = strawberry.field(description="Id of the user.")
    email: str = strawberry.field(description="E-mail address with which the user signs in.")

    @strawberry.field(description="The apps that the user is a member of.")
    async def memberships(self, info: Info) -> list[AppMembership]:
        models = await info.context.use(Accounts).memberships(
            info.context.require_developer().user_id
        )
        return [AppMembership.of(model) for model in models]

    @strawberry.field(description="The user's active access tokens, newest first, at most 200.")
    async def access_tokens(self, info: Info) -> list[AccessToken]:
        return await _load_tokens(info)


@strawberry.type
class AccountsQuery:
    @strawberry.field(description="The signed-in user.", permission_classes=[IsSignedIn])
    async def viewer(self, info: Info) -> Viewer:
        developer = info.context.require_developer()
        return Viewer(id=strawberry.ID(str(developer.user_id)), email=developer.email)


@strawberry.type
class AccountsMutation:
    @strawberry.mutation(
        description="Create an access token for yourself.", permission_classes=[IsSignedIn]
    )
    async def create_access_token(
        self, info: Info, input: CreateAccessTokenInput
    ) -> CreateAccessTokenPayload:
        user_id = info.context.require_developer().user_id
        token, secret = await info.context.use(Accounts).issue_token(user_id, input.name)
        return CreateAccessTokenPayload(access_token=AccessToken.of(token), secret=secret.secret)

    @strawberry.mutation(
        description="Revoke one of your access tokens. Takes effect at once.",
        permission_classes=[IsSignedIn],
    )
    async def revoke_access_token(
        self, info: Info, input: RevokeAccessTokenInput
    ) -> RevokeAccessTokenPayload:
        user_id = info.context.require_developer().user_id
        await info.context.use(Accounts).revoke_token(user_id, input.access_token_id)
        return RevokeAccessTokenPayload(access_tokens=await _load_tokens(info))


async def _load_tokens(info: Info) -> list[AccessToken]:
    models = await info.context.use(Accounts).tokens(info.context.require_developer().user_id)
    return [AccessToken.of(model) for model in models]
