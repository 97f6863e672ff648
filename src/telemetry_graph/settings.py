"""Every setting, read from the environment once; README.md has the table of them."""

import os
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from telemetry_graph.kit.errors import TelemetryError

T = TypeVar("T")
Network = IPv4Network | IPv6Network


class BadSetting(TelemetryError):
    """A setting is missing or has a value that cannot be used."""

    code = "BAD_SETTING"


def _number(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.strip().isdecimal() or not low <= int(text) <= high:
            raise ValueError(f"must be a whole number in {low} … {high}")
        return int(text)

    return read


def _one_of(*choices: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.lower() not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}")
        return text.lower()

    return read


def _url(*schemes: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        parts = urlsplit(text)
        if parts.scheme not in schemes or not (parts.hostname or parts.path):
            raise ValueError(f"must be an address starting with {' or '.join(schemes)}://")
        return text

    return read


def _secret_text(text: str) -> str:
    if not 16 <= len(text.encode()) <= 64:
        raise ValueError("must have 16 to 64 bytes")
    return text


def _addresses(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _networks(text: str) -> tuple[Network, ...]:
    return tuple(ip_network(each) for each in _addresses(text))


def _folder(text: str) -> str:
    if not Path(text).is_dir():
        raise ValueError(f"{text} is not a folder")
    return text


def _keys(text: str) -> tuple[str, ...]:
    return tuple(_secret_text(key) for key in _addresses(text))


def _setting(
    name: str, read: Callable[[str], T], default: Any = ..., *, doc: str, secret: bool = False
) -> Any:
    metadata = {"name": name, "read": read, "doc": doc, "secret": secret}
    if default is ...:
        return field(metadata=metadata, repr=not secret)
    return field(default=default, metadata=metadata, repr=not secret)


@dataclass(frozen=True, kw_only=True)
class Settings:
    database_url: str = _setting(
        "DATABASE_URL", _url("postgresql", "postgres"), secret=True,
        doc="TimescaleDB, as postgresql://user:password@host:port/database.",
    )  # fmt: skip
    redis_url: str = _setting(
        "REDIS_URL", _url("redis", "rediss", "unix"), secret=True,
        doc="Redis, for live feeds and to wake the worker.",
    )  # fmt: skip
    device_pepper: str = _setting(
        "TELEMETRY_DEVICE_PEPPER", _secret_text, secret=True,
        doc="Key under which device ids are hashed before they are stored. Never change it.",
    )  # fmt: skip
    public_url: str = _setting(
        "TELEMETRY_PUBLIC_URL", _url("http", "https"), "http://127.0.0.1:8000",
        doc="Where people reach the dashboard; links in alerts start with it.",
    )  # fmt: skip
    host: str = _setting("TELEMETRY_HOST", str, "127.0.0.1", doc="Address to listen on.")
    port: int = _setting("TELEMETRY_PORT", _number(1, 65_535), 8000, doc="Port to listen on.")
    connections: int = _setting(
        "TELEMETRY_CONNECTIONS", _number(1, 100_000), 2_000,
        doc="Clients that a server process talks to at once; more are told to come back.",
    )  # fmt: skip
    pool_size: int = _setting(
        "TELEMETRY_DATABASE_POOL", _number(3, 100), 10,
        doc="Database connections a process may hold.",
    )  # fmt: skip
    redis_prefix: str = _setting(
        "TELEMETRY_REDIS_PREFIX", str, "telemetry",
        doc="First part of the names of Redis channels.",
    )  # fmt: skip
    events_per_key: int = _setting(
        "TELEMETRY_EVENTS_PER_KEY", _number(1, 1_000_000_000), 6_000_000,
        doc="Events a minute that an ingest key may send; an app's owners can set another limit.",
    )  # fmt: skip
    events_per_device: int = _setting(
        "TELEMETRY_EVENTS_PER_DEVICE", _number(1, 1_000_000_000), 6_000,
        doc="Events a minute that a device may send; an app's owners can set another limit.",
    )  # fmt: skip
    log_level: str = _setting(
        "TELEMETRY_LOG_LEVEL", _one_of("debug", "info", "warning", "error"), "info",
        doc="What is logged: debug, info, warning or error.",
    )  # fmt: skip
    log_file: str | None = _setting(
        "TELEMETRY_LOG_FILE", str, None,
        doc="Where to log instead of standard error; two older files of 10 MB are kept.",
    )  # fmt: skip
    shutdown_seconds: int = _setting(
        "TELEMETRY_SHUTDOWN_SECONDS", _number(1, 300), 10,
        doc="How long requests under way may take to finish when the server stops.",
    )  # fmt: skip
    smtp_host: str | None = _setting(
        "TELEMETRY_SMTP_HOST", str, None, doc="Mail server; e-mail alerts are off without it."
    )
    smtp_port: int = _setting(
        "TELEMETRY_SMTP_PORT", _number(1, 65_535), 587, doc="Port of the mail server."
    )
    smtp_security: str = _setting(
        "TELEMETRY_SMTP_SECURITY", _one_of("starttls", "tls", "opportunistic", "none"),
        "starttls",
        doc="How the connection is protected: starttls, tls, opportunistic (starttls if it is "
        "offered; with a login it must be) or none.",
    )  # fmt: skip
    smtp_username: str | None = _setting(
        "TELEMETRY_SMTP_USERNAME", str, None, doc="Login at the mail server."
    )
    smtp_password: str | None = _setting(
        "TELEMETRY_SMTP_PASSWORD", str, None, secret=True, doc="Password at the mail server."
    )
    alert_email_from: str = _setting(
        "TELEMETRY_ALERT_EMAIL_FROM", str, "telemetry@localhost.localdomain",
        doc="Sender of e-mail alerts.",
    )  # fmt: skip
    alert_email_to: tuple[str, ...] = _setting(
        "TELEMETRY_ALERT_EMAIL_TO", _addresses, (),
        doc="Who gets e-mail alerts, separated by commas.",
    )  # fmt: skip
    alert_slack_url: str | None = _setting(
        "TELEMETRY_ALERT_SLACK_URL", _url("https", "http"), None, secret=True,
        doc="Slack incoming webhook for alerts.",
    )  # fmt: skip
    alert_webhook_url: str | None = _setting(
        "TELEMETRY_ALERT_WEBHOOK_URL", _url("https", "http"), None, secret=True,
        doc="Address that alerts are posted to as JSON.",
    )  # fmt: skip
    alert_webhook_secret: str | None = _setting(
        "TELEMETRY_ALERT_WEBHOOK_SECRET", str, None, secret=True,
        doc="Key of the HMAC-SHA256 signature on what is posted.",
    )  # fmt: skip

    alert_allowed_networks: tuple[Network, ...] = _setting(
        "TELEMETRY_ALERT_ALLOWED_NETWORKS", _networks, (),
        doc="Networks, separated by commas, that webhooks of apps may reach although they are not "
        "public, such as 10.1.0.0/16.",
    )  # fmt: skip
    alert_templates: str | None = _setting(
        "TELEMETRY_ALERT_TEMPLATES", _folder, None,
        doc="Folder of templates that replace shipped ones of the same name.",
    )  # fmt: skip
    alert_keys: tuple[str, ...] = _setting(
        "TELEMETRY_ALERT_KEYS", _keys, (), secret=True,
        doc="Keys, separated by commas, that seal channels' secrets and sign links in alerts: the "
        "first for what is new, all for what is there. Without it, derived from the pepper.",
    )  # fmt: skip

    @property
    def sealing_keys(self) -> tuple[str, ...]:
        """The pepper comes last, so that setting keys later loses nothing."""
        return (*self.alert_keys, self.device_pepper)

    @property
    def is_https(self) -> bool:
        return self.public_url.startswith("https://")


def load_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings in `environ`; a secret NAME may instead be a file, named in NAME_FILE."""
    values = {}
    for each in fields(Settings):
        text = _text(each.metadata["name"], environ, is_secret=each.metadata["secret"])
        if text is None:
            continue
        try:
            values[each.name] = each.metadata["read"](text)
        except ValueError as error:
            raise BadSetting(f"{each.metadata['name']}: {error}") from error
    missing = [each.metadata["name"] for each in fields(Settings) if _is_missing(each, values)]
    if missing:
        raise BadSetting(f"set {', '.join(missing)} (see the configuration table in README.md)")
    return Settings(**values)


def _text(name: str, environ: Mapping[str, str], *, is_secret: bool) -> str | None:
    """An empty setting counts as absent: compose files pass those on."""
    if is_secret and (path := environ.get(f"{name}_FILE")):
        try:
            return Path(path).read_text(encoding="utf-8").strip() or None
        except (OSError, ValueError) as error:
            raise BadSetting(f"{name}_FILE: {error}") from error
    return environ.get(name) or None


def _is_missing(each: Any, values: Mapping[str, Any]) -> bool:
    return each.name not in values and each.default is MISSING
