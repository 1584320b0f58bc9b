"""Alarms on reserved tiles: pinned, and sharing the tiles in another way."""

from __future__ import annotations

from PySide6.QtWidgets import QListWidget

from backend_client.protocol.entities import AlarmState
from backend_client.protocol.wall import AlarmMode, Wall
from backend_client.protocol.wall_args import WallLock, WallPin
from layouts.document import encode
from layouts.layout import Layout, LayoutTile, Place
from tests.console.action_room import ROOM, ActionRoom
from tests.widgets.district import alarm
from widgets.wall.pick_dialog import PickDialog

RESERVED = encode(
    Layout(columns=2, rows=1, tiles=(LayoutTile(1, Place(0, 0)), LayoutTile(2, Place(1, 0), alarm=True)))
)


def test_the_alarm_on_the_chosen_tile_is_pinned_and_unpinned(action_room: ActionRoom) -> None:
    room = action_room
    room.put_wall("wall-1", Wall(name="Hall", org="o", layout=RESERVED))
    (display,) = room.walls.displays
    display.on_changes(room.made.put("alarm", "fire", alarm(1, cameras=("c5",))))
    assert room.why_not("wall.pin") == "No alarm stands on the chosen tile"
    display.choose_tile(display.window.grid.tile(2))
    assert room.actions.action("wall.pin").text == "Pin the alarm to its tile"
    room.actions.trigger("wall.pin")
    assert room.commands.given[-1] == ("wall.pin", "wall-1", WallPin(alarm="fire"))
    room.put_wall("wall-1", Wall(name="Hall", org="o", layout=RESERVED, pinned=("fire",)))
    assert room.actions.action("wall.pin").text == "Unpin the alarm"
    room.actions.trigger("wall.pin")
    assert room.commands.given[-1][2] == WallPin(alarm="fire", pinned=False)


def test_on_a_wall_elsewhere_the_alarm_is_chosen_from_a_list(action_room: ActionRoom) -> None:
    room = action_room
    room.put_wall("wall-1", Wall(name="Hall", org="o"))
    room.put_wall("wall-2", Wall(name="Lobby", org="o", layout=RESERVED, pinned=("old",)))
    room.wall_room.target.aim("wall-2")
    room.made.delete("alarm", "a1")
    room.made.put("alarm", "quiet", alarm(3))
    assert room.why_not("wall.pin") == "No alarm takes walls now"
    room.made.put("alarm", "old", alarm(2, title="烟雾", state=AlarmState.CLOSED))
    room.made.put("alarm", "fire", alarm(1, title="火警"))
    assert room.actions.action("wall.pin").text == "Pin or unpin an alarm"
    room.actions.trigger("wall.pin")
    (dialog,) = room.window.findChildren(PickDialog)
    (listed,) = dialog.findChildren(QListWidget)
    said = [listed.item(row).text() for row in range(listed.count())]
    assert [each[:2] for each in said] == ["火警", "烟雾"]
    assert ["pinned" in each for each in said] == [False, True]
    dialog.picked.emit("fire")
    dialog.picked.emit("old")
    assert room.commands.given == [
        ("wall.pin", "wall-2", WallPin(alarm="fire")),
        ("wall.pin", "wall-2", WallPin(alarm="old", pinned=False)),
    ]
    dialog.close()


def test_the_ways_of_sharing_follow_one_another(action_room: ActionRoom) -> None:
    for mode, text, following in (
        (AlarmMode.HOLD, "Alarm tiles: alarms take turns", AlarmMode.SEQUENCE),
        (AlarmMode.SEQUENCE, "Alarm tiles: one alarm a tile", AlarmMode.BLOCK),
        (AlarmMode.BLOCK, "Alarm tiles: one alarm until it is over", AlarmMode.HOLD),
    ):
        wall = Wall(name="Hall", org="o", holder=ROOM.id, alarm_mode=mode)
        action_room.put_wall("wall-1", wall)
        assert action_room.actions.action("wall.alarm_mode").text == text
        action_room.actions.trigger("wall.alarm_mode")
        assert action_room.commands.given[-1] == ("wall.lock", "wall-1", WallLock(alarm_mode=following))
