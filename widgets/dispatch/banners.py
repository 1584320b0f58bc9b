"""Banners above everything else: what a person in the room must know about the data he looks at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from widgets import theme, words
from widgets.labels import plain_label
from widgets.sign_label import SignLabel
from widgets.signs import Look, Sign

_HEIGHT: Final = 32
_THIN: Final = 24
_NOTICE_MS: Final = 60_000


class Banners(QWidget):
    """The banners that hold now, one below the other; without any it takes no room.

    Signals: `commands_requested()` when a banner about commands is clicked, `alarms_requested()` when one
    about alarms is.
    """

    commands_requested = Signal()
    alarms_requested = Signal()

    def __init__(
        self,
        *,
        now: Callable[[], float],
        commands_key: str = "",
        alarms_key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._broken_since: float | None = None
        self._last_data: float | None = None
        self._next_attempt: float | None = None
        self._reason = ""
        self._simulated = _Banner(ground=theme.SURFACE, look=None, height=_THIN, hatched=True)
        self._broken = _Banner(ground=theme.DANGER_GROUND, look=Look(Sign.CROSS, theme.TEXT), height=_HEIGHT)
        self._unsent = _Banner(ground=theme.WARNING_GROUND, look=Look(Sign.PAUSE, theme.TEXT), height=_HEIGHT)
        self._aside = _Banner(ground=theme.WARNING_GROUND, look=Look(Sign.CROSS, theme.TEXT), height=_HEIGHT)
        self._lost = _Banner(ground=theme.DANGER_GROUND, look=Look(Sign.CROSS, theme.TEXT), height=_HEIGHT)
        self._notice = _Banner(ground=theme.WARNING_GROUND, look=Look(Sign.BELL, theme.TEXT), height=_HEIGHT)
        self._missed = _Banner(ground=theme.DANGER_GROUND, look=Look(Sign.BELL, theme.TEXT), height=_HEIGHT)
        self._flood = _Banner(ground=theme.WARNING_GROUND, look=Look(Sign.BELL, theme.TEXT), height=_HEIGHT)
        self._key, self._alarms_key = _native(commands_key), _native(alarms_key)
        self._all = (
            self._broken,
            self._aside,
            self._lost,
            self._unsent,
            self._missed,
            self._flood,
            self._notice,
            self._simulated,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for banner in self._all:
            column.addWidget(banner)
        for banner in (self._lost, self._unsent):
            banner.clicked.connect(self.commands_requested)
        for banner in (self._missed, self._flood):
            banner.clicked.connect(self.alarms_requested)
        self._notice.clicked.connect(lambda: self.show_notice(""))
        self._notice_end = QTimer(self, singleShot=True, interval=_NOTICE_MS)
        self._notice_end.timeout.connect(lambda: self._notice.show_text(""))
        self._timer = QTimer(self)
        self._timer.setInterval(500)
        self._timer.timeout.connect(self._write_broken)

    def show_simulated(self, on: bool) -> None:
        """The data are simulated or replayed."""
        text = self.tr("Demonstration data: simulated, not the real district")
        self._simulated.show_text(text if on else "")

    def show_feed_broken(
        self, *, last_data: float | None, next_attempt: float | None = None, reason: str = ""
    ) -> None:
        """No data came in since `last_data`; the next attempt is at `next_attempt`, both on the clock."""
        self._broken_since = self._now() if self._broken_since is None else self._broken_since
        self._last_data, self._next_attempt, self._reason = last_data, next_attempt, reason
        self._write_broken()
        self._timer.start()

    def show_feed_whole(self) -> None:
        """Data come in."""
        self._broken_since = None
        self._timer.stop()
        self._broken.show_text("")

    def show_unsent(self, count: int) -> None:
        """So many commands wait on disk for the connection."""
        text = self.tr("Commands not sent yet: {n}. They go out once when the connection is back")
        self._unsent.show_text(self._keyed(text.format(n=count), self._key) if count else "")

    def show_lost(self, *, refused: int, expired: int) -> None:
        """So many commands came to nothing, unseen: refused, or never sent in their time."""
        parts = []
        if expired:
            parts.append(self.tr("Commands not sent in time: {n}. Telephone now").format(n=expired))
        if refused:
            parts.append(self.tr("Commands refused: {n}").format(n=refused))
        self._lost.show_text(self._keyed("   ".join(parts), self._key) if parts else "")

    def show_missed(self, text: str) -> None:
        """What came in during a break that nobody has looked at; an empty text ends it."""
        self._missed.show_text(self._keyed(text, self._alarms_key) if text else "")

    def show_flood(self, text: str) -> None:
        """More alarms come than people can take; an empty text ends it."""
        self._flood.show_text(self._keyed(text, self._alarms_key) if text else "")

    def show_notice(self, text: str) -> None:
        """Say something for a minute, or until it is clicked away; an empty text ends it."""
        self._notice.show_text(text)
        self._notice_end.start()

    def show_outbox_kept_aside(self, path: Path) -> None:
        """The file of unsent commands could not be read; it lies at `path` now."""
        text = self.tr("Commands kept unsent earlier could not be read; their file is kept: {path}")
        self._aside.show_text(text.format(path=path))

    @property
    def texts(self) -> tuple[str, ...]:
        """What the banners that hold now say, from the top."""
        return tuple(banner.text for banner in self._all if not banner.isHidden())

    def _keyed(self, text: str, key: str) -> str:
        return self.tr("{text}   {key} shows them").format(text=text, key=key) if key else text

    def _write_broken(self) -> None:
        now = self._now()
        if self._last_data is None:
            parts = [self.tr("No connection to the platform")]
        else:
            age = words.age(now - self._last_data)
            parts = [self.tr("No connection to the platform: what you see is {age} old").format(age=age)]
        if self._reason:
            parts.append(self._reason)
        if self._next_attempt is not None:
            wait = self._next_attempt - now
            parts.append(
                self.tr("next attempt in {n} s").format(n=max(1, round(wait)))
                if wait > 0.5
                else self.tr("connecting now")
            )
        self._broken.show_text("   ".join(parts))


def _native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


class _Banner(QWidget):
    """One banner: a sign and a sentence; a hatched edge for what is not real. Signals: `clicked()`."""

    clicked = Signal()

    def __init__(self, *, ground: str, look: Look | None, height: int, hatched: bool = False) -> None:
        super().__init__()
        self._ground = ground
        self._hatched = hatched
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._label = plain_label(bold=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.addStretch(1)
        if look is not None:
            row.addWidget(SignLabel(look, 18))
        row.addWidget(self._label)
        row.addStretch(1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def show_text(self, text: str) -> None:
        """Say this; nothing to say hides it."""
        if text != self._label.text():
            self._label.setText(text)
        self.setVisible(bool(text))

    # Qt overrides.

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        # Narrower than its sentence: a long one is cut rather than the window made wider than its screen.
        return QSize(theme.px(200), theme.px(self._height))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._ground))
        if self._hatched:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.HATCH))
            text = self._label.geometry().adjusted(-16, 0, 16, 0)
            step = 14
            for x in range(-self.height(), self.width(), step * 2):
                if x + self.height() + step < text.left() or x > text.right():
                    self._draw_bar(painter, x, step)
        painter.end()

    def _draw_bar(self, painter: QPainter, x: int, step: int) -> None:
        painter.drawPolygon(
            [
                QPoint(x, self.height()),
                QPoint(x + self.height(), 0),
                QPoint(x + self.height() + step, 0),
                QPoint(x + step, self.height()),
            ]
        )
