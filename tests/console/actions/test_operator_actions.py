"""Every action once: who may do it when, and what it gives."""

from __future__ import annotations

from functools import partial

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from backend_client.protocol.commands import WallShow
from backend_client.protocol.entities import IncidentState, Wall, WallTile
from backend_client.protocol.incident_args import Assign, TaskRef
from backend_client.protocol.messages import Scope, User
from console.actions.desk_actions import DeskActions
from console.actions.keys import KEYS
from console.actions.operator_actions import OperatorActions
from console.alarms.actions import AlarmActions, AlarmHands
from console.commands.dialogs import Dialogs
from console.incidents.actions import IncidentActions
from console.situation import Situation
from console.wall.actions import WallActions
from console.wall.display import WallDisplay
from console.wall.previews import Previews
from console.windows import WallWindow
from tests.console.desk import NotedCommands, NotedStreams, camera_tiles, make_tiles, street
from tests.widgets.district import HERE, District, alarm, incident, task, unit
from widgets.dispatch.batch_dialog import BatchDialog
from widgets.dispatch.form_dialog import FormDialog
from widgets.initials import Initials

ROOM = User(id="u1", name="示范", roles=("dispatcher", "duty_officer", "duty_leader"), scope=Scope())
DESK_IDS = tuple(id_ for id_ in KEYS if id_.startswith(("desk.", "map.")))


class Room:
    """Actions with everything they act on."""

    def __init__(self, qtbot: QtBot, streams: NotedStreams) -> None:
        self.made: District = street()
        self.window = QWidget()
        self.field = QLineEdit()
        column = QVBoxLayout(self.window)
        column.addWidget(self.field)
        qtbot.addWidget(self.window)
        self.commands = NotedCommands()
        self.acts: list[str] = []
        self.marked: tuple[str, ...] = ()
        picture = self.made.picture
        tiles = camera_tiles(self.made, streams)
        wall_window = WallWindow(tiles=4, now=self.made.now)
        qtbot.addWidget(wall_window)
        self.wall = WallDisplay(
            wall="wall-1", window=wall_window, tiles=tiles, picture=picture, parent=streams
        )
        self.previews = Previews(
            tiles=make_tiles(qtbot, 3), camera_tiles=tiles, picture=picture, parent=streams
        )
        self.made.put("alarm", "a1", alarm(2))
        self.situation = Situation(picture=picture, parent=streams)
        dialogs = Dialogs(
            window=self.window,
            picture=picture,
            initials=Initials(),
            now=self.made.now,
            new_place=lambda: ("", None),
        )
        self.actions = OperatorActions(
            situation=self.situation,
            groups=(
                IncidentActions(
                    situation=self.situation,
                    picture=picture,
                    dispatching=self.commands,
                    dialogs=dialogs,
                    marked=lambda: self.marked,
                ),
                WallActions(
                    situation=self.situation,
                    picture=picture,
                    dispatching=self.commands,
                    previews=self.previews,
                    wall=self.wall,
                    wall_id="wall-1",
                ),
                AlarmActions(
                    situation=self.situation,
                    picture=picture,
                    dispatching=self.commands,
                    dialogs=dialogs,
                    hands=AlarmHands(
                        first=lambda: "a1",
                        chosen=lambda: "a1",
                        group=lambda id_: (id_,),
                        acknowledge=lambda ids: self.acts.append(f"acknowledge {','.join(ids)}"),
                    ),
                ),
                DeskActions(
                    hands={id_: partial(self.acts.append, id_.partition(".")[2]) for id_ in DESK_IDS}
                ),
            ),
            parent=streams,
        )
        self.situation.set_user(ROOM)
        self.situation.set_incident("i1")

    def why_not(self, id_: str) -> str:
        return self.actions.action(id_).why_not


@pytest.fixture
def room(qtbot: QtBot, streams: NotedStreams) -> Room:
    return Room(qtbot, streams)


def test_an_action_is_given_on_the_version_that_was_looked_at(room: Room) -> None:
    room.made.change("incident", "i1", title="示范改")
    room.actions.trigger("incident.accept")
    assert [(name, target) for name, target, _ in room.commands.given] == [("incident.accept", "i1")]
    assert room.commands.versions == [2]


def test_what_is_not_possible_says_why_and_does_nothing(room: Room) -> None:
    told: list[str] = []
    room.actions.denied.connect(told.append)
    assert room.why_not("incident.finish") == "Now: To accept"
    room.actions.trigger("incident.finish")
    assert told == ["Finish: Now: To accept"], "whoever pressed a key reads why nothing happened"
    room.situation.set_user(replace(ROOM, roles=()))
    assert room.why_not("incident.accept") == "Not your role"
    room.actions.trigger("incident.accept")
    room.situation.set_user(ROOM)
    room.situation.set_incident("nothing")
    assert room.why_not("incident.accept") == "No incident is chosen"
    assert room.commands.given == []


def test_the_leads_task_is_signed_first(room: Room) -> None:
    room.made.change(
        "incident", "i1", state=IncidentState.HANDLING, tasks=(task(1, lead=False), task(2, lead=True))
    )
    room.actions.trigger("task.sign")
    assert room.commands.given == [("task.sign", "i1", TaskRef(task="task-2"))]


def test_the_nearest_cameras_go_to_the_wall_and_the_former_wall_comes_back(room: Room) -> None:
    room.previews.show_place(HERE)
    room.actions.trigger("wall.put")
    ((name, target, args),) = room.commands.given
    assert (name, target) == ("wall.show", "wall-1")
    assert isinstance(args, WallShow)
    assert [tile.camera for tile in args.tiles] == ["c1", "c2", "c3"]
    assert args.incident == "i1"
    assert room.why_not("wall.restore") == "Not borrowed"
    wall = Wall(name="Hall", org="o", incident="i1", previous=(WallTile(tile=1, camera="c6"),))
    room.made.put("wall", "wall-1", replace(wall, tiles=args.tiles))
    room.actions.trigger("wall.restore")
    given = room.commands.given[-1][2]
    assert isinstance(given, WallShow)
    assert given.incident is None
    assert [(tile.tile, tile.camera) for tile in given.tiles] == [(1, "c6"), (2, ""), (3, "")]


def test_keys_act_but_letters_stay_with_a_field(room: Room, qtbot: QtBot) -> None:
    room.actions.bind(room.window)
    with qtbot.waitExposed(room.window):
        room.window.show()
    room.window.activateWindow()
    room.window.setFocus()
    qtbot.waitUntil(room.window.isActiveWindow)
    for key in (Qt.Key.Key_M, Qt.Key.Key_C, Qt.Key.Key_U, Qt.Key.Key_K, Qt.Key.Key_A):
        QTest.keyClick(room.window, key)
    assert room.acts == ["all", "cameras", "units", "acknowledge a1"]
    assert [name for name, _, _ in room.commands.given] == ["incident.accept"]
    room.field.setFocus()
    qtbot.waitUntil(room.field.hasFocus)
    QTest.keyClicks(room.field, "macuk")
    assert room.field.text() == "macuk"
    assert room.acts == ["all", "cameras", "units", "acknowledge a1"]


def test_a_locked_desk_knows_no_keys_and_no_buttons(room: Room, qtbot: QtBot) -> None:
    room.actions.bind(room.window)
    with qtbot.waitActive(room.window):
        room.window.show()
        room.window.activateWindow()
    room.window.setFocus()
    room.actions.set_locked(True)
    QTest.keyClick(room.window, Qt.Key.Key_A)
    QTest.keyClick(room.window, Qt.Key.Key_F4)
    for action in room.actions.all():
        action.run()
    room.actions.trigger("desk.mute")
    assert room.acts == []
    assert room.commands.given == []
    room.actions.set_locked(False)
    QTest.keyClick(room.window, Qt.Key.Key_F4)
    assert room.acts == ["commands"]


def test_the_desk_is_locked_from_a_dialog_too_and_nothing_else_acts_there(room: Room, qtbot: QtBot) -> None:
    room.actions.bind_dialog(room.window)
    with qtbot.waitActive(room.window):
        room.window.show()
        room.window.activateWindow()
    modifier = Qt.KeyboardModifier
    QTest.keyClick(room.field, Qt.Key.Key_L, modifier.ControlModifier | modifier.ShiftModifier)
    QTest.keyClick(room.window, Qt.Key.Key_F4)
    assert room.acts == ["lock"]


def test_several_that_were_marked_are_assigned_together(room: Room) -> None:
    for number in (1, 2, 3):
        state = IncidentState.TO_DISPATCH if number < 3 else IncidentState.CLOSED
        room.made.put("incident", f"i{number}", incident(number, state=state))
    for number in (1, 2):
        room.made.put("unit", f"unit-{number}", unit(number))
    room.marked = ("i1", "i2", "i3")
    room.actions.trigger("incident.assign")
    (dialog,) = room.window.findChildren(BatchDialog)
    assert [choice.entry.id for choice in dialog.choices] == ["i1", "i2"], "the third is over"
    dialog._answer()
    given = {target: args for name, target, args in room.commands.given if isinstance(args, Assign)}
    assert {target: args.assignees[0].id for target, args in given.items()} == {
        "i1": "unit-1",
        "i2": "unit-2",
    }
    assert len(set(room.commands.batches)) == 1, "taken back as one step"
    assert room.commands.batches[0]
    room.marked = ()
    room.actions.trigger("incident.note")
    (form,) = room.window.findChildren(FormDialog)
    form.text.setPlainText("on it")
    form._answer()
    assert room.commands.batches[2:] == [""]


def test_no_key_is_given_twice() -> None:
    # Ctrl+L makes a recipient the lead while somebody is assigned.
    keys = [*KEYS.values(), "Ctrl+L"]
    assert len(set(keys)) == len(keys)
