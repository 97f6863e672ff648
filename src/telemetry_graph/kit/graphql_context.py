"""What every resolver gets: the context, and the guards that go on decorators."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeVar, cast

from strawberry.permission import BasePermission
from strawberry.types import Info as StrawberryInfo

from telemetry_graph.kit.access import INGEST_KEY_NEEDED, Developer, Device, Principal, Right
from telemetry_graph.kit.errors import Forbidden, Unauthenticated
from telemetry_graph.kit.ids import AppId

T = TypeVar("T")


@dataclass(slots=True)
class Context:
    """One request's caller and the services, found by their class."""

    services: Mapping[type[Any], Any]
    principal: Principal | None
    authenticate: Callable[["Context"], Awaitable[Principal | None]]
    connection_params: Mapping[str, Any] = field(default_factory=dict)
    """The payload of `connection_init`, set by the WebSocket handler."""

    def use(self, service: type[T]) -> T:
        return cast(T, self.services[service])

    async def refresh(self) -> None:
        """Ask again who the credential stands for: a subscription outlives a revocation."""
        self.principal = await self.authenticate(self)

    def caller(self) -> Principal:
        if self.principal is None:
            raise Unauthenticated("Send a credential: Authorization: Bearer <key or token>.")
        return self.principal

    def device(self) -> Device:
        caller = self.caller()
        if not isinstance(caller, Device):
            raise Forbidden(INGEST_KEY_NEEDED)
        return caller

    def developer(self) -> Developer:
        caller = self.caller()
        if not isinstance(caller, Developer):
            raise Forbidden("An ingest key can only send data. Use a personal access token.")
        return caller


Info = StrawberryInfo[Context, None]


class SignedIn(BasePermission):
    """A developer, whichever their apps."""

    async def has_permission(self, source: Any, info: Info, **kwargs: Any) -> bool:
        return bool(info.context.developer())


class _AppPermission(BasePermission):
    right: ClassVar[Right]

    async def has_permission(self, source: Any, info: Info, **kwargs: Any) -> bool:
        info.context.caller().require(self.right, _app_id(kwargs))
        return True


class CanIngest(_AppPermission):
    right = Right.INGEST


class CanRead(_AppPermission):
    right = Right.READ


class CanTriage(_AppPermission):
    right = Right.TRIAGE


class CanManage(_AppPermission):
    right = Right.MANAGE


def _app_id(arguments: Mapping[str, Any]) -> AppId:
    """The app that a field's arguments name: `app_id`, `id`, or the `app_id` of its one input."""
    for name in ("app_id", "id"):
        if name in arguments:
            return AppId(arguments[name])
    (given,) = arguments.values()
    return AppId(given["app_id"] if isinstance(given, dict) else given.app_id)
