"""All channel kinds. To add one, write its folder and add a line here."""

from telemetry_graph.alerting.channels.base import AnyKind
from telemetry_graph.alerting.channels.discord import DISCORD
from telemetry_graph.alerting.channels.email import EMAIL
from telemetry_graph.alerting.channels.log import LOG
from telemetry_graph.alerting.channels.mattermost import MATTERMOST
from telemetry_graph.alerting.channels.slack import SLACK
from telemetry_graph.alerting.channels.teams import TEAMS
from telemetry_graph.alerting.channels.webhook import WEBHOOK
from telemetry_graph.alerting.content.formats import Format

# In the order of forms and documentation. A kind is never removed: deliveries are stored with it.
KINDS: tuple[AnyKind, ...] = (EMAIL, SLACK, WEBHOOK, TEAMS, DISCORD, MATTERMOST, LOG)

_BY_NAME = {kind.name: kind for kind in KINDS}


def find_kind(name: str) -> AnyKind:
    """Return the kind with this name; raise LookupError."""
    return _BY_NAME[name]


def all_formats() -> list[Format]:
    return [format for kind in KINDS for format in kind.formats]
