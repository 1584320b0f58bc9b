"""Every action of a room with what it acts on, for tests: commands are only noted."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from backend_client.protocol.messages import Scope, User
from backend_client.protocol.wall import Wall
from console.actions.desk_actions import DeskActions
from console.actions.keys import KEYS
from console.actions.operator_actions import OperatorActions
from console.alarms.actions import AlarmActions, AlarmHands
from console.commands.dialogs import Dialogs
from console.incidents.actions import IncidentActions
from console.situation import Situation
from console.wall.nearby import Vicinity
from console.wall.previews import Previews
from console.wall.recordings import Player
from console.wall.room import WallParts, WallRoom
from tests.console.desk import (
    NotedCommands,
    NotedStreams,
    camera_tiles,
    make_tiles,
    session,
    street,
    walls_of_four,
)
from tests.widgets.district import District, alarm
from widgets.initials import Initials

ROOM = User(id="u1", name="示范", roles=("dispatcher", "duty_officer", "duty_leader"), scope=Scope())
DESK_IDS = tuple(id_ for id_ in KEYS if id_.startswith(("desk.", "map.")))


class ActionRoom:
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
        self.favourites: tuple[str, ...] = ()
        picture = self.made.picture
        tiles = camera_tiles(self.made, streams)
        self.walls = walls_of_four(qtbot, self.made, tiles, streams)
        self.previews = Previews(
            tiles=make_tiles(qtbot, 3),
            camera_tiles=tiles,
            picture=picture,
            vicinity=Vicinity(picture=picture),
            parent=streams,
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
        self.wall_room = WallRoom(
            parts=WallParts(
                walls=self.walls,
                cameras=tiles,
                previews=self.previews,
                player=Player(session(), streams),
            ),
            picture=picture,
            situation=self.situation,
            dispatching=self.commands,
            dialogs=dialogs,
            initials=Initials(),
            seat="seat-1",
            favourites=lambda: self.favourites,
            now=self.made.now,
            rate=lambda: 1.0,
            parent=streams,
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
                *self.wall_room.groups,
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

    def put_wall(self, id_: str, wall: Wall) -> None:
        """Let a wall stand so, as the platform would tell."""
        changes = self.made.put("wall", id_, wall)
        self.walls.on_changes(changes)
        self.wall_room.on_changes(changes)

    def why_not(self, id_: str) -> str:
        return self.actions.action(id_).why_not
