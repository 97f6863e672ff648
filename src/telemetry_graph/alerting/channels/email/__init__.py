"""E-mail over SMTP: text and HTML, one thread per crash group."""

from telemetry_graph.alerting.channels.base import AddressField, AddressType, ChannelKind
from telemetry_graph.alerting.channels.email.address import check_address, mask_address
from telemetry_graph.alerting.channels.email.mail import FORMATS, compose, preview
from telemetry_graph.alerting.channels.email.sender import open_email

EMAIL = ChannelKind(
    name="email",
    label="E-mail",
    formats=FORMATS,
    compose=compose,
    preview=preview,
    open=open_email,
    address=AddressField(
        AddressType.EMAIL, "E-mail address", "team@example.com", check_address, mask_address
    ),
    has_confirmation=True,
)
