"""The desk's dialogs: one at a time, each answering with the command's arguments."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import Incident
from console.commands.dialogs import Dialogs
from tests.widgets.district import District, district, incident
from widgets.dispatch.assign_dialog import AssignDialog
from widgets.dispatch.form_dialog import FormAnswer, FormDialog
from widgets.dispatch.new_incident_dialog import NewIncidentDialog
from widgets.initials import Initials

D = TypeVar("D", bound=QDialog)


class Desk:
    """A window over which dialogs open."""

    def __init__(self, qtbot: QtBot) -> None:
        self.made: District = district(incidents=[incident()], units=2)
        self.window = QWidget()
        self.announced: list[QDialog] = []
        qtbot.addWidget(self.window)
        self.dialogs = Dialogs(
            window=self.window,
            picture=self.made.picture,
            initials=Initials(),
            now=self.made.now,
            new_place=lambda: ("第1网格", None),
            on_open=self.announced.append,
        )

    def open(self, kind: type[D]) -> D:
        (found,) = [dialog for dialog in self.window.findChildren(kind) if dialog.isVisible()]
        return found


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_nothing_opens_over_a_locked_desk(desk: Desk) -> None:
    desk.dialogs.hide()
    desk.dialogs.ask_for_act("incident.note", incident(), lambda _answer: None)
    assert desk.dialogs.is_open
    assert not any(dialog.isVisible() for dialog in desk.window.findChildren(QDialog))
    desk.dialogs.show()
    assert desk.open(FormDialog).form.title == "Note"
    desk.dialogs.hide()
    desk.dialogs.discard()
    assert not desk.dialogs.is_open


def test_only_one_is_open_at_a_time(desk: Desk) -> None:
    desk.dialogs.ask_for_act("incident.note", incident(), lambda _answer: None)
    desk.dialogs.ask_incident(lambda _args: None)
    desk.dialogs.ask_assignees(incident(), lambda _choice: None)
    assert len([d for d in desk.window.findChildren(QDialog) if d.isVisible()]) == 1
    desk.open(FormDialog).reject()
    desk.dialogs.ask_assignees(incident(), lambda _choice: None)
    desk.open(AssignDialog).reject()
    desk.dialogs.ask_incident(lambda _args: None)
    desk.open(NewIncidentDialog).reject()


def test_a_dialog_that_was_put_away_comes_back_as_it_was(desk: Desk) -> None:
    answers: list[FormAnswer] = []
    desk.dialogs.ask_for_act("incident.note", desk.made.picture.of(Incident)["i1"].data, answers.append)
    dialog = desk.open(FormDialog)
    dialog.text.setPlainText("half a sentence")
    desk.dialogs.hide()
    assert desk.dialogs.is_open
    desk.dialogs.show()
    assert desk.open(FormDialog).text.toPlainText() == "half a sentence"
    desk.dialogs.hide()
    desk.dialogs.discard()
    desk.dialogs.show()
    assert not dialog.isVisible()
    assert answers == []


def test_without_a_dialog_there_is_nothing_to_put_away(desk: Desk) -> None:
    desk.dialogs.hide()
    desk.dialogs.show()
    desk.dialogs.discard()
    assert not desk.dialogs.is_open


def test_dialogs_of_others_stand_one_at_a_time_too(desk: Desk) -> None:
    made: list[QDialog] = []

    def make(parent: QWidget) -> QDialog:
        made.append(QDialog(parent))
        return made[-1]

    assert desk.dialogs.show_dialog(make)
    assert not desk.dialogs.show_dialog(make)
    (dialog,) = made
    assert dialog.isVisible()
    desk.dialogs.hide()
    assert not dialog.isVisible()
    desk.dialogs.show()
    assert dialog.isVisible()
    desk.dialogs.discard()
    assert not desk.dialogs.is_open


class Beside:
    """A window beside the desk that notes what is done with it."""

    def __init__(self) -> None:
        self.is_open = False
        self.done: list[str] = []

    def hide(self) -> None:
        self.done.append("hide")

    def show(self) -> None:
        self.done.append("show")

    def discard(self) -> None:
        self.done.append("discard")


def test_a_window_beside_the_desk_is_treated_as_its_dialogs_are(desk: Desk) -> None:
    beside = Beside()
    desk.dialogs.keep_with(beside)
    shown = QDialog(desk.window)
    desk.dialogs.announce(shown)
    assert desk.announced == [shown]
    before = desk.dialogs.is_open
    beside.is_open = True
    assert (before, desk.dialogs.is_open) == (False, True)
    desk.dialogs.hide()
    desk.dialogs.show()
    desk.dialogs.discard()
    assert beside.done == ["hide", "show", "discard"]
