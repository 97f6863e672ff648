"""What signed links in alerts do: a page asks first, and only its button acts."""

from datetime import timedelta
from html import escape
from uuid import UUID

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from telemetry_graph.alerting.channels.settings.service import AlertChannels
from telemetry_graph.alerting.content.links import LinkPurpose, SignedLinks
from telemetry_graph.alerting.pipeline.service import Alerting
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.errors import NotFound, TelemetryError

_MUTED_FOR = timedelta(days=1)
_BY_LINK = "somebody with the link of a message"
_ASKING = {
    LinkPurpose.ACKNOWLEDGE: (
        "Acknowledge this alert?",
        "Nobody else is told about it then.",
        "Acknowledge",
    ),
    LinkPurpose.MUTE: (
        "Mute this for a day?",
        "No more alerts about it until tomorrow.",
        "Mute",
    ),
    LinkPurpose.CONFIRM: (
        "Receive alerts here?",
        "Alerts of the app go to {target} then.",
        "Confirm",
    ),
    LinkPurpose.UNSUBSCRIBE: (
        "Receive no more alerts?",
        "No more alerts go to {target} then, until the app's people enable it again.",
        "Unsubscribe",
    ),
}
_DONE = {
    LinkPurpose.ACKNOWLEDGE: "Acknowledged.",
    LinkPurpose.MUTE: "Muted until tomorrow.",
    LinkPurpose.CONFIRM: "Confirmed: alerts go here from now on.",
    LinkPurpose.UNSUBSCRIBE: "No more alerts go here.",
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


class AlertLinks:
    """GET changes nothing, as mail scanners follow every link they see."""

    def __init__(
        self, alerting: Alerting, channels: AlertChannels, signed: SignedLinks, clock: Clock
    ) -> None:
        self._alerting = alerting
        self._channels = channels
        self._signed = signed
        self._clock = clock

    def routes(self) -> list[Route]:
        path = "/{purpose}/{token}"
        return [
            Route(path, self.ask, methods=["GET"]),
            Route(path, self.act, methods=["POST"]),
        ]

    async def ask(self, request: Request) -> Response:
        try:
            purpose, subject = self._followed(request)
            title, text, button = _ASKING[purpose]
            text = text.format(target=await self._target(purpose, subject))
        except TelemetryError as error:
            return _failed(error)
        form = f'<form method="post"><button>{escape(button)}</button></form>'
        return _page(title, f"<p>{escape(text)}</p>{form}")

    async def act(self, request: Request) -> Response:
        try:
            purpose, subject = self._followed(request)
            await self._do(purpose, subject)
        except TelemetryError as error:
            return _failed(error)
        return _page(_DONE[purpose], "<p>You can close this page.</p>")

    def _followed(self, request: Request) -> tuple[LinkPurpose, UUID]:
        name = request.path_params["purpose"]
        if name not in set(LinkPurpose):
            raise NotFound("There is no such page.")
        purpose = LinkPurpose(name)
        token = request.path_params["token"]
        return purpose, self._signed.verify(purpose, token, self._clock())

    async def _target(self, purpose: LinkPurpose, subject: UUID) -> str:
        if purpose in (LinkPurpose.CONFIRM, LinkPurpose.UNSUBSCRIBE):
            return (await self._channels.of_delivery(subject)).target
        return ""

    async def _do(self, purpose: LinkPurpose, subject: UUID) -> None:
        match purpose:
            case LinkPurpose.ACKNOWLEDGE:
                await self._alerting.acknowledge(subject, _BY_LINK)
            case LinkPurpose.MUTE:
                await self._alerting.mute(subject, self._clock() + _MUTED_FOR, _BY_LINK)
            case LinkPurpose.CONFIRM:
                await self._channels.confirm(subject)
            case LinkPurpose.UNSUBSCRIBE:
                await self._channels.unsubscribe(subject)


def _page(title: str, body: str, status: int = 200) -> Response:
    content = _PAGE.format(title=escape(title), body=body)
    return HTMLResponse(content, status_code=status, headers=_HEADERS)


def _failed(error: TelemetryError) -> Response:
    return _page("This did not work", f"<p>{escape(error.message)}</p>", error.status)
