"""The dialog from no file to the last answer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.widgets.intake.rows import CHOICES, FACTS, ROWS, TITLES
from widgets.intake.dialog import ImportDialog
from widgets.intake.values import Fate, Problem, Trouble


def dialog_of(qtbot: QtBot, *, with_rows: bool = True) -> ImportDialog:
    dialog = ImportDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    if with_rows:
        dialog.show_reading(FACTS.name)
        dialog.show_file(FACTS, CHOICES)
        dialog.show_rows(TITLES, ROWS)
    return dialog


def test_without_a_file_there_is_nothing_to_import(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot, with_rows=False)
    assert not dialog.start.isEnabled()
    assert not dialog.table.isVisible()
    dialog.show_unreadable(Problem(Trouble.OLD_EXCEL))
    assert ".xlsx" in dialog.error_text


def test_enter_opens_the_file_that_has_to_be_chosen(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot, with_rows=False)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.focusWidget() is dialog.choose
    QTest.keyClick(dialog.choose, Qt.Key.Key_Return)
    (asking,) = dialog.findChildren(QFileDialog)
    asking.reject()


def test_the_errors_are_before_the_eyes_and_only_good_rows_go(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot)
    assert dialog.model.rowCount() == 1
    assert dialog.start.text() == "Import (rows: 2)   Ctrl+Enter"
    assert dialog.save_rest.text() == "Save rows to be mended (1)…"
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    with qtbot.assertNotEmitted(dialog.import_requested):
        QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    with qtbot.waitSignal(dialog.import_requested):
        QTest.keyClick(dialog.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_while_rows_are_sent_it_can_be_stopped_and_not_closed(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot)
    dialog.show_sending(done=1, of=2)
    assert dialog.progress.isVisible()
    assert (dialog.progress.value(), dialog.progress.maximum()) == (1, 2)
    assert not dialog.start.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.stop_requested):
        dialog.stop.click()
    dialog.show_row(0, replace(ROWS[0], fate=Fate.DONE, answer="no 1"))
    dialog.show_row(3, replace(ROWS[3], fate=Fate.REFUSED, answer="elsewhere"))
    dialog.show_sent("the disk is full")
    assert dialog.error_text == "the disk is full"
    assert dialog.save_rest.text() == "Save rows to be mended (2)…"
    assert dialog.fates.texts[-1] == "Refused  1"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_file_is_chosen_and_rows_are_saved(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("x")
    dialog = dialog_of(qtbot)
    for button, signal, path in (
        (dialog.choose, dialog.file_chosen, tmp_path / "t.csv"),
        (dialog.save_rest, dialog.rest_requested, tmp_path / "rest.csv"),
        (dialog.template, dialog.template_requested, tmp_path / "template.csv"),
    ):
        button.click()
        (asked,) = [each for each in dialog.findChildren(QFileDialog) if each.isVisible()]
        asked.setDirectory(str(tmp_path))
        asked.selectFile(str(path))
        with qtbot.waitSignal(signal) as told:
            asked.accept()
        assert told.args == [path]


def test_it_says_what_was_done(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot)
    dialog.tell("Saved")
    assert (dialog.told_text, dialog.error_text) == ("Saved", "")
    dialog.tell("No room", is_error=True)
    assert (dialog.told_text, dialog.error_text) == ("", "No room")
