"""Assigning several at once, by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import Incident
from tests.widgets.district import district, incident
from widgets.dispatch.batch_dialog import BatchChoice, BatchDialog
from widgets.dispatch.batch_plan import plan
from widgets.dispatch.candidates import Candidates, matching
from widgets.initials import Initials


def opened(qtbot: QtBot) -> tuple[BatchDialog, QLineEdit]:
    made = district(incidents=[incident(1), incident(2), incident(3)], units=4)
    entries = list(made.picture.of(Incident).values())
    candidates = Candidates(picture=made.picture, initials=Initials())
    everybody = candidates.for_incident(entries[0].data, now=made.now())
    dialog = BatchDialog(
        planned=plan(entries, candidates, now=made.now()),
        find=lambda typed: next(iter(matching(everybody, typed)), None),
    )
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    (field,) = dialog.findChildren(QLineEdit)
    return dialog, field


def sent(qtbot: QtBot, dialog: BatchDialog, field: QLineEdit) -> dict[str, str]:
    with qtbot.waitSignal(dialog.assign_requested) as asked:
        QTest.keyClick(field, Qt.Key.Key_Return)
    (choices,) = asked.args
    assert all(isinstance(choice, BatchChoice) and choice.assignee.lead for choice in choices)
    return {choice.entry.id: choice.assignee.id for choice in choices}


def test_enter_gives_each_to_its_recommended_recipient(qtbot: QtBot) -> None:
    dialog, field = opened(qtbot)
    found = sent(qtbot, dialog, field)
    assert set(found) == {"i1", "i2", "i3"}
    assert len(set(found.values())) == 3


def test_space_leaves_one_out(qtbot: QtBot) -> None:
    dialog, field = opened(qtbot)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Space)
    assert set(sent(qtbot, dialog, field)) == {"i1", "i3"}


def test_a_name_gives_all_to_one_and_a_wrong_one_gives_nothing(qtbot: QtBot) -> None:
    dialog, field = opened(qtbot)
    QTest.keyClicks(field, "nobody")
    with qtbot.assertNotEmitted(dialog.assign_requested):
        QTest.keyClick(field, Qt.Key.Key_Return)
    field.clear()
    QTest.keyClicks(field, "w4")
    assert set(sent(qtbot, dialog, field).values()) == {"unit-4"}


def test_with_all_left_out_nothing_is_sent(qtbot: QtBot) -> None:
    dialog, field = opened(qtbot)
    for _ in range(3):
        QTest.keyClick(field, Qt.Key.Key_Space)
        QTest.keyClick(field, Qt.Key.Key_Down)
    assert dialog.choices == ()
    enabled = [b.text() for b in dialog.findChildren(QPushButton) if b.isEnabled()]
    assert enabled == ["Cancel"]
