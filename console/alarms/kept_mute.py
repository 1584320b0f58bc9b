"""The mute of a workstation's alarm sound, kept in a file: a console that starts again goes on with it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

import msgspec

from console.files import write_whole

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Mute:
    """Why the sound is muted, by whom, and until when (the platform's time, seconds since the epoch)."""

    reason: str
    by: str
    until: float


class KeptMute:
    """The file `path`. Where it cannot be read or written, alarms sound after a start: the safe way."""

    def __init__(self, *, path: Path) -> None:
        self._path = path

    def read(self) -> Mute | None:
        """What was kept last."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Mute)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, RecursionError) as error:
            _log.warning("what %s says of a muted alarm sound cannot be read (%s)", self._path, error)
            return None

    def keep(self, mute: Mute | None) -> None:
        """Keep this one, or none."""
        try:
            if mute is None:
                self._path.unlink(missing_ok=True)
                return
            self._path.parent.mkdir(parents=True, exist_ok=True)
            said = msgspec.json.encode(mute)
            write_whole(self._path, lambda beside: beside.write_bytes(said), private=True)
        except OSError as error:
            _log.warning("the muted alarm sound could not be kept in %s (%s)", self._path, error)
