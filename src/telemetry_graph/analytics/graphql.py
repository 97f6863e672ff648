"""The figures of `App`; their types are in shown.py."""

from datetime import date, timedelta

import strawberry

from telemetry_graph.analytics.benchmarks import Benchmarks
from telemetry_graph.analytics.model import ActiveUsers as ActiveUsersModel
from telemetry_graph.analytics.model import AdoptionDay as AdoptionDayModel
from telemetry_graph.analytics.model import Cohort as CohortModel
from telemetry_graph.analytics.model import FunnelStep as FunnelStepModel
from telemetry_graph.analytics.model import ItemUse as ItemUseModel
from telemetry_graph.analytics.model import Measure, MeasureUse
from telemetry_graph.analytics.model import VersionUse as VersionUseModel
from telemetry_graph.analytics.previous import Before
from telemetry_graph.analytics.service import Analytics
from telemetry_graph.analytics.types.overview import (
    ActiveUsers,
    AdoptionDay,
    Cohort,
    DayCount,
    FunnelStep,
    ItemUse,
    LiveNow,
    Metric,
    Overview,
    Percentiles,
    Performance,
    Sessions,
    VersionUse,
)
from telemetry_graph.analytics.types.raw import (
    Benchmark,
    RawEvent,
    RawEventConnection,
    RawEventFilter,
    SetBenchmarkInput,
    SetBenchmarkPayload,
)
from telemetry_graph.events.model import EventFilter
from telemetry_graph.kit.day_range import DayRange as DayRangeModel
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


@strawberry.type
class AppAnalytics:
    """The figures of `App`. A range left out means the last 30 days."""

    id: strawberry.ID

    @strawberry.field(description="How the app does; the last 30 days by default.")
    async def overview(
        self, info: Info, range: OptionalRange = None, version: AppVersion = None
    ) -> Overview:
        analytics, span = _asked(info, range)
        return Overview.of(await analytics.overview(AppId(self.id), span, version))

    @strawberry.field(
        description="Events of each day, and the devices that sent them, of one type or of all."
    )
    async def events(
        self,
        info: Info,
        range: OptionalRange = None,
        type: str | None = None,
        version: AppVersion = None,
    ) -> list[DayCount]:
        analytics, span = _asked(info, range)
        days = await analytics.events(AppId(self.id), span, type, version)
        return [DayCount.of(day) for day in days]

    @strawberry.field(
        description="Events of the range, of one type or of all, against the period before."
    )
    async def event_count(
        self,
        info: Info,
        range: OptionalRange = None,
        type: str | None = None,
        version: AppVersion = None,
    ) -> Metric:
        analytics, span = _asked(info, range)
        return Metric.of(await analytics.event_count(AppId(self.id), span, type, version))

    @strawberry.field(
        description="The very events that `events` counts, newest first, with `count` and "
        "`deviceCount` of all that match; from raw events, so over at most 8 days, and while they "
        "are kept."
    )
    async def raw_events(
        self,
        info: Info,
        first: First,
        range: DateRange,
        after: After = None,
        filter: RawEventFilter | None = None,
    ) -> RawEventConnection:
        analytics, span = _asked(info, range)
        query = AppId(self.id), span, filter.to_model() if filter else EventFilter()
        page = await analytics.raw_events(*query, first, after)
        return RawEventConnection.of(page, RawEvent.of, query=query)

    @strawberry.field(
        description="Active devices of the range's last day, and of the 7 and 30 days up to it, "
        "each device once."
    )
    async def active_users(
        self, info: Info, range: OptionalRange = None, version: AppVersion = None
    ) -> ActiveUsers:
        analytics, span = _asked(info, range)
        app_id = AppId(self.id)

        async def before() -> dict[None, ActiveUsersModel]:
            return {None: await analytics.active_users(app_id, span.previous, version)}

        found = await analytics.active_users(app_id, span, version)
        return ActiveUsers.of(found, Before(before))

    @strawberry.field(description="The app's versions by devices, at most 200.")
    async def versions(
        self, info: Info, range: OptionalRange = None, version: AppVersion = None
    ) -> list[VersionUse]:
        analytics, span = _asked(info, range)
        app_id = AppId(self.id)

        async def before() -> dict[str | None, VersionUseModel]:
            found = await analytics.versions(app_id, span.previous, version)
            return {use.version: use for use in found}

        previous = Before(before)
        found = await analytics.versions(app_id, span, version)
        return [VersionUse.of(use, previous) for use in found]

    @strawberry.field(description="Devices of up to 20 versions, by day.")
    async def adoption(
        self, info: Info, versions: list[str], range: OptionalRange = None
    ) -> list[AdoptionDay]:
        analytics, span = _asked(info, range)
        app_id, later = AppId(self.id), timedelta(days=span.days)

        async def before() -> dict[tuple[date, str | None], AdoptionDayModel]:
            earlier = await analytics.adoption(app_id, span.previous, versions)
            return {(each.day + later, each.version): each for each in earlier}

        previous = Before(before)
        found = await analytics.adoption(app_id, span, versions)
        return [AdoptionDay.of(day, previous) for day in found]

    @strawberry.field(description="Sessions and how long they last.")
    async def sessions(
        self, info: Info, range: OptionalRange = None, version: AppVersion = None
    ) -> Sessions:
        analytics, span = _asked(info, range)
        overview = await analytics.overview(AppId(self.id), span, version)
        durations = await _performance(analytics, self.id, span, Measure.SESSION, version)
        return Sessions(count=Metric.of(overview.sessions), durations=durations)

    @strawberry.field(
        description="Percentiles of a measure. FRAME: What `perf_frame.avg_ms` says. MEMORY: What "
        "`perf_memory.used_mb` says. STARTUP: What `perf_startup.duration_ms` says. SESSION: What "
        "`app_stop.duration_seconds` says."
    )
    async def performance(
        self, info: Info, measure: Measure, range: OptionalRange = None, version: AppVersion = None
    ) -> Performance:
        analytics, span = _asked(info, range)
        return await _performance(analytics, self.id, span, measure, version)

    @strawberry.field(
        description="`screen_view` events by their `screen_name`; those without one are left out."
    )
    async def top_screens(
        self, info: Info, first: First = 10, range: OptionalRange = None, version: AppVersion = None
    ) -> list[ItemUse]:
        return await _top(info, self.id, ("screen_view", "screen_name"), first, range, version)

    @strawberry.field(
        description="`button_click` events by their `element_id`; those without one are left out."
    )
    async def top_elements(
        self, info: Info, first: First = 10, range: OptionalRange = None, version: AppVersion = None
    ) -> list[ItemUse]:
        return await _top(info, self.id, ("button_click", "element_id"), first, range, version)

    @strawberry.field(
        description="`feature_used` events by their `feature_name`; those without one are left out."
    )
    async def top_features(
        self, info: Info, first: First = 10, range: OptionalRange = None, version: AppVersion = None
    ) -> list[ItemUse]:
        return await _top(info, self.id, ("feature_used", "feature_name"), first, range, version)

    @strawberry.field(
        description="Events of a type by a text or boolean field, also of an event type of your "
        "own; those without one are left out."
    )
    async def breakdown(
        self,
        info: Info,
        type: str,
        field: str,
        first: First = 10,
        range: OptionalRange = None,
        version: AppVersion = None,
    ) -> list[ItemUse]:
        return await _top(info, self.id, (type, field), first, range, version)

    @strawberry.field(
        description="Of the devices active on a day, those active 1, 7 or 30 days after; null "
        "while that day is not over. The cohort is all devices active that day, not only new ones."
    )
    async def retention(
        self, info: Info, range: OptionalRange = None, version: AppVersion = None
    ) -> list[Cohort]:
        analytics, span = _asked(info, range)
        app_id, later = AppId(self.id), timedelta(days=span.days)

        async def before() -> dict[date, CohortModel]:
            earlier = await analytics.retention(app_id, span.previous, version)
            return {each.day + later: each for each in earlier}

        previous = Before(before)
        found = await analytics.retention(app_id, span, version)
        return [Cohort.of(cohort, previous) for cohort in found]

    @strawberry.field(
        description="Sessions with an event of the first type, then one of the second at the same "
        "time or later, and so on; from raw events, so over at most 8 days, and of those only what "
        "is kept. It has 2 to 5 steps."
    )
    async def funnel(
        self, info: Info, steps: list[str], range: DateRange, version: AppVersion = None
    ) -> list[FunnelStep]:
        analytics, span = _asked(info, range)
        app_id, retention = AppId(self.id), info.context.use(Retention)

        async def before() -> dict[str, FunnelStepModel]:
            kept = (await retention.limits(app_id))[RetentionPolicy.RAW_EVENTS]
            earlier = await analytics.funnel_before(app_id, span, steps, version, kept)
            return {each.event_type: each for each in earlier}

        previous = Before(before)
        found = await analytics.funnel(app_id, span, steps, version)
        return [FunnelStep.of(step, previous) for step in found]

    @strawberry.field(
        description="Devices and sessions whose events arrived in the last 5 minutes, in steps of "
        "10 seconds."
    )
    async def live_now(self, info: Info) -> LiveNow:
        return LiveNow.of(await info.context.use(Analytics).live_now(AppId(self.id)))

    @strawberry.field(description="The app among others of its category; null unless it joined.")
    async def benchmark(self, info: Info) -> Benchmark | None:
        found = await info.context.use(Benchmarks).benchmark(AppId(self.id))
        return Benchmark.of(found) if found else None


@strawberry.type
class AnalyticsMutation:
    @strawberry.mutation(
        description="Take part in comparisons with apps of a category, or leave them.",
        permission_classes=[CanManage],
    )
    async def set_benchmark(self, info: Info, input: SetBenchmarkInput) -> SetBenchmarkPayload:
        benchmarks, app_id = info.context.use(Benchmarks), AppId(input.app_id)
        if input.category is None:
            await benchmarks.leave(app_id)
        else:
            await benchmarks.join(app_id, input.category)
        return SetBenchmarkPayload(category=input.category)


def _asked(info: Info, range: DateRange | None) -> tuple[Analytics, DayRangeModel]:
    analytics = info.context.use(Analytics)
    return analytics, to_days(range, analytics.clock().date())


async def _top(
    info: Info,
    app_id: str,
    of: tuple[str, str],
    first: int,
    range: DateRange | None,
    version: str | None,
) -> list[ItemUse]:
    analytics, span = _asked(info, range)
    found = await analytics.top_items(AppId(app_id), span, of, first, version)

    async def before() -> dict[str, ItemUseModel]:
        among = [item.item for item in found]
        earlier = await analytics.items(AppId(app_id), span.previous, of, among, version)
        return {item.item: item for item in earlier}

    previous = Before(before)
    return [ItemUse.of(item, previous) for item in found]


async def _performance(
    analytics: Analytics, app_id: str, span: DayRangeModel, measure: Measure, version: str | None
) -> Performance:
    whole, by_day, by_version = [
        [Percentiles.of(use) for use in found]
        for found in await analytics.performance(AppId(app_id), span, measure, version)
    ]

    async def before() -> dict[None, MeasureUse]:
        found = await analytics.measured(AppId(app_id), span.previous, measure, version)
        return {None: found} if found else {}

    return Performance(
        before=Before(before),
        whole=whole[0] if whole else None,
        by_day=by_day,
        by_version=by_version,
    )
