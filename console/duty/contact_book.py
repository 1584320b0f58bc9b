"""The directory as it was last known here: readable when the platform is away, also from a cold start."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec

from backend_client.changes import Changes
from backend_client.picture import Entry, Picture
from backend_client.protocol.duty import Contact
from backend_client.protocol.times import format_time
from backend_client.tasks import TaskSet
from console.files import write_whole

_log = logging.getLogger(__name__)

#: Changes within so many seconds are written together.
_WRITE_AFTER_S: Final = 5.0


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    """The file as a whole."""

    format: str
    at: str
    contacts: dict[str, Contact]


_FORMAT: Final = "contacts/1"


class ContactBook(Mapping[str, Entry[Contact]]):
    """The platform's contacts, or while there are none those of the last time. `as_of` is when that was.

    The file is for its owner alone, as the outbox is: people's numbers stand in it.
    """

    def __init__(self, *, picture: Picture, path: Path, tasks: TaskSet) -> None:
        self._live = picture.of(Contact)
        self._path = path
        self._tasks = tasks
        self._writing = False
        self._kept: dict[str, Entry[Contact]] = {}
        self._at = ""
        self._load()

    @property
    def as_of(self) -> str:
        """From when the contacts are, RFC 3339; empty while they are the platform's own."""
        return "" if self._live else self._at

    def on_changes(self, changes: Changes, *, now: float) -> None:
        """Take in what changed in the picture, at the platform's time `now`."""
        if changes.touches("contact") and self._live and not self._writing:
            self._writing = True
            self._tasks.spawn(self._write_soon(now), name="contact book")

    async def _write_soon(self, now: float) -> None:
        await asyncio.sleep(_WRITE_AFTER_S)
        self._writing = False
        contacts = {id_: entry.data for id_, entry in self._live.items()}
        if contacts:
            kept = _Kept(format=_FORMAT, at=format_time(now), contacts=contacts)
            await asyncio.to_thread(self._write, msgspec.json.encode(kept))

    def _write(self, body: bytes) -> None:
        try:
            write_whole(self._path, lambda beside: beside.write_bytes(body), private=True)
        except OSError as error:
            _log.warning("the directory could not be kept in %s: %s", self._path, error)

    def _load(self) -> None:
        try:
            kept = msgspec.json.decode(self._path.read_bytes(), type=_Kept)
        except FileNotFoundError:
            return
        except (OSError, ValueError, RecursionError) as error:
            _log.warning("the directory kept in %s cannot be read: %s", self._path, error)
            return
        self._at = kept.at
        self._kept = {id_: Entry(id=id_, ver=0, data=each) for id_, each in kept.contacts.items()}

    def _now(self) -> Mapping[str, Entry[Contact]]:
        return self._live or self._kept

    def __getitem__(self, key: str) -> Entry[Contact]:
        return self._now()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._now())

    def __len__(self) -> int:
        return len(self._now())
