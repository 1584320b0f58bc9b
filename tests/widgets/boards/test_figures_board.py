"""The sheet of figures, and what it says of their age."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from widgets import theme
from widgets.boards.figure_rows import FigureGroup, FigureRow, FiguresShown
from widgets.boards.figures_board import FiguresBoard
from widgets.boards.periods import Period

NOW = datetime(2026, 3, 2, 14, 30, 5).timestamp()
GROUPS = (
    FigureGroup("In all", (FigureRow("Reported", 1234), FigureRow("Closed", share=None))),
    FigureGroup("By state", tuple(FigureRow(f"state {n}", n, n / 10) for n in range(10))),
)
SHOWN = FiguresShown(Period.TODAY, NOW - 3600.0, NOW, GROUPS)


class Sheet:
    def __init__(self, qtbot: QtBot) -> None:
        self.time = NOW
        self.board = FiguresBoard(now=lambda: self.time)
        qtbot.addWidget(self.board)
        self.board.resize(425, 360)
        self.wanted: list[Period] = []
        self.board.wanted.connect(lambda: self.wanted.append(self.board.period))

    def lines(self) -> list[str]:
        tree = self.board.tree
        found = []
        for number in range(tree.topLevelItemCount()):
            head = tree.topLevelItem(number)
            assert head is not None
            found.append(head.text(0))
            for place in range(head.childCount()):
                item = head.child(place)
                assert item is not None
                found.append("|".join(item.text(column) for column in range(3)))
        return found

    def button(self, text: str) -> QPushButton:
        return next(each for each in self.board.findChildren(QPushButton) if each.text().startswith(text))


def test_it_asks_when_it_comes_on_view_and_for_another_period(qtbot: QtBot) -> None:
    sheet = Sheet(qtbot)
    assert sheet.wanted == []
    sheet.board.show()
    qtbot.waitExposed(sheet.board)
    assert sheet.wanted == [Period.SHIFT]
    sheet.board.periods.setFocus()
    QTest.keyClick(sheet.board.periods, Qt.Key.Key_Down)
    assert sheet.wanted == [Period.SHIFT, Period.TODAY]
    with qtbot.waitSignal(sheet.board.refresh_requested):
        sheet.button("Refresh").click()


def test_figures_stand_under_their_headings(qtbot: QtBot) -> None:
    sheet = Sheet(qtbot)
    assert sheet.board.about == "Nothing has been asked for yet"
    assert not sheet.button("Print").isEnabled()
    sheet.board.show()
    sheet.board.show_figures(SHOWN)
    assert sheet.lines()[:5] == ["In all", "Reported|1,234|", "Closed||-", "By state", "state 0|0|0.0 %"]
    assert sheet.board.about == "Reported 03-02 13:30 - 14:30, within your area. Drills are left out."
    assert sheet.board.warning == ""
    with qtbot.waitSignal(sheet.board.print_requested):
        sheet.button("Print").click()
    sheet.board.focus()
    QTest.keyClick(sheet.board.tree, Qt.Key.Key_End)
    current = sheet.board.tree.currentItem()
    assert current is not None
    assert current.text(0) == "state 9"
    sheet.board.show_figures(None)
    assert (sheet.lines(), sheet.button("Print").isEnabled()) == ([], False)


def test_what_cannot_be_had_anew_says_how_old_it_is(qtbot: QtBot) -> None:
    sheet = Sheet(qtbot)
    sheet.board.show()
    sheet.board.show_trouble("The platform is away")
    assert sheet.board.warning == "The platform is away"
    sheet.board.show_figures(SHOWN)
    sheet.time += 720.0
    sheet.board._timer.timeout.emit()
    assert sheet.board.warning == "The platform is away: these are the figures of 14:30:05 (12 min ago)"
    assert len(sheet.lines()) > 10
    sheet.board.show_trouble("")
    assert sheet.board.warning == ""


def test_numbers_are_whole_at_every_size_of_text(qtbot: QtBot) -> None:
    sheet = Sheet(qtbot)
    sheet.board.show()
    sheet.board.show_figures(SHOWN)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    try:
        for scale in (80, 150, 200):
            theme.apply(app, scale=scale)
            tree = sheet.board.tree
            assert tree.columnWidth(1) > tree.fontMetrics().horizontalAdvance("12,345")
            assert tree.columnWidth(2) > tree.fontMetrics().horizontalAdvance("100.0 %")
    finally:
        theme.apply(app)
