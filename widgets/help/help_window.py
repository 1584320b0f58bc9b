"""The manual over the desk: opened where it fits, searched, closed by Escape."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QSplitter, QVBoxLayout, QWidget

from widgets import theme
from widgets.filter_edit import FilterEdit
from widgets.help.manual import Manual
from widgets.help.manual_view import ManualView
from widgets.help.sections import Section, tell_of
from widgets.labels import plain_label
from widgets.scaling import follow_scale

_WIDTH: Final = 1000
_LIST: Final = 260
_INDENT: Final = "    "


class HelpWindow(QDialog):
    """Its sections at the left, its text at the right, a field to search in it above; not modal.

    It stands at the right edge of the screen of what it was opened over. Signals: those of a dialog.
    """

    def __init__(self, *, manual: Manual, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setWindowTitle(self.tr("Manual"))
        tell_of(self, Section.HELP)
        self._manual = manual
        self.view = ManualView(manual=manual, folder=folder)
        self.view.link_followed.connect(self._follow)
        self.view.verticalScrollBar().valueChanged.connect(self._show_where)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Before there are rows: going to one of them takes their height, and that is before all is shown.
        self.list.ensurePolished()
        self._listed = [number for number, each in enumerate(manual.sections) if each.level in (2, 3)]
        for number in self._listed:
            section = manual.sections[number]
            self.list.addItem(_INDENT * (section.level - 2) + section.title)
        self.list.itemClicked.connect(lambda item: self.view.go_to(self._listed[self.list.row(item)]))
        self.list.itemActivated.connect(lambda item: self.view.go_to(self._listed[self.list.row(item)]))
        self.search = FilterEdit(placeholder=self.tr("Search the manual   Ctrl+F"))
        self.search.textChanged.connect(self._search)
        self.search.installEventFilter(self)
        self._found = plain_label(part="quiet")
        leave = plain_label(part="quiet")
        leave.setText(self.tr("Esc closes"))
        head = QHBoxLayout()
        head.addWidget(self.search, 1)
        head.addWidget(self._found)
        head.addSpacing(theme.GAP)
        head.addWidget(leave)
        self._body = QSplitter(Qt.Orientation.Horizontal)
        self._body.setChildrenCollapsible(False)
        self._body.addWidget(self.list)
        self._body.addWidget(self.view)
        self._body.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(theme.GAP)
        column.addLayout(head)
        column.addWidget(self._body, 1)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self).activated.connect(self._go_search)
        follow_scale(self, self._fit)
        self.view.setFocus()

    def go_to(self, section: Section) -> bool:
        """Show `section`; False when this manual has none of that name."""
        return self._go_to_anchor(section)

    @property
    def found_text(self) -> str:
        """What is said of the last search."""
        return self._found.text()

    def _go_to_anchor(self, anchor: str) -> bool:
        number = self._manual.number_of(anchor)
        if number is None:
            return False
        self.view.go_to(number)
        return True

    def _fit(self) -> None:
        over = self.parentWidget()
        room = (over if over is not None else self).screen().availableGeometry()
        width = min(theme.px(_WIDTH), room.width() * 3 // 5)
        self.setGeometry(
            room.right() - width - theme.GAP, room.y() + 40, width, room.height() - 40 - 4 * theme.GAP
        )
        listed = min(theme.px(_LIST), width * 3 // 10)
        self._body.setSizes([listed, width - listed])
        self.list.doItemsLayout()

    def _follow(self, target: str) -> None:
        """Links lead about in this manual; others name files that are not shown here."""
        _, _, anchor = target.partition("#")
        self._go_to_anchor(anchor)

    def _show_where(self) -> None:
        at = self.view.heading_at_top()
        rows = [row for row, number in enumerate(self._listed) if number <= at]
        self.list.setCurrentRow(rows[-1] if rows else 0)

    def _go_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _search(self, needle: str) -> None:
        count = self.view.search(needle.strip())
        if not needle.strip():
            self._found.setText("")
        elif count:
            self._found.setText(self.tr("Found ({n}×)   Enter: next").format(n=count))
            self.view.find_next()
        else:
            self._found.setText(self.tr("Not in the manual"))

    # Qt overrides.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.view.find_next(backward=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                self.view.setFocus()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
                self.view.setFocus()
                return True
        return super().eventFilter(watched, event)
