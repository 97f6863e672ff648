"""Puts a queued alert into words: its facts as they stand now, its links, its templates."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from telemetry_graph.alerting.channels.base import DeliveryFailed
from telemetry_graph.alerting.content.links import LinkPurpose, SignedLinks, dashboard_url
from telemetry_graph.alerting.content.message import Links, Message
from telemetry_graph.alerting.content.payload import (
    ABOUT_A_CHANNEL,
    TREND_DAYS,
    AlertFacts,
    AlertKind,
    ChannelKind,
)
from telemetry_graph.alerting.content.render import Renderer
from telemetry_graph.alerting.pipeline.model import Claim
from telemetry_graph.crashes.reads import load_group_counts
from telemetry_graph.db.pool import Pool

ANSWER_WITHIN = timedelta(days=7)
CONFIRM_WITHIN = timedelta(days=1)
UNSUBSCRIBE_WITHIN = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Wording:
    pool: Pool
    renderer: Renderer
    signed: SignedLinks
    public_url: str

    async def message(self, claim: Claim) -> Message:
        try:
            kind, facts = AlertKind(claim.kind), msgspec.convert(claim.payload, AlertFacts)
        except (ValueError, msgspec.ValidationError) as error:
            # Not permanent: a program that is put right within hours still delivers what waited.
            raise DeliveryFailed(f"the alert cannot be read: {error}", permanent=False) from None
        links = self._links(claim, kind, facts)
        if kind is AlertKind.VERIFICATION:
            url = self._link(LinkPurpose.CONFIRM, claim.id, claim.occurred_at, CONFIRM_WITHIN)
            facts = replace(facts, confirm_url=url)
        return self.renderer.render(kind, await self._current(facts, claim), claim.id, links)

    async def _current(self, facts: AlertFacts, claim: Claim) -> AlertFacts:
        """With what the group has come to by now."""
        if facts.crash is None:
            return facts
        async with self.pool.connection() as conn:
            found = await load_group_counts(
                conn, facts.app_id, facts.crash.fingerprint, claim.occurred_at.date(), TREND_DAYS
            )
        if found is None:
            return facts
        crash = replace(
            facts.crash,
            occurrences=found.occurrences,
            devices=found.devices,
            trend=found.trend,
        )
        return replace(facts, crash=crash)

    def _links(self, claim: Claim, kind: AlertKind, facts: AlertFacts) -> Links:
        can_be_answered = kind not in ABOUT_A_CHANNEL
        can_be_muted = can_be_answered and facts.summary is None

        def answer(purpose: LinkPurpose) -> str | None:
            return self._link(purpose, claim.outbox_id, claim.occurred_at, ANSWER_WITHIN)

        return Links(
            open=dashboard_url(self.public_url, kind, facts),
            acknowledge=answer(LinkPurpose.ACKNOWLEDGE) if can_be_answered else None,
            mute=answer(LinkPurpose.MUTE) if can_be_muted else None,
            unsubscribe=self._unsubscribe(claim, kind),
        )

    def _unsubscribe(self, claim: Claim, kind: AlertKind) -> str | None:
        """For mail to somebody whom the app's people named, once they agreed to it."""
        if claim.channel_id is None or claim.channel != ChannelKind.EMAIL.value:
            return None
        if kind is AlertKind.VERIFICATION:
            return None
        return self._link(LinkPurpose.UNSUBSCRIBE, claim.id, claim.occurred_at, UNSUBSCRIBE_WITHIN)

    def _link(
        self, purpose: LinkPurpose, subject: UUID, since: datetime, lasting: timedelta
    ) -> str:
        # From when the alert was raised: every attempt of a delivery says the same.
        return self.signed.url(purpose, subject, since + lasting)
