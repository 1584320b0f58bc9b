"""Forms: what is asked for, what is missing, and what a key does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.widgets.scales import themed
from widgets import theme
from widgets.dispatch.form_dialog import Form, FormAnswer, FormDialog
from widgets.dispatch.form_fields import ChoiceField, Field, FlagField, LineField, MomentField, PickField

NOW = 1_800_000_000.0


def dialog_of(
    qtbot: QtBot,
    *fields: Field,
    words: bool | None = True,
    presets: tuple[str, ...] = ("Not ours", "Reported twice"),
) -> FormDialog:
    form = Form(
        title="Decline", about="示范路口占道经营", send="Decline", fields=fields, words=words, presets=presets
    )
    dialog = FormDialog(form=form)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def answer_of(qtbot: QtBot, dialog: FormDialog) -> FormAnswer:
    with qtbot.waitSignal(dialog.answered) as answered:
        QTest.keyClick(dialog.text, Qt.Key.Key_Return)
    (answer,) = answered.args
    assert isinstance(answer, FormAnswer)
    return answer


def test_words_are_required(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot)
    QTest.keyClicks(dialog.text, "   ")
    with qtbot.assertNotEmitted(dialog.answered):
        QTest.keyClick(dialog.text, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClicks(dialog.text, "late")
    assert answer_of(qtbot, dialog).text == "late"
    assert not dialog.isVisible()


def test_enter_leads_to_what_is_missing_and_from_there_on(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot, LineField("who", "Who"), LineField("on_call", "Said by", required=True))
    QTest.keyClick(dialog.text, Qt.Key.Key_1)
    with qtbot.assertNotEmitted(dialog.answered):
        QTest.keyClick(dialog.text, Qt.Key.Key_Return)
    field = dialog.focusWidget()
    assert field is dialog.editor("on_call").focusProxy()
    QTest.keyClicks(field, "Li")
    with qtbot.waitSignal(dialog.answered) as answered:
        QTest.keyClick(field, Qt.Key.Key_Return)
    (answer,) = answered.args
    assert isinstance(answer, FormAnswer)
    assert (answer.text, answer.word("on_call")) == ("Not ours", "Li")


def test_words_that_may_be_left_out_are(qtbot: QtBot) -> None:
    assert answer_of(qtbot, dialog_of(qtbot, words=False)).text == ""


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


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_key_that_is_still_down_sends_nothing(qtbot: QtBot, key: Qt.Key) -> None:
    dialog = dialog_of(qtbot, LineField("to", "To"))
    dialog.text.setPlainText("words")
    for target in (dialog.text, dialog.editor("to").focusProxy()):
        held = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "\r", True)
        assert target is not None
        with qtbot.assertNotEmitted(dialog.answered):
            QApplication.sendEvent(target, held)
    assert dialog.isVisible()


def test_every_field_answers(qtbot: QtBot) -> None:
    dialog = dialog_of(
        qtbot,
        ChoiceField("org", "To", (("kaixuan", "凯旋街道"), ("caihe", "采荷街道")), chosen="caihe"),
        MomentField("until", "Until", NOW + 60.0, NOW, presets=(("+2 h", NOW + 7200.0),)),
        FlagField("listed", "Listed", checked=True),
        LineField("owner", "Owner", text="甲"),
        PickField("copy", "Copy", (("d1", "城管局", "城管局 cgj"), ("d2", "水务局", "水务局 swj"))),
    )
    QTest.keyClick(dialog.text, Qt.Key.Key_1)
    with qtbot.assertNotEmitted(dialog.answered):
        QTest.keyClick(dialog.text, Qt.Key.Key_Return)
    preset = next(button for button in dialog.findChildren(QPushButton) if button.text() == "+2 h")
    QTest.mouseClick(preset, Qt.MouseButton.LeftButton)
    pick = dialog.editor("copy")
    pick.list.item(1).setCheckState(Qt.CheckState.Checked)  # type: ignore[attr-defined]
    answer = answer_of(qtbot, dialog)
    assert (answer.text, answer.word("org"), answer.word("owner")) == ("Not ours", "caihe", "甲")
    assert answer.moment("until") == NOW + 7200.0
    assert answer.flag("listed")
    assert answer.picked("copy") == ("d2",)


def test_a_moment_that_is_over_and_a_line_that_is_needed_are_missing(qtbot: QtBot) -> None:
    dialog = dialog_of(
        qtbot, MomentField("until", "Until", NOW - 60.0, NOW), LineField("owner", "Owner", required=True)
    )
    dialog.text.setPlainText("words")
    with qtbot.assertNotEmitted(dialog.answered):
        QTest.keyClick(dialog.text, Qt.Key.Key_Return)


def test_typing_narrows_what_can_be_picked(qtbot: QtBot) -> None:
    pick = PickField("copy", "Copy", (("d1", "城管局", "城管局 cgj"), ("d2", "水务局", "水务局 swj")))
    dialog = dialog_of(qtbot, pick, words=None)
    editor = dialog.editor("copy")
    QTest.keyClicks(editor.filter, "sw")  # type: ignore[attr-defined]
    shown = [editor.list.item(row).isHidden() for row in range(2)]  # type: ignore[attr-defined]
    assert shown == [True, False]


def test_what_was_narrowed_is_marked_with_the_keyboard_alone(qtbot: QtBot) -> None:
    pick = PickField("copy", "Copy", (("d1", "城管局", "城管局 cgj"), ("d2", "水务局", "水务局 swj")))
    dialog = dialog_of(qtbot, pick, words=None)
    editor = dialog.editor("copy")
    QTest.keyClicks(editor.filter, "sw")  # type: ignore[attr-defined]
    QTest.keyClick(editor.filter, Qt.Key.Key_Down)  # type: ignore[attr-defined]
    qtbot.waitUntil(editor.list.hasFocus)  # type: ignore[attr-defined]
    assert [item.text() for item in editor.list.selectedItems()] == ["水务局"]  # type: ignore[attr-defined]
    QTest.keyClick(editor.list, Qt.Key.Key_Space)  # type: ignore[attr-defined]
    assert editor.value() == ("d2",)  # type: ignore[attr-defined]


def test_an_empty_box_says_what_it_is_for(qtbot: QtBot) -> None:
    assert dialog_of(qtbot).text.placeholderText() == "Write it, or press a number"
    assert dialog_of(qtbot, presets=()).text.placeholderText() == "Words are needed here"
    assert dialog_of(qtbot, words=False).text.placeholderText() == ""


def test_rows_that_can_be_picked_stand_one_below_the_other(qtbot: QtBot) -> None:
    pick = PickField("copy", "Copy", (("d1", "城管局", "cgj"), ("d2", "水务局", "swj"), ("d3", "公安", "ga")))
    with themed(150):
        dialog = dialog_of(qtbot, pick)
        rows = dialog.editor("copy").list  # type: ignore[attr-defined]
        heights = [rows.visualItemRect(rows.item(row)).height() for row in range(3)]
        assert heights == [theme.row_height()] * 3


def test_where_no_words_are_asked_for_no_key_for_new_lines_is_told(qtbot: QtBot) -> None:
    kind = ChoiceField("kind", "Kind", (("a", "A"),))

    def told(dialog: FormDialog) -> list[str]:
        return [each.text() for each in dialog.findChildren(QLabel) if each.text().startswith("Enter")]

    assert told(dialog_of(qtbot, kind, words=None)) == ["Enter sends"]
    assert told(dialog_of(qtbot, kind, words=False)) == ["Enter sends   Shift+Enter new line"]


def test_a_moment_that_counts_only_with_a_tick_waits_for_it(qtbot: QtBot) -> None:
    due = MomentField(id="due", caption="By", value=NOW + 60, earliest=NOW)
    dialog = dialog_of(qtbot, FlagField("promised", "Promised", opens="due"), due)
    flag, moment = dialog.editor("promised"), dialog.editor("due")
    assert not moment.isEnabled()
    flag.box.setChecked(True)  # type: ignore[attr-defined]
    assert moment.isEnabled()
    flag.box.setChecked(False)  # type: ignore[attr-defined]
    assert not moment.isEnabled()


def test_a_form_that_asks_for_nothing_is_a_question_that_enter_answers(qtbot: QtBot) -> None:
    dialog = FormDialog(form=Form(title="End it", about="for all", send="End it", words=None))
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    with qtbot.waitSignal(dialog.answered):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
