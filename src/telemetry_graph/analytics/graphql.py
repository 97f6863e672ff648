"""The figures of `App`; their types are in types/."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Annotated

import strawberry

from telemetry_graph.analytics.benchmarks import Benchmarks
from telemetry_graph.analytics.model import ActiveUsers as ActiveUsersModel
from telemetry_graph.analytics.model import AdoptionDay as AdoptionDayModel
from telemetry_graph.analytics.model import Cohort as CohortModel
from telemetry_graph.analytics.model import DataField, Measure, MeasureSummary
from telemetry_graph.analytics.model import FunnelStep as FunnelStepModel
from telemetry_graph.analytics.model import ItemUsage as ItemUsageModel
from telemetry_graph.analytics.model import VersionUsage as VersionUsageModel
from telemetry_graph.analytics.previous import PreviousPeriod
from telemetry_graph.analytics.service import Analytics
from telemetry_graph.analytics.types.benchmark import (
    Benchmark,
    SetBenchmarkInput,
    SetBenchmarkPayload,
)
from telemetry_graph.analytics.types.overview import DayEvents, LiveNow, Metric, Overview
from telemetry_graph.analytics.types.performance import Percentiles, Performance, Sessions
from telemetry_graph.analytics.types.raw import RawEvent, RawEventConnection, RawEventFilter
from telemetry_graph.analytics.types.usage import (
    ActiveUsers,
    AdoptionDay,
    Cohort,
    FunnelStep,
    ItemUsage,
    VersionUsage,
)
from telemetry_graph.events.model import EventFilter
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.graphql_arguments import (
    After,
    AppVersion,
    DateRange,
    First,
    OptionalRange,
    to_days,
)
from telemetry_graph.kit.graphql_context import CanManage, Info
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.tables import RetentionPolicy
from telemetry_graph.retention.service import Retention

EventType = Annotated[
    str | None, strawberry.argument(description="Only events of this type; by default all.")
]


def _resolve_top_items(event_type: str, field: str) -> Callable[..., Awaitable[list[ItemUsage]]]:
    """A resolver of the values of a data field with the most events."""

    async def resolve(
        root: "AppAnalytics",
        info: Info,
        first: First = 10,
        range: OptionalRange = None,
        app_version: AppVersion = None,
    ) -> list[ItemUsage]:
        return await _top_items(
            info, AppId(root.id), (event_type, field), first, range, app_version
        )

    return resolve


@strawberry.type
class AppAnalytics:
    """The fields of `App` with figures."""

    id: strawberry.ID

    @strawberry.field(description="The main metrics of the app.")
    async def overview(
        self, info: Info, range: OptionalRange = None, app_version: AppVersion = None
    ) -> Overview:
        analytics, days = _analytics_and_days(info, range)
        return Overview.of(await analytics.overview(AppId(self.id), days, app_version))

    @strawberry.field(
        description="Events by day, of one type or of all, and the devices that sent them."
    )
    async def events(
        self,
        info: Info,
        range: OptionalRange = None,
        type: EventType = None,
        app_version: AppVersion = None,
    ) -> list[DayEvents]:
        analytics, days = _analytics_and_days(info, range)
        events = await analytics.events(AppId(self.id), days, type, app_version)
        return [DayEvents.of(day) for day in events]

    @strawberry.field(
        description="Events of the range, of one type or of all, compared with the previous period."
    )
    async def event_count(
        self,
        info: Info,
        range: OptionalRange = None,
        type: EventType = None,
        app_version: AppVersion = None,
    ) -> Metric:
        analytics, days = _analytics_and_days(info, range)
        return Metric.of(await analytics.event_count(AppId(self.id), days, type, app_version))

    @strawberry.field(
        description="The events that `events` counts, newest first, with `count` and "
        "`deviceCount` of all that match. Reads raw events: at most 8 days, as long as they are "
        "stored."
    )
    async def raw_events(
        self,
        info: Info,
        first: First,
        range: DateRange,
        after: After = None,
        filter: RawEventFilter | None = None,
    ) -> RawEventConnection:
        analytics, days = _analytics_and_days(info, range)
        query = AppId(self.id), days, filter.to_model() if filter else EventFilter()
        page = await analytics.raw_events(*query, first, after)
        return RawEventConnection.of(page, RawEvent.of, query=query)

    @strawberry.field(
        description="Distinct active devices of the range's last day, and of the 7 and 30 days up "
        "to it."
    )
    async def active_users(
        self, info: Info, range: OptionalRange = None, app_version: AppVersion = None
    ) -> ActiveUsers:
        analytics, days = _analytics_and_days(info, range)
        app_id = AppId(self.id)

        async def load_previous() -> dict[None, ActiveUsersModel]:
            return {None: await analytics.active_users(app_id, days.previous, app_version)}

        previous = PreviousPeriod(load_previous)
        users = await analytics.active_users(app_id, days, app_version)
        return ActiveUsers.of(users, previous.lookup(None, ActiveUsers.of))

    @strawberry.field(description="The versions of the app with the most devices, at most 200.")
    async def versions(
        self, info: Info, range: OptionalRange = None, app_version: AppVersion = None
    ) -> list[VersionUsage]:
        analytics, days = _analytics_and_days(info, range)
        app_id = AppId(self.id)

        async def load_previous() -> dict[str | None, VersionUsageModel]:
            versions = await analytics.versions(app_id, days.previous, app_version)
            return {version.app_version: version for version in versions}

        previous = PreviousPeriod(load_previous)
        return [
            VersionUsage.of(version, previous.lookup(version.app_version, VersionUsage.of))
            for version in await analytics.versions(app_id, days, app_version)
        ]

    @strawberry.field(description="Devices of up to 20 versions, by day.")
    async def adoption(
        self, info: Info, app_versions: list[str], range: OptionalRange = None
    ) -> list[AdoptionDay]:
        analytics, days = _analytics_and_days(info, range)
        app_id, shift = AppId(self.id), timedelta(days=days.days)

        async def load_previous() -> dict[tuple[date, str | None], AdoptionDayModel]:
            adoption = await analytics.adoption(app_id, days.previous, app_versions)
            return {(each.day + shift, each.app_version): each for each in adoption}

        previous = PreviousPeriod(load_previous)
        return [
            AdoptionDay.of(each, previous.lookup((each.day, each.app_version), AdoptionDay.of))
            for each in await analytics.adoption(app_id, days, app_versions)
        ]

    @strawberry.field(description="Sessions, and how long they last.")
    async def sessions(
        self, info: Info, range: OptionalRange = None, app_version: AppVersion = None
    ) -> Sessions:
        analytics, days = _analytics_and_days(info, range)
        overview = await analytics.overview(AppId(self.id), days, app_version)
        durations = await _performance(
            analytics, AppId(self.id), days, Measure.SESSION, app_version
        )
        return Sessions(count=Metric.of(overview.sessions), durations=durations)

    @strawberry.field(
        description="Percentiles of a measure. FRAME: Percentiles of `perf_frame.avg_ms`. MEMORY: "
        "Percentiles of `perf_memory.used_mb`. STARTUP: Percentiles of `perf_startup.duration_ms`. "
        "SESSION: Percentiles of `app_stop.duration_seconds`."
    )
    async def performance(
        self,
        info: Info,
        measure: Measure,
        range: OptionalRange = None,
        app_version: AppVersion = None,
    ) -> Performance:
        analytics, days = _analytics_and_days(info, range)
        return await _performance(analytics, AppId(self.id), days, measure, app_version)

    top_screens: list[ItemUsage] = strawberry.field(
        resolver=_resolve_top_items("screen_view", "screen_name"),
        description="`screen_view` events by `screen_name`, without events that have none.",
    )
    top_elements: list[ItemUsage] = strawberry.field(
        resolver=_resolve_top_items("button_click", "element_id"),
        description="`button_click` events by `element_id`, without events that have none.",
    )
    top_features: list[ItemUsage] = strawberry.field(
        resolver=_resolve_top_items("feature_used", "feature_name"),
        description="`feature_used` events by `feature_name`, without events that have none.",
    )

    @strawberry.field(
        description="Events of a built-in or custom event type by a text or boolean field of their "
        "data, without events that have no value."
    )
    async def breakdown(
        self,
        info: Info,
        type: Annotated[str, strawberry.argument(description="The event type.")],
        field: Annotated[str, strawberry.argument(description="The name of the field.")],
        first: First = 10,
        range: OptionalRange = None,
        app_version: AppVersion = None,
    ) -> list[ItemUsage]:
        return await _top_items(info, AppId(self.id), (type, field), first, range, app_version)

    @strawberry.field(
        description="Of the devices active on a day, those active 1, 7 or 30 days later; null "
        "while that day is not over. A cohort is all devices active on the day, not only new ones."
    )
    async def retention(
        self, info: Info, range: OptionalRange = None, app_version: AppVersion = None
    ) -> list[Cohort]:
        analytics, days = _analytics_and_days(info, range)
        app_id, shift = AppId(self.id), timedelta(days=days.days)

        async def load_previous() -> dict[date, CohortModel]:
            cohorts = await analytics.retention(app_id, days.previous, app_version)
            return {cohort.day + shift: cohort for cohort in cohorts}

        previous = PreviousPeriod(load_previous)
        return [
            Cohort.of(cohort, previous.lookup(cohort.day, Cohort.of))
            for cohort in await analytics.retention(app_id, days, app_version)
        ]

    @strawberry.field(
        description="Sessions with an event of the first type, then one of the second type at the "
        "same time or later, and so on. Reads raw events: at most 8 days, as long as they are "
        "stored. `previous` is null when raw events of the previous period were deleted."
    )
    async def funnel(
        self,
        info: Info,
        steps: Annotated[
            list[str], strawberry.argument(description="2 to 5 different event types.")
        ],
        range: DateRange,
        app_version: AppVersion = None,
    ) -> list[FunnelStep]:
        analytics, days = _analytics_and_days(info, range)
        app_id, retention = AppId(self.id), info.context.use(Retention)

        async def load_previous() -> dict[str, FunnelStepModel]:
            raw_days = (await retention.limits(app_id))[RetentionPolicy.RAW_EVENTS]
            funnel = await analytics.previous_funnel(app_id, days, steps, app_version, raw_days)
            return {step.event_type: step for step in funnel}

        previous = PreviousPeriod(load_previous)
        return [
            FunnelStep.of(step, previous.lookup(step.event_type, FunnelStep.of))
            for step in await analytics.funnel(app_id, days, steps, app_version)
        ]

    @strawberry.field(
        description="Devices and sessions with events received in the last 5 minutes, in steps of "
        "10 seconds."
    )
    async def live_now(self, info: Info) -> LiveNow:
        return LiveNow.of(await info.context.use(Analytics).live_now(AppId(self.id)))

    @strawberry.field(
        description="The app, compared with others of its category; null when it does not take "
        "part."
    )
    async def benchmark(self, info: Info) -> Benchmark | None:
        model = await info.context.use(Benchmarks).benchmark(AppId(self.id))
        return Benchmark.of(model) if model else None


@strawberry.type
class AnalyticsMutation:
    @strawberry.mutation(
        description="Take part in the benchmark of a category, or stop taking part.",
        permission_classes=[CanManage],
    )
    async def set_benchmark(self, info: Info, input: SetBenchmarkInput) -> SetBenchmarkPayload:
        benchmarks, app_id = info.context.use(Benchmarks), AppId(input.app_id)
        if input.category is None:
            await benchmarks.leave(app_id)
        else:
            await benchmarks.join(app_id, input.category)
        return SetBenchmarkPayload(category=input.category)


def _analytics_and_days(info: Info, range: DateRange | None) -> tuple[Analytics, DayRange]:
    analytics = info.context.use(Analytics)
    return analytics, to_days(range, analytics.clock().date())


async def _top_items(
    info: Info,
    app_id: AppId,
    field: DataField,
    first: int,
    range: DateRange | None,
    app_version: str | None,
) -> list[ItemUsage]:
    analytics, days = _analytics_and_days(info, range)
    top = await analytics.top_items(app_id, days, field, first, app_version)

    async def load_previous() -> dict[str, ItemUsageModel]:
        values = [item.item for item in top]
        items = await analytics.items(app_id, days.previous, field, values, app_version)
        return {item.item: item for item in items}

    previous = PreviousPeriod(load_previous)
    return [ItemUsage.of(item, previous.lookup(item.item, ItemUsage.of)) for item in top]


async def _performance(
    analytics: Analytics,
    app_id: AppId,
    days: DayRange,
    measure: Measure,
    app_version: str | None,
) -> Performance:
    async def load_previous() -> dict[None, MeasureSummary]:
        summary = await analytics.measure_of_range(app_id, days.previous, measure, app_version)
        return {None: summary} if summary else {}

    whole, by_day, by_version = [
        [Percentiles.of(summary) for summary in summaries]
        for summaries in await analytics.performance(app_id, days, measure, app_version)
    ]
    return Performance(
        look_up_previous=PreviousPeriod(load_previous).lookup(None, Percentiles.of),
        whole=whole[0] if whole else None,
        by_day=by_day,
        by_version=by_version,
    )
