"""Where the files of exports lie: whole or not at all, and left alone by what tidies recordings up."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Final
from uuid import UUID

import msgspec

from backend_client.protocol.errors import ErrorCode, Refused
from platform_backend.evidence.manifest import Range, media_types

#: Beside the pictures: which parts they show, until the manifest says so.
_SHOWN: Final = "shown.json"
_UNFINISHED: Final = "incoming-"


class EvidenceFolder:
    """One folder for each export, under its id."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def place(self, id_: str) -> Path:
        """The folder of an export. Raises ValueError when it cannot be an export's id."""
        return self._root / str(UUID(id_))

    def media(self, id_: str) -> Path | None:
        """The file with the pictures, once it is there."""
        place = self.place(id_)
        return next((place / name for name in media_types() if (place / name).exists()), None)

    def shown(self, id_: str) -> tuple[Range, ...]:
        """Which parts the pictures show; empty when nobody has said so."""
        try:
            raw = (self.place(id_) / _SHOWN).read_bytes()
        except FileNotFoundError:
            return ()
        return msgspec.json.decode(raw, type=tuple[Range, ...])

    def keep(
        self, id_: str, name: str, pieces: Iterable[bytes], shown: Callable[[], tuple[Range, ...]]
    ) -> Path:
        """Write pictures of the platform's own, durably; `shown` is asked after the last piece.

        Raises OSError.
        """
        place = self._made(id_)
        with _becoming(place / name) as file:
            for piece in pieces:
                file.write(piece)
            put(place / _SHOWN, msgspec.json.encode(shown()))
        return place / name

    async def take(
        self, id_: str, name: str, pieces: AsyncIterator[bytes], *, sha256: str, size: int
    ) -> Path:
        """Take pictures in that were announced with their digest and size. Raises Refused, OSError."""
        place = await asyncio.to_thread(self._made, id_)
        found, count = hashlib.sha256(), 0
        handle, fresh = tempfile.mkstemp(dir=place, prefix=_UNFINISHED)
        try:
            with os.fdopen(handle, "wb") as file:
                async for piece in pieces:
                    count += len(piece)
                    if count > size:
                        sentence = f"it is longer than the {size} bytes announced"
                        raise Refused(ErrorCode.BAD_REQUEST, sentence)
                    found.update(piece)
                    file.write(piece)
                if count != size or found.hexdigest() != sha256:
                    sentence = "it is not what was announced: its size or its SHA-256 is another"
                    raise Refused(ErrorCode.BAD_REQUEST, sentence)
                # A flush of two hundred megabytes must not hold everybody up.
                await asyncio.to_thread(_settle, file, fresh, place / name)
        finally:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(fresh)
        return place / name

    def drop(self, id_: str) -> None:
        """Take away what was never approved. Harmless when there is nothing."""
        with contextlib.suppress(OSError):
            shutil.rmtree(self.place(id_))

    def _made(self, id_: str) -> Path:
        place = self.place(id_)
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        # What was being written when the platform was killed.
        for left in place.glob(f"{_UNFINISHED}*"):
            with contextlib.suppress(OSError):
                left.unlink()
        return place


def put(path: Path, data: bytes) -> None:
    """Write a small file whole or not at all, durably. Raises OSError."""
    with _becoming(path) as file:
        file.write(data)


@contextlib.contextmanager
def _becoming(path: Path) -> Iterator[IO[bytes]]:
    """A file that comes to stand at `path` when nothing has gone wrong."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=_UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            _settle(file, name, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)


def _settle(file: IO[bytes], fresh: str, path: Path) -> None:
    file.flush()
    os.fsync(file.fileno())
    os.replace(fresh, path)
