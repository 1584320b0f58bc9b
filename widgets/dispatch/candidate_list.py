"""The list of the assign dialog: a model of candidates and the painter of its rows."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from backend_client.protocol.entities import AssigneeKind
from widgets import signs, theme, words
from widgets.dispatch.candidate_words import reasons, shortfalls
from widgets.dispatch.candidates import Candidate
from widgets.signs import Look, Sign, SignPainter

_ROW: Final = 52
_SIGN: Final = 16
_MARKED: Final = Look(Sign.CHECK, theme.OK)
_FOR: Final = Look(Sign.CHECK, theme.OK)
_AGAINST: Final = Look(Sign.CROSS, theme.WARNING)
_NO_PARENT: Final = QModelIndex()


class CandidateModel(QAbstractListModel):
    """Candidates that match, and which of them are marked: the first mark is the lead.

    Signals: those of every item model.
    """

    def __init__(self, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: list[Candidate] = []
        self.marked: list[Candidate] = []

    def show_candidates(self, candidates: list[Candidate]) -> None:
        """Show these rows; marks stay."""
        self.beginResetModel()
        self._shown = candidates
        self.endResetModel()

    def candidate(self, row: int) -> Candidate | None:
        """The candidate in a row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def toggle(self, row: int) -> None:
        """Mark or unmark a row."""
        candidate = self.candidate(row)
        if candidate is None:
            return
        if candidate in self.marked:
            self.marked.remove(candidate)
        else:
            self.marked.append(candidate)
        self._repaint()

    def make_lead(self, row: int) -> None:
        """Mark a row as the lead."""
        candidate = self.candidate(row)
        if candidate is not None:
            self.marked = [candidate, *(other for other in self.marked if other != candidate)]
            self._repaint()

    def mark(self, candidate: Candidate) -> int:
        """0 unmarked, 1 the lead, 2 a supporter."""
        if candidate not in self.marked:
            return 0
        return 1 if self.marked[0] == candidate else 2

    def _repaint(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    # Qt overrides.

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        candidate = self.candidate(index.row())
        if role == Qt.ItemDataRole.DisplayRole and candidate is not None:
            return candidate.name
        return None


class CandidateDelegate(QStyledItemDelegate):
    """Paints a candidate in two lines: who and how far away, and what speaks for and against him."""

    def __init__(self, *, model: CandidateModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._signs = SignPainter()

    # Qt overrides.

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(theme.px(400), theme.px(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        candidate = self._model.candidate(index.row())
        if candidate is None:
            return
        painter.save()
        row: QRect = option.rect
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        if current:
            painter.fillRect(row, QColor(theme.SELECTION))
            painter.fillRect(row.x(), row.y(), 3, row.height(), QColor(theme.ACCENT))
        half = row.height() // 2
        self._paint_who(painter, QRect(row.x(), row.y() + 2, row.width(), half), candidate, current=current)
        below = QRect(row.x(), row.y() + half, row.width(), row.height() - half - 2)
        self._paint_why(painter, below, candidate, current=current)
        painter.restore()

    def _paint_who(self, painter: QPainter, row: QRect, candidate: Candidate, *, current: bool) -> None:
        ink = QColor(theme.TEXT)
        quiet = ink if current else QColor(theme.TEXT_QUIET)
        mark = self._model.mark(candidate)
        sign = theme.px(_SIGN)
        middle = row.y() + (row.height() - sign) // 2
        if mark:
            self._signs.draw(painter, _MARKED, row.x() + 10, middle, sign)
        columns = _columns(row)
        name = candidate.name
        if mark == 1:
            name = QCoreApplication.translate("CandidateList", "{name} (lead)").format(name=name)
        _text(painter, columns[0], name, ink, bold=True)
        _text(painter, columns[1], candidate.code, quiet)
        if candidate.status is None:
            _text(painter, columns[2], words.assignee_kind(AssigneeKind.DEPARTMENT), quiet)
        else:
            look = signs.UNIT_STATUS.get(candidate.status, signs.UNKNOWN)
            self._signs.draw(painter, look, columns[2].x(), middle, sign)
            state = columns[2].adjusted(sign + 6, 0, 0, 0)
            colour = ink if current else QColor(look.colour)
            _text(painter, state, words.unit_status(candidate.status), colour)
        _text(painter, columns[3], candidate.unit_kind or candidate.org, quiet)
        if candidate.distance is not None:
            # Where it was when it was last seen is not where it is: an old distance is written as such.
            stale = candidate.facts is not None and candidate.facts.is_stale
            text = words.distance(candidate.distance)
            _text(painter, columns[4], f"({text})" if stale else text, quiet if stale else ink, right=True)

    def _paint_why(self, painter: QPainter, row: QRect, candidate: Candidate, *, current: bool) -> None:
        sign = theme.px(_SIGN) - 4
        left, right = row.x() + theme.px(_SIGN) + 18, row.right() - 8
        middle = row.y() + (row.height() - sign) // 2
        for look, text in ((_FOR, reasons(candidate)), (_AGAINST, shortfalls(candidate))):
            if not text or left >= right:
                continue
            self._signs.draw(painter, look, left, middle, sign)
            left += sign + 6
            room = QRect(left, row.y(), right - left, row.height())
            _text(painter, room, text, QColor(theme.TEXT if current else look.colour))
            left += painter.fontMetrics().horizontalAdvance(text) + theme.px(18)


def _columns(row: QRect) -> list[QRect]:
    widths = (0.34, 0.14, 0.20, 0.20, 0.12)
    left, right = row.x() + theme.px(_SIGN) + 18, row.right() - 8
    columns = []
    whole = right - left
    for share in widths:
        width = int(whole * share)
        columns.append(QRect(left, row.y(), width - 10, row.height()))
        left += width
    return columns


def _text(
    painter: QPainter, room: QRect, text: str, colour: QColor, *, bold: bool = False, right: bool = False
) -> None:
    painter.setFont(theme.font(bold=bold))
    painter.setPen(colour)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, cut)
