"""Things of the picture that can be found in the palette."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Final, Generic, TypeVar

from backend_client.changes import Changes
from backend_client.picture import Entry
from backend_client.protocol.entities import Entity
from widgets.alphabet import Alphabet, Needle
from widgets.matching import MatchIndex
from widgets.palette.values import PaletteEntry, Results
from widgets.signs import Look

E = TypeVar("E", bound=Entity)

#: Things looked at in one turn of the loop: 2 to 4 ms.
_SLICE: Final = 500


class PictureIndex(Generic[E]):
    """Keeps an index of one kind of entity in step with the picture, a slice at a time.

    Between two turns of `prepare` it only notes what changed, so a busy feed costs next to nothing.
    """

    def __init__(
        self,
        *,
        entries: Mapping[str, Entry[E]],
        name: str,
        fields: Callable[[str, E], Iterable[str]],
        weight: Callable[[E], int] = lambda _data: 0,
        keeps: Callable[[E], bool] = lambda _data: True,
        along_with: tuple[str, ...] = (),
        alphabet: Alphabet,
    ) -> None:
        """`name` is the entity's; when one of `along_with` changes all `fields` are asked for anew. What
        `keeps` turns down cannot be found.
        """
        self.entries = entries
        self._keeps = keeps
        self._name = name
        self._fields = fields
        self._weight = weight
        self._along_with = along_with
        self._index = MatchIndex(alphabet=alphabet)
        self._known: set[str] = set()
        #: Ids to look at again, in the order in which they came.
        self._waiting: dict[str, None] = dict.fromkeys(self.entries)

    def on_changes(self, changes: Changes) -> None:
        """Note what changed in the picture."""
        if self._name in changes.reset or changes.touches(*self._along_with):
            self._waiting = dict.fromkeys((*self.entries, *self._known))
        else:
            self._waiting.update(dict.fromkeys(changes.ids(self._name)))

    def prepare(self) -> bool:
        """As `PaletteSource`."""
        for id_ in list(islice(self._waiting, _SLICE)):
            del self._waiting[id_]
            self._take(id_)
        return bool(self._waiting) or self._index.prepare()

    def search(self, needle: Needle, *, most: int) -> Results:
        """As `PaletteSource`, with the fields as parts."""
        matches = self._index.search(needle, most=most)
        entries = (
            PaletteEntry(id=match.id, parts=match.fields, spans=match.spans, grade=match.grade)
            for match in matches.found
        )
        return Results(matches.total, tuple(entries))

    def parts(self, id_: str) -> tuple[str, ...]:
        """The fields of one thing, as the picture has it."""
        entry = self.entries.get(id_)
        return () if entry is None or not self._keeps(entry.data) else tuple(self._fields(id_, entry.data))

    def _take(self, id_: str) -> None:
        entry = self.entries.get(id_)
        if entry is None or not self._keeps(entry.data):
            self._known.discard(id_)
            self._index.remove(id_)
        else:
            self._known.add(id_)
            self._index.put(id_, self._fields(id_, entry.data), weight=self._weight(entry.data))


class PictureSource(Generic[E]):
    """A `PaletteSource` over an index: its fields are the parts, `look` and `note` are of the moment."""

    def __init__(
        self,
        *,
        title: str,
        kind: str,
        index: PictureIndex[E],
        look: Callable[[str, E], Look | None],
        note: Callable[[str, E], str],
        choose: Callable[[str], None],
        choose_other: Callable[[str], None] | None = None,
        why_not: Callable[[str, E], str] = lambda _id, _data: "",
    ) -> None:
        self._title = title
        self._kind = kind
        self._index = index
        self._look = look
        self._note = note
        self._choose = choose
        self._choose_other = choose_other
        self._why_not = why_not

    @property
    def kind(self) -> str:
        """As `PaletteSource`."""
        return self._kind

    @property
    def title(self) -> str:
        """As `PaletteSource`."""
        return self._title

    def search(self, needle: Needle, *, most: int) -> Results:
        """As `PaletteSource`."""
        found = self._index.search(needle, most=most)
        return Results(found.total, tuple(each for entry in found.entries if (each := self._now(entry))))

    def entry(self, id_: str) -> PaletteEntry | None:
        """As `PaletteSource`."""
        parts = self._index.parts(id_)
        return self._now(PaletteEntry(id=id_, parts=parts)) if parts else None

    def prepare(self) -> bool:
        """As `PaletteSource`."""
        return self._index.prepare()

    def choose(self, id_: str) -> None:
        """As `PaletteSource`."""
        self._choose(id_)

    def choose_other(self, id_: str) -> bool:
        """As `PaletteSource`."""
        if self._choose_other is None:
            return False
        self._choose_other(id_)
        return True

    def _now(self, entry: PaletteEntry) -> PaletteEntry | None:
        held = self._index.entries.get(entry.id)
        if held is None:
            return None
        return PaletteEntry(
            id=entry.id,
            parts=entry.parts,
            look=self._look(entry.id, held.data),
            note=self._note(entry.id, held.data),
            why_not=self._why_not(entry.id, held.data),
            spans=entry.spans,
            grade=entry.grade,
        )
