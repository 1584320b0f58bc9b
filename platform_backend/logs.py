"""Log lines: for people, or one JSON object each for a site's log collector.

What a line is about (session, user, code) is bound to it with `about`, so that it can be searched for and is
not parsed out of sentences. Tokens and passwords are never logged, nor what people wrote.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import queue
import sys
import threading
from typing import IO, Any

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

from backend_client.protocol.times import format_time

_BOUND = "bound"
#: Lines that wait while nobody reads them; more are dropped and counted.
_WAITING = 10_000
_FLUSH_WITHIN_S = 1.0


def about(**fields: object) -> dict[str, Any]:
    """Fields of a log line, for ``extra=``; those that are None or empty are left out."""
    return {_BOUND: {name: value for name, value in fields.items() if value not in (None, "")}}


def start_logging(*, form: str, level: int, stream: IO[str] | None = None) -> LineWriter:
    """Log to `stream` (the standard error) as ``text`` or ``json``, from `level` on."""
    writer = LineWriter(stream or sys.stderr)
    writer.setFormatter(_Json() if form == "json" else _Text())
    root = logging.getLogger()
    root.addHandler(writer)
    # Libraries say what they have to say at the level of a warning.
    root.setLevel(logging.WARNING)
    logging.getLogger("platform_backend").setLevel(level)
    atexit.register(writer.close)
    return writer


class LineWriter(logging.Handler):
    """Writes lines in a thread of its own: whoever does not read them must not hold up the platform.

    `dropped` counts lines that found no room.
    """

    def __init__(self, stream: IO[str]) -> None:
        super().__init__()
        self.dropped = 0
        self._stream = stream
        self._lines: queue.Queue[str | None] = queue.Queue(_WAITING)
        self._thread = threading.Thread(target=self._write, name="log", daemon=True)
        self._thread.start()

    def emit(self, record: logging.LogRecord) -> None:
        """Take a record."""
        try:
            self._lines.put_nowait(self.format(record))
        except queue.Full:
            self.dropped += 1
        except Exception:
            self.handleError(record)

    def close(self) -> None:
        """Write what waits, as far as somebody reads it soon."""
        with contextlib.suppress(queue.Full):
            self._lines.put_nowait(None)
            self._thread.join(_FLUSH_WITHIN_S)
        super().close()

    def _write(self) -> None:
        while (line := self._lines.get()) is not None:
            # A closed pipe, a full disk: there is nobody left to be told.
            with contextlib.suppress(OSError, ValueError):
                self._stream.write(f"{line}\n")
                if self._lines.empty():
                    self._stream.flush()


class _Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        bound: dict[str, object] = getattr(record, _BOUND, {})
        parts = [format_time(record.created), record.levelname, record.name, record.getMessage()]
        # A client must not be able to make lines of its own.
        line = " ".join(map(_on_one_line, [*parts, *(f"{name}={value}" for name, value in bound.items())]))
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


class _Json(JsonFormatter):
    def __init__(self) -> None:
        super().__init__(reserved_attrs=[*RESERVED_ATTRS, _BOUND], json_ensure_ascii=False)

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        log_data["time"] = format_time(record.created)
        log_data["level"] = record.levelname.lower()
        log_data["logger"] = record.name
        log_data["message"] = record.getMessage()
        log_data |= getattr(record, _BOUND, {})
        if record.exc_info:
            log_data["exception"] = self.formatException(record.exc_info)


def _on_one_line(text: str) -> str:
    return text if text.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
