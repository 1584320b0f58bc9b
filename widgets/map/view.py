"""The map as a widget: fed from the picture by batches, answering with clicks."""

from __future__ import annotations

import functools
import logging
import math
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import msgspec
from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWidgets import QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from backend_client.changes import Changes
from backend_client.protocol.coordinates import from_wgs84, to_wgs84
from backend_client.protocol.entities import Position
from widgets import theme
from widgets.camera_drag import drag_camera
from widgets.map import captions, page
from widgets.map.base_map import NO_BASE_MAP, BaseMap
from widgets.map.batches import PROMPT_S, Batches
from widgets.map.bridge import Bridge
from widgets.map.documents import map_documents
from widgets.map.rows import PictureLike
from widgets.map.selection import Selection, selection_of

if TYPE_CHECKING:
    from PySide6.QtWebEngineCore import QWebEnginePage

#: A moment before any clock's beginning.
LONG_AGO: Final = -1e9
#: A renderer that dies twice within so many seconds is not started a third time by itself.
CRASH_AGAIN_S: Final = 60.0

_log = logging.getLogger(__name__)


class MapView(QWidget):
    """Grids, incidents, alarms, units and cameras on a base map.

    Signals: ``incident_clicked(id)``, ``alarm_clicked(id)``, ``unit_clicked(id)``, ``camera_clicked(id)``,
    ``grid_clicked(id)``; ``camera_dragged(id)`` when a camera is pulled away, which then hangs on the pointer
    as `CAMERA_MIME`; ``ready()`` when the page can show things, again after it had to be reloaded.
    """

    incident_clicked = Signal(str)
    alarm_clicked = Signal(str)
    unit_clicked = Signal(str)
    camera_clicked = Signal(str)
    grid_clicked = Signal(str)
    camera_dragged = Signal(str)
    ready = Signal()

    def __init__(
        self,
        *,
        picture: PictureLike,
        base_map: BaseMap = NO_BASE_MAP,
        centre: Position = (120.2, 30.3),
        now: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        """`base_map` is the site's own, in whose datum everything is drawn; positions here are all WGS-84.

        `centre` (longitude, latitude) is where the map looks before it knows of any grid.
        """
        super().__init__(parent)
        self._picture = picture
        self._now = now
        self._datum = base_map.datum
        self._batches = Batches(picture=picture, datum=self._datum)
        self._orders: dict[str, Any] = {}
        self._base_map = base_map.geojson
        self._selection: Selection | None = None
        self._viewed: tuple[float, float, float] | None = None
        self._ready = False
        self._in_flight = False
        self._shown = False
        self._sent_at = LONG_AGO
        self._due = math.inf
        self._crashed_at: float | None = None
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._send)
        # Only here: this module can be imported where QtWebEngine is missing; `engine` says what is wrong.
        from widgets.map.web import MapWebView

        looks_at = from_wgs84(centre, self._datum)
        html = page.build_page(centre=looks_at, zoom=11, base_map=base_map).encode()
        documents = map_documents(html=html, base_map=lambda: self._base_map)
        self._web = MapWebView(documents=documents, base_map=base_map, ground=theme.GROUND, parent=self)
        self._web.renderProcessTerminated.connect(self._renderer_ended)
        self._open_channel()
        self._stopped = self._stopped_notice()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._web)
        self._stack.addWidget(self._stopped)
        self.setFocusProxy(self._web)
        self._web.open()

    @property
    def is_ready(self) -> bool:
        """Whether the page is there and takes batches."""
        return self._ready

    @property
    def is_settled(self) -> bool:
        """Whether the page has been told everything and has taken it."""
        return self._ready and not (self._in_flight or self._orders or self._batches.waiting)

    @property
    def blocked_requests(self) -> int:
        """How many requests to addresses outside of this process were refused; always 0, if all is well."""
        return self._web.blocker.blocked

    @property
    def rests_at(self) -> tuple[float, float, float] | None:
        """Longitude, latitude and zoom of the view, once it has come to rest."""
        if self._viewed is None:
            return None
        longitude, latitude, zoom = self._viewed
        return *to_wgs84((longitude, latitude), self._datum), zoom

    @property
    def renderer_pid(self) -> int:
        """The process that draws the page, 0 when there is none."""
        return self._web.page().renderProcessPid()

    def on_changes(self, changes: Changes) -> None:
        """Take note of what changed in the picture; the page hears of it in one of the next batches."""
        self._batches.note(changes)
        held = self._selection
        if held is not None and (held.id in changes.ids(held.entity) or held.entity in changes.reset):
            self.select(held.entity, held.id)
        self._schedule()

    def set_base_map(self, geojson: bytes) -> None:
        """Draw this GeoJSON below everything; empty bytes take the base map away.

        A FeatureCollection in the datum of the map, in drawing order. `properties.kind` is land, water, park
        or road; roads have `rank` (main, secondary, lane), and anything may have a `name`. Without a kind,
        lines are lanes and areas are land; other kinds are not drawn.
        """
        self._base_map = geojson
        self._order("ground", bool(geojson))

    def centre_on(self, position: Position, zoom: float | None = None) -> None:
        """Bring `position` (WGS-84 longitude, latitude) to the middle.

        Without `zoom` the zoom stays, unless it is so small that a street could not be told from the next.
        """
        self._order("centre", [*from_wgs84(position, self._datum), zoom])

    def show_all(self) -> None:
        """Show the whole district."""
        self._order("centre", None)

    def select(self, entity: str, id_: str) -> None:
        """Mark one thing without moving the view; without a position its grid is marked, with a notice."""
        self._select(selection_of(self._picture, entity, id_, datum=self._datum))

    def clear_selection(self) -> None:
        """Mark nothing."""
        self._select(None)

    def ask(self, script: str, answer: Callable[[Any], None]) -> None:
        """Evaluate an expression in the page; `answer` gets its value, which came over as JSON."""
        self._web.page().runJavaScript(
            f"JSON.stringify({script})",
            lambda text: answer(msgspec.json.decode(text) if isinstance(text, str) and text else None),
        )

    def _select(self, selection: Selection | None) -> None:
        if selection != self._selection:
            self._selection = selection
            self._order("select", selection)

    def _open_channel(self) -> None:
        bridge = Bridge(describe=functools.partial(captions.describe, self._picture), parent=self)
        bridge.page_ready.connect(self._page_ready)
        bridge.thing_clicked.connect(self._clicked)
        bridge.thing_dragged.connect(self._dragged)
        bridge.view_moved.connect(self._view_moved)
        channel = QWebChannel(self)
        channel.registerObject("bridge", bridge)
        self._web.page().setWebChannel(channel)

    def _stopped_notice(self) -> QWidget:
        notice = QWidget(self)
        self._stopped_text = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._again = QPushButton()
        self._again.clicked.connect(self._load_again)
        rows = QVBoxLayout(notice)
        rows.addStretch()
        rows.addWidget(self._stopped_text)
        rows.addWidget(self._again, alignment=Qt.AlignmentFlag.AlignCenter)
        rows.addStretch()
        self._translate()
        return notice

    def _translate(self) -> None:
        self._stopped_text.setText(
            self.tr("The map has stopped twice in a row. The rest of the desk goes on.")
        )
        self._again.setText(self.tr("Load the map again"))
        self._order("words", captions.page_words())

    def _page_ready(self) -> None:
        """A fresh page is there: it is told everything anew, the view it had before included."""
        self._ready = True
        self._in_flight = False
        self._batches.start_over()
        self._orders.setdefault("words", captions.page_words())
        self._orders.setdefault("select", self._selection)
        self._orders.setdefault("ground", bool(self._base_map))
        if self._viewed is not None:
            self._orders.setdefault("centre", self._viewed)
        self._sent_at = LONG_AGO
        self._schedule()
        self.ready.emit()

    def _order(self, name: str, value: Any) -> None:
        """Put something besides rows into the next batch; the latest of a name wins."""
        self._orders[name] = value
        self._schedule()

    def _schedule(self) -> None:
        """See to it that what waits is sent in time; asks Qt nothing, as it is called at every change."""
        if not self._ready or self._in_flight or not self._shown:
            return
        if not (self._orders or self._batches.waiting):
            return
        due = self._sent_at + (PROMPT_S if self._orders else self._batches.pause)
        if due < self._due:
            self._due = due
            self._timer.start(max(0, math.ceil((due - self._now()) * 1000)))

    def _send(self) -> None:
        """Tell the page the next batch; the one after waits until the page has taken it."""
        self._due = math.inf
        batch: dict[str, Any] = self._batches.take()
        batch |= self._orders
        self._orders = {}
        if batch:
            self._sent_at = self._now()
            self._in_flight = True
            text = msgspec.json.encode(batch).decode()
            self._web.page().runJavaScript(f"consoleMap.apply({text})", self._taken)
        else:
            self._schedule()

    def _taken(self, _: Any) -> None:
        self._in_flight = False
        self._schedule()

    def _clicked(self, entity: str, id_: str) -> None:
        match entity:
            case "incident":
                self.incident_clicked.emit(id_)
            case "alarm":
                self.alarm_clicked.emit(id_)
            case "unit":
                self.unit_clicked.emit(id_)
            case "camera":
                self.camera_clicked.emit(id_)
            case "grid":
                self.grid_clicked.emit(id_)

    def _dragged(self, entity: str, id_: str) -> None:
        entry = self._picture.entries(entity).get(id_)
        if entity != "camera" or entry is None:
            return
        self.camera_dragged.emit(id_)
        name = entry.data.name
        # Not from within the page's call: what it says meanwhile would wait until the drag is over.
        QTimer.singleShot(0, self, lambda: self._drag(id_, name))

    def _drag(self, camera: str, name: str) -> None:
        # The page's word takes a moment: let go meanwhile, nothing may stay hanging on the pointer.
        if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            drag_camera(source=self, camera=camera, name=name)

    def _view_moved(self, longitude: float, latitude: float, zoom: float) -> None:
        self._viewed = (longitude, latitude, zoom)

    def _renderer_ended(self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        self._ready = False
        self._in_flight = False
        self._timer.stop()
        self._due = math.inf
        before, self._crashed_at = self._crashed_at, self._now()
        if before is not None and self._crashed_at - before < CRASH_AGAIN_S:
            _log.error(
                "the map's renderer ended again (%s, %d); it stays off until asked for", status.name, code
            )
            self._stack.setCurrentWidget(self._stopped)
            return
        _log.error("the map's renderer ended (%s, %d); loading the map again", status.name, code)
        # Not from within the signal: Chromium is still clearing the dead renderer away.
        QTimer.singleShot(0, self._web, self._web.open)

    def _load_again(self) -> None:
        self._crashed_at = None
        self._stack.setCurrentWidget(self._web)
        self._web.open()

    # Qt's names.
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._shown = True
        self._schedule()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._shown = False

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)
