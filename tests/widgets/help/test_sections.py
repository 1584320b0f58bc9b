"""A part names its section of the manual, and what lies in it inherits it."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from widgets.help.sections import Section, section_at, tell_of


def test_the_nearest_part_around_decides(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    part = QWidget(window)
    field = QLineEdit(part)
    assert section_at(field) is Section.DESK
    assert section_at(None) is Section.DESK
    tell_of(part, Section.MAP)
    assert section_at(field) is Section.MAP
    assert section_at(window) is Section.DESK
    tell_of(field, Section.INCIDENTS)
    assert section_at(field) is Section.INCIDENTS
