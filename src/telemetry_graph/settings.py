"""The settings, read from the environment once. README.md has a table of them."""

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
    """A setting is missing or invalid."""

    code = "BAD_SETTING"


def _number(low: int, high: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not text.strip().isdecimal() or not low <= int(text) <= high:
            raise ValueError(f"must be a whole number between {low} and {high}")
        return int(text)

    return parse


def _one_of(*choices: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text.lower() not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}")
        return text.lower()

    return parse


def _url(*schemes: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        parts = urlsplit(text)
        if parts.scheme not in schemes or not (parts.hostname or parts.path):
            raise ValueError(f"must be a URL that begins with {' or '.join(schemes)}://")
        return text

    return parse


def _parse_secret(text: str) -> str:
    if not 16 <= len(text.encode()) <= 64:
        raise ValueError("must be 16 to 64 bytes long")
    return text


def _parse_list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _channels(text: str) -> tuple[tuple[str, str], ...]:
    pairs = [entry.partition("=") for entry in text.split()]
    channels = {kind.lower(): address for kind, _, address in pairs}
    if len(channels) < len(pairs):
        raise ValueError("must have at most one channel of each kind")
    return tuple(channels.items())


def _parse_networks(text: str) -> tuple[Network, ...]:
    return tuple(ip_network(each) for each in _parse_list(text))


def _parse_folder(text: str) -> str:
    if not Path(text).is_dir():
        raise ValueError(f"{text} is not a folder")
    return text


def _parse_secrets(text: str) -> tuple[str, ...]:
    return tuple(_parse_secret(key) for key in _parse_list(text))


def _setting(
    name: str, parse: Callable[[str], T], default: Any = ..., *, doc: str, secret: bool = False
) -> Any:
    metadata = {"name": name, "parse": parse, "doc": doc, "secret": secret}
    if default is ...:
        return field(metadata=metadata, repr=not secret)
    return field(default=default, metadata=metadata, repr=not secret)


@dataclass(frozen=True, kw_only=True)
class Settings:
    database_url: str = _setting(
        "DATABASE_URL", _url("postgresql", "postgres"), secret=True,
        doc="TimescaleDB, as `postgresql://user:password@host:port/database`.",
    )  # fmt: skip
    redis_url: str = _setting(
        "REDIS_URL", _url("redis", "rediss", "unix"), secret=True,
        doc="Redis, for live feeds and wake-ups of the worker.",
    )  # fmt: skip
    device_pepper: str = _setting(
        "TELEMETRY_DEVICE_PEPPER", _parse_secret, secret=True,
        doc="Key of the hash of device ids. Never change it: known devices would count as new.",
    )  # fmt: skip
    public_url: str = _setting(
        "TELEMETRY_PUBLIC_URL", _url("http", "https"), "http://127.0.0.1:8000",
        doc="Address of the dashboard for people. Links in alerts begin with it.",
    )  # fmt: skip
    host: str = _setting("TELEMETRY_HOST", str, "127.0.0.1", doc="Address to listen on.")
    port: int = _setting("TELEMETRY_PORT", _number(1, 65_535), 8000, doc="Port to listen on.")
    connections: int = _setting(
        "TELEMETRY_CONNECTIONS", _number(1, 100_000), 2_000,
        doc="Maximum concurrent connections per process. Further clients get 503 with "
        "`Retry-After`.",
    )  # fmt: skip
    pool_size: int = _setting(
        "TELEMETRY_DATABASE_POOL", _number(3, 100), 10,
        doc="Maximum database connections per process.",
    )  # fmt: skip
    redis_prefix: str = _setting(
        "TELEMETRY_REDIS_PREFIX", str, "telemetry",
        doc="Prefix of the names of Redis keys and channels.",
    )  # fmt: skip
    events_per_key: int = _setting(
        "TELEMETRY_EVENTS_PER_KEY", _number(1, 1_000_000_000), 6_000_000,
        doc="Events per minute of an ingest key, unless an app's owners set another limit.",
    )  # fmt: skip
    events_per_device: int = _setting(
        "TELEMETRY_EVENTS_PER_DEVICE", _number(1, 1_000_000_000), 6_000,
        doc="Events per minute of a device, unless an app's owners set another limit.",
    )  # fmt: skip
    log_level: str = _setting(
        "TELEMETRY_LOG_LEVEL", _one_of("debug", "info", "warning", "error"), "info",
        doc="Minimum level of log messages: `debug`, `info`, `warning` or `error`.",
    )  # fmt: skip
    log_file: str | None = _setting(
        "TELEMETRY_LOG_FILE", str, None,
        doc="Log file instead of standard error. It is rotated at 10 MB, and two older files "
        "remain.",
    )  # fmt: skip
    shutdown_seconds: int = _setting(
        "TELEMETRY_SHUTDOWN_SECONDS", _number(1, 300), 10,
        doc="Seconds that current requests have to finish when the server stops.",
    )  # fmt: skip
    smtp_host: str | None = _setting(
        "TELEMETRY_SMTP_HOST", str, None, doc="Mail server. Without it, e-mail alerts are disabled."
    )
    smtp_port: int = _setting(
        "TELEMETRY_SMTP_PORT", _number(1, 65_535), 587, doc="Port of the mail server."
    )
    smtp_security: str = _setting(
        "TELEMETRY_SMTP_SECURITY", _one_of("starttls", "tls", "opportunistic", "none"),
        "starttls",
        doc="Encryption of the connection: `starttls`, `tls`, `opportunistic` (STARTTLS if "
        "offered; required with a login) or `none`.",
    )  # fmt: skip
    smtp_username: str | None = _setting(
        "TELEMETRY_SMTP_USERNAME", str, None, doc="User name for the mail server."
    )
    smtp_password: str | None = _setting(
        "TELEMETRY_SMTP_PASSWORD", str, None, secret=True, doc="Password for the mail server."
    )
    alert_email_from: str = _setting(
        "TELEMETRY_ALERT_EMAIL_FROM", str, "telemetry@localhost.localdomain",
        doc="Sender address of e-mail alerts.",
    )  # fmt: skip
    alert_channels: tuple[tuple[str, str], ...] = _setting(
        "TELEMETRY_ALERT_CHANNELS", _channels, (), secret=True,
        doc="Channels that receive the alerts of all apps, as `kind=address`, separated by spaces. "
        "Several e-mail addresses are separated by commas.",
    )  # fmt: skip
    alert_webhook_secret: str | None = _setting(
        "TELEMETRY_ALERT_WEBHOOK_SECRET", str, None, secret=True,
        doc="Key of the HMAC-SHA256 signature of posted alerts.",
    )  # fmt: skip
    alert_allowed_networks: tuple[Network, ...] = _setting(
        "TELEMETRY_ALERT_ALLOWED_NETWORKS", _parse_networks, (),
        doc="Private networks, separated by commas, that the channels of apps may reach, such as "
        "`10.1.0.0/16`.",
    )  # fmt: skip
    alert_templates: str | None = _setting(
        "TELEMETRY_ALERT_TEMPLATES", _parse_folder, None,
        doc="Folder of custom templates. They replace shipped ones of the same name.",
    )  # fmt: skip
    alert_keys: tuple[str, ...] = _setting(
        "TELEMETRY_ALERT_KEYS", _parse_secrets, (), secret=True,
        doc="Keys, separated by commas, that encrypt channel secrets and sign links in alerts. The "
        "first key encrypts; all of them decrypt.",
    )  # fmt: skip

    @property
    def encryption_keys(self) -> tuple[str, ...]:
        """The alert keys, then the pepper, which encrypts as long as no keys are set."""
        return (*self.alert_keys, self.device_pepper)

    @property
    def is_https(self) -> bool:
        return self.public_url.startswith("https://")


# Without this check an installation would stop sending alerts after an update.
_REMOVED = {
    "TELEMETRY_ALERT_EMAIL_TO": "TELEMETRY_ALERT_CHANNELS=email=…",
    "TELEMETRY_ALERT_SLACK_URL": "TELEMETRY_ALERT_CHANNELS=slack=…",
    "TELEMETRY_ALERT_WEBHOOK_URL": "TELEMETRY_ALERT_CHANNELS=webhook=…",
}


def load_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings. A secret NAME may be in a file, whose path is in NAME_FILE."""
    _check_removed(environ)
    values = {}
    for each in fields(Settings):
        text = _read_variable(each.metadata["name"], environ, is_secret=each.metadata["secret"])
        if text is None:
            continue
        try:
            values[each.name] = each.metadata["parse"](text)
        except ValueError as error:
            raise BadSetting(f"{each.metadata['name']}: {error}") from error
    missing = [each.metadata["name"] for each in fields(Settings) if _is_missing(each, values)]
    if missing:
        raise BadSetting(f"set {', '.join(missing)} (see the configuration table in README.md)")
    return Settings(**values)


def _check_removed(environ: Mapping[str, str]) -> None:
    for name, replacement in _REMOVED.items():
        if environ.get(name) or environ.get(f"{name}_FILE"):
            raise BadSetting(f"{name} was removed: set {replacement} instead")


def _read_variable(name: str, environ: Mapping[str, str], *, is_secret: bool) -> str | None:
    """None also for an empty value, because compose files pass unset variables as empty."""
    if is_secret and (path := environ.get(f"{name}_FILE")):
        try:
            return Path(path).read_text(encoding="utf-8").strip() or None
        except (OSError, ValueError) as error:
            raise BadSetting(f"{name}_FILE: {error}") from error
    return environ.get(name) or None


def _is_missing(each: Any, values: Mapping[str, Any]) -> bool:
    return each.name not in values and each.default is MISSING
