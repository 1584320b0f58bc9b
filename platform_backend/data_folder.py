"""The data folder: made on first use, locked against a second platform."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO

from platform_backend.access.tokens import ensure_key
from platform_backend.audit.trail import audit_key
from platform_backend.evidence.signing import KEY_FILE, evidence_key
from platform_backend.failures import CannotStart
from platform_backend.metrics import ensure_metrics_token
from platform_backend.recordings.settings import SETTINGS_FILE

if sys.platform != "win32":
    import fcntl


class DataFolderUnusable(CannotStart):
    """The data folder cannot be used; the message is one sentence that says what to do."""


class DataFolder:
    """Paths inside the data folder, which stays locked for this process until `close`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            # One that is there already may be shared on purpose; what lies in it is private anyway.
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
                raise PermissionError(f"no permission to read and write {path}")
            lock = os.open(path / "platform.lock", os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            self._lock: IO[bytes] = os.fdopen(lock, "ab")
        except OSError as error:
            raise DataFolderUnusable(
                f"The data folder {path} cannot be used ({error.strerror or error}): "
                "choose another with --data, or change its permissions."
            ) from error
        if sys.platform != "win32":
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                self._lock.close()
                raise DataFolderUnusable(
                    f"The data folder {path} is in use by another platform: end that one, or choose another "
                    "folder with --data."
                ) from error

    @property
    def database(self) -> Path:
        """The platform's database file."""
        return self.path / "platform.sqlite3"

    @property
    def key_file(self) -> Path:
        """The secret key that signs bearer tokens."""
        return self.path / "token.key"

    @property
    def anchors_file(self) -> Path:
        """The memory of where the audit trail stood, outside the database."""
        return self.path / "audit.anchors"

    def audit_key(self) -> bytes:
        """The key of the audit trail, made on first use."""
        try:
            return audit_key(self.path)
        except (OSError, ValueError) as error:
            raise DataFolderUnusable(
                f"The audit trail's key in {self.path} cannot be used ({error}): put audit.key back "
                "from where you keep it."
            ) from error

    def metrics_token(self) -> str:
        """What a scraper shows to read the figures, made on first use."""
        path = self.path / "metrics.token"
        try:
            return ensure_metrics_token(path)
        except OSError as error:
            raise DataFolderUnusable(
                f"The file {path} cannot be used ({error}): delete it to have another token made."
            ) from error

    @property
    def recordings_file(self) -> Path:
        """What is recorded and how long it is kept, made on first use and the administrator's to change."""
        return self.path / SETTINGS_FILE

    def check_evidence_key(self) -> None:
        """Make the key that evidence is signed with on first use, and see that it can be read."""
        try:
            evidence_key(self.path)
        except (OSError, ValueError) as error:
            raise DataFolderUnusable(
                f"The key {self.path / KEY_FILE} that signs evidence cannot be used ({error}): put it "
                "back from where you keep it."
            ) from error

    @property
    def limits_file(self) -> Path:
        """The limits of incidents' clocks, made on first use and the administrator's to change."""
        return self.path / "limits.toml"

    @property
    def camera_cache(self) -> Path:
        """Encoded scenes of the camera site."""
        return self.path / "camera-site"

    @property
    def room_server(self) -> Path:
        """What the room server is started with, and its socket."""
        return self.path / "room-server"

    def key(self) -> bytes:
        """The secret key itself, made on first use."""
        try:
            return ensure_key(self.key_file)
        except (OSError, ValueError) as error:
            raise DataFolderUnusable(
                f"The key file {self.key_file} cannot be used ({error}): restore it, or delete it to have "
                "everybody sign in again."
            ) from error

    def close(self) -> None:
        """Give the folder up."""
        self._lock.close()
