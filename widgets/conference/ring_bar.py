"""Conferences that ring here, rings that have ended, missed calls: a bar that never takes the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from widgets import theme
from widgets.labels import plain_label
from widgets.sign_label import SignLabel
from widgets.signs import Look, Sign

#: Rings with buttons of their own; the others are counted until one of these has ended.
_MOST: Final = 2
_BELL: Final = Look(Sign.BELL, theme.TEXT)


@dataclass(frozen=True, slots=True)
class RingView:
    """A ring in words: who asks about what, and the rest below it."""

    id: str
    head: str
    about: str


class RingBar(QWidget):
    """Without anything to tell it takes no room.

    Signals: `answer_requested(id)`, `decline_requested(id)`, `hand_on_requested(id)` of a ring;
    `join_requested()` and `seen_requested()` of missed calls; `left()` when the keyboard was in it and has to
    go somewhere.
    """

    answer_requested = Signal(str)
    decline_requested = Signal(str)
    hand_on_requested = Signal(str)
    join_requested = Signal()
    seen_requested = Signal()
    left = Signal()

    def __init__(self, *, answer_key: str = "", parent: QWidget | None = None) -> None:
        """`answer_key` answers the first ring, as people read it."""
        super().__init__(parent)
        self._answer_key = answer_key
        self._rows = [_Ring() for _ in range(_MOST)]
        for row in self._rows:
            row.answer.clicked.connect(lambda _on=False, each=row: self.answer_requested.emit(each.id))
            row.decline.clicked.connect(lambda _on=False, each=row: self.decline_requested.emit(each.id))
            row.hand_on.clicked.connect(lambda _on=False, each=row: self.hand_on_requested.emit(each.id))
        self._more = plain_label(part="warning", bold=True)
        self._told = plain_label(wraps=True)
        self._told.setContentsMargins(10, 2, 10, 2)
        self._missed = _Missed()
        self._missed.join.clicked.connect(self.join_requested)
        self._missed.seen.clicked.connect(self.seen_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        for part in (*self._rows, self._more, self._told, self._missed):
            column.addWidget(part)
            part.hide()
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        rings = [f"{row.head}\n{row.about}" for row in self._rows if not row.isHidden()]
        labels = (self._more, self._told, self._missed.text)
        return "\n".join([*rings, *(each.text() for each in labels if each.text())])

    @property
    def missed_text(self) -> str:
        """What it says of missed calls."""
        return self._missed.text.text()

    def buttons(self) -> tuple[QPushButton, ...]:
        """Those that can be pressed now, from the top."""
        found = [
            button
            for row in self._rows
            if not row.isHidden()
            for button in (row.answer, row.decline, row.hand_on)
        ]
        if not self._missed.isHidden():
            found += [each for each in (self._missed.join, self._missed.seen) if not each.isHidden()]
        return tuple(found)

    def show_rings(self, rings: Sequence[RingView]) -> None:
        """Show the rings, the most urgent first."""
        had_keyboard = self._has_keyboard()
        # Who is about to press a button must not meet another call under it: each keeps its row.
        waiting = {each.id: each for each in rings}
        for row in self._rows:
            kept = waiting.pop(row.id, None)
            row.show_ring(kept)
        for row in self._rows:
            if not row.id and waiting:
                row.show_ring(waiting.pop(next(iter(waiting))))
        for row in self._rows:
            row.answer.setText(self._answer_text(row.id))
        more = len(rings) - _MOST
        self._more.setText(self.tr("+{n} more calls").format(n=more) if more > 0 else "")
        self._more.setVisible(more > 0)
        self._settle(had_keyboard)

    def show_told(self, text: str) -> None:
        """Say how rings have ended; an empty text for nothing."""
        self._told.setText(text)
        self._told.setVisible(bool(text))
        self._settle(False)

    def show_missed(self, text: str, *, joins: bool) -> None:
        """Say which calls were missed until somebody has seen it; `joins`: one can come into the last."""
        had_keyboard = self._has_keyboard()
        self._missed.text.setText(text)
        self._missed.join.setVisible(joins)
        self._missed.setVisible(bool(text))
        self._settle(had_keyboard)

    def focus(self) -> None:
        """Move the keyboard to the first button."""
        for button in self.buttons()[:1]:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def first(self) -> str:
        """The id of the ring that the key answers: the uppermost; empty for none."""
        return next((row.id for row in self._rows if row.id), "")

    def _answer_text(self, id_: str) -> str:
        text = self.tr("Answer")
        return f"{text}   {self._answer_key}" if self._answer_key and id_ == self.first else text

    def _has_keyboard(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _settle(self, had_keyboard: bool) -> None:
        parts = (*self._rows, self._told, self._missed)
        self.setVisible(any(not part.isHidden() for part in parts))
        if had_keyboard and not any(button.hasFocus() for button in self.buttons()):
            # What has the keyboard is gone: it must not fall to whatever comes next.
            self.left.emit()

    # Qt overrides.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class _Ring(QFrame):
    """A ring with what can be done about it."""

    def __init__(self) -> None:
        super().__init__()
        self.id = ""
        self.setObjectName("ring")
        border = f"2px solid {theme.ACCENT}; border-radius: 4px"
        self.setStyleSheet(f"#ring {{ background: {theme.SELECTION}; border: {border}; }}")
        self._head = _Cut(bold=True)
        self._about = _Cut()
        self.answer = _button("")
        self.decline = _button(self.tr("Decline …"))
        self.hand_on = _button(self.tr("Hand on …"))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._head)
        words.addWidget(self._about)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(SignLabel(_BELL, 24), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button, stretch in ((self.answer, 2), (self.decline, 1), (self.hand_on, 1)):
            buttons.addWidget(button, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(buttons)

    @property
    def head(self) -> str:
        """Who asks about what."""
        return self._head.full

    @property
    def about(self) -> str:
        """The rest."""
        return self._about.full

    def show_ring(self, ring: RingView | None) -> None:
        """Show this one, or nothing."""
        self.setVisible(ring is not None)
        self.id = "" if ring is None else ring.id
        if ring is None:
            return
        self._head.show_text(ring.head)
        self._about.show_text(ring.about)


class _Cut(QWidget):
    """One line, cut in its middle where it is too long: who asks and what a title ends with stay."""

    def __init__(self, *, bold: bool = False) -> None:
        super().__init__()
        self.full = ""
        self._bold = bold
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Say this."""
        if text != self.full:
            self.full = text
            self.setToolTip(text)
            self.setAccessibleName(text)
            self.update()

    def _font(self) -> QFont:
        return theme.font(
            points=theme.TEXT_SIZES["large"] if self._bold else theme.BASE_POINT_SIZE, bold=self._bold
        )

    # Qt overrides.

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), QFontMetrics(self._font()).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(QColor(theme.TEXT))
        text = painter.fontMetrics().elidedText(self.full, Qt.TextElideMode.ElideMiddle, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


class _Missed(QFrame):
    """Missed calls in a line."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("missed")
        self.setStyleSheet(f"#missed {{ background: {theme.WARNING_GROUND}; border-radius: 4px; }}")
        self.text = plain_label(wraps=True, bold=True)
        self.join = _button(self.tr("Join"))
        self.seen = _button(self.tr("Seen"))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 6, 4)
        row.setSpacing(8)
        row.addWidget(SignLabel(_BELL, 18))
        row.addWidget(self.text, 1)
        row.addWidget(self.join)
        row.addWidget(self.seen)


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    # A click leaves the keyboard where it was; Tab and the bar's own key reach it.
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAutoDefault(True)
    return button
