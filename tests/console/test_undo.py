"""Taking the last command back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject

from backend_client.protocol.incident_args import Reason, Recall
from backend_client.protocol.lifecycle import UNDO_WITHIN_S
from backend_client.protocol.messages import Scope, User
from console.dispatching import CommandDone
from console.situation import Situation
from console.undo import Undo
from tests.console.desk import NotedCommands, street


class Room:
    """An undo whose time is moved by hand."""

    def __init__(self, parent: QObject) -> None:
        self.time = 1000.0
        self.parent = parent
        made = street()
        self.commands = NotedCommands()
        self.situation = Situation(picture=made.picture, parent=parent)
        self.situation.set_user(User(id="u1", name="甲", roles=("dispatcher",), scope=Scope()))
        self.undo = Undo(
            situation=self.situation,
            picture=made.picture,
            dispatching=self.commands,
            now=lambda: self.time,
            parent=parent,
        )

    def done(self, name: str, **data: object) -> None:
        self.commands.command_done.emit(CommandDone(name, "i1", 4, self.time, data))


@pytest.fixture
def room(qapp: object) -> Room:
    return Room(QObject())


def test_an_assignment_is_taken_back_task_by_task_on_the_version_it_made(room: Room) -> None:
    assert room.undo.why_not("desk.undo")
    room.done("incident.assign", tasks=["t7", "t8"])
    assert not room.undo.why_not("desk.undo")
    assert "Assign" in room.undo.offer
    room.undo.run("desk.undo")
    ((name, target, args),) = room.commands.given
    assert (name, target) == ("incident.recall", "i1")
    assert isinstance(args, Recall)
    assert args.tasks == ("t7", "t8")
    assert room.commands.versions == [4]
    assert room.undo.offer == ""
    room.undo.run("desk.undo")
    assert len(room.commands.given) == 1


def test_the_offer_ends_by_itself(room: Room) -> None:
    room.done("incident.reject")
    room.time += UNDO_WITHIN_S
    assert room.undo.why_not("desk.undo")
    room.undo.run("desk.undo")
    assert room.commands.given == []


def test_only_the_last_act_is_taken_back(room: Room) -> None:
    room.done("incident.void")
    room.undo.run("desk.undo")
    assert isinstance(room.commands.given[0][2], Reason)
    room.done("incident.assign")
    room.done("incident.note")
    assert room.undo.offer == "", "an older act may be what the newer one stands on"


def test_the_next_person_does_not_take_back_what_the_former_did(room: Room) -> None:
    room.done("incident.merge")
    room.situation.set_incident("i2")
    assert room.undo.offer
    room.situation.set_user(None)
    assert room.undo.offer == ""


def test_a_desk_that_closes_hears_nothing_more(room: Room) -> None:
    room.done("incident.assign")
    told: list[str] = []
    room.undo.changed.connect(lambda: told.append("changed"))
    room.undo.stop()
    assert room.undo.offer == ""
    assert told == []
