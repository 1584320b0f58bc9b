"""Lines about tiles: ``w 2-13 camera`` puts a camera on tile 13 of wall 2, ``w 2-13`` empties it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication

from backend_client.changes import Changes
from backend_client.picture import Entry
from backend_client.protocol.entities import Camera
from console.wall.tile_hands import TileHands
from layouts.addresses import TileAddress
from layouts.addresses import parse as parse_address
from widgets.alphabet import Alphabet, needle_of
from widgets.palette.picture_source import PictureIndex
from widgets.palette.values import LineReader, PaletteEntry, Reading, Tone

translate = QCoreApplication.translate

_MOST: Final = 12
#: The letter, a blank, an address with a wall in it, and perhaps a camera. An incident's number has no wall.
_LINE: Final = re.compile(r"\s*w\s+(\d{1,2}\s*[-.]\s*\d{1,3})(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)


class TileLine:
    """A `LineReader` for tiles by their addresses."""

    def __init__(self, *, cameras: Mapping[str, Entry[Camera]], hands: TileHands, alphabet: Alphabet) -> None:
        self._cameras = cameras
        self._hands = hands
        self._index = PictureIndex(
            entries=cameras,
            name="camera",
            fields=lambda _id, data: (data.name, data.device_id),
            alphabet=alphabet,
        )

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        self._index.on_changes(changes)

    def prepare(self) -> bool:
        """As `LineReader`."""
        return self._index.prepare()

    def forms(self) -> tuple[PaletteEntry, ...]:
        """As `LineReader`."""
        example = translate("TileLine", "w 2-13 camera")
        return (
            PaletteEntry(
                id="w-tile", parts=(example, translate("TileLine", "Camera onto a tile")), insert="w 1-"
            ),
        )

    def read(self, text: str, cursor: int) -> Reading | None:
        """As `LineReader`."""
        found = _LINE.fullmatch(unicodedata.normalize("NFKC", text))
        address = None if found is None else parse_address(found[1])
        if found is None or address is None:
            return None
        wall = self._hands.name(address.wall)
        if not wall:
            told = translate("TileLine", "There is no wall {n}").format(n=address.wall)
            return Reading(told, Tone.REFUSED)
        if why_not := self._hands.why_not(address):
            return Reading(f"{address}: {why_not}", Tone.REFUSED)
        typed = (found[2] or "").strip()
        if not typed:
            told = translate("TileLine", "Empty tile {address} of {wall}; or type a camera")
            return Reading(
                told.format(address=address, wall=wall),
                Tone.READY,
                give=partial(self._hands.put, address, ""),
            )
        return self._with_camera(address, wall, typed, str(found[1]))

    def _with_camera(self, address: TileAddress, wall: str, typed: str, written: str) -> Reading:
        exact = next((id_ for id_, each in self._cameras.items() if typed in (id_, each.data.name)), "")
        results = self._index.search(needle_of(typed), most=_MOST)
        choices = tuple(
            PaletteEntry(id=each.id, parts=each.parts, insert=f"w {written} {each.parts[0]}")
            for each in results.entries
        )
        chosen = exact or (results.entries[0].id if results.total == 1 else "")
        heading = translate("Palette", "Cameras")
        if chosen:
            told = translate("TileLine", "{camera} onto tile {address} of {wall}")
            sentence = told.format(camera=self._cameras[chosen].data.name, address=address, wall=wall)
            return Reading(
                sentence, Tone.READY, choices, heading, give=partial(self._hands.put, address, chosen)
            )
        if not results.total:
            told = translate("TileLine", "No camera is called {name}").format(name=typed)
            return Reading(told, Tone.REFUSED)
        told = translate("TileLine", "{n} cameras match: which?").format(n=results.total)
        return Reading(told, Tone.WAITING, choices, heading)


class Lines:
    """Several `LineReader` as one: the first that knows what a line means reads it."""

    def __init__(self, *readers: LineReader) -> None:
        self._readers = readers

    def read(self, text: str, cursor: int) -> Reading | None:
        """As `LineReader`."""
        found = (reader.read(text, cursor) for reader in self._readers)
        return next((reading for reading in found if reading is not None), None)

    def forms(self) -> tuple[PaletteEntry, ...]:
        """As `LineReader`, the last reader's first."""
        return tuple(entry for reader in reversed(self._readers) for entry in reader.forms())

    def prepare(self) -> bool:
        """As `LineReader`."""
        more = [reader.prepare() for reader in self._readers]  # each of them gets its turn
        return any(more)
