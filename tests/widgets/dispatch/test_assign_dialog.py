"""Assigning from the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import AssigneeKind
from backend_client.protocol.incident_args import Assignee
from tests.widgets.district import HERE, district, incident
from widgets.dispatch.assign_dialog import AssignChoice, AssignDialog
from widgets.dispatch.candidates import Candidates
from widgets.filter_edit import FilterEdit
from widgets.initials import Initials

UNIT = AssigneeKind.UNIT


def dialog_of(qtbot: QtBot, *, units: int = 4) -> tuple[AssignDialog, FilterEdit]:
    made = district(units=units)
    candidates = Candidates(picture=made.picture, initials=Initials())
    dialog = AssignDialog(incident=incident(1, position=HERE), candidates=candidates, now=made.now())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), FilterEdit))
    return dialog, dialog.findChildren(FilterEdit)[0]


def test_enter_assigns_whoever_is_proposed_first(qtbot: QtBot) -> None:
    dialog, field = dialog_of(qtbot)
    with qtbot.waitSignal(dialog.assign_requested) as requested:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert requested.args == [AssignChoice((Assignee(kind=UNIT, id="unit-1"),), "")]
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_typing_initials_and_enter(qtbot: QtBot) -> None:
    dialog, field = dialog_of(qtbot)
    QTest.keyClicks(field, "sfcg")
    with qtbot.waitSignal(dialog.assign_requested) as requested:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert requested.args is not None
    assert requested.args[0].assignees == (Assignee(kind=AssigneeKind.DEPARTMENT, id="d1"),)


def test_arrows_space_and_lead(qtbot: QtBot) -> None:
    dialog, field = dialog_of(qtbot)
    QTest.keyClick(field, Qt.Key.Key_Space)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_PageDown)
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""
    note = next(edit for edit in dialog.findChildren(QLineEdit) if edit is not field)
    QTest.keyClicks(note, "gate 3")
    with qtbot.waitSignal(dialog.assign_requested) as requested:
        QTest.keyClick(note, Qt.Key.Key_Return)
    lead, support = Assignee(kind=UNIT, id="unit-4", lead=True), Assignee(kind=UNIT, id="unit-1", lead=False)
    assert requested.args == [AssignChoice((lead, support), "gate 3")]


def test_one_alone_leads_when_it_is_said(qtbot: QtBot) -> None:
    dialog, field = dialog_of(qtbot)
    QTest.keyClick(field, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(dialog.assign_requested) as requested:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert [each.lead for each in requested.args[0].assignees] == [True]


def test_the_choice_is_said_before_it_is_made(qtbot: QtBot) -> None:
    dialog, field = dialog_of(qtbot)

    def said() -> list[str]:
        return [label.text() for label in dialog.findChildren(QLabel)]

    assert "Assign to 示范员0001" in said()
    QTest.keyClick(field, Qt.Key.Key_Space)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Space)
    assert "Assign to 示范员0001 (lead), with 示范员0002" in said()


def test_nobody_found_cannot_be_assigned(qtbot: QtBot) -> None:
    dialog, field = dialog_of(qtbot)
    QTest.keyClicks(field, "zzzz")
    assert not any(button.isEnabled() for button in dialog.findChildren(QPushButton) if button.isDefault())
    with qtbot.assertNotEmitted(dialog.assign_requested):
        QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert dialog.isVisible()


def test_escape_leaves(qtbot: QtBot) -> None:
    dialog, field = dialog_of(qtbot)
    with qtbot.waitSignal(dialog.rejected), qtbot.assertNotEmitted(dialog.assign_requested):
        QTest.keyClick(field, Qt.Key.Key_Escape)


def test_sixteen_hundred_units_open_at_once(qtbot: QtBot) -> None:
    dialog, field = dialog_of(qtbot, units=1600)
    QTest.keyClicks(field, "w1600")
    with qtbot.waitSignal(dialog.assign_requested) as requested:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert requested.args is not None
    assert requested.args[0].assignees[0].id == "unit-1600"


def test_an_enter_that_is_still_down_assigns_nobody(qtbot: QtBot) -> None:
    dialog, field = dialog_of(qtbot)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    with qtbot.assertNotEmitted(dialog.assign_requested):
        for part in (field, *dialog.findChildren(QLineEdit), *dialog.findChildren(QPushButton)):
            if not (isinstance(part, QPushButton) and not part.isDefault()):
                QApplication.sendEvent(part, held)
    assert dialog.isVisible()
