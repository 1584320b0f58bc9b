"""The picture of a layout that is edited: tiles to choose and to drag, edges, cameras dropped onto it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QKeyCombination, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from layouts.drafts import Content, Draft
from layouts.edges import FINE, Edge, Steps, edge_line, furthest, snapping
from layouts.editing import simplest
from layouts.layout import Layout, LayoutTile
from widgets import theme
from widgets.camera_model import CAMERA_MIME
from widgets.wall.layout_painter import LayoutPainter, TileLook
from widgets.wall.layout_places import LayoutPlaces
from widgets.wall.layout_words import remark
from widgets.wall.tile_choice import TileChoice

_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True, slots=True)
class _Press:
    """A button went down on a tile; the pointer has not gone far enough for a drag."""

    number: int
    at: QPoint


@dataclass(frozen=True, slots=True)
class _Carry:
    """A tile is dragged, and is over `target` now (0: over none)."""

    number: int
    target: int = 0


@dataclass(frozen=True, slots=True)
class _Pull:
    """An edge is dragged, from `at`, of a layout as `before`."""

    number: int
    edge: Edge
    at: QPoint
    before: Layout


class LayoutCanvas(QWidget):
    """Draws a draft at the proportions of its wall, and turns mouse and keys into what is meant by them.

    Arrow keys choose the tile beside, with Shift everything up to it; with Ctrl they move the tile's edge,
    with Alt they exchange what it holds with its neighbour.
    Signals: `chosen()`; `exchanged(one, other)` for contents; `relaid(Layout)` when an edge was moved;
    `dropped(number, camera id)`; `free_clicked(Place)` on empty cells; `menu_requested(QPoint)`, global.
    """

    chosen = Signal()
    exchanged = Signal(int, int)
    relaid = Signal(object)
    dropped = Signal(int, str)
    free_clicked = Signal(object)
    menu_requested = Signal(QPoint)

    def __init__(
        self, *, draft: Draft, title_of: Callable[[Content], str], parent: QWidget | None = None
    ) -> None:
        """`title_of` says what stands on a tile that holds this."""
        super().__init__(parent)
        self.choice = TileChoice(draft.layout)
        self._draft = draft
        self._grid = FINE, FINE
        self._title_of = title_of
        self._aspect = 16 / 9
        self._doing: _Press | _Carry | _Pull | None = None
        self._preview: Layout | None = None
        self._over = 0
        self._keys: dict[str, Callable[[], None]] = {}
        self._painter = LayoutPainter()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        # Letters are commands here, also while a Chinese input method is on.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self._tell()

    def show_draft(self, draft: Draft) -> None:
        """Draw this; what is chosen stays chosen as far as it is still there."""
        self._draft = draft
        self._doing, self._preview = None, None
        self.choice.follow(draft.layout)
        self._chosen_anew()

    def set_aspect(self, width: int, height: int) -> None:
        """Draw the wall with the proportions of that many pixels."""
        self._aspect = max(width, 1) / max(height, 1)
        self.update()

    def bind(self, keys: Mapping[str, Callable[[], None]]) -> None:
        """Keys, in Qt's portable text, that do something while the picture has the focus."""
        self._keys.update(keys)

    def holds(self, number: int) -> str:
        """What the tile holds, in words; empty where it holds nothing."""
        content = self._draft.contents.get(number)
        return "" if content is None else "  ".join(filter(None, (self._title_of(content), remark(content))))

    def rect_of(self, number: int) -> QRect:
        """Where a tile is drawn, in pixels of the widget. Raises KeyError."""
        return self._places().rects[number]

    @property
    def _layout(self) -> Layout:
        return self._draft.layout if self._preview is None else self._preview

    def _places(self) -> LayoutPlaces:
        return LayoutPlaces(layout=self._layout, room=self.rect(), aspect=self._aspect)

    def _chosen_anew(self) -> None:
        self._tell()
        self.update()
        self.chosen.emit()

    def _tell(self) -> None:
        """For those who cannot see it."""
        number = self.choice.current
        words = [self.tr("Tile {n}").format(n=number)] if number else []
        if number and self._draft.layout.by_number[number].alarm:
            words.append(self.tr("for alarms"))
        self.setAccessibleName("  ".join([*words, self.holds(number)]).strip() or self.tr("Layout"))

    def set_grid(self, columns: int, rows: int) -> None:
        """Let edges snap to so many columns and rows from now on."""
        self._grid = columns, rows

    def _steps(self) -> Steps:
        columns, rows = self._grid
        return snapping(self._draft.layout, columns=columns, rows=rows)

    def _move_edge(self, dx: int, dy: int) -> None:
        """Move the current tile's right or lower edge; at the rim of the wall the other one."""
        number = self.choice.current
        if not number:
            return
        steps = self._steps()
        layout = steps.layout
        place = layout.by_number[number].place
        if dx:
            sides = (Edge.RIGHT, place.right < layout.columns), (Edge.LEFT, place.column > 0)
        else:
            sides = (Edge.BOTTOM, place.bottom < layout.rows), (Edge.TOP, place.row > 0)
        edge = next((side for side, within in sides if within), None)
        if edge is not None:
            by = steps.next(edge_line(place, edge), dx or dy, across=bool(dx))
            self._relay(layout, furthest(layout, number, edge=edge, by=by))

    def _relay(self, before: Layout, after: Layout) -> None:
        if after != before:
            self.relaid.emit(simplest(after))

    def _pull(self, pull: _Pull, point: QPoint) -> None:
        area, way = self._places().area, point - pull.at
        line = edge_line(pull.before.by_number[pull.number].place, pull.edge)
        if pull.edge in (Edge.LEFT, Edge.RIGHT):
            target = line + way.x() * pull.before.columns / area.width()
            by = self._steps().by(line, target, across=True)
        else:
            target = line + way.y() * pull.before.rows / area.height()
            by = self._steps().by(line, target, across=False)
        self._preview = furthest(pull.before, pull.number, edge=pull.edge, by=by)
        self.update()

    def _look(self, tile: LayoutTile) -> TileLook:
        content = self._draft.contents.get(tile.number)
        carry = self._doing if isinstance(self._doing, _Carry) else None
        return TileLook(
            number=tile.number,
            name="" if content is None else self._title_of(content),
            remark="" if content is None else remark(content),
            alarm=tile.alarm,
            word=self.tr("for alarms"),
            chosen=tile.number in self.choice.numbers,
            current=tile.number == self.choice.current and self.hasFocus(),
            target=tile.number == (carry.target if carry else self._over),
            carried=carry is not None and tile.number == carry.number,
        )

    # Qt overrides.

    def sizeHint(self) -> QSize:
        return QSize(960, 560)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 200)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.GROUND))
        places = self._places()
        for _place, rect in places.free():
            self._painter.free(painter, rect)
        for tile in self._layout.tiles:
            self._painter.tile(painter, places.rects[tile.number], self._look(tile))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        point, places = event.position().toPoint(), self._places()
        if (edge := places.edge_at(point)) is not None:
            self._doing = _Pull(*edge, point, self._steps().layout)
            return
        number = places.tile_at(point)
        if not number:
            if (place := places.free_at(point)) is not None:
                self.free_clicked.emit(place)
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.choice.until(number)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.choice.toggle(number)
        else:
            self._doing = _Press(number, point)
            self.choice.only(number)
        self._chosen_anew()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        match self._doing:
            case _Press(number, at) if (point - at).manhattanLength() >= QApplication.startDragDistance():
                self._doing = _Carry(number)
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
            case _Carry(number):
                target = self._places().tile_at(point)
                self._doing = _Carry(number, target if target != number else 0)
                self.update()
            case _Pull() as pull:
                self._pull(pull, point)
            case None:
                self._point_at(self._places().edge_at(point))

    def _point_at(self, edge: tuple[int, Edge] | None) -> None:
        if edge is None:
            self.unsetCursor()
        elif edge[1] in (Edge.LEFT, Edge.RIGHT):
            self.setCursor(Qt.CursorShape.SplitHCursor)
        else:
            self.setCursor(Qt.CursorShape.SplitVCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        done, self._doing = self._doing, None
        after, self._preview = self._preview, None
        self.unsetCursor()
        self.update()
        match done:
            case _Carry(number, target) if target:
                self.choice.only(target)
                self.exchanged.emit(number, target)
            case _Pull(before=before) if after is not None:
                self._relay(before, after)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        number = self._places().tile_at(event.pos())
        if number and number not in self.choice.numbers:
            self.choice.only(number)
            self._chosen_anew()
        self.menu_requested.emit(event.globalPos())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # The keys of this picture come before those of the window it stands in.
            if self._takes(event):
                event.accept()
            return event.isAccepted()
        return super().event(event)

    def _takes(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        return (
            key in _ARROWS
            or (key == Qt.Key.Key_Escape and self._doing is not None)
            or keys_of(event) in self._keys
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step, held = _ARROWS.get(Qt.Key(event.key())), event.modifiers()
        if event.key() == Qt.Key.Key_Escape and self._doing is not None:
            self.show_draft(self._draft)
            self.unsetCursor()
        elif step is not None and held & Qt.KeyboardModifier.ControlModifier:
            self._move_edge(*step)
        elif step is not None and held & Qt.KeyboardModifier.AltModifier:
            number = self.choice.current
            if number and (target := self.choice.beside(*step)) != number:
                self.choice.only(target)
                self.exchanged.emit(number, target)
        elif step is not None:
            self.choice.step(*step, extend=bool(held & Qt.KeyboardModifier.ShiftModifier))
            self._chosen_anew()
        elif (run := self._keys.get(keys_of(event))) is not None:
            if not event.isAutoRepeat():
                run()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(CAMERA_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        over = self._places().tile_at(event.position().toPoint())
        event.setAccepted(bool(over))
        if over != self._over:
            self._over = over
            self.update()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._over = 0
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        number, self._over = self._places().tile_at(event.position().toPoint()), 0
        camera = event.mimeData().data(CAMERA_MIME).toStdString()
        if number and camera:
            event.acceptProposedAction()
            # The press that began the drag gave the keyboard to the window it began in. Who goes on with
            # keys means the tile: there they would accept an incident.
            self.activateWindow()
            self.setFocus()
            self.choice.only(number)
            self.dropped.emit(number, camera)
        self.update()

    def focusInEvent(self, _event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._tell()
        super().changeEvent(event)


def keys_of(event: QKeyEvent) -> str:
    """What was pressed, as Qt's portable text has it: ``Ctrl+Z``."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(QKeyCombination(held, Qt.Key(event.key()))).toString()
