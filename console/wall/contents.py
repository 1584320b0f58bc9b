"""What stands on tiles besides cameras: the map, lists, figures, the clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Counter, Incident
from backend_client.protocol.lanes import BIT, Lane, Viewer, due_at, lane_mask
from backend_client.protocol.wall import TileKind, WallTile
from console.wall.conferences import ConferencesOnWalls
from console.wall.course import Course
from console.wall.recordings import RecordingsOnWalls
from widgets import signs
from widgets.dispatch.incident_lanes import lane_name
from widgets.drills import titled
from widgets.incident_cells import clock_cell
from widgets.wall.clock_tile import ClockTile
from widgets.wall.figures_tile import FiguresTile, WallFigure
from widgets.wall.list_tile import ListRow, ListTile
from widgets.wall.tile import Tile

translate = QCoreApplication.translate

#: Clocks in lists go on by the minute; new incidents come at once.
_AGAIN_MS: Final = 5000
#: No wall shows more rows.
_MOST_ROWS: Final = 40
_WARM: Final = frozenset({"incidents.overdue"})


@runtime_checkable
class MapTile(Protocol):
    """A map in a tile; a widget."""

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""


class TileContents(QObject):
    """Puts widgets on tiles and keeps them current. `make_map` makes a map; None: this machine has none.

    `recordings` plays recordings, `conferences` looks on them; None: this machine does not.

    The wall shows what everybody in the room may read: lists count what waits, whoever sits at the desk.
    """

    def __init__(
        self,
        *,
        picture: Picture,
        now: Callable[[], float],
        make_map: Callable[[], QWidget] | None,
        recordings: RecordingsOnWalls | None = None,
        conferences: ConferencesOnWalls | None = None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._incidents = picture.of(Incident)
        self._counters = picture.of(Counter)
        self._now = now
        self._make_map = make_map
        self._recordings = recordings
        self._conferences = conferences
        self._stands: dict[Tile, tuple[TileKind, str]] = {}
        self._courses: dict[str, Course] = {}
        self._timer = QTimer(self, interval=_AGAIN_MS)
        self._timer.timeout.connect(self._refresh)

    def put(self, tile: Tile, content: WallTile | None) -> None:
        """Let the tile hold this; None, and a camera, leave it to pictures."""
        kind = TileKind.CAMERA if content is None else content.kind
        about = "" if content is None else content.about
        if self._recordings is not None and kind is not TileKind.RECORDING:
            self._recordings.put(tile, None)
        if self._conferences is not None and kind is not TileKind.CONFERENCE:
            self._conferences.put(tile, "")
        match kind:
            case TileKind.CAMERA:
                self._clear(tile)
                return
            case TileKind.RECORDING if self._recordings is not None:
                self._clear(tile)
                self._recordings.put(tile, content)
                return
            case TileKind.CONFERENCE if self._conferences is not None:
                self._clear(tile)
                self._conferences.put(tile, about)
                return
        if self._stands.get(tile) == (kind, about):
            return
        self._stands[tile] = (kind, about)
        tile.set_content(self._made(kind))
        tile.say_when_empty(_sentence(kind, has_map=self._make_map is not None))
        tile.set_camera(_title(kind, about))
        self._refresh()
        self._timer.start()

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        if self._recordings is not None:
            self._recordings.on_changes(changes)
        if self._conferences is not None:
            self._conferences.on_changes(changes)
        if changes.touches("counter"):
            for id_, entry in self._counters.items():
                self._courses.setdefault(id_, Course()).note(entry.data.value, self._now())
        for tile in self._stands:
            content: object = tile.content
            if isinstance(content, MapTile):
                content.on_changes(changes)
        if changes.touches("incident", "counter"):
            self._refresh()

    def close(self) -> None:
        """Keep nothing current any more."""
        self._timer.stop()
        self._stands.clear()
        if self._recordings is not None:
            self._recordings.close()
        if self._conferences is not None:
            self._conferences.close()

    def _clear(self, tile: Tile) -> None:
        """Nothing of ours stands there any more."""
        if self._stands.pop(tile, None) is not None:
            tile.set_content(None)
            tile.say_when_empty("")
            tile.set_camera("")

    def _made(self, kind: TileKind) -> QWidget | None:
        match kind:
            case TileKind.MAP if self._make_map is not None:
                return self._make_map()
            case TileKind.LIST:
                return ListTile()
            case TileKind.COUNTERS:
                return FiguresTile()
            case TileKind.CLOCK:
                return ClockTile(now=self._now)
        return None

    def _refresh(self) -> None:
        for tile, (_, about) in self._stands.items():
            content = tile.content if isValid(tile) else None
            if isinstance(content, ListTile):
                content.show_rows(self._rows(about))
            elif isinstance(content, FiguresTile):
                content.show_figures(self._figures(about))

    def _rows(self, about: str) -> list[ListRow]:
        lane, now, viewer = lane_of(about), self._now(), Viewer()
        found = []
        for entry in self._incidents.values():
            due = due_at(entry.data)
            if lane is Lane.OVERDUE:
                stands = (
                    due is not None and due < now and bool(lane_mask(entry.data, viewer) & BIT[Lane.OPEN])
                )
            else:
                stands = bool(lane_mask(entry.data, viewer) & BIT[lane])
            if stands:
                found.append((entry.data.severity, due is None, due or 0.0, entry.id, entry.data))
        found.sort(key=lambda each: each[:4])
        rows = []
        for _, _, due_s, _, incident in found[:_MOST_ROWS]:
            clock = clock_cell(incident, now=now)
            rows.append(
                ListRow(
                    look=signs.SEVERITY.get(incident.severity, signs.UNKNOWN),
                    text=titled(incident),
                    place=incident.place,
                    clock=clock.text,
                    presses=0.0 < due_s < now,
                )
            )
        return rows

    def _figures(self, about: str) -> list[WallFigure]:
        figures = []
        for id_, name in _figure_names():
            entry = self._counters.get(id_)
            if entry is None or about not in ("", id_):
                continue
            course = self._courses.setdefault(id_, Course())
            course.note(entry.data.value, self._now())
            figures.append(
                WallFigure(
                    name=name,
                    value=f"{entry.data.value:,.0f}",
                    change=_change(course),
                    course=course.values,
                    warm=id_ in _WARM and entry.data.value > 0,
                )
            )
        return figures


def lane_of(about: str) -> Lane:
    """The lane that a list is about; all that is open for nothing, and for one that is not known here."""
    try:
        return Lane(about)
    except ValueError:
        return Lane.OPEN


def _figure_names() -> tuple[tuple[str, str], ...]:
    return (
        ("incidents.today", translate("StatusReport", "Reported today")),
        ("incidents.closed_today", translate("StatusReport", "Closed today")),
        ("incidents.overdue", translate("StatusReport", "Overdue")),
        ("units.on_duty", translate("StatusReport", "Units on duty")),
    )


def _change(course: Course) -> str:
    if not course.minutes:
        return ""
    difference = round(course.change)
    sign = "▲" if difference > 0 else "▼" if difference < 0 else "＝"
    told = translate("TileContents", "{sign} {n} in {minutes} min")
    return told.format(sign=sign, n=abs(difference), minutes=course.minutes)


def _title(kind: TileKind, about: str) -> str:
    match kind:
        case TileKind.MAP:
            return translate("TileContents", "Map")
        case TileKind.LIST:
            return lane_name(lane_of(about))
        case TileKind.COUNTERS:
            return translate("TileContents", "Figures")
        case TileKind.CLOCK:
            return translate("TileContents", "Clock")
        case TileKind.RECORDING:
            return translate("TileContents", "Recording")
    return translate("TileContents", "Conference")


def _sentence(kind: TileKind, *, has_map: bool) -> str:
    """What stands in the tile where this console has nothing to show in it."""
    match kind:
        case TileKind.MAP if not has_map:
            return translate("TileContents", "This console cannot show the map")
        case TileKind.RECORDING:
            return translate("TileContents", "This console shows no recordings on walls")
        case TileKind.CONFERENCE:
            return translate("TileContents", "This console shows no conferences on walls")
    return ""
