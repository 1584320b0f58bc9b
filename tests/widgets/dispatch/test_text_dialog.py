"""Asking for words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from widgets.dispatch.text_dialog import TextAnswer, TextDialog


def dialog_of(qtbot: QtBot, *, choices: tuple[tuple[str, str], ...] = ()) -> TextDialog:
    dialog = TextDialog(
        title="Decline",
        about="示范路口占道经营",
        send="Decline",
        presets=("Not ours", "Reported twice"),
        choices=choices,
        choice_caption="To",
    )
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def test_words_are_required(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot)
    QTest.keyClicks(dialog.text, "   ")
    with qtbot.assertNotEmitted(dialog.answered):
        QTest.keyClick(dialog.text, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClicks(dialog.text, "late")
    with qtbot.waitSignal(dialog.answered) as answered:
        QTest.keyClick(dialog.text, Qt.Key.Key_Return)
    assert answered.args == [TextAnswer("late")]
    assert not dialog.isVisible()


def test_a_number_takes_its_preset_while_nothing_is_written(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot)
    QTest.keyClick(dialog.text, Qt.Key.Key_9)
    assert dialog.text.toPlainText() == "9", "no such preset"
    dialog.text.clear()
    QTest.keyClick(dialog.text, Qt.Key.Key_2)
    QTest.keyClicks(dialog.text, " 2")
    assert dialog.text.toPlainText() == "Reported twice 2"


def test_a_preset_can_be_pressed(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot)
    first = next(button for button in dialog.findChildren(QPushButton) if button.text().startswith("1"))
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert dialog.text.toPlainText() == "Not ours"


def test_shift_enter_is_a_new_line(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot)
    QTest.keyClicks(dialog.text, "a")
    QTest.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(dialog.text, "b")
    assert dialog.text.toPlainText() == "a\nb"
    assert dialog.isVisible()


def test_what_is_chosen_beside_the_text_is_answered_too(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot, choices=(("kaixuan", "凯旋街道"), ("caihe", "采荷街道")))
    dialog.findChildren(QComboBox)[0].setCurrentIndex(1)
    QTest.keyClick(dialog.text, Qt.Key.Key_1)
    with qtbot.waitSignal(dialog.answered) as answered:
        QTest.keyClick(dialog.text, Qt.Key.Key_Enter)
    assert answered.args == [TextAnswer("Not ours", "caihe")]
