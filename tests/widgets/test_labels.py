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


def test_one_line_is_asked_for_and_more_are_taken_where_it_has_no_room(qtbot: QtBot) -> None:
    label = plain_label(one_line=True)
    qtbot.addWidget(label)
    label.setText("320302001-2026-000234 示范路口积水 受理：已完成")
    one = label.sizeHint()
    assert one.width() > label.fontMetrics().horizontalAdvance(label.text())
    assert one.height() < 2 * label.fontMetrics().height()
    assert label.heightForWidth(one.width() // 2) > one.height()
