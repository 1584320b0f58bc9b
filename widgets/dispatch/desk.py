"""The desk: everything one officer works with, composed for one 1920 x 1080 screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSplitter, QTabWidget, QVBoxLayout, QWidget

from widgets import theme
from widgets.boards.counters import Counters
from widgets.dispatch.alarm_strip import AlarmStrip
from widgets.dispatch.banners import Banners
from widgets.dispatch.big_clock import BigClock
from widgets.dispatch.incident_detail import IncidentDetail
from widgets.dispatch.incident_lanes import LaneBar
from widgets.dispatch.incident_table import IncidentTable
from widgets.dispatch.status_strip import StatusStrip

#: Shares of the screen: left (table over boards and map) and right (detail over previews).
_LEFT: Final = 1276
_RIGHT: Final = 628
_UPPER: Final = 530
_LOWER: Final = 406
_BOARDS: Final = 440
_MAP: Final = 526
_ALARMS: Final = 306
_HANDLE: Final = 6


@dataclass(frozen=True, slots=True)
class Tab:
    """One sheet of the desk's lower left: `focus` moves the keyboard into it."""

    id: str
    title: str
    widget: QWidget
    focus: Callable[[], None]


class Desk(QWidget):
    """Lays the desk's parts out; it owns no behaviour but moving the focus between them.

    Above: alarms, figures, clock. Left: lanes and incident table, below them the tabs and the map. Right: the
    incident in full, below it its cameras. At the bottom the status strip.
    """

    def __init__(
        self,
        *,
        banners: Banners,
        alarms: AlarmStrip,
        counters: Counters,
        clock: BigClock,
        lanes: LaneBar,
        table: IncidentTable,
        detail: IncidentDetail,
        tabs: Sequence[Tab],
        map_view: QWidget,
        alarm_tiles: Sequence[QWidget],
        previews: Sequence[QWidget],
        status: StatusStrip,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._table = table
        self._lanes = lanes
        self._shown = {tab.id: tab for tab in tabs}
        lanes.filter_changed.connect(table.set_filter)
        lanes.leave_requested.connect(table.setFocus)

        head = QHBoxLayout()
        head.setContentsMargins(theme.GAP, theme.GAP // 2, theme.GAP, theme.GAP // 2)
        head.setSpacing(theme.GAP)
        head.addWidget(alarms, 1)
        head.addWidget(counters)
        head.addWidget(clock)

        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        self._tabs.setUsesScrollButtons(True)
        for tab in tabs:
            self._tabs.addTab(tab.widget, tab.title)

        lower_left = _splitter(
            Qt.Orientation.Horizontal,
            (_panel(self._tabs), _BOARDS),
            (_panel(map_view), _MAP),
            (_tiles(alarm_tiles, columns=1), _ALARMS),
        )
        left = _splitter(
            Qt.Orientation.Vertical, (_panel(_list_of(lanes, table)), _UPPER), (lower_left, _LOWER)
        )
        right = _splitter(Qt.Orientation.Vertical, (detail, _UPPER), (_tiles(previews, columns=2), _LOWER))
        whole = _splitter(Qt.Orientation.Horizontal, (left, _LEFT), (right, _RIGHT))
        body = QVBoxLayout()
        body.setContentsMargins(theme.GAP, 0, theme.GAP, 0)
        body.addWidget(whole)

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(banners)
        column.addLayout(head)
        column.addLayout(body, 1)
        column.addWidget(status)
        table.setFocus()

    def show_tab(self, id_: str) -> None:
        """Bring a tab to the front and move into it."""
        tab = self._shown[id_]
        self._tabs.setCurrentWidget(tab.widget)
        tab.focus()

    def name_tab(self, id_: str, title: str) -> None:
        """Write another title on a tab, such as one with a count."""
        self._tabs.setTabText(self._tabs.indexOf(self._shown[id_].widget), title)

    def focus_table(self) -> None:
        """Move to the incident table."""
        self._table.setFocus()

    def focus_search(self) -> None:
        """Move to the field that filters the incident table."""
        self._lanes.search.setFocus()
        self._lanes.search.selectAll()


def _splitter(orientation: Qt.Orientation, *parts: tuple[QWidget, int]) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setHandleWidth(_HANDLE)
    splitter.setChildrenCollapsible(False)
    for place, (part, size) in enumerate(parts):
        splitter.addWidget(part)
        splitter.setStretchFactor(place, size)
    splitter.setSizes([size for _, size in parts])
    return splitter


def _panel(content: QWidget) -> QFrame:
    frame = QFrame()
    frame.setProperty("part", "panel")
    column = QVBoxLayout(frame)
    column.setContentsMargins(1, 1, 1, 1)
    column.addWidget(content)
    return frame


def _list_of(lanes: LaneBar, table: IncidentTable) -> QWidget:
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    row = QHBoxLayout()
    row.setContentsMargins(4, 4, 8, 4)
    row.addWidget(lanes)
    column.addLayout(row)
    column.addWidget(table, 1)
    return content


def _tiles(tiles: Sequence[QWidget], *, columns: int) -> QWidget:
    content = QWidget()
    grid = QGridLayout(content)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(_HANDLE)
    for place, tile in enumerate(tiles):
        grid.addWidget(tile, place // columns, place % columns)
        grid.setRowStretch(place // columns, 1)
        grid.setColumnStretch(place % columns, 1)
    return content
