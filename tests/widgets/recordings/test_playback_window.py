from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from widgets.recordings.playback_window import PlaybackWindow
from widgets.recordings.ticks import Tick

NOON = 1_800_000_000.0


@pytest.fixture
def window(qtbot: QtBot) -> PlaybackWindow:
    one = PlaybackWindow(camera="北门", since=NOON, until=NOON + 600)
    one.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(one)
    one.show()
    return one


def button(window: PlaybackWindow, text: str) -> QPushButton:
    return next(each for each in window.findChildren(QPushButton) if each.text() == text)


def test_its_buttons_say_what_is_wanted(window: PlaybackWindow) -> None:
    heard: list[object] = []
    window.leap_wanted.connect(heard.append)
    window.step_wanted.connect(heard.append)
    window.hold_wanted.connect(lambda: heard.append("hold"))
    window.evidence_wanted.connect(lambda: heard.append("evidence"))
    window.wall_wanted.connect(lambda: heard.append("wall"))
    window.live_wanted.connect(lambda: heard.append("live"))
    for text in (
        "10 s back",
        "Picture back",
        "Hold",
        "Picture on",
        "10 s on",
        "Export evidence…",
        "Show on the wall",
        "Back to live",
    ):
        button(window, text).click()
    assert heard == [-10.0, -1, "hold", 1, 10.0, "evidence", "wall", "live"]
    QTest.keyClick(window.track, Qt.Key.Key_Space)
    assert heard[-1] == "hold"


def test_speeds_go_round(window: PlaybackWindow) -> None:
    rates: list[int] = []
    window.rate_wanted.connect(rates.append)
    for _ in range(4):
        button(window, f"{window.rate}×").click()
    assert rates == [2, 4, 8, 1]


def test_a_range_is_marked_where_it_stands(window: PlaybackWindow) -> None:
    assert not button(window, "Mark from here").isEnabled()
    window.show_moment(NOON + 100, held=False)
    button(window, "Mark from here").click()
    window.show_moment(NOON + 90, held=False)
    assert not button(window, "to here").isEnabled()
    window.show_moment(NOON + 130, held=True)
    assert button(window, "Go on").isVisible()
    button(window, "to here").click()
    assert window.track.marked == (NOON + 100, NOON + 130)


def test_why_nothing_can_be_taken_out_is_said(window: PlaybackWindow) -> None:
    window.allow_evidence("Your roles do not include it")
    one = button(window, "Export evidence…")
    assert (one.isEnabled(), one.toolTip()) == (False, "Your roles do not include it")


def test_its_end_is_told_once(window: PlaybackWindow) -> None:
    closed: list[bool] = []
    window.closed.connect(lambda: closed.append(True))
    window.close()
    assert closed == [True]


def test_why_it_cannot_go_to_the_wall_is_said(window: PlaybackWindow) -> None:
    window.allow_wall("The wall is locked")
    assert not button(window, "Show on the wall").isEnabled()
    assert button(window, "Show on the wall").toolTip() == "The wall is locked"


def test_bookmarks_are_put_by_a_key_and_listed(window: PlaybackWindow) -> None:
    heard: list[str] = []
    sought: list[float] = []
    window.bookmark_wanted.connect(lambda: heard.append("put"))
    window.words_wanted.connect(lambda: heard.append("words"))
    window.track.sought.connect(sought.append)
    QTest.keyClicks(window.track, ";:")
    assert heard == ["put", "words"]
    assert not window.bookmarks.isVisible()
    ticks = [Tick(NOON + 100, "a"), Tick(NOON + 200, "b"), Tick(NOON + 90_000, "another day")]
    window.show_bookmarks(ticks)
    assert window.bookmarks.isVisible()
    assert [window.bookmarks.item(row).text() for row in range(window.bookmarks.count())] == ["a", "b"]
    window.bookmarks.setCurrentRow(1)
    QTest.keyClick(window.bookmarks, Qt.Key.Key_Return)
    assert sought == [NOON + 200]
    window.show_bookmarks(ticks[:1])
    assert window.bookmarks.currentRow() == 0
    window.allow_bookmark("Your roles do not include it")
    QTest.keyClicks(window.track, ";")
    assert heard == ["put", "words"]
    window.show_bookmarks([])
    assert not window.bookmarks.isVisible()
