from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from widgets import theme
from widgets.recordings.ticks import Tick
from widgets.recordings.track import RecordedSpan, Track

NOON = 1_800_000_000.0


@pytest.fixture
def track(qtbot: QtBot) -> Track:
    one = Track(since=NOON, until=NOON + 600)
    qtbot.addWidget(one)
    one.resize(601, 46)
    one.show()
    return one


def colour(track: Track, second: float, y: int = 12) -> str:
    return QColor(track.grab().toImage().pixelColor(round(second), y)).name()


def test_what_is_recorded_is_drawn_where_it_is(track: Track) -> None:
    track.show_spans([RecordedSpan(NOON + 100, NOON + 200), RecordedSpan(NOON + 300, NOON + 400, alarm=True)])
    assert colour(track, 150) == theme.ACCENT
    assert colour(track, 350) == theme.WARNING
    assert colour(track, 250) == theme.RAISED
    # An alarm stands higher: colour is not all that tells it.
    assert (colour(track, 150, 6), colour(track, 350, 6)) == (theme.RAISED, theme.WARNING)


def test_a_click_or_a_drag_seeks_once(track: Track) -> None:
    sought: list[float] = []
    track.sought.connect(sought.append)
    QTest.mousePress(track, Qt.MouseButton.LeftButton, pos=QPoint(100, 10))
    QTest.mouseMove(track, QPoint(250, 10))
    assert sought == []
    QTest.mouseRelease(track, Qt.MouseButton.LeftButton, pos=QPoint(300, 10))
    assert sought == [NOON + 300]


def test_arrow_keys_leap(track: Track) -> None:
    sought: list[float] = []
    track.sought.connect(sought.append)
    QTest.keyClick(track, Qt.Key.Key_Left)
    assert sought == []
    track.show_moment(NOON + 4)
    QTest.keyClick(track, Qt.Key.Key_Left)
    QTest.keyClick(track, Qt.Key.Key_Right)
    assert sought == [NOON, NOON + 14]


def test_marks_and_the_moment_are_drawn(track: Track) -> None:
    before = track.grab().toImage()
    track.mark((NOON + 100, NOON + 200))
    track.show_moment(NOON + 150)
    assert (track.marked, track.at) == ((NOON + 100, NOON + 200), NOON + 150)
    assert track.grab().toImage() != before
    assert colour(track, 150, 1) == theme.TEXT


def test_bookmarks_are_told_and_caught_by_the_mouse(track: Track) -> None:
    sought: list[float] = []
    track.sought.connect(sought.append)
    track.show_ticks([Tick(NOON + 200.5, "12:03:20  红车   李"), Tick(NOON + 900, "later")])
    assert [tick.moment for tick in track.ticks] == [NOON + 200.5]
    assert colour(track, 200, 3) == theme.TEXT
    for x in (203, 230):
        QTest.mouseClick(track, Qt.MouseButton.LeftButton, pos=QPoint(x, 10))
    assert sought == [NOON + 200.5, NOON + 230]
    tips = []
    for x in (203, 230):
        place = QPoint(x, 10)
        QApplication.sendEvent(track, QHelpEvent(QEvent.Type.ToolTip, place, track.mapToGlobal(place)))
        tips.append(QToolTip.text() if QToolTip.isVisible() else "")
    assert tips[0] == "12:03:20  红车   李"
    QToolTip.hideText()
