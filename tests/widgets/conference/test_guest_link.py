"""A guest's link as it is shown."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from widgets.conference.guest_link import GuestLinkDialog

ADDRESS = "https://platform.example/conference/abc"


def test_it_is_copied_taken_back_and_dead_once_used(qtbot: QtBot) -> None:
    code = QImage(60, 60, QImage.Format.Format_RGB32)
    code.fill(0xFFFFFF)
    dialog = GuestLinkDialog(about="For 乙", address=ADDRESS, until="16:20", code=code, caution="no https")
    qtbot.addWidget(dialog)
    dialog.show()
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert "For 乙" in texts
    assert "no https" in texts
    assert any("16:20" in text for text in texts)
    assert dialog.address.text() == ADDRESS
    dialog.show_state("Not used yet.", is_good=True)
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == ADDRESS
    assert dialog.copy.text() == "Copied"
    with qtbot.waitSignal(dialog.take_back_requested):
        dialog.take_back.click()
    dialog.show_state("Not used yet.", is_good=True, why_not_back="Only its moderator can")
    assert not dialog.take_back.isEnabled()
    assert dialog.take_back.toolTip() == "Only its moderator can"
    dialog.show_state("Taken back", is_good=False)
    assert dialog.state == "Taken back"
    assert not dialog.copy.isEnabled()
