"""Pictures on disk: each under its SHA-256, written whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from backend_client.protocol.errors import ErrorCode, Refused

#: The folder's name, in the data folder as beside backups.
MEDIA_FOLDER: Final = "media"
#: Largest picture, in bytes.
MAX_BYTES: Final = 10_000_000
#: How the names of files begin that are not whole yet.
UNFINISHED: Final = "incoming-"
_CHUNK: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Stored:
    """A picture that lies on disk."""

    sha256: str
    content_type: str
    bytes: int


class MediaFiles:
    """A folder of pictures, made when the first one comes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, sha256: str) -> Path:
        """Where the picture of this digest lies."""
        return self._folder / sha256[:2] / sha256

    def clear_unfinished(self) -> None:
        """Take away what a process that was killed left half-written; nobody may be writing here."""
        for left in (*self._folder.glob(f"{UNFINISHED}*"), *self._folder.glob(f"??/{UNFINISHED}*")):
            with contextlib.suppress(OSError):
                left.unlink()

    def put(self, source: IO[bytes]) -> Stored:
        """Take a picture in, durably.

        Raises Refused for anything that is no picture or too large, and when the disk has no room for it.
        """
        try:
            return self._put(source)
        except OSError as error:
            raise Refused(
                ErrorCode.UNAVAILABLE, f"the picture cannot be kept now ({error.strerror or error})"
            ) from error

    def _put(self, source: IO[bytes]) -> Stored:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        head = source.read(16)
        content_type = content_type_of(head)
        if content_type is None:
            raise Refused(ErrorCode.BAD_REQUEST, "only JPEG, PNG and WebP pictures are taken")
        digest = hashlib.sha256()
        size = 0
        handle, name = tempfile.mkstemp(dir=self._folder, prefix=UNFINISHED)
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                chunk = head
                while chunk:
                    size += len(chunk)
                    if size > MAX_BYTES:
                        raise Refused(
                            ErrorCode.BAD_REQUEST, f"a picture has at most {MAX_BYTES // 1_000_000} MB"
                        )
                    digest.update(chunk)
                    file.write(chunk)
                    chunk = source.read(_CHUNK)
                file.flush()
                os.fsync(file.fileno())
            place = self.path(digest.hexdigest())
            place.parent.mkdir(mode=0o700, exist_ok=True)
            beside.replace(place)
        finally:
            with contextlib.suppress(FileNotFoundError):
                beside.unlink()
        return Stored(digest.hexdigest(), content_type, size)


def content_type_of(head: bytes) -> str | None:
    """What kind of picture begins with these bytes; None when it is none that is taken."""
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    return None
