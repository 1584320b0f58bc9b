"""Where the desk tells how commands fare."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from console.commands.report import CommandReport
from tests.widgets.district import district, incident
from widgets.action import CommandPhase, CommandView, Conflict
from widgets.dispatch.banners import Banners
from widgets.dispatch.command_list import CommandList
from widgets.dispatch.incident_detail import IncidentDetail
from widgets.dispatch.status_strip import StatusStrip


class Told(QObject):
    """Stands in for the dispatching: a test says what there is."""

    command_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.views: list[CommandView] = []
        self.redone: list[str] = []
        self.dismissed: list[str] = []
        self.is_connected = False

    def commands(self) -> tuple[CommandView, ...]:
        return tuple(self.views)

    def last_on(self, target: str) -> CommandView | None:
        return next((view for view in self.views if view.target == target), None)

    def redo(self, key: str) -> None:
        self.redone.append(key)

    def dismiss(self, key: str) -> None:
        self.dismissed.append(key)


class Room:
    """The parts of a desk that tell of commands."""

    def __init__(self, qtbot: QtBot) -> None:
        made = district(incidents=[incident(), incident(2)])
        self.made = made
        self.told = Told()
        self.detail = IncidentDetail(picture=made.picture, now=made.now, redo_key="Ctrl+R")
        self.commands = CommandList(now=made.now, redo_key="Ctrl+R")
        self.banners = Banners(now=made.now)
        self.strip = StatusStrip(now=made.now)
        self.titles: list[str] = []
        self.focused: Any = None
        for widget in (self.detail, self.commands, self.banners, self.strip):
            qtbot.addWidget(widget)
        sheet = SimpleNamespace(
            show_tab=lambda _id: None, name_tab=lambda _id, title: self.titles.append(title)
        )
        desk: Any = SimpleNamespace(
            detail=self.detail,
            commands=self.commands,
            banners=self.banners,
            status=self.strip,
            desk=sheet,
            focusWidget=lambda: self.focused or self.detail,
        )
        self.report = CommandReport(desk=desk, dispatching=self.told, picture=made.picture)  # type: ignore[arg-type]

    def tell(self, *views: CommandView) -> None:
        self.told.views = list(views)
        for view in views:
            self.told.command_changed.emit(view.target)


def refused(target: str, key: str = "k1", **more: Any) -> CommandView:
    return CommandView("Assign", CommandPhase.REFUSED, "Not your role", key=key, target=target, **more)


def test_a_refusal_stands_at_its_incident_and_in_a_banner_once_that_is_out_of_sight(qtbot: QtBot) -> None:
    room = Room(qtbot)
    room.detail.show_incident("i1")
    room.tell(refused("i1"))
    assert "refused. Not your role" in room.detail.command.text
    assert not room.banners.texts
    room.detail.show_incident("i2")
    assert room.detail.command.text == ""
    assert list(room.banners.texts) == ["Commands refused: 1"]
    assert len(room.commands.texts) == 1
    assert room.titles[-1] == "Commands 1"
    room.detail.show_incident("i1")
    assert list(room.banners.texts) == ["Commands refused: 1"], "it does not come and go with every step"
    room.told.views = []
    room.told.command_changed.emit("i1")
    assert not room.banners.texts


def test_what_was_not_sent_in_time_and_what_waits_are_told_apart(qtbot: QtBot) -> None:
    room = Room(qtbot)
    room.tell(
        CommandView("Assign", CommandPhase.EXPIRED, key="1", target="i1"),
        CommandView("Accept", CommandPhase.UNSENT, key="2", target="i2"),
        CommandView("Note", CommandPhase.DONE, key="3", target="i2"),
    )
    late, waiting = room.banners.texts
    assert late.startswith("Commands not sent in time: 1. Telephone now")
    assert waiting.startswith("Commands not sent yet: 1.")
    assert room.titles[-1] == "Commands 2", "what is done wants no look"


def test_a_command_for_no_incident_is_told_on_the_strip(qtbot: QtBot) -> None:
    room = Room(qtbot)
    room.tell(CommandView("To the wall", CommandPhase.REFUSED, "somebody holds it", key="1", target="wall-1"))
    assert "somebody holds it" in room.strip.text


def test_a_command_on_an_incident_that_is_not_on_view_is_told_on_the_strip_too(qtbot: QtBot) -> None:
    room = Room(qtbot)
    room.detail.show_incident("i1")
    room.tell(CommandView("Assign", CommandPhase.DONE, key="1", target="i1", about="000001"))
    assert "Assign" not in room.strip.text
    room.tell(CommandView("Assign", CommandPhase.DONE, key="2", target="i2", about="000002"))
    assert "000002  Assign: done" in room.strip.text


def test_the_key_redoes_what_is_chosen_in_the_list_or_the_incidents_own(qtbot: QtBot) -> None:
    room = Room(qtbot)
    conflict = Conflict(by="李四", at=room.made.time - 4)
    room.detail.show_incident("i1")
    room.tell(refused("i2", "other", conflict=conflict), refused("i1", "own", conflict=conflict))
    room.report.redo()
    assert room.told.redone == ["own"]
    room.focused = room.commands.rows
    room.report.redo()
    assert room.told.redone == ["own", "other"]
    room.detail.command.dismiss.click()
    assert room.told.dismissed == ["own"]


def test_a_conflict_is_read_anew_when_its_incident_changes(qtbot: QtBot) -> None:
    room = Room(qtbot)
    room.tell(refused("i2", conflict=Conflict(why_not="The new version has not arrived yet")))
    room.told.views = [refused("i2", conflict=Conflict(changes=("State: a → b",)))]
    room.report.on_changes(room.made.change("incident", "i1", title="else"))
    assert "arrived" in room.commands.detail_text
    room.report.on_changes(room.made.change("incident", "i2", title="else"))
    assert room.commands.detail_text == "State: a → b"


def test_on_its_way_from_disk_to_socket_a_command_raises_no_banner(qtbot: QtBot) -> None:
    room = Room(qtbot)
    room.told.is_connected = True
    room.tell(CommandView("Accept", CommandPhase.UNSENT, key="2", target="i2"))
    assert not room.banners.texts
    room.told.is_connected = False
    room.told.command_changed.emit("")
    assert len(room.banners.texts) == 1
