"""The subscriptions of live feeds."""

from collections.abc import AsyncIterator
from datetime import datetime

import strawberry

from telemetry_graph.crashes.graphql import CrashGroup, CrashOccurrence
from telemetry_graph.kit.access import Right
from telemetry_graph.kit.graphql_context import CanRead, Info
from telemetry_graph.kit.ids import AppId
from telemetry_graph.live.feed import CheckAccess, Live

_SINCE = (
    "With `since`, at most one day ago, the feed starts with items that were stored since then."
)


def _make_access_check(info: Info, app_id: AppId) -> CheckAccess:
    async def check() -> None:
        await info.context.refresh()
        info.context.require_caller().require(Right.READ, app_id)

    return check


@strawberry.type
class LiveSubscription:
    @strawberry.subscription(
        description=f"The crashes of an app, as they are stored. {_SINCE}",
        permission_classes=[CanRead],
    )
    async def crash_feed(
        self, info: Info, app_id: strawberry.ID, since: datetime | None = None
    ) -> AsyncIterator[CrashOccurrence]:
        app = AppId(app_id)
        feed = info.context.use(Live).follow_crashes(app, since, _make_access_check(info, app))
        async for crash in feed:
            yield CrashOccurrence.of(crash)

    @strawberry.subscription(
        description=f"New crash groups of an app, as they are stored. {_SINCE}",
        permission_classes=[CanRead],
    )
    async def new_crash_groups(
        self, info: Info, app_id: strawberry.ID, since: datetime | None = None
    ) -> AsyncIterator[CrashGroup]:
        app = AppId(app_id)
        feed = info.context.use(Live).follow_new_groups(app, since, _make_access_check(info, app))
        async for group in feed:
            yield CrashGroup.of(group)
