"""The commands that are on their way, and those that came to nothing until somebody has seen them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from widgets import theme
from widgets.action import CommandPhase, CommandView
from widgets.command_words import COMMAND_LOOK, fate
from widgets.dispatch.command_notice import redo_words
from widgets.labels import plain_label
from widgets.scaling import follow_scale
from widgets.signs import SignPainter

_KEY: Final = Qt.ItemDataRole.UserRole
_OVER: Final = (CommandPhase.REFUSED, CommandPhase.EXPIRED)
_ROW: Final = 54
_SIGN: Final = 20


class CommandList(QWidget):
    """Commands, the newest first: what was to be done, on what, and how it fares.

    Enter shows what a command was given for, Delete takes a refused one off the list.

    Signals: `redo_requested(str)` and `dismiss_requested(str)` with a command's key, `target_activated(str)`
    with the id of what a command was given for.
    """

    redo_requested = Signal(str)
    dismiss_requested = Signal(str)
    target_activated = Signal(str)

    def __init__(
        self, *, now: Callable[[], float], redo_key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._signs = SignPainter()
        self._commands: dict[str, CommandView] = {}
        self.rows = QListWidget()
        self.rows.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.rows.setUniformItemSizes(True)
        self.rows.currentItemChanged.connect(lambda _new, _old: self._show_buttons())
        self.rows.itemActivated.connect(self._activate)
        self._empty = plain_label(part="quiet")
        self._empty.setText(self.tr("Nothing unsent, nothing refused"))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._detail = plain_label(wraps=True)
        self._redo = QPushButton(redo_words(redo_key))
        self._redo.clicked.connect(lambda: self._tell(self.redo_requested))
        self._dismiss = QPushButton(self.tr("Seen   Delete"))
        self._dismiss.clicked.connect(lambda: self._tell(self.dismiss_requested))
        buttons = QHBoxLayout()
        buttons.addWidget(self._redo)
        buttons.addWidget(self._dismiss)
        buttons.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.GAP, 0, theme.GAP, theme.GAP)
        foot.addWidget(self._detail)
        foot.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._empty, 1)
        column.addWidget(self.rows, 1)
        column.addLayout(foot)
        self._ages = QTimer(self, interval=1000)
        self._ages.timeout.connect(self._write)
        self.set_commands(())
        follow_scale(self, self._measure)

    @property
    def texts(self) -> tuple[str, ...]:
        """What the rows say, from the top."""
        return tuple(self.rows.item(row).text() for row in range(self.rows.count()))

    @property
    def detail_text(self) -> str:
        """What is said under the rows of the chosen command."""
        return self._detail.text()

    def set_commands(self, commands: Sequence[CommandView]) -> None:
        """Show these; the row that was chosen stays chosen while the list has the keyboard."""
        keys = [command.key for command in commands]
        rebuilt = keys != list(self._commands)
        chosen = self.current
        self._commands = {command.key: command for command in commands}
        if rebuilt:
            self.rows.clear()
            for key in keys:
                item = QListWidgetItem()
                item.setData(_KEY, key)
                item.setSizeHint(QSize(0, theme.px(_ROW)))
                self.rows.addItem(item)
            # Who comes to the list is led to what came to nothing; who is in it stays where he is.
            stays = chosen in self._commands and self.rows.hasFocus()
            over = next((key for key in keys if self._commands[key].phase in _OVER), None)
            row = keys.index(chosen if stays else over or keys[0]) if keys else -1
            self.rows.setCurrentRow(row)
        self._empty.setVisible(not keys)
        self.rows.setVisible(bool(keys))
        self._write()
        self._show_buttons()
        if any(command.conflict is not None for command in commands):
            self._ages.start()
        else:
            self._ages.stop()

    @property
    def current(self) -> str:
        """The key of the chosen command; empty for none."""
        item = self.rows.currentItem()
        return "" if item is None else str(item.data(_KEY))

    def _measure(self) -> None:
        self.rows.setIconSize(QSize(theme.px(_SIGN), theme.px(_SIGN)))
        for row in range(self.rows.count()):
            self.rows.item(row).setSizeHint(QSize(0, theme.px(_ROW)))
        self._write()

    def _write(self) -> None:
        metrics = QFontMetrics(self.rows.font())
        room = max(120, self.rows.width() - theme.px(_SIGN) - 44)
        for row in range(self.rows.count()):
            item = self.rows.item(row)
            command = self._commands[item.data(_KEY)]
            look = COMMAND_LOOK[command.phase]
            first = f"{command.text}   {command.about}" if command.about else command.text
            first = metrics.elidedText(first, Qt.TextElideMode.ElideRight, room)
            text = f"{first}\n{fate(command, now=self._now())}"
            if text != item.text():
                item.setText(text)
            item.setIcon(QIcon(self._signs.pixmap(look, theme.px(_SIGN), self.devicePixelRatioF())))
            item.setForeground(QColor(look.colour if command.phase in _OVER else theme.TEXT))

    def _show_buttons(self) -> None:
        command = self._commands.get(self.current)
        conflict = None if command is None else command.conflict
        told = () if conflict is None else (*conflict.changes, conflict.why_not)
        self._detail.setText("\n".join(text for text in told if text))
        self._detail.setVisible(bool(self._detail.text()))
        self._redo.setVisible(conflict is not None)
        self._redo.setEnabled(conflict is not None and not conflict.why_not)
        self._dismiss.setVisible(command is not None and command.phase in _OVER)

    def _tell(self, signal: SignalInstance) -> None:
        if key := self.current:
            signal.emit(key)

    def _activate(self, item: QListWidgetItem) -> None:
        command = self._commands.get(item.data(_KEY))
        if command is not None and command.target:
            self.target_activated.emit(command.target)

    # Qt overrides.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and not self._dismiss.isHidden():
            self._tell(self.dismiss_requested)
            return
        super().keyPressEvent(event)
