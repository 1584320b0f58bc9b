"""Opening an incident at the desk."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backend_client.protocol.incident_args import IncidentCreate
from tests.widgets.district import HERE
from widgets.dispatch.new_incident_dialog import NewIncidentDialog, TypeChoice
from widgets.initials import Initials

TYPES = (TypeChoice("0101", "积水", 2), TypeChoice("0201", "占道经营", 4), TypeChoice("0301", "火情", 1))


def dialog_of(qtbot: QtBot) -> NewIncidentDialog:
    dialog = NewIncidentDialog(types=TYPES, initials=Initials(), place="示范路", position=HERE)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def test_initials_enter_enter_reports(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot)
    QTest.keyClicks(dialog.type_filter, "hq")
    QTest.keyClick(dialog.type_filter, Qt.Key.Key_Return)
    with qtbot.waitSignal(dialog.create_requested) as requested:
        QTest.keyClick(dialog.title, Qt.Key.Key_Return)
    assert requested.args == [
        IncidentCreate(
            type_code="0301",
            severity=1,
            title="示范路火情",
            source="desk",
            place="示范路",
            position=HERE,
        )
    ]


def test_everything_can_be_said_otherwise(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot)
    QTest.keyClick(dialog.type_filter, Qt.Key.Key_Down)
    assert dialog.severities.checkedId() == 4
    dialog.severities.button(2).click()
    QTest.keyClicks(dialog.title, "stalls")
    dialog.place.setText("江边")
    dialog.exercise.setChecked(True)
    with qtbot.waitSignal(dialog.create_requested) as requested:
        QTest.keyClick(dialog.place, Qt.Key.Key_Return)
    assert requested.args is not None
    made = requested.args[0]
    assert (made.type_code, made.severity, made.title) == ("0201", 2, "stalls")
    assert (made.place, made.exercise) == ("江边", True)


def test_without_a_type_nothing_is_reported(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot)
    QTest.keyClicks(dialog.type_filter, "zzz")
    with qtbot.assertNotEmitted(dialog.create_requested):
        QTest.keyClick(dialog.place, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_an_enter_that_is_still_down_leads_nowhere_and_reports_nothing(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    with qtbot.assertNotEmitted(dialog.create_requested):
        for field in (dialog.type_filter, dialog.title, dialog.place):
            QApplication.sendEvent(field, held)
    assert not dialog.title.hasFocus()
    assert dialog.isVisible()
