"""The sheet of figures: how many incidents there were in a time, and how they went."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from widgets import theme, words
from widgets.boards.figure_rows import FigureRow, FiguresShown, share_text
from widgets.boards.periods import Period, period_name
from widgets.flow_layout import FlowLayout
from widgets.help.sections import Section, tell_of
from widgets.labels import plain_label
from widgets.moments import clock_text, day_text, minute_text
from widgets.scaling import follow_scale

_NAME, _COUNT, _SHARE = range(3)
#: Widths of the columns of numbers at usual text.
_WIDTHS: Final = {_COUNT: 76, _SHARE: 76}
#: How often the age of figures that cannot be had anew is said again.
_AGE_EVERY_MS: Final = 5000


class FiguresBoard(QWidget):
    """A period, what was answered for it, and from when that is. It never asks by itself.

    Signals: `wanted()` when it comes on view or another period was chosen, `refresh_requested()`,
    `print_requested()`.
    """

    wanted = Signal()
    refresh_requested = Signal()
    print_requested = Signal()

    def __init__(self, *, now: Callable[[], float], parent: QWidget | None = None) -> None:
        """`now` is the platform's time."""
        super().__init__(parent)
        tell_of(self, Section.FIGURES)
        self._now = now
        self._shown: FiguresShown | None = None
        self._trouble = ""
        self.periods = QComboBox()
        self.periods.setAccessibleName(self.tr("Period of the figures"))
        for period in Period:
            self.periods.addItem(period_name(period), period)
        self.periods.currentIndexChanged.connect(lambda _index: self.wanted.emit())
        refresh, self._print = _button(self.tr("Refresh")), _button(self.tr("Print or export…"))
        refresh.clicked.connect(self.refresh_requested)
        self._print.clicked.connect(self.print_requested)
        self._print.setEnabled(False)
        row = FlowLayout(gap=6, line_gap=4)
        for part in (self.periods, refresh, self._print):
            row.addWidget(part)
        self._about = plain_label(part="quiet", wraps=True)
        self._warning = plain_label(part="warning", wraps=True)
        self._warning.hide()
        self.tree = QTreeWidget()
        self.tree.setColumnCount(3)
        self.tree.setHeaderLabels((self.tr("Incidents"), self.tr("Number"), self.tr("Share")))
        for column in (_COUNT, _SHARE):
            self.tree.headerItem().setTextAlignment(column, _RIGHT)
        self.tree.setAccessibleName(self.tr("Figures"))
        self.tree.setRootIsDecorated(False)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(8, 8, 4, 6)
        column_.setSpacing(6)
        column_.addLayout(row)
        column_.addWidget(self._about)
        column_.addWidget(self._warning)
        column_.addWidget(self.tree, 1)
        self._timer = QTimer(self, interval=_AGE_EVERY_MS)
        self._timer.timeout.connect(self._say)
        follow_scale(self, self._scale)
        self._say()

    @property
    def period(self) -> Period:
        """The period that is chosen."""
        period = self.periods.currentData()
        assert isinstance(period, Period)
        return period

    @property
    def about(self) -> str:
        """What is said of the figures: which time they are of, and from when they are."""
        return self._about.text()

    @property
    def warning(self) -> str:
        """Why they are not of now, in words; empty while they could be had."""
        return "" if self._warning.isHidden() else self._warning.text()

    def focus(self) -> None:
        """Move the keyboard to the figures."""
        self.tree.setFocus()

    def show_figures(self, shown: FiguresShown | None) -> None:
        """Show these; None while nothing was answered."""
        if shown != self._shown:
            self._shown = shown
            self._fill()
        self._print.setEnabled(shown is not None)
        self._say()

    def show_trouble(self, text: str) -> None:
        """Say why there are no newer figures, in words; empty when there are."""
        self._trouble = text
        if text and self.isVisible():
            self._timer.start()
        else:
            self._timer.stop()
        self._say()

    def _say(self) -> None:
        shown = self._shown
        if shown is None:
            self._about.setText(self.tr("Nothing has been asked for yet"))
        else:
            told = self.tr("Reported {since} - {until}, within your area. Drills are left out.")
            self._about.setText(told.format(since=day_text(shown.since), until=minute_text(shown.until)))
        self._warning.setVisible(bool(self._trouble))
        if not self._trouble:
            return
        if shown is None:
            self._warning.setText(self._trouble)
            return
        aged = self.tr("{why}: these are the figures of {time} ({age} ago)")
        age = words.age(max(0.0, self._now() - shown.until))
        self._warning.setText(aged.format(why=self._trouble, time=clock_text(shown.until), age=age))

    def _fill(self) -> None:
        place = self.tree.verticalScrollBar().value()
        self.tree.clear()
        for group in () if self._shown is None else self._shown.groups:
            head = QTreeWidgetItem(self.tree, [group.title])
            font = head.font(_NAME)
            font.setBold(True)
            head.setFont(_NAME, font)
            for row in group.rows:
                _child(head, row)
            head.setExpanded(True)
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
        self.tree.verticalScrollBar().setValue(place)

    def _scale(self) -> None:
        for column, width in _WIDTHS.items():
            self.tree.setColumnWidth(column, theme.px(width))

    # Qt overrides.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.wanted.emit()


_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _child(head: QTreeWidgetItem, row: FigureRow) -> None:
    count = "" if row.count is None else f"{row.count:,}"
    # A rate that cannot be reckoned is a dash; a count without a share says nothing there.
    share = share_text(row.share) if row.share is not None or row.count is None else ""
    item = QTreeWidgetItem(head, [row.name, count, share])
    item.setToolTip(_NAME, row.tip or row.name)
    for column in (_COUNT, _SHARE):
        item.setTextAlignment(column, _RIGHT)


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAutoDefault(False)
    return button
