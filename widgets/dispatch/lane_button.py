"""One lane above the incident table: its key, name and count."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from widgets import theme
from widgets.signs import Look, SignPainter

_SIGN: Final = 14
_SMALL: Final = theme.BASE_POINT_SIZE - 2
#: Counts up to this many digits change without moving what stands beside.
_DIGITS: Final = 3


class LaneButton(QAbstractButton):
    """A lane; the chosen one is underlined. One that `presses` has a sign and a loud count while it has any.

    Until it is told a count it shows none. Where room is short it can be compact: without its key and sign.
    """

    def __init__(self, *, text: str, key: str = "", look: Look | None = None, presses: bool = False) -> None:
        super().__init__()
        # As the key itself is marked: the word would be longer than the lane's name.
        self._cap = key.replace("Shift+", "⇧")
        self._look = look
        self._presses = presses
        self._count: int | None = None
        self._compact = False
        self._signs = SignPainter()
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(f"{text}  [{key}]" if key else text)

    @property
    def count(self) -> int:
        """How many there are."""
        return self._count or 0

    def set_count(self, count: int) -> None:
        """Show how many there are."""
        if count != self._count:
            wider = self._room(count) != self._room(self._count) or self._compact
            self._count = count
            self.setAccessibleName(f"{self.text()} {count}")
            if wider:
                self.updateGeometry()
            self.update()

    def set_compact(self, compact: bool) -> None:
        """Take as little room as the words allow, or show everything."""
        if compact != self._compact:
            self._compact = compact
            self.updateGeometry()
            self.update()

    def width_when(self, *, compact: bool) -> int:
        """How wide it is when it is compact, or not."""
        bold = QFontMetrics(theme.font(bold=True))
        width = bold.horizontalAdvance(self.text()) + (10 if compact else 14)
        if self._cap and not compact:
            width += QFontMetrics(theme.font(points=_SMALL)).horizontalAdvance(self._cap) + 4
        if self._look is not None and not compact:
            width += theme.px(_SIGN) + 4
        if self._count is not None:
            digits = len(str(self._count)) if compact else self._room(self._count)
            width += bold.horizontalAdvance("0" * digits) + 5
        return width

    def _room(self, count: int | None) -> int:
        """The width of a count, in digits."""
        return 0 if count is None else max(_DIGITS, len(str(count)))

    # Qt overrides.

    def sizeHint(self) -> QSize:
        return QSize(self.width_when(compact=self._compact), theme.target_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = self.rect()
        if self.underMouse():
            painter.fillRect(area, QColor(theme.HOVER))
        middle = Qt.AlignmentFlag.AlignVCenter
        chosen, loud = self.isChecked(), self._presses and bool(self._count)
        x = 5 if self._compact else 7
        if self._cap and not self._compact:
            small = theme.font(points=_SMALL)
            painter.setFont(small)
            painter.setPen(QColor(theme.TEXT_QUIET))
            painter.drawText(area.adjusted(x, 0, 0, 0), middle, self._cap)
            x += QFontMetrics(small).horizontalAdvance(self._cap) + 4
        painter.setFont(theme.font(bold=chosen))
        painter.setPen(QColor(theme.TEXT if chosen or self._count else theme.TEXT_QUIET))
        painter.drawText(area.adjusted(x, 0, 0, 0), middle, self.text())
        bold = theme.font(bold=True)
        x += QFontMetrics(bold).horizontalAdvance(self.text()) + 5
        if self._count is not None:
            # Right behind its name: at the end of its room it would read as the next lane's.
            painter.setFont(bold)
            colour = self._look.colour if loud and self._look is not None else theme.TEXT
            painter.setPen(QColor(colour if self._count else theme.TEXT_QUIET))
            painter.drawText(area.adjusted(x, 0, 0, 0), middle, str(self._count))
            x += QFontMetrics(bold).horizontalAdvance(str(self._count)) + 4
        if self._look is not None and not self._compact and (loud or not self._presses):
            # At the end, where nothing is missed while there is no sign.
            sign = theme.px(_SIGN)
            self._signs.draw(painter, self._look, x, (area.height() - sign) // 2, sign)
        if chosen:
            painter.fillRect(0, area.height() - 2, area.width(), 2, QColor(theme.ACCENT))
        if self.hasFocus():
            painter.setPen(QColor(theme.ACCENT))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.end()
