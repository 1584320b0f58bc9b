"""What is recorded and how long it is kept, as the administrator's file in the data folder says."""

from __future__ import annotations

import contextlib
import logging
import os
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from backend_client.protocol.entities import Camera

#: The file's name in the data folder.
SETTINGS_FILE: Final = "recordings.toml"
#: Stands for every camera of the district.
EVERY: Final = "*"
_MOST_BYTES: Final = 1_000_000
_GIGABYTE: Final = 1_000_000_000
_PACKAGED: Final = """# What the platform records. Changes are taken over within seconds.
format = "recordings/1"

# Cameras that are recorded all the time, by id or 20-digit device id; "*" stands for all of them.
cameras = []
# Which stream: "main" or "sub".
stream = "main"
# The cameras of an alarm, from its start until it is closed, so many minutes at most.
alarms = true
alarm_minutes = 30

# What is older than so many days goes, and the oldest while all takes more than so many gigabytes.
days = 7
gigabytes = 50
# Recording stops while less than so many gigabytes are free on the disk.
reserve_gigabytes = 2
"""

Amount = Annotated[float, Meta(gt=0.0, le=1_000_000.0)]

_log = logging.getLogger(__name__)


class RecordingSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file's contents; the names are explained there."""

    format: Literal["recordings/1"] = "recordings/1"
    cameras: tuple[str, ...] = ()
    stream: Literal["main", "sub"] = "main"
    alarms: bool = True
    alarm_minutes: Annotated[float, Meta(gt=0.0, le=1440.0)] = 30.0
    days: Amount = 7.0
    gigabytes: Amount = 50.0
    reserve_gigabytes: Amount = 2.0

    @property
    def keep_s(self) -> float:
        """How old a piece may become, in seconds."""
        return self.days * 86_400.0

    @property
    def keep_bytes(self) -> int:
        """How large all pieces may be together."""
        return round(self.gigabytes * _GIGABYTE)

    @property
    def reserve_bytes(self) -> int:
        """What stays free on the disk."""
        return round(self.reserve_gigabytes * _GIGABYTE)

    def named(self, cameras: Mapping[str, Camera], *, also: Collection[str] = ()) -> frozenset[str]:
        """The ids of the cameras that are recorded all the time; names of none count for nothing."""
        names = {*self.cameras, *also}
        if EVERY in names:
            return frozenset(cameras)
        return frozenset(id_ for id_, camera in cameras.items() if id_ in names or camera.device_id in names)


def read_settings(raw: bytes) -> RecordingSettings:
    """Read a file's contents. Raises ValueError with a sentence that says what is wrong."""
    try:
        return msgspec.convert(tomllib.loads(raw.decode()), RecordingSettings, strict=False)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(str(error)) from error


class SettingsBook:
    """`current` are the settings in force; a file that cannot be used is told of once, the former stay."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.current = RecordingSettings()
        self._seen: tuple[int, int, int] | None = None
        _make(path)
        self.look()

    def look(self) -> bool:
        """Take over what has been changed in the file; whether other settings are in force now."""
        try:
            found = self.path.stat()
            seen = (found.st_mtime_ns, found.st_size, found.st_ino)
            if seen == self._seen or found.st_size > _MOST_BYTES:
                return False
            self._seen = seen
            fresh = read_settings(self.path.read_bytes())
        except OSError:
            # An editor may be about to put another in its place.
            return False
        except ValueError as error:
            _log.error("the settings in %s are not as they should be, the former stay: %s", self.path, error)
            return False
        changed, self.current = fresh != self.current, fresh
        return changed


def _make(path: Path) -> None:
    # Without it the settings are the same: nothing is lost where it cannot be written.
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(_PACKAGED)
