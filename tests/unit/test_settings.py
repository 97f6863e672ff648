from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from tests.factories import device_id

from telemetry_graph.ingest.accept.fields import hash_device
from telemetry_graph.settings import BadSetting, load_settings

_REQUIRED = {
    "DATABASE_URL": "postgresql://user:hunter2@127.0.0.1:5432/telemetry",
    "REDIS_URL": "redis://:hunter2@127.0.0.1:6379/0",
    "TELEMETRY_DEVICE_PEPPER": "hunter2 hunter2 hunter2",
}


def _load(name: str, value: str) -> Any:
    return load_settings({**_REQUIRED, name: value})


def test_the_pepper_is_the_last_encryption_key() -> None:
    pepper = _REQUIRED["TELEMETRY_DEVICE_PEPPER"]

    assert load_settings(_REQUIRED).encryption_keys == (pepper,)
    assert _load("TELEMETRY_ALERT_KEYS", "k" * 16).encryption_keys == ("k" * 16, pepper)


def test_three_settings_are_required() -> None:
    settings = load_settings(_REQUIRED)

    assert settings.database_url == _REQUIRED["DATABASE_URL"]
    assert settings.port == 8000
    assert settings.public_url == "http://127.0.0.1:8000"
    assert settings.alert_channels == ()
    assert not settings.is_https


@pytest.mark.parametrize("name", _REQUIRED)
@pytest.mark.parametrize("value", [None, ""])
def test_the_error_has_the_name_of_a_missing_or_empty_setting(name: str, value: str | None) -> None:
    environ = {key: text for key, text in _REQUIRED.items() if key != name}
    if value is not None:
        environ[name] = value

    with pytest.raises(BadSetting, match=f"set {name} ") as caught:
        load_settings(environ)

    assert "README.md" in caught.value.message


def test_the_error_has_the_names_of_all_missing_settings() -> None:
    with pytest.raises(BadSetting, match="set DATABASE_URL, REDIS_URL, TELEMETRY_DEVICE_PEPPER "):
        load_settings({})


@pytest.mark.parametrize(
    ("name", "value", "attribute", "parsed"),
    [
        ("DATABASE_URL", "postgres://h/d", "database_url", "postgres://h/d"),
        ("REDIS_URL", "unix:///run/redis.sock", "redis_url", "unix:///run/redis.sock"),
        ("TELEMETRY_PORT", "65535", "port", 65_535),
        ("TELEMETRY_CONNECTIONS", "1", "connections", 1),
        ("TELEMETRY_DATABASE_POOL", "3", "pool_size", 3),
        ("TELEMETRY_SHUTDOWN_SECONDS", "300", "shutdown_seconds", 300),
        ("TELEMETRY_LOG_LEVEL", "WARNING", "log_level", "warning"),
        ("TELEMETRY_SMTP_SECURITY", "TLS", "smtp_security", "tls"),
        ("TELEMETRY_PUBLIC_URL", "https://t.example", "is_https", True),
        (
            "TELEMETRY_ALERT_CHANNELS",
            "email=a@x.io,b@x.io Slack=https://hooks.example/a?b=c log",
            "alert_channels",
            (("email", "a@x.io,b@x.io"), ("slack", "https://hooks.example/a?b=c"), ("log", "")),
        ),
        ("TELEMETRY_ALERT_KEYS", f"{'a' * 16},{'b' * 64}", "alert_keys", ("a" * 16, "b" * 64)),
        ("TELEMETRY_ALERT_CHANNELS", "", "alert_channels", ()),
        ("TELEMETRY_SMTP_SECURITY", "opportunistic", "smtp_security", "opportunistic"),
        (
            "TELEMETRY_ALERT_ALLOWED_NETWORKS",
            "10.1.0.0/16, fd00::/8",
            "alert_allowed_networks",
            (ip_network("10.1.0.0/16"), ip_network("fd00::/8")),
        ),
        ("TELEMETRY_ALERT_TEMPLATES", "/", "alert_templates", "/"),
    ],
)
def test_a_setting_is_load(name: str, value: str, attribute: str, parsed: object) -> None:
    assert getattr(_load(name, value), attribute) == parsed


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://h/d"),
        ("DATABASE_URL", "telemetry"),
        ("DATABASE_URL", "postgresql://"),
        ("DATABASE_URL", "postgresql://[::1"),
        ("REDIS_URL", "http://127.0.0.1"),
        ("TELEMETRY_DEVICE_PEPPER", "too short"),
        ("TELEMETRY_ALERT_KEYS", f"{'a' * 16},too short"),
        ("TELEMETRY_DEVICE_PEPPER", "x" * 65),
        ("TELEMETRY_PUBLIC_URL", "t.example"),
        ("TELEMETRY_PUBLIC_URL", "ftp://t.example"),
        ("TELEMETRY_PORT", "0"),
        ("TELEMETRY_PORT", "65536"),
        ("TELEMETRY_PORT", "http"),
        ("TELEMETRY_PORT", "80.5"),
        ("TELEMETRY_CONNECTIONS", "0"),
        ("TELEMETRY_CONNECTIONS", "100001"),
        ("TELEMETRY_DATABASE_POOL", "2"),
        ("TELEMETRY_DATABASE_POOL", "101"),
        ("TELEMETRY_LOG_LEVEL", "loud"),
        ("TELEMETRY_SHUTDOWN_SECONDS", "0"),
        ("TELEMETRY_SHUTDOWN_SECONDS", "forever"),
        ("TELEMETRY_SMTP_PORT", "-1"),
        ("TELEMETRY_SMTP_SECURITY", "ssl"),
        ("TELEMETRY_ALERT_CHANNELS", "slack=https://a.example slack=https://b.example"),
        ("TELEMETRY_ALERT_ALLOWED_NETWORKS", "10.1.0.1/16"),
        ("TELEMETRY_ALERT_ALLOWED_NETWORKS", "localhost"),
        ("TELEMETRY_ALERT_ALLOWED_NETWORKS", "10.0.0.0/8, 10.0.0.0/33"),
        ("TELEMETRY_ALERT_TEMPLATES", "/no/such/folder"),
    ],
)
def test_an_invalid_value_is_rejected_with_the_name_of_the_setting(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=f"^{name}: "):
        _load(name, value)


def test_the_error_of_an_invalid_number_has_the_valid_range() -> None:
    with pytest.raises(
        BadSetting, match=r"^TELEMETRY_PORT: must be a whole number between 1 and 65535$"
    ):
        _load("TELEMETRY_PORT", "http")


@pytest.mark.parametrize(
    "name",
    [
        "DATABASE_URL",
        "REDIS_URL",
        "TELEMETRY_DEVICE_PEPPER",
        "TELEMETRY_SMTP_PASSWORD",
        "TELEMETRY_ALERT_WEBHOOK_SECRET",
    ],
)
def test_a_secret_may_be_in_a_file(tmp_path: Path, name: str) -> None:
    secret = _REQUIRED.get(name, "https://user:hunter2@hooks.example/1")
    file = tmp_path / "secret"
    file.write_text(f"{secret}\n")
    environ = {key: text for key, text in _REQUIRED.items() if key != name}

    settings = load_settings({**environ, f"{name}_FILE": str(file)})

    assert secret in vars(settings).values()


def test_alert_channels_may_be_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "channels"
    file.write_text("slack=https://hooks.example/a\nlog\n")

    settings = load_settings({**_REQUIRED, "TELEMETRY_ALERT_CHANNELS_FILE": str(file)})

    assert settings.alert_channels == (("slack", "https://hooks.example/a"), ("log", ""))


@pytest.mark.parametrize(
    "name",
    [
        "TELEMETRY_ALERT_EMAIL_TO",
        "TELEMETRY_ALERT_SLACK_URL",
        "TELEMETRY_ALERT_WEBHOOK_URL",
        "TELEMETRY_ALERT_SLACK_URL_FILE",
    ],
)
def test_a_removed_setting_is_refused_with_its_replacement(name: str) -> None:
    with pytest.raises(BadSetting, match="was removed: set TELEMETRY_ALERT_CHANNELS="):
        _load(name, "https://hooks.example/hunter2")


def test_a_file_takes_precedence_over_the_setting(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("redis://from-the-file")

    settings = load_settings({**_REQUIRED, "REDIS_URL_FILE": str(file)})

    assert settings.redis_url == "redis://from-the-file"


def test_only_secrets_are_read_from_files(tmp_path: Path) -> None:
    file = tmp_path / "port"
    file.write_text("9000")

    assert load_settings({**_REQUIRED, "TELEMETRY_PORT_FILE": str(file)}).port == 8000


def test_a_missing_file_is_rejected_with_its_setting(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match=r"^REDIS_URL_FILE: "):
        _load("REDIS_URL_FILE", str(tmp_path / "none"))


def test_a_file_without_text_is_rejected_with_its_setting(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(BadSetting, match=r"^REDIS_URL_FILE: "):
        _load("REDIS_URL_FILE", str(file))


def test_an_empty_file_counts_as_missing(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("\n")

    with pytest.raises(BadSetting, match="set REDIS_URL "):
        _load("REDIS_URL_FILE", str(file))


def test_the_repr_of_settings_has_no_secrets() -> None:
    settings = load_settings(
        {
            **_REQUIRED,
            "TELEMETRY_SMTP_PASSWORD": "hunter2",
            "TELEMETRY_ALERT_CHANNELS": "slack=https://hooks.example/hunter2",
            "TELEMETRY_ALERT_WEBHOOK_SECRET": "hunter2",
        }
    )

    assert "hunter2" not in repr(settings)


@pytest.mark.parametrize("name", ["DATABASE_URL", "TELEMETRY_DEVICE_PEPPER", "REDIS_URL"])
def test_the_error_of_an_invalid_secret_does_not_contain_it(name: str) -> None:
    with pytest.raises(BadSetting) as caught:
        _load(name, "hunter2")

    assert "hunter2" not in caught.value.message


def test_every_valid_pepper_can_hash_a_device() -> None:
    try:
        pepper = _load("TELEMETRY_DEVICE_PEPPER", "é" * 64).device_pepper
    except BadSetting:
        return

    assert len(hash_device(device_id(), pepper.encode())) == 16
