"""What members and links do with alerts: list, acknowledge, mute and replay them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from telemetry_graph.alerting.pipeline.model import Delivery, DeliveryFilter
from telemetry_graph.alerting.pipeline.store import deliveries, outbox
from telemetry_graph.alerting.pipeline.store.outbox import AlertReference
from telemetry_graph.alerting.rules.rule_cache import AlertRuleCache
from telemetry_graph.alerting.rules.service import check_mute_end
from telemetry_graph.alerting.rules.store import set_muted
from telemetry_graph.db.pool import Conn, Pool
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.errors import AlertNotFound, InvalidField
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.pagination import Cursor, Page, decode_after
from telemetry_graph.kit.text import is_storable

_MAX_REPLAYS = 1_000


@dataclass(frozen=True, slots=True)
class Alerting:
    pool: Pool
    clock: Clock
    rules: AlertRuleCache

    async def list_deliveries(
        self,
        app_id: AppId,
        first: int,
        after: str | None,
        filter: DeliveryFilter = DeliveryFilter(),  # noqa: B008 - frozen
    ) -> Page[Delivery]:
        """The delivery log of an app, newest first."""
        before = decode_after(first, after, UUID)
        if filter.fingerprint is not None and not is_storable(filter.fingerprint):
            raise InvalidField("`fingerprint` must not contain NUL.", field="filter")
        async with self.pool.connection() as conn:
            rows = await deliveries.load_deliveries(conn, app_id, before, first + 1, filter)
        return Page.of(rows, first, lambda row: Cursor(row.created_at, str(row.id)))

    async def acknowledge(self, alert_id: UUID, actor: str, app_id: AppId | None = None) -> None:
        """Stop the escalation of the alert and of the others about the same subject.

        Acknowledging a summary acknowledges all alerts in it.
        """
        async with self.pool.transaction() as conn:
            await outbox.lock_decisions(conn)  # so that it is not escalated in between
            alert = await self._find(conn, alert_id, app_id)
            await outbox.acknowledge(conn, alert_id, alert, self.clock(), actor)

    async def mute(
        self, alert_id: UUID, until: datetime | None, actor: str, app_id: AppId | None = None
    ) -> None:
        """Mute the subject of the alert; None unmutes it.

        An alert about the app as a whole has no subject: then its rule is muted.
        """
        check_mute_end(until, self.clock())
        async with self.pool.transaction() as conn:
            alert = await self._find(conn, alert_id, app_id)
            if alert.subject:
                await outbox.put_mute(conn, alert.app_id, alert.subject, until, actor)
            elif alert.rule_id is not None:
                await set_muted(conn, alert.app_id, alert.rule_id, until, self.clock(), actor)
            else:
                raise InvalidField(
                    "A summary, a test or a confirmation cannot be muted. Mute an alert or a rule.",
                    field="id",
                )
        self.rules.forget(alert.app_id)

    async def replay(self, app_id: AppId, delivery_id: UUID) -> None:
        """Send a dead delivery again, with the same id, for another 24 hours."""
        async with self.pool.connection() as conn:
            if not await deliveries.replay_one(conn, app_id, delivery_id, self.clock()):
                raise AlertNotFound(
                    "This app has no such dead delivery, or its channel was deleted."
                )

    async def replay_dead(self, app_id: AppId) -> int:
        """Send the oldest 1,000 dead deliveries again; return their number."""
        async with self.pool.connection() as conn:
            return await deliveries.replay_dead(conn, app_id, self.clock(), _MAX_REPLAYS)

    async def _find(self, conn: Conn, alert_id: UUID, app_id: AppId | None) -> AlertReference:
        alert = await outbox.find_alert(conn, alert_id, app_id)
        if alert is None:
            raise AlertNotFound("This app has no such alert.")
        return alert
