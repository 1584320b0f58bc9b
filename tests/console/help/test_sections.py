"""F1 finds a section of the manual for every part of the windows that can have the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.help.sections import name_sections
from console.wall.window import WallWindow
from console.windows import DeskWindow
from tests.widgets.district import district
from widgets.help.sections import Section, section_at
from widgets.initials import Initials
from widgets.map.engine import prepare_web_engine

# Chromium reads its flags when the QApplication is made, by whichever test comes first.
prepare_web_engine()


def test_every_part_that_can_have_the_keyboard_has_a_section(qtbot: QtBot) -> None:
    made = district()
    desk = DeskWindow(picture=made.picture, initials=Initials(), now=made.now, acknowledge_key="K")
    wall = WallWindow(tiles=4, now=made.now)
    qtbot.addWidget(wall)
    name_sections(desk, (wall,))
    unnamed = {
        f"{type(part).__name__} in {type(part.parentWidget()).__name__}"
        for part in desk.findChildren(QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and section_at(part) is Section.DESK
    }
    tabs = {"Sheets in QFrame", "QTabBar in Sheets", "QToolButton in QTabBar", "QToolButton in Sheets"}
    assert unnamed <= tabs, "only the bar of tabs belongs to the whole desk"
    assert section_at(wall.grid.tiles[0]) is Section.TILES
    assert section_at(desk.lock_screen.form.password) is Section.LOCK
    desk.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
