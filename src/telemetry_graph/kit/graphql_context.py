"""The context that resolvers receive, and the guards of root fields."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeVar, cast

from strawberry.permission import BasePermission
from strawberry.types import Info as StrawberryInfo

from telemetry_graph.kit.access import (
    Developer,
    Device,
    Principal,
    Right,
    require_developer,
    require_device,
)
from telemetry_graph.kit.errors import Unauthenticated
from telemetry_graph.kit.ids import AppId

T = TypeVar("T")


@dataclass(slots=True)
class Context:
    """The caller of one request, and the services by their class."""

    services: Mapping[type[Any], Any]
    principal: Principal | None
    authenticate: Callable[["Context"], Awaitable[Principal | None]]
    connection_params: Mapping[str, Any] = field(default_factory=dict)
    """The payload of `connection_init`, set by the WebSocket handler."""

    def use(self, service: type[T]) -> T:
        return cast(T, self.services[service])

    async def refresh(self) -> None:
        """Authenticate the credential again, as it can be revoked while a subscription runs."""
        self.principal = await self.authenticate(self)

    def require_caller(self) -> Principal:
        if self.principal is None:
            raise Unauthenticated("Send a credential: Authorization: Bearer <key or token>.")
        return self.principal

    def require_device(self) -> Device:
        return require_device(self.require_caller())

    def require_developer(self) -> Developer:
        return require_developer(self.require_caller())


Info = StrawberryInfo[Context, None]


class IsSignedIn(BasePermission):
    """The caller is a developer, of any app."""

    async def has_permission(self, source: Any, info: Info, **kwargs: Any) -> bool:
        return bool(info.context.require_developer())


class _AppPermission(BasePermission):
    right: ClassVar[Right]

    async def has_permission(self, source: Any, info: Info, **kwargs: Any) -> bool:
        info.context.require_caller().require(self.right, _find_app_id(kwargs))
        return True


class CanIngest(_AppPermission):
    right = Right.INGEST


class CanRead(_AppPermission):
    right = Right.READ


class CanTriage(_AppPermission):
    right = Right.TRIAGE


class CanManage(_AppPermission):
    right = Right.MANAGE


def _find_app_id(arguments: Mapping[str, Any]) -> AppId:
    """The app in the arguments of a field: `app_id`, `id`, or the `app_id` of the only input."""
    for name in ("app_id", "id"):
        if name in arguments:
            return AppId(arguments[name])
    (input_value,) = arguments.values()
    is_dict = isinstance(input_value, dict)
    return AppId(input_value["app_id"] if is_dict else input_value.app_id)
