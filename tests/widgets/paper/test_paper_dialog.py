"""The dialog that prints and exports: by keyboard, with a reason where people are concerned."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from widgets.paper.paper_dialog import PaperDialog
from widgets.paper.sheets import Output, Sheet, Wish

BOTH = (Output.PDF, Output.PRINTER)
SHEETS = (
    Sheet("slip", "Task slip", "330104002-2026-000001", BOTH, True, "20260302_slip"),
    Sheet("table", "Incidents", "312 rows", (Output.XLSX, *BOTH), True, "20260302_incidents"),
    Sheet("plain", "Counters", "4 rows", (Output.XLSX,), False, "20260302_counters"),
)


class Asked:
    """A dialog on view, and what is wished in it."""

    def __init__(
        self, qtbot: QtBot, folder: Path, *, chosen: str = "table", has_printer: bool = False
    ) -> None:
        self.wishes: list[Wish] = []
        self.dialog = PaperDialog(
            sheets=SHEETS, chosen=chosen, output=Output.XLSX, folder=folder, has_printer=has_printer
        )
        # It deletes itself when it is closed.
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(self.dialog)
        self.dialog.wished.connect(self.wishes.append)
        self.dialog.open()
        self.dialog.activateWindow()
        qtbot.waitUntil(self.dialog.isActiveWindow)

    def press(self, key: Qt.Key) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)

    def outputs(self) -> list[str]:
        return [self.dialog.output.itemText(place) for place in range(self.dialog.output.count())]

    def choose(self, id_: str) -> None:
        self.dialog.sheet.setCurrentIndex(self.dialog.sheet.findData(id_))


@pytest.fixture
def asked(qtbot: QtBot, tmp_path: Path) -> Asked:
    return Asked(qtbot, tmp_path)


def test_one_key_makes_what_is_proposed_without_people(asked: Asked, tmp_path: Path) -> None:
    asked.press(Qt.Key.Key_Return)
    assert asked.wishes == [Wish("table", Output.XLSX, tmp_path / "20260302_incidents.xlsx")]


def test_people_unmasked_need_a_reason_in_words(asked: Asked) -> None:
    asked.dialog.people.setFocus()
    asked.press(Qt.Key.Key_Space)
    assert asked.dialog.note.text() == "Missing: the reason"
    asked.press(Qt.Key.Key_Return)
    asked.dialog.reason.setFocus()
    asked.press(Qt.Key.Key_X)
    asked.press(Qt.Key.Key_Return)
    assert asked.wishes == [], "one key is no reason"
    QTest.keyClicks(asked.dialog.reason, "for the court")
    asked.press(Qt.Key.Key_Return)
    (wish,) = asked.wishes
    assert (wish.people, wish.reason) == (True, "xfor the court")


def test_a_sheet_without_people_asks_for_none(asked: Asked) -> None:
    asked.choose("plain")
    assert not asked.dialog.people.isVisible()
    assert not asked.dialog.reason.isEnabled()
    asked.dialog.people.setChecked(True)
    asked.press(Qt.Key.Key_Return)
    assert asked.wishes[0].people is False


def test_name_and_outputs_follow_the_sheet_and_the_folder_stays(asked: Asked, tmp_path: Path) -> None:
    other = tmp_path / "other"
    asked.dialog.path.setText(str(other / "mine.xlsx"))
    asked.choose("slip")
    assert asked.outputs() == ["PDF"]
    assert asked.dialog.path.text() == str(other / "20260302_slip.pdf")
    asked.choose("table")
    assert asked.outputs() == ["Spreadsheet (XLSX)", "PDF"]
    assert asked.dialog.path.text() == str(other / "20260302_incidents.pdf")


def test_a_printer_is_offered_where_there_is_one(qtbot: QtBot, tmp_path: Path) -> None:
    asked = Asked(qtbot, tmp_path, chosen="slip", has_printer=True)
    assert asked.outputs() == ["PDF", "Printer"]
    asked.dialog.output.setCurrentIndex(1)
    assert not asked.dialog.path.isEnabled()
    asked.press(Qt.Key.Key_Return)
    assert asked.wishes == [Wish("slip", Output.PRINTER, None)]


def test_a_file_that_is_there_is_told_and_an_ending_is_given(asked: Asked, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").touch()
    asked.dialog.path.setText(str(tmp_path / "a.xlsx"))
    assert "will be replaced" in asked.dialog.note.text()
    asked.dialog.path.setText("")
    assert asked.dialog.note.text() == "Missing: the file"
    asked.dialog.path.setText(str(tmp_path / "b.csv"))
    asked.dialog.path.setFocus()
    asked.press(Qt.Key.Key_Return)
    assert asked.wishes[0].path == tmp_path / "b.csv.xlsx"


def test_while_it_is_made_nothing_is_changed_and_leaving_gives_up(asked: Asked, qtbot: QtBot) -> None:
    asked.press(Qt.Key.Key_Return)
    asked.dialog.show_progress(0.5)
    assert asked.dialog.bar.isVisible()
    assert asked.dialog.bar.value() == 500
    assert not asked.dialog.sheet.isEnabled()
    QTest.keyClick(asked.dialog, Qt.Key.Key_Return)
    assert len(asked.wishes) == 1
    with qtbot.waitSignals([asked.dialog.given_up, asked.dialog.rejected]):
        QTest.keyClick(asked.dialog, Qt.Key.Key_Escape)


def test_a_fault_is_shown_and_it_can_be_tried_again(asked: Asked) -> None:
    asked.press(Qt.Key.Key_Return)
    asked.dialog.show_fault("The disk is full.")
    assert asked.dialog.fault.text() == "The disk is full."
    assert not asked.dialog.bar.isVisible()
    QTest.keyClick(asked.dialog, Qt.Key.Key_Return)
    assert len(asked.wishes) == 2
    asked.dialog.done_with()
    assert not asked.dialog.isVisible()


def test_another_folder_is_chosen_and_goes_away_with_the_dialog(asked: Asked, qtbot: QtBot) -> None:
    asked.dialog._ask_path()
    (browser,) = asked.dialog.findChildren(QFileDialog)
    assert browser.isVisible()
    browser.fileSelected.emit("/tmp/elsewhere/x.xlsx")
    assert asked.dialog.path.text() == "/tmp/elsewhere/x.xlsx"
    asked.dialog.hide()
    assert not browser.isVisible()


def test_the_tick_and_enter_lead_to_the_reason(asked: Asked) -> None:
    asked.dialog.people.setFocus()
    asked.press(Qt.Key.Key_Space)
    assert asked.dialog.focusWidget() is asked.dialog.reason
    asked.dialog.people.setFocus()
    asked.press(Qt.Key.Key_Return)
    assert asked.wishes == []
    assert asked.dialog.focusWidget() is asked.dialog.reason
    QTest.keyClicks(asked.dialog.reason, "monthly report")
    asked.press(Qt.Key.Key_Return)
    (wish,) = asked.wishes
    assert (wish.people, wish.reason) == (True, "monthly report")


def test_enter_leads_to_the_file_that_is_not_named(asked: Asked) -> None:
    asked.dialog.path.clear()
    asked.press(Qt.Key.Key_Return)
    assert asked.wishes == []
    assert asked.dialog.focusWidget() is asked.dialog.path
