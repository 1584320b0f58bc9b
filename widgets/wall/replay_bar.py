"""The bar below a tile's picture while its last minute is looked at."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from widgets import theme
from widgets.scaling import follow_scale
from widgets.wall.tile_state import ReplayFigures

_HEIGHT = 24
_LEAST_SPAN = 60
_LINE = 4
_MARK = 3
#: Below this width buttons and seconds give way to the line of time; the keys do the same.
_BUTTONS_FROM = 360
_BACK, _STEP_BACK, _HOLD, _STEP, _RATE, _LIVE = range(6)


class _Span(QWidget):
    """The time that can be looked at, now at its right end. Signal: `sought(back_s)`."""

    sought = Signal(float)

    def __init__(self, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._replay = ReplayFigures(behind_s=0.0, rate=1.0, oldest_s=1.0)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_replay(self, replay: ReplayFigures) -> None:
        self._replay = replay
        self.update()

    def _seek(self, x: float) -> None:
        part = min(1.0, max(0.0, x / max(1, self.width())))
        self.sought.emit((1 - part) * self._replay.oldest_s)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.RAISED))
        middle, line = self.height() // 2, theme.px(_LINE)
        behind = min(1.0, self._replay.behind_s / max(0.001, self._replay.oldest_s))
        at = round((1 - behind) * (self.width() - 1))
        painter.fillRect(0, middle - line // 2, self.width(), line, QColor(theme.LINE))
        painter.fillRect(0, middle - line // 2, at, line, QColor(theme.WARNING))
        mark = theme.px(_MARK)
        painter.fillRect(at - mark // 2, 2, mark, self.height() - 4, QColor(theme.TEXT))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._seek(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._seek(event.position().x())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_LEAST_SPAN), theme.px(_HEIGHT))


class ReplayBar(QWidget):
    """Signals: `sought(back_s)` on the line of time; `back_wanted()`, `hold_wanted()`, `rate_wanted()`,
    `live_wanted()`, `stepped(pictures)` of the buttons.
    """

    sought = Signal(float)
    back_wanted = Signal()
    hold_wanted = Signal()
    rate_wanted = Signal()
    live_wanted = Signal()
    stepped = Signal(int)

    def __init__(self, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._span = _Span(parent=self)
        self._span.sought.connect(self.sought)
        self._seconds = QLabel(self, alignment=Qt.AlignmentFlag.AlignCenter)
        self._buttons = tuple(QToolButton(self, autoRaise=True) for _ in range(6))
        self._replay: ReplayFigures | None = None
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(theme.RAISED))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(1)
        for button in self._buttons[:_LIVE]:
            row.addWidget(button)
        row.addWidget(self._seconds)
        row.addWidget(self._span, 1)
        row.addWidget(self._buttons[_LIVE])
        for button in self._buttons:
            # The keyboard stays with the tile.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._buttons[_BACK].clicked.connect(self.back_wanted)
        self._buttons[_STEP_BACK].clicked.connect(lambda: self.stepped.emit(-1))
        self._buttons[_HOLD].clicked.connect(self.hold_wanted)
        self._buttons[_STEP].clicked.connect(lambda: self.stepped.emit(1))
        self._buttons[_RATE].clicked.connect(self.rate_wanted)
        self._buttons[_LIVE].clicked.connect(self.live_wanted)
        self._say()
        follow_scale(self, lambda: self.setFixedHeight(theme.px(_HEIGHT)))

    def show_replay(self, replay: ReplayFigures) -> None:
        """Show where it stands."""
        held_before = self._replay is not None and not self._replay.rate
        self._replay = replay
        self._span.show_replay(replay)
        self._tell_seconds()
        if held_before is not (not replay.rate):
            self._buttons[_HOLD].setText("▶" if not replay.rate else "‖")

    def _tell_seconds(self) -> None:
        """How far it looks back, and of how much that is kept."""
        replay = self._replay
        if replay is not None:
            told = self.tr("-{back} of {kept} s")
            told = told.format(back=round(replay.behind_s), kept=round(replay.oldest_s))
            self._seconds.setText(told)

    def _say(self) -> None:
        self._seconds.setToolTip(self.tr("How far it looks back, and how much is kept of this picture"))
        self._tell_seconds()
        words = (
            ("↶10", self.tr("Ten seconds back")),
            ("◂|", self.tr("One picture back")),
            ("‖", self.tr("Hold, or go on")),
            ("|▸", self.tr("One picture on")),
            ("½", self.tr("Slower, or at full speed again")),
            (self.tr("live"), self.tr("Back to live")),
        )
        for button, (text, tip) in zip(self._buttons, words, strict=True):
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleName(tip)

    # Qt overrides.

    def resizeEvent(self, _event: object) -> None:
        for part in (*self._buttons[:_LIVE], self._seconds):
            part.setVisible(self.width() >= theme.px(_BUTTONS_FROM))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)
