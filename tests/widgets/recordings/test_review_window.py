from __future__ import annotations

from PySide6.QtGui import QColor, QPixmap
from pytestqt.qtbot import QtBot

from widgets.recordings.review_window import ReviewWindow


def made(qtbot: QtBot, *, decides: bool) -> ReviewWindow:
    window = ReviewWindow(camera="北门", about="王: 盗窃案", decides=decides)
    qtbot.addWidget(window)
    window.show()
    return window


def test_nobody_decides_before_he_has_seen_it(qtbot: QtBot) -> None:
    window = made(qtbot, decides=True)
    assert not window.approve.isEnabled()
    window.say("No copy")
    assert window.tile.empty == "No copy"
    window.show_clip()
    wanted: list[str] = []
    window.approve_wanted.connect(lambda: wanted.append("approve"))
    window.refuse_wanted.connect(lambda: wanted.append("refuse"))
    window.approve.click()
    window.refuse.click()
    assert wanted == ["approve", "refuse"]
    with qtbot.waitSignal(window.closed):
        window.reject()


def test_a_still_fills_the_room_there_is(qtbot: QtBot) -> None:
    window = made(qtbot, decides=False)
    assert not window.approve.isVisible()
    picture = QPixmap(64, 48)
    picture.fill(QColor("red"))
    window.show_still(picture)
    assert not window.tile.isVisible()
    window.resize(1000, 800)
    qtbot.waitUntil(lambda: window.still.pixmap().width() > 500)
