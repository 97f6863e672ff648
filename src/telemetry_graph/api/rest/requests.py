"""Reads the app and the parameters of a developer's request, and checks rights and budget."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from starlette.requests import Request

from telemetry_graph.api.authentication import RequestAuthenticator
from telemetry_graph.api.budget import Budgets
from telemetry_graph.kit.access import Developer, Right
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.ids import AppId

_MAX_NUMBER_CHARACTERS = 10

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Authorizer:
    """Checks the caller's rights to the app in a path."""

    authenticator: RequestAuthenticator
    budgets: Budgets

    async def require(self, request: Request, right: Right) -> tuple[AppId, Developer]:
        """The app and the caller, who must be a developer with the right."""
        app_id = AppId(request.path_params["app_id"])
        developer = await self.authenticator.require_developer(request)
        developer.require(right, app_id)
        return app_id, developer

    async def charge(self, request: Request, cost: int) -> AppId:
        """The app. The caller must have the right to read it, and is charged the cost."""
        app_id, developer = await self.require(request, Right.READ)
        self.budgets.charge(developer, cost)
        return app_id


def require_param(request: Request, name: str) -> str:
    value: str | None = request.query_params.get(name)
    if value is None:
        raise InvalidField(f"The query parameter `{name}` is required.", field=name)
    return value


def parse_range(request: Request, default: DayRange) -> DayRange:
    """The range from `start_date` to `end_date`, or as long as the default without them."""
    end = _parse_date(request, "end_date") or default.end
    start = _parse_date(request, "start_date") or DayRange.last(default.days, end).start
    return DayRange(start, end)


def _parse_date(request: Request, name: str) -> date | None:
    text = request.query_params.get(name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InvalidField(f"`{name}` must be a date such as 2024-01-15.", field=name) from error


def parse_number(request: Request, name: str, default: int) -> int:
    text = request.query_params.get(name)
    try:
        return int(text[:_MAX_NUMBER_CHARACTERS]) if text else default
    except ValueError as error:
        raise InvalidField(f"`{name}` must be a whole number.", field=name) from error


def parse_choice(request: Request, name: str, choices: type[Choice]) -> Choice | None:
    """None without the parameter."""
    text = request.query_params.get(name)
    try:
        return choices(text) if text else None
    except ValueError as error:
        values = ", ".join(choices)
        raise InvalidField(f"`{name}` must be one of {values}.", field=name) from error
