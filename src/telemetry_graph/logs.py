"""Structured logs: one JSON object a line."""

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

_FILE_BYTES = 10_000_000


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **{key: value for key, value in vars(record).items() if key not in _STANDARD},
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)


def configure_logging(level: str, file: str | None = None) -> None:
    """Log to standard error, or to `file` and two older ones of 10 MB each."""
    handler: logging.Handler = logging.StreamHandler(sys.stderr)
    if file is not None:
        handler = RotatingFileHandler(file, maxBytes=_FILE_BYTES, backupCount=2)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    # uvicorn would tell the address of each WebSocket, its query and, when debugging, its headers.
    for noisy in ("httpx", "httpcore", "websockets", "asyncio", "uvicorn"):
        logging.getLogger(noisy).setLevel("WARNING")
