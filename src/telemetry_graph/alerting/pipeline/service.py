"""The rules of alerting as other domains see them: raise alerts, answer them, look at the log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from telemetry_graph.accounts.service import Accounts
from telemetry_graph.alerting.pipeline.model import Alert, Delivery, DeliveryFilter
from telemetry_graph.alerting.pipeline.store import deliveries, outbox
from telemetry_graph.alerting.pipeline.triggers import raise_alerts
from telemetry_graph.alerting.rules import store as rules_store
from telemetry_graph.alerting.rules.model import RuleSettings
from telemetry_graph.alerting.rules.rule_cache import RuleBook
from telemetry_graph.alerting.rules.service import check_until
from telemetry_graph.crashes.model import RecordedCrashes
from telemetry_graph.db.pool import Conn, Pool
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.errors import AlertNotFound, InvalidField
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.pagination import Cursor, Page, page_after
from telemetry_graph.kit.text import is_storable

_REPLAYED_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Alerting:
    pool: Pool
    clock: Clock
    book: RuleBook

    @classmethod
    def over(
        cls, pool: Pool, clock: Clock, accounts: Accounts, defaults: Sequence[RuleSettings] = ()
    ) -> "Alerting":
        """With rules of its own book; an app begins with `defaults`."""
        return cls(pool, clock, RuleBook.over(accounts, defaults))

    async def enqueue(self, conn: Conn, recorded: RecordedCrashes) -> bool:
        """Promise what the rules want of new and regressed groups, if and only if `conn` commits.

        Answers whether there is anything for the worker to do.
        """
        return await raise_alerts(conn, self.book, recorded, self.clock())

    async def queue(self, conn: Conn, alerts: Sequence[Alert]) -> None:
        """Promise alerts that something else found worth raising."""
        await outbox.insert_outbox(conn, alerts)

    async def deliveries(
        self,
        app_id: AppId,
        first: int,
        after: str | None,
        wanted: DeliveryFilter = DeliveryFilter(),  # noqa: B008 - frozen
    ) -> Page[Delivery]:
        """The delivery log of an app, newest first."""
        before = page_after(first, after, UUID)
        for text in (wanted.channel, wanted.fingerprint):
            if text is not None and not is_storable(text):
                raise InvalidField("A filter holds no NUL.", field="filter")
        async with self.pool.connection() as conn:
            rows = await deliveries.deliveries_of_app(conn, app_id, before, first + 1, wanted)
        return Page.of(rows, first, lambda row: Cursor(row.created_at, str(row.id)))

    async def acknowledge(self, alert_id: UUID, actor: str, app_id: AppId | None = None) -> None:
        """Somebody looks after it: it and all about the same group are not escalated.

        Of a summary that is all that it sums up.
        """
        async with self.pool.transaction() as conn:
            await outbox.lock_deciding(conn)  # nobody escalates it meanwhile
            app, _, subject = await self._found(conn, alert_id, app_id)
            await outbox.acknowledge(conn, alert_id, app, subject, self.clock(), actor)

    async def mute(
        self, alert_id: UUID, until: datetime | None, actor: str, app_id: AppId | None = None
    ) -> None:
        """Nothing more of what the alert is about until then; None ends it.

        That is the group or the version; of an alert about the app as a whole, the rule.
        """
        check_until(until, self.clock())
        async with self.pool.transaction() as conn:
            app, rule_id, subject = await self._found(conn, alert_id, app_id)
            if subject:
                await outbox.put_mute(conn, app, subject, until, actor)
            elif rule_id is not None:
                await rules_store.set_muted(conn, app, rule_id, until, self.clock(), actor)
            else:
                raise InvalidField(
                    "This is about many alerts or none: mute one of them, or a rule.", field="id"
                )
        self.book.forget(app)

    async def replay(self, app_id: AppId, delivery_id: UUID) -> None:
        """A dead delivery is tried for another day, with the same id."""
        async with self.pool.connection() as conn:
            if not await deliveries.replay_one(conn, app_id, delivery_id, self.clock()):
                raise AlertNotFound(
                    "There is no such dead delivery of an alert, or its channel was deleted since."
                )

    async def replay_dead(self, app_id: AppId) -> int:
        """All dead deliveries, the oldest 1,000 of them; answers how many."""
        async with self.pool.connection() as conn:
            return await deliveries.replay_dead(conn, app_id, self.clock(), _REPLAYED_AT_ONCE)

    async def _found(
        self, conn: Conn, alert_id: UUID, app_id: AppId | None
    ) -> tuple[AppId, UUID | None, str]:
        found = await outbox.alert_subject(conn, alert_id, app_id)
        if found is None:
            raise AlertNotFound("There is no such alert in this app.")
        return found
