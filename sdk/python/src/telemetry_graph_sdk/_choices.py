"""What the user agreed to, kept on the disk and followed by the app's other processes."""

from __future__ import annotations

from typing import Any

from telemetry_graph_sdk._delivery import Consent
from telemetry_graph_sdk._storage import Folder


class Choices:
    def __init__(
        self,
        folder: Folder | None,
        *,
        usage_analytics: bool | None,
        crash_reports: bool | None,
    ) -> None:
        """Options that are given win over what is stored. Only `opt_out` undoes opting out."""
        self.consent = Consent()
        self._folder = folder
        self._stamp = self._read_stamp()
        self._load()
        if usage_analytics is not None:
            self.consent.usage_analytics = bool(usage_analytics)
        if crash_reports is not None:
            self.consent.crash_reports = bool(crash_reports)

    def save(self) -> None:
        if self._folder is not None:
            self._folder.write_settings(dict(vars(self.consent)))
            self._stamp = self._read_stamp()

    def follow(self) -> bool:
        """Read the choices again when another process has written them; True if so."""
        stamp = self._read_stamp()
        if stamp == self._stamp:
            return False
        self._stamp = stamp
        self._load()
        return True

    def _read_stamp(self) -> int:
        return 0 if self._folder is None else self._folder.settings_stamp()

    def _load(self) -> None:
        stored: dict[str, Any] = {} if self._folder is None else self._folder.read_settings()
        self.consent.usage_analytics = stored.get("usage_analytics") is True
        self.consent.crash_reports = stored.get("crash_reports") is not False
        self.consent.is_opted_out = stored.get("is_opted_out") is True
