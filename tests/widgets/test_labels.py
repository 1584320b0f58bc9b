"""Labels show text as it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from widgets.labels import heading, plain_label


def test_markup_from_elsewhere_stays_text(qtbot: QtBot) -> None:
    label = plain_label(part="quiet", wraps=True)
    qtbot.addWidget(label)
    label.setText("<b>火</b>")
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.property("part") == "quiet"
    assert label.wordWrap()


def test_a_heading_is_marked_as_one(qtbot: QtBot) -> None:
    label = heading("Tasks")
    qtbot.addWidget(label)
    assert label.property("part") == "heading"
