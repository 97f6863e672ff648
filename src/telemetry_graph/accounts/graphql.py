"""The signed-in developer, as GraphQL shows them."""

import strawberry

from telemetry_graph.accounts.model import Membership as MembershipModel
from telemetry_graph.accounts.service import Accounts
from telemetry_graph.kit.access import Role
from telemetry_graph.kit.gql import Info, SignedIn

strawberry.enum(Role, description="A person's part in an app.")


@strawberry.type(description="An app that the viewer is a member of.")
class Membership:
    app_id: strawberry.ID = strawberry.field(description="Pass it to `app(id)`.")
    name: str = strawberry.field(description="The app's name for people.")
    role: Role = strawberry.field(description="What the viewer may do there.")

    @classmethod
    def of(cls, model: MembershipModel) -> "Membership":
        return cls(app_id=strawberry.ID(model.app_id), name=model.name, role=model.role)


@strawberry.type(description="The developer whose credential this request carries.")
class Viewer:
    id: strawberry.ID = strawberry.field(description="Stable id of the user.")
    email: str = strawberry.field(description="The address they sign in with.")

    @strawberry.field(description="The apps that they may see.")
    async def memberships(self, info: Info) -> list[Membership]:
        found = await info.context.use(Accounts).memberships(info.context.developer().user_id)
        return [Membership.of(model) for model in found]


@strawberry.type
class AccountsQuery:
    @strawberry.field(description="Who is signed in.", permission_classes=[SignedIn])
    async def viewer(self, info: Info) -> Viewer:
        developer = info.context.developer()
        return Viewer(id=strawberry.ID(str(developer.user_id)), email=developer.email)
