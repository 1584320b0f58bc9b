"""The desk: everything one officer works with, composed for one 1920 x 1080 screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from widgets import theme
from widgets.boards.counters import Counters
from widgets.dispatch.alarm_strip import AlarmStrip
from widgets.dispatch.banners import Banners
from widgets.dispatch.big_clock import BigClock
from widgets.dispatch.corner import Corner
from widgets.dispatch.history_list import HistoryList
from widgets.dispatch.incident_detail import IncidentDetail
from widgets.dispatch.incident_lanes import LaneBar
from widgets.dispatch.incident_table import IncidentTable
from widgets.dispatch.sheets import Sheets, Tab
from widgets.dispatch.status_strip import StatusStrip
from widgets.incident_filter import IncidentFilter
from widgets.scaling import follow_scale

Shares: TypeAlias = Sequence[tuple[int, int]]
#: Shares of the screen at usual text, in pixels, and what each gains with text of twice the size: what is
#: read takes room from pictures.
#: Left (table over boards and map) and right (detail over previews).
_SIDES: Final = ((1276, -100), (628, 100))
#: Table over boards at the left, the chosen incident over its cameras at the right.
_LEFT_LEVELS: Final = ((530, 50), (406, -50))
_RIGHT_LEVELS: Final = ((604, 80), (332, -80))
#: The same while something larger than the cameras' pictures stands in their place.
_LENT_LEVELS: Final = ((452, 0), (484, 0))
#: Boards, map, tiles of alarms.
_BELOW: Final = ((440, 120), (526, -100), (306, -20))
_HANDLE: Final = 6


class Desk(QWidget):
    """Lays the desk's parts out; it owns no behaviour but moving the focus between them.

    Above: alarms, figures, clock. Left: lanes and incident table, below them the tabs and the map. Right: the
    incident in full, below it its cameras, whose `corner` can be lent. At the bottom the status strip.
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
        history: HistoryList | None = None,
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
        self._history = history
        self._list: QWidget = table
        self._lists = QStackedWidget()
        self._usual_levels: tuple[int, list[int]] = (0, [])
        for rows in (table, history):
            if rows is not None:
                self._lists.addWidget(rows)
        self._filter(lanes.filter)
        lanes.filter_changed.connect(self._filter)
        lanes.leave_requested.connect(self.focus_table)

        head = QHBoxLayout()
        head.setContentsMargins(theme.GAP, theme.GAP // 2, theme.GAP, theme.GAP // 2)
        head.setSpacing(theme.GAP)
        head.addWidget(alarms, 1)
        head.addWidget(counters)
        head.addWidget(clock)

        self._sheets = Sheets(tabs=tabs)

        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        below = (_panel(self._sheets), _panel(map_view), _tiles(alarm_tiles, columns=1))
        lower_left = _splitter(across, lambda: _BELOW, *below)
        left = _splitter(down, lambda: _LEFT_LEVELS, _panel(_list_of(lanes, self._lists)), lower_left)
        self.corner = Corner(usual=_tiles(previews, columns=2))
        lower_right = QWidget()
        self._above_corner = QVBoxLayout(lower_right)
        self._above_corner.setContentsMargins(0, 0, 0, 0)
        self._above_corner.setSpacing(0)
        self._above_corner.addWidget(self.corner, 1)
        right = _splitter(down, self._right_levels, detail, lower_right)
        self.corner.lent.connect(lambda lent: self._make_room(right, lent))
        self.corner.left.connect(self.focus_table)
        whole = _splitter(across, lambda: _SIDES, left, right)
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

    def add_tab(self, tab: Tab) -> None:
        """Another sheet, after the others."""
        self._sheets.add(tab)

    def add_above_corner(self, widget: QWidget) -> None:
        """Something that comes and goes over the corner: it takes room from pictures alone, so that nothing
        moves away under the pointer. No widget can lie over the pictures: they are windows of their own.
        """
        self._above_corner.insertWidget(0, widget)

    def show_tab(self, id_: str, *, moves: bool = True) -> None:
        """Bring a tab to the front and, if it `moves`, the keyboard into it."""
        self._sheets.show_sheet(id_, moves=moves)

    def name_tab(self, id_: str, title: str) -> None:
        """Write another title on a tab, such as one with a count."""
        self._sheets.name(id_, title)

    def focus_table(self) -> None:
        """Move to the list of incidents that is shown."""
        self._list.setFocus()

    @property
    def shows_history(self) -> bool:
        """Whether the list shows what the platform remembers."""
        return self._list is self._history

    def _right_levels(self) -> Shares:
        return _LENT_LEVELS if self.corner.is_lent else _RIGHT_LEVELS

    def _make_room(self, right: QSplitter, lent: bool) -> None:
        """Give what stands in the corner the height it needs, and afterwards each its own again."""
        if lent:
            self._usual_levels = theme.scale(), right.sizes()
        scale, usual = self._usual_levels
        # What somebody has drawn is kept, unless text of another size has made it wrong meanwhile.
        right.setSizes(usual if not lent and scale == theme.scale() else _shared(self._right_levels()))

    def _filter(self, filter_: IncidentFilter) -> None:
        focused = QApplication.focusWidget()
        moves = focused is not None and self._lists.isAncestorOf(focused)
        if filter_.past and self._history is not None:
            self._history.set_filter(filter_)
            self._list = self._history
        else:
            self._table.set_filter(filter_)
            self._list = self._table
        self._lists.setCurrentWidget(self._list)
        if moves:
            self.focus_table()

    def focus_search(self) -> None:
        """Move to the field that filters the incident table."""
        self._lanes.search.setFocus()
        self._lanes.search.selectAll()


def _splitter(orientation: Qt.Orientation, shares: Callable[[], Shares], *parts: QWidget) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setHandleWidth(_HANDLE)
    splitter.setChildrenCollapsible(False)
    for part in parts:
        splitter.addWidget(part)

    def share() -> None:
        sizes = _shared(shares())
        for place, size in enumerate(sizes):
            splitter.setStretchFactor(place, size)
        splitter.setSizes(sizes)

    follow_scale(splitter, share)
    return splitter


def _shared(shares: Shares) -> list[int]:
    """Pixels of each part at the present size of text."""
    larger = max(0.0, theme.scale() / 100 - 1)
    return [round(usual + gain * larger) for usual, gain in shares]


def _panel(content: QWidget) -> QFrame:
    frame = QFrame()
    frame.setProperty("part", "panel")
    column = QVBoxLayout(frame)
    column.setContentsMargins(1, 1, 1, 1)
    column.addWidget(content)
    return frame


def _list_of(lanes: LaneBar, lists: QWidget) -> QWidget:
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    row = QHBoxLayout()
    row.setContentsMargins(4, 4, 8, 4)
    row.addWidget(lanes)
    column.addLayout(row)
    column.addWidget(lists, 1)
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
