"""Taking the last command back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject

from backend_client.protocol.incident_args import Reason, Recall
from backend_client.protocol.lifecycle import UNDO_WITHIN_S
from backend_client.protocol.messages import Scope, User
from console.commands.dispatching import CommandDone, CommandRefused
from console.commands.undo import Undo
from console.situation import Situation
from tests.console.desk import NotedCommands, street
from tests.widgets.district import incident


class Commands(NotedCommands):
    """Some of a batch may have no answer yet."""

    def __init__(self) -> None:
        super().__init__()
        self.under_way: set[str] = set()

    def is_under_way(self, batch: str) -> bool:
        return batch in self.under_way


class Room:
    """An undo whose time is moved by hand."""

    def __init__(self, parent: QObject) -> None:
        self.time = 1000.0
        self.parent = parent
        made = street()
        for number in (2, 3, 4, 5):
            made.put("incident", f"i{number}", incident(number))
        self.commands = Commands()
        self.situation = Situation(picture=made.picture, parent=parent)
        self.situation.set_user(User(id="u1", name="甲", roles=("dispatcher",), scope=Scope()))
        self.told: list[tuple[str, bool]] = []
        self.undo = Undo(
            situation=self.situation,
            picture=made.picture,
            dispatching=self.commands,
            now=lambda: self.time,
            parent=parent,
        )

        self.undo.taken_back.connect(lambda text, whole: self.told.append((text, whole)))

    def done(self, name: str, target: str = "i1", *, batch: str = "", key: str = "", **data: object) -> None:
        self.commands.command_done.emit(CommandDone(name, target, 4, self.time, data, key=key, batch=batch))

    def assigned(self, *targets: str, batch: str = "b1") -> None:
        """Several incidents are assigned as one step, one after the other."""
        for target in targets:
            self.done("incident.assign", target, batch=batch, tasks=[f"task of {target}"])

    def answered(self, key: str, *, why: str = "") -> None:
        """The platform has answered an act that takes another one back."""
        name, target, _ = self.commands.given[int(key.removeprefix("key-")) - 1]
        assert target is not None
        if why:
            self.commands.command_refused.emit(CommandRefused(name, target, why, key=key, batch=""))
        else:
            self.done(name, target, key=key)


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


def test_a_step_of_several_is_taken_back_whole(room: Room) -> None:
    room.assigned("i1", "i2", "i3")
    assert room.undo.offer == "Take back: Assign, 3 incidents (10 s)"
    room.undo.run("desk.undo")
    assert [(name, target) for name, target, _ in room.commands.given] == [
        ("incident.recall", each) for each in ("i1", "i2", "i3")
    ]
    assert [args.tasks for _, _, args in room.commands.given if isinstance(args, Recall)] == [
        (f"task of {each}",) for each in ("i1", "i2", "i3")
    ]
    assert room.commands.versions == [4, 4, 4]
    for key in ("key-2", "key-1"):
        room.answered(key)
    assert room.told == []
    room.answered("key-3")
    assert room.told == [("Taken back: Assign, 3 of 3 incidents", True)]
    room.undo.run("desk.undo")
    assert len(room.commands.given) == 3, "it is taken back once"


def test_what_could_not_be_taken_back_is_named_with_why(room: Room) -> None:
    room.assigned("i1", "i2", "i3", "i4", "i5")
    room.undo.run("desk.undo")
    room.answered("key-1")
    for number in (2, 3, 4, 5):
        room.answered(f"key-{number}", why="Changed by somebody else (王)")
    ((text, whole),) = room.told
    numbers = [incident(number).serial_no for number in (2, 3, 4, 5)]
    assert text.startswith("Taken back: Assign, 1 of 5 incidents. Not: ")
    assert [number in text for number in numbers] == [True, True, True, False]
    assert text.count("(王)") == 3
    assert text.endswith(", 1 more")
    assert not whole


def test_what_was_still_on_its_way_is_taken_back_when_it_arrives(room: Room) -> None:
    room.commands.under_way.add("b1")
    room.assigned("i1", "i2")
    room.undo.run("desk.undo")
    room.answered("key-1")
    room.answered("key-2")
    assert room.told == [], "two more have no answer yet"
    room.assigned("i3")
    assert room.commands.given[-1][:2] == ("incident.recall", "i3")
    assert room.undo.offer == ""
    room.answered("key-3")
    room.commands.under_way.clear()
    room.commands.command_refused.emit(
        CommandRefused("incident.assign", "i4", "too late", key="k", batch="b1")
    )
    assert room.told == [("Taken back: Assign, 3 of 3 incidents", True)]


def test_a_later_step_stands_in_the_way_of_a_former_one(room: Room) -> None:
    room.assigned("i1", "i2")
    room.assigned("i3", "i4", batch="b2")
    room.undo.run("desk.undo")
    assert [target for _, target, _ in room.commands.given] == ["i3", "i4"]
    room.assigned("i1", "i2", batch="b3")
    room.done("incident.note", "i2")
    assert room.undo.offer == ""


def test_the_next_person_hears_nothing_of_what_the_former_took_back(room: Room) -> None:
    room.assigned("i1", "i2")
    room.undo.run("desk.undo")
    room.situation.set_user(None)
    room.answered("key-1")
    room.answered("key-2")
    assert room.told == []
