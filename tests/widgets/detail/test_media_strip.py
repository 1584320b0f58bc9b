"""Pictures of an incident."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from backend_client.protocol.incident_parts import Media
from tests.widgets.district import NOW, ago
from widgets.detail.media_strip import MediaStrip, PictureDialog


def medium(number: int) -> Media:
    return Media(
        id=f"m{number}", name=f"甲 {number}", kind="image/png", bytes=1, sha256="0", at=ago(60), by="甲"
    )


def red() -> QImage:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    return image


def test_pictures_are_wanted_once_shown_when_they_come_and_opened(qtbot: QtBot) -> None:
    strip = MediaStrip()
    qtbot.addWidget(strip)
    wanted: list[str] = []
    strip.wanted.connect(wanted.append)
    strip.set_media((medium(1),), now=NOW)
    strip.set_media((medium(1), medium(2)), now=NOW)
    assert wanted == ["m1", "m2"]
    strip.show()
    first, second = strip.findChildren(QPushButton)
    strip.show_picture("m1", red())
    strip.show_failure("m2")
    strip.show_picture("gone", red())
    assert not first.icon().isNull()
    assert second.text() == "Not there"
    with qtbot.waitSignal(strip.opened) as opened:
        QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert opened.args == ["m1"]
    strip.set_media((), now=NOW)
    assert not strip.isVisible()


def test_another_person_wants_every_picture_anew(qtbot: QtBot) -> None:
    strip = MediaStrip()
    qtbot.addWidget(strip)
    strip.set_media((medium(1), medium(2)), now=NOW)
    strip.show_picture("m1", red())
    wanted: list[str] = []
    strip.wanted.connect(wanted.append)
    strip.ask_again()
    assert wanted == ["m1", "m2"]
    assert all(button.icon().isNull() for button in strip.findChildren(QPushButton))


def test_a_picture_is_shown_large_within_the_screen(qtbot: QtBot) -> None:
    dialog = PictureDialog(title="甲 1", image=red())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    assert dialog.width() <= dialog.screen().availableGeometry().width()
