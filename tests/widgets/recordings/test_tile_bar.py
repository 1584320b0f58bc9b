"""The bar below a recording on a wall: it says where it stands, and what is wanted of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from widgets import theme
from widgets.recordings.ticks import Tick
from widgets.recordings.tile_bar import RecordingBar

NOON = 1_800_000_000.0


def bar_of(qtbot: QtBot, *, hands: bool = True, width: int = 640) -> RecordingBar:
    bar = RecordingBar(hands=hands)
    qtbot.addWidget(bar)
    bar.show_range(NOON, NOON + 600)
    bar.resize(width, bar.height())
    bar.show()
    return bar


def test_its_buttons_say_what_is_wanted(qtbot: QtBot) -> None:
    bar = bar_of(qtbot)
    wanted: list[object] = []
    bar.hold_wanted.connect(lambda: wanted.append("hold"))
    bar.leap_wanted.connect(wanted.append)
    bar.rate_wanted.connect(lambda: wanted.append("rate"))
    bar.again_wanted.connect(lambda: wanted.append("again"))
    for button in (bar.hold, bar.back, bar.speed, bar.again):
        assert button.accessibleName()
        assert button.focusPolicy() is Qt.FocusPolicy.NoFocus
        button.click()
    assert wanted == ["hold", -10.0, "rate", "again"]


def test_it_says_how_it_goes(qtbot: QtBot) -> None:
    bar = bar_of(qtbot)
    bar.show_moment(NOON + 60, rate=4.0, over=False)
    assert (bar.hold.text(), bar.speed.text()) == ("‖", "4×")
    bar.show_moment(NOON + 60, rate=0.0, over=False)
    assert bar.hold.text() == "▶"
    bar.show_moment(NOON + 600, rate=1.0, over=True)
    # At its end there is nothing to hold: it starts over.
    assert not bar.hold.isVisible()
    assert bar.again.isVisible()
    assert bar.again.text() == "Start over"


def test_its_line_is_sought_when_the_mouse_is_let_go(qtbot: QtBot) -> None:
    bar = bar_of(qtbot)
    sought: list[float] = []
    bar.sought.connect(sought.append)
    bar.show_moment(NOON + 300, rate=1.0, over=False)
    image = bar.line.grab().toImage()
    assert image.pixelColor(bar.line.width() // 2, 4).name() == theme.TEXT
    left, right = QPoint(0, 10), QPoint(bar.line.width() - 1, 10)
    QTest.mousePress(bar.line, Qt.MouseButton.LeftButton, pos=left)
    QTest.mouseMove(bar.line, right)
    bar.line.grab()
    assert sought == []
    QTest.mouseRelease(bar.line, Qt.MouseButton.LeftButton, pos=right)
    assert sought == [NOON + 600]


def test_where_nobody_sits_it_only_says(qtbot: QtBot) -> None:
    bar = bar_of(qtbot, hands=False)
    bar.show_moment(NOON + 600, rate=1.0, over=True)
    for button in (bar.hold, bar.back, bar.speed, bar.again):
        assert not button.isVisible()
    assert bar.line.isVisible()
    assert bar.line.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_on_a_narrow_tile_buttons_make_room_for_the_line(qtbot: QtBot) -> None:
    shown = []
    for width in (600, 320, 200):
        bar = bar_of(qtbot, width=theme.px(width))
        shown.append([each.isVisible() for each in (bar.hold, bar.back, bar.speed, bar.again)])
        assert bar.line.width() >= bar.line.minimumSizeHint().width()
    assert shown == [
        [True, True, True, True],
        [True, True, True, False],
        [True, False, False, False],
    ]


def test_it_is_told_in_another_language(qtbot: QtBot) -> None:
    bar = bar_of(qtbot)
    bar.again.setText("")
    QApplication.sendEvent(bar, QEvent(QEvent.Type.LanguageChange))
    assert bar.again.text() == "Start over"


def test_bookmarks_stand_on_its_line(qtbot: QtBot) -> None:
    bar = bar_of(qtbot)
    sought: list[float] = []
    bar.sought.connect(sought.append)
    before = bar.line.grab().toImage()
    bar.show_ticks([Tick(NOON + 300, "12:05:00  红车   李"), Tick(NOON + 900, "later")])
    assert [tick.moment for tick in bar.line.ticks] == [NOON + 300]
    assert bar.line.grab().toImage() != before
    middle = QPoint(bar.line.width() // 2 + 2, 8)
    QTest.mouseClick(bar.line, Qt.MouseButton.LeftButton, pos=middle)
    assert sought == [NOON + 300]
    QApplication.sendEvent(bar.line, QHelpEvent(QEvent.Type.ToolTip, middle, bar.line.mapToGlobal(middle)))
    assert QToolTip.text() == "12:05:00  红车   李"
    QToolTip.hideText()
