"""Incidents that only the platform remembers, found in the palette by their number."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from backend_client.picture import Entry
from backend_client.protocol.entities import Incident
from backend_client.protocol.queries import Found, IncidentsSearch
from widgets import signs, words
from widgets.alphabet import Needle
from widgets.drills import titled
from widgets.incident_history import Archive, Asking, decoded
from widgets.palette.values import PaletteEntry, Results

translate = QCoreApplication.translate

#: Nobody is asked before whoever types has paused for so long.
_PAUSE_MS: Final = 250
#: After so long a question that failed is asked again, if somebody still wants to know.
_AGAIN_MS: Final = 3000
#: As many as are asked for: newer ones with a longer number may stand before the one that is meant.
_MOST: Final = 30
#: A number, or letters and digits with signs between them as in a serial number.
_NUMBER: Final = re.compile(r"[0-9]+")
_SERIAL: Final = re.compile(r"(?=(?:.*[0-9]){4})[0-9a-z]+(?:[-_/.][0-9a-z]+)*-?")
#: The last part of a serial number and the sign before it.
_TAIL: Final = re.compile(r"(?P<sign>[^0-9]?)(?P<number>[0-9]+)$")
#: What is found here stands behind what the picture has, if that matches as well.
_FOUND_GRADE: Final = 7
_TOLD_GRADE: Final = 90
_STATE_ID: Final = "state"


class HistorySource(QObject):
    """A `PaletteSource` that asks `archive` once a number was typed; one row tells how the asking goes.

    It never waits: `on_answer` is called when its rows may be other ones. What the picture holds is left out.
    """

    kind = "past"

    def __init__(
        self,
        *,
        archive: Archive,
        incidents: Mapping[str, Entry[Incident]],
        has: Callable[[str], bool],
        choose: Callable[[str, Incident], None],
        on_answer: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        """`has` says whether what was typed is the number of an incident in the picture."""
        super().__init__(parent)
        self._archive = archive
        self._incidents = incidents
        self._has = has
        self._choose = choose
        self._on_answer = on_answer
        self._sought = ""
        self._question = 0
        self._asking = Asking.IDLE
        self._why = ""
        self._is_here = False
        self._found: dict[str, Incident] = {}
        self._total = 0
        self._chosen: dict[str, Incident] = {}
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)

    @property
    def title(self) -> str:
        """As `PaletteSource`."""
        return translate("Palette", "In the history")

    def search(self, needle: Needle, *, most: int) -> Results:
        """As `PaletteSource`."""
        sought = needle.words[0] if len(needle.words) == 1 and _is_number(needle.words[0]) else ""
        failed = self._asking is Asking.FAILED and not self._again.isActive()
        if sought != self._sought or (sought and failed):
            self._seek(sought)
        if not sought:
            return Results()
        past = [id_ for id_ in self._found if id_ not in self._incidents]
        if past:
            rows = tuple(_row(id_, self._found[id_], grade=_FOUND_GRADE) for id_ in past[:most])
            return Results(self._total, rows)
        if self._is_here:
            return Results()
        told = PaletteEntry(id=_STATE_ID, parts=(sought,), why_not=self._told(), grade=_TOLD_GRADE)
        return Results(1, (told,))

    def entry(self, id_: str) -> PaletteEntry | None:
        """As `PaletteSource`: one that was chosen, as it was found."""
        incident = self._chosen.get(id_)
        return None if incident is None else _row(id_, incident, grade=0)

    def prepare(self) -> bool:
        """As `PaletteSource`: there is nothing to prepare."""
        return False

    def choose(self, id_: str) -> None:
        """As `PaletteSource`."""
        incident = self._found.get(id_) or self._chosen.get(id_)
        if incident is not None:
            self._chosen[id_] = incident
            self._choose(id_, incident)

    def choose_other(self, id_: str) -> bool:
        """As `PaletteSource`: one of the past can only be read."""
        return False

    def forget(self) -> None:
        """Somebody else sits here now, who may not see what was found."""
        self._chosen.clear()
        self._seek("")

    def _seek(self, sought: str) -> None:
        self._question += 1
        self._sought = sought
        self._is_here = bool(sought) and self._has(sought)
        self._found = {}
        self._asking = Asking.WAITING if sought else Asking.IDLE
        self._pause.stop()
        if sought:
            self._pause.start()

    def _ask(self) -> None:
        question = self._question
        text = self._sought
        if _NUMBER.fullmatch(text):
            text = _as_numbered(text, self._incidents)
        self._archive.ask(
            IncidentsSearch(text=text, limit=_MOST),
            then=lambda found: self._take(question, found),
            failed=lambda why: self._fail(question, why),
        )

    def _take(self, question: int, found: Found) -> None:
        if question != self._question:
            return
        read = ((item.id, decoded(item.data)) for item in found.items)
        self._found = {id_: incident for id_, incident in read if incident and _means(self._sought, incident)}
        more = found.total - len(found.items)
        self._total = len(self._found.keys() - self._incidents.keys()) + more
        self._asking = Asking.IDLE
        self._on_answer()

    def _fail(self, question: int, why: str) -> None:
        if question == self._question:
            self._why = why
            self._asking = Asking.FAILED
            self._again.start()
            self._on_answer()

    def _told(self) -> str:
        """How the asking goes, in words."""
        match self._asking:
            case Asking.WAITING:
                return translate("Palette", "Searching the history…")
            case Asking.FAILED:
                return self._why
        return translate("Palette", "Not found in the history")


def _is_number(word: str) -> bool:
    return bool(_NUMBER.fullmatch(word) or _SERIAL.fullmatch(word))


def _as_numbered(number: str, incidents: Mapping[str, Entry[Incident]]) -> str:
    """`number` as it ends a serial number here: behind the same sign, with zeros before it."""
    some = next(iter(incidents.values()), None)
    tail = None if some is None else _TAIL.search(some.data.serial_no)
    short = number.lstrip("0")
    if tail is None or len(short) > len(tail["number"]):
        return number
    return tail["sign"] + short.zfill(len(tail["number"]))


def _means(sought: str, incident: Incident) -> bool:
    """Whether a number or a piece of a serial number means this incident."""
    serial = incident.serial_no.casefold()
    tail = _TAIL.search(serial)
    if tail is None or not _NUMBER.fullmatch(sought) or len(sought.lstrip("0")) > len(tail["number"]):
        return sought in serial
    return int(tail["number"]) == int(sought)


def _row(id_: str, incident: Incident, *, grade: int) -> PaletteEntry:
    return PaletteEntry(
        id=id_,
        parts=(titled(incident), incident.serial_no, incident.place),
        look=signs.SEVERITY.get(incident.severity, signs.UNKNOWN),
        note=words.incident_state(incident.state),
        grade=grade,
    )
