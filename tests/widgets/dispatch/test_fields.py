"""Captions and values."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from widgets.dispatch.fields import Fields


def test_empty_wide_fields_are_left_out_and_labels_are_kept(qtbot: QtBot) -> None:
    fields = Fields()
    qtbot.addWidget(fields)
    fields.show()
    fields.set_fields((("Type", "火情"),), wide=(("Place", "甲路"), ("Description", "")))
    labels = fields.findChildren(QLabel)
    assert [label.text() for label in labels if label.isVisible()] == ["Type", "火情", "Place", "甲路"]
    fields.set_fields((("Type", "积水"),), wide=(("Place", ""), ("Description", "很深")))
    assert fields.findChildren(QLabel) == labels
    assert [label.text() for label in labels if label.isVisible()] == ["Type", "积水", "Description", "很深"]
