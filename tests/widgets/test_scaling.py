"""What is set in pixels follows the text scale at run time, and only then."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.scales import themed
from widgets import theme
from widgets.scaling import fit_dialog, follow_scale


def test_a_follower_is_called_now_and_once_after_every_change(qtbot: QtBot) -> None:
    with themed() as app:
        widget = QWidget()
        qtbot.addWidget(widget)
        seen: list[int] = []
        follow_scale(widget, lambda: seen.append(theme.scale()))
        theme.apply(app, scale=150)
        theme.apply(app, scale=150)
        widget.setStyleSheet("color: red")
        theme.apply(app, scale=80)
        assert seen == [100, 150, 80]


def test_a_dialog_grows_with_the_text_but_not_beyond_its_screen(qtbot: QtBot) -> None:
    with themed(120) as app:
        dialog = QDialog()
        qtbot.addWidget(dialog)
        QVBoxLayout(dialog)
        fit_dialog(dialog, 500, 700)
        assert (dialog.width(), dialog.height()) == (600, 840)
        theme.apply(app, scale=200)
        assert dialog.width() == 1000
        assert 840 < dialog.height() < dialog.screen().availableGeometry().height()


def test_no_long_word_makes_a_dialog_wider_than_it_is_to_be(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    for text, wraps in (("W" * 300, True), ("很长的地点" * 60, False), ("short", False)):
        label = QLabel(text)
        label.setWordWrap(wraps)
        column.addWidget(label)
    fit_dialog(dialog, 400, 200)
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert dialog.width() == theme.px(400)
