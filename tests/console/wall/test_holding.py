"""Whose a wall is."""

from __future__ import annotations

from backend_client.protocol.wall import Wall
from backend_client.protocol.wall_args import WallLock, WallTake
from tests.console.action_room import ROOM, ActionRoom


def test_a_wall_is_taken_with_the_seat_and_released(action_room: ActionRoom) -> None:
    action_room.put_wall("wall-1", Wall(name="Hall", org="o"))
    action_room.actions.trigger("wall.take")
    assert action_room.commands.given[-1] == ("wall.take", "wall-1", WallTake(seat="seat-1"))
    action_room.put_wall("wall-1", Wall(name="Hall", org="o", holder=ROOM.id, holder_name=ROOM.name))
    assert action_room.actions.action("wall.take").text == "Release the wall"
    action_room.actions.trigger("wall.take")
    assert action_room.commands.given[-1][2] == WallTake(release=True)


def test_lock_and_alarms_are_switched_from_what_they_are(action_room: ActionRoom) -> None:
    action_room.put_wall("wall-1", Wall(name="Hall", org="o", locked=True))
    for id_ in ("wall.lock", "wall.alarms"):
        action_room.actions.trigger(id_)
    assert [args for _, _, args in action_room.commands.given] == [
        WallLock(locked=False),
        WallLock(alarms=False),
    ]
    assert action_room.actions.action("wall.lock").text == "Unlock the wall"


def test_where_no_wall_is_known_nothing_is_possible(action_room: ActionRoom) -> None:
    for id_ in ("wall.take", "wall.lock", "wall.alarms", "wall.scene", "wall.tour"):
        assert action_room.why_not(id_) == "The platform knows no such wall", id_
