"""Paints the rows of the palette."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeySequence, QPainter

from widgets import theme
from widgets.palette.gather import Heading
from widgets.palette.values import PaletteEntry
from widgets.shelf import Span
from widgets.signs import Look, Sign, SignPainter

_SIGN: Final = 16
_MARGIN: Final = 12
#: The name may take so much of a row when there are other parts behind it.
_NAME_SHARE: Final = 0.55
_IMPOSSIBLE: Final = Look(Sign.SLASHED, theme.TEXT_QUIET)
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class ResultPainter:
    """Paints headings and entries; what was meant by the typed letters is bold and underlined."""

    def __init__(self) -> None:
        self._signs = SignPainter()

    def heading(self, painter: QPainter, row: QRect, heading: Heading) -> None:
        """Paint a heading at the foot of its row."""
        text = heading.text
        if heading.total:
            translate = QCoreApplication.translate
            text = translate("Palette", "{title}   {n} in all").format(title=text, n=heading.total)
        painter.setFont(theme.font(points=theme.BASE_POINT_SIZE - 0.5, bold=True))
        painter.setPen(QColor(theme.TEXT_QUIET))
        room = row.adjusted(_MARGIN, 0, -_MARGIN, -3)
        painter.drawText(room, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, text)

    def entry(self, painter: QPainter, row: QRect, entry: PaletteEntry, *, current: bool) -> None:
        """Paint an entry: sign, name, the other parts; on the right its note, or why not, and its key."""
        if current:
            painter.fillRect(row, QColor(theme.SELECTION))
            painter.fillRect(row.x(), row.y(), 3, row.height(), QColor(theme.ACCENT))
        ink = QColor(theme.TEXT)
        quiet = ink if current else QColor(theme.TEXT_QUIET)
        sign = theme.px(_SIGN)
        look = _IMPOSSIBLE if entry.why_not else entry.look
        if look is not None:
            self._signs.draw(painter, look, row.x() + _MARGIN, row.y() + (row.height() - sign) // 2, sign)
        left = row.x() + _MARGIN + sign + theme.GAP
        right = self._right_side(painter, row, entry, quiet)
        first, *others = entry.parts
        share = _NAME_SHARE if any(others) else 1.0
        name = QRect(left, row.y(), int((right - left) * share), row.height())
        end = _marked_text(
            painter, name, first, _spans(entry.spans, 0), quiet if entry.why_not else ink, theme.font()
        )
        for field, part in enumerate(others, start=1):
            left = end + 2 * theme.GAP
            if part and left < right:
                room = QRect(left, row.y(), right - left, row.height())
                end = _marked_text(painter, room, part, _spans(entry.spans, field), quiet, theme.font())

    def _right_side(self, painter: QPainter, row: QRect, entry: PaletteEntry, quiet: QColor) -> int:
        """Paint what stands on the right and say where it begins."""
        right = row.right() - _MARGIN
        if entry.key:
            key = QKeySequence(entry.key).toString(QKeySequence.SequenceFormat.NativeText)
            painter.setFont(theme.font(mono=True))
            width = painter.fontMetrics().horizontalAdvance(key) + 2 * theme.GAP
            height = painter.fontMetrics().height() + 4
            chip = QRect(right - width, row.y() + (row.height() - height) // 2, width, height)
            painter.fillRect(chip, QColor(theme.RAISED))
            painter.setPen(QColor(theme.LINE))
            painter.drawRect(chip)
            painter.setPen(QColor(theme.TEXT))
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, key)
            right = chip.left() - theme.GAP
        note = entry.why_not or entry.note
        if note:
            painter.setFont(theme.font())
            painter.setPen(quiet)
            metrics = painter.fontMetrics()
            most = row.width() // 2
            cut = metrics.elidedText(note, Qt.TextElideMode.ElideRight, most)
            width = metrics.horizontalAdvance(cut)
            painter.drawText(QRect(right - width, row.y(), width + 1, row.height()), _MIDDLE, cut)
            right -= width + 2 * theme.GAP
        return right


def _spans(spans: Iterable[Span], field: int) -> list[tuple[int, int]]:
    return sorted((span.start, span.end) for span in spans if span.field == field)


def _marked_text(
    painter: QPainter, room: QRect, text: str, spans: list[tuple[int, int]], ink: QColor, font: QFont
) -> int:
    """Paint `text` with some of it marked, cut off where the room ends; say where it ends."""
    marked = QFont(font)
    marked.setBold(True)
    marked.setUnderline(True)
    painter.setPen(ink)
    left = room.left()
    for piece, is_marked in _pieces(text, spans):
        painter.setFont(marked if is_marked else font)
        metrics: QFontMetrics = painter.fontMetrics()
        width = metrics.horizontalAdvance(piece)
        space = room.right() - left
        if width > space:
            cut = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, max(space, 0))
            painter.drawText(QRect(left, room.y(), max(space, 0), room.height()), _MIDDLE, cut)
            return room.right()
        painter.drawText(QRect(left, room.y(), width + 1, room.height()), _MIDDLE, piece)
        left += width
    return left


def _pieces(text: str, spans: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    """`text` cut where marking begins and ends."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [(text[at : max(start, at)], False), (text[max(start, at) : end], True)]
        at = max(at, end)
    pieces.append((text[at:], False))
    return [piece for piece in pieces if piece[0]]
