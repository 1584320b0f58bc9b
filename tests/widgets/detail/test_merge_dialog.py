"""Merging with the evidence side by side, by keyboard."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import Incident, IncidentState
from tests.widgets.district import District, district, incident
from widgets.detail.merge_dialog import MergeChoice, MergeDialog
from widgets.duplicates import duplicates


def opened(qtbot: QtBot, made: District, subject: str = "i1") -> MergeDialog:
    entries = made.picture.of(Incident)
    found = duplicates(subject, entries[subject].data, entries)
    dialog = MergeDialog(
        subject=entries[subject],
        proposed=[(each, entries[each.id]) for each in found],
        find=lambda typed: [entry for entry in entries.values() if typed in entry.data.serial_no],
        org_name=lambda id_: id_,
        now=made.now(),
    )
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def merged(qtbot: QtBot, dialog: MergeDialog) -> tuple[str, str]:
    (field,) = dialog.findChildren(QLineEdit)
    with qtbot.waitSignal(dialog.merge_requested) as asked:
        QTest.keyClick(field, Qt.Key.Key_Return)
    (choice,) = asked.args
    assert isinstance(choice, MergeChoice)
    return choice.ends.id, choice.goes_on.id


def pair(**second: Any) -> District:
    return district(
        incidents=[incident(1, age=600), incident(2, age=480, **second), incident(3, type_code="9", age=300)]
    )


def test_the_later_report_ends_whichever_one_is_looked_at(qtbot: QtBot) -> None:
    dialog = opened(qtbot, pair(), "i1")
    assert dialog.evidence == "0 m away, 2 min later"
    assert merged(qtbot, dialog) == ("i2", "i1")
    assert merged(qtbot, opened(qtbot, pair(), "i2")) == ("i2", "i1")


def test_it_says_that_the_higher_severity_goes_on(qtbot: QtBot) -> None:
    dialog = opened(qtbot, pair(severity=1), "i1")
    assert dialog.evidence.splitlines()[1:] == ["The one that goes on takes the higher severity: 1 red"]
    this_ends, other_ends = dialog.findChildren(QRadioButton)
    assert other_ends.isChecked()
    this_ends.click()
    assert dialog.evidence == "0 m away, 2 min later"


def test_one_that_somebody_was_sent_to_goes_on(qtbot: QtBot) -> None:
    dialog = opened(qtbot, pair(state=IncidentState.HANDLING), "i2")
    ways = dialog.findChildren(QRadioButton)
    assert [way.isEnabled() for way in ways] == [False, True]
    assert merged(qtbot, dialog) == ("i1", "i2")


def test_typing_finds_another_one_without_evidence(qtbot: QtBot) -> None:
    dialog = opened(qtbot, pair(), "i1")
    (field,) = dialog.findChildren(QLineEdit)
    QTest.keyClicks(field, "000003")
    assert dialog.evidence == ""
    assert merged(qtbot, dialog) == ("i3", "i1")


def test_without_another_there_is_nothing_to_merge(qtbot: QtBot) -> None:
    dialog = opened(qtbot, district(incidents=[incident(1)]))
    (field,) = dialog.findChildren(QLineEdit)
    with qtbot.assertNotEmitted(dialog.merge_requested):
        QTest.keyClick(field, Qt.Key.Key_Return)
    merge = next(button for button in dialog.findChildren(QPushButton) if button.text() == "Merge")
    assert not merge.isEnabled()
