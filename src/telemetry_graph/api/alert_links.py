"""The pages of signed links in alerts: a page asks for confirmation, and its button acts."""

from datetime import timedelta
from html import escape
from uuid import UUID

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from telemetry_graph.alerting.content.links import LinkPurpose, SignedLinks
from telemetry_graph.alerting.pipeline.service import Alerting
from telemetry_graph.alerting.pipeline.verification import ChannelVerification
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.errors import NotFound, TelemetryError

_MUTE = timedelta(days=1)
_ACTOR = "a link in a message"
_QUESTIONS = {
    LinkPurpose.ACKNOWLEDGE: (
        "Acknowledge this alert?",
        "It will not be escalated.",
        "Acknowledge",
    ),
    LinkPurpose.MUTE: (
        "Mute these alerts for 24 hours?",
        "You will receive no more alerts about the same subject until then.",
        "Mute",
    ),
    LinkPurpose.CONFIRM: (
        "Receive alerts at this address?",
        "Alerts of the app will be sent to {target}.",
        "Confirm",
    ),
    LinkPurpose.UNSUBSCRIBE: (
        "Unsubscribe from these alerts?",
        "No more alerts will be sent to {target}, until a member of the app enables it again.",
        "Unsubscribe",
    ),
}
_RESULTS = {
    LinkPurpose.ACKNOWLEDGE: "Acknowledged",
    LinkPurpose.MUTE: "Muted for 24 hours",
    LinkPurpose.CONFIRM: "Address confirmed",
    LinkPurpose.UNSUBSCRIBE: "Unsubscribed",
}
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 15vh auto; padding: 0 1rem;
       color: #1a1b1e; background: #fff; }}
button {{ font: inherit; padding: .5rem 1.25rem; border: 0; border-radius: .375rem;
         color: #fff; background: #1864ab; cursor: pointer; }}
@media (prefers-color-scheme: dark) {{ body {{ color: #e9ecef; background: #1a1b1e; }} }}
</style>
<main><h1>{title}</h1>{body}</main></html>
"""


class AlertLinkPages:
    """GET changes nothing, as mail scanners follow every link."""

    def __init__(
        self,
        alerting: Alerting,
        verification: ChannelVerification,
        links: SignedLinks,
        clock: Clock,
    ) -> None:
        self._alerting = alerting
        self._verification = verification
        self._links = links
        self._clock = clock

    @property
    def routes(self) -> list[Route]:
        path = "/{purpose}/{token}"
        return [
            Route(path, self.ask, methods=["GET"]),
            Route(path, self.act, methods=["POST"]),
        ]

    async def ask(self, request: Request) -> Response:
        try:
            purpose, subject = self._verify(request)
            title, text, button = _QUESTIONS[purpose]
            text = text.format(target=await self._find_target(purpose, subject))
        except TelemetryError as error:
            return _error_page(error)
        form = f'<form method="post"><button>{escape(button)}</button></form>'
        return _page(title, f"<p>{escape(text)}</p>{form}")

    async def act(self, request: Request) -> Response:
        try:
            purpose, subject = self._verify(request)
            await self._perform(purpose, subject)
        except TelemetryError as error:
            return _error_page(error)
        return _page(_RESULTS[purpose], "<p>You can close this page.</p>")

    def _verify(self, request: Request) -> tuple[LinkPurpose, UUID]:
        name = request.path_params["purpose"]
        if name not in set(LinkPurpose):
            raise NotFound("This page does not exist.")
        purpose = LinkPurpose(name)
        token = request.path_params["token"]
        return purpose, self._links.verify(purpose, token, self._clock())

    async def _find_target(self, purpose: LinkPurpose, subject: UUID) -> str:
        if purpose in (LinkPurpose.CONFIRM, LinkPurpose.UNSUBSCRIBE):
            return (await self._verification.find_channel(subject)).target
        return ""

    async def _perform(self, purpose: LinkPurpose, subject: UUID) -> None:
        match purpose:
            case LinkPurpose.ACKNOWLEDGE:
                await self._alerting.acknowledge(subject, _ACTOR)
            case LinkPurpose.MUTE:
                await self._alerting.mute(subject, self._clock() + _MUTE, _ACTOR)
            case LinkPurpose.CONFIRM:
                await self._verification.confirm(subject)
            case LinkPurpose.UNSUBSCRIBE:
                await self._verification.unsubscribe(subject)


def _page(title: str, body: str, status: int = 200) -> Response:
    content = _PAGE.format(title=escape(title), body=body)
    return HTMLResponse(content, status_code=status, headers=_HEADERS)


def _error_page(error: TelemetryError) -> Response:
    return _page("This link did not work", f"<p>{escape(error.message)}</p>", error.status)
