"""Structured logs: one JSON object per line."""

import json
import logging
import sys
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler

_STANDARD = set(vars(logging.makeLogRecord({}))) | {
    "message",
    "asctime",
    "taskName",
    "color_message",
}

_MAX_FILE_BYTES = 10_000_000


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        extra = {key: value for key, value in vars(record).items() if key not in _STANDARD}
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **extra,
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)


def configure_logging(level: str, file: str | None = None) -> None:
    """Log to standard error, or to `file`, which is rotated at 10 MB; two older files remain."""
    handler: logging.Handler = logging.StreamHandler(sys.stderr)
    if file is not None:
        handler = RotatingFileHandler(file, maxBytes=_MAX_FILE_BYTES, backupCount=2)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    # uvicorn would log the address and query of each WebSocket and, at debug level, its headers.
    for noisy in ("httpx", "httpcore", "websockets", "asyncio", "uvicorn"):
        logging.getLogger(noisy).setLevel("WARNING")
