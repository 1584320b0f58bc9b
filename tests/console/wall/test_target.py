"""Which wall commands are for, and why one cannot be given."""

from __future__ import annotations

import pytest

from backend_client.protocol.messages import Scope, User
from backend_client.protocol.wall import Wall
from console.wall.target import WallTarget
from layouts.document import decode, encode
from layouts.layout import LayoutTile, Place, checked
from tests.console.action_room import ROOM, ActionRoom

LEADER = User(id="u2", name="值班长", roles=("duty_leader",), scope=Scope())
OFFICER = User(id="u3", name="值班员", roles=("duty_officer",), scope=Scope())
VIEWER = User(id="u4", name="领导", roles=("leader",), scope=Scope())


@pytest.fixture
def target(action_room: ActionRoom) -> WallTarget:
    """Wall 1 is on this machine, walls 2 and 3 stand elsewhere."""
    for number, name in enumerate(("Hall", "Side", "Yard"), start=1):
        action_room.put_wall(f"wall-{number}", Wall(name=name, org="o"))
    return action_room.wall_room.target


def test_they_are_for_the_wall_at_hand_until_another_one_is_named(
    target: WallTarget, action_room: ActionRoom
) -> None:
    assert (target.id, target.title, target.display) == (
        "wall-1",
        "1  Hall",
        action_room.walls.displays[0],
    )
    target.aim("wall-3")
    assert (target.id, target.number, target.display) == ("wall-3", 3, None)
    action_room.walls.use(action_room.walls.displays[0])
    assert target.id == "wall-1"


def test_a_wall_that_went_is_aimed_at_no_longer(target: WallTarget, action_room: ActionRoom) -> None:
    target.aim("wall-3")
    action_room.made.delete("wall", "wall-3")
    assert target.id == "wall-1"


def test_next_goes_through_all_walls_by_their_numbers(target: WallTarget) -> None:
    heard: list[str] = []
    target.changed.connect(lambda: heard.append(target.id))
    for _ in range(3):
        target.next()
    assert heard == ["wall-2", "wall-3", "wall-1"]


def test_numbers_and_keys_belong_to_walls(target: WallTarget) -> None:
    assert [target.name_of(target.id_of(number)) for number in (1, 2, 9)] == ["Hall", "Side", ""]
    assert target.key_of("wall-1", 4)
    assert [target.key_of("wall-1", 5), target.key_of("wall-2", 1)] == ["", ""]


def test_a_wall_elsewhere_has_the_usual_tiles_as_far_as_is_known(target: WallTarget) -> None:
    assert len(decode(target.layout(Wall(name="Hall", org="o"))).tiles) == 4
    target.aim("wall-2")
    assert len(decode(target.layout(Wall(name="Side", org="o"))).tiles) == 16


def test_a_wall_elsewhere_has_a_chosen_tile_of_its_own(target: WallTarget, action_room: ActionRoom) -> None:
    action_room.walls.windows[0].grid.activated.emit(2)
    assert str(target.address) == "1-2"
    reserved = checked(
        columns=3,
        rows=1,
        tiles=(
            LayoutTile(1, Place(0, 0), alarm=True),
            LayoutTile(4, Place(1, 0)),
            LayoutTile(5, Place(2, 0)),
        ),
    )
    action_room.put_wall("wall-2", Wall(name="Side", org="o", layout=encode(reserved)))
    target.aim("wall-2")
    assert target.tiles == (4, 5, 1)
    assert target.tile == 4
    target.choose(5)
    target.choose(16, wall="wall-3")
    assert str(target.address) == "2-5"
    target.choose(9)
    assert target.tile == 4, "it has no tile 9"
    target.aim("wall-3")
    assert str(target.address) == "3-16"
    action_room.put_wall("wall-3", Wall(name="Yard", org="o", layout={"version": 99}))
    assert len(target.tiles) == 16


HELD = "Held by 值班员"
LOCKED = "The wall is locked"
NO_ROLE = "Not your role"


@pytest.mark.parametrize(
    ("command", "user", "holder", "locked", "said"),
    [
        ("wall.show", ROOM, "", False, ""),
        ("wall.show", ROOM, OFFICER.id, False, HELD),
        ("wall.show", OFFICER, OFFICER.id, False, ""),
        ("wall.show", OFFICER, OFFICER.id, True, LOCKED),
        ("wall.show", ROOM, "", True, LOCKED),
        ("wall.show", VIEWER, "", False, NO_ROLE),
        ("wall.show", None, "", False, NO_ROLE),
        ("wall.take", ROOM, OFFICER.id, True, ""),
        ("wall.lock", LEADER, OFFICER.id, True, ""),
        ("wall.lock", OFFICER, OFFICER.id, True, ""),
        ("wall.lock", OFFICER, "", True, "Only who holds the wall, or a duty leader"),
    ],
)
def test_why_not(
    target: WallTarget,
    action_room: ActionRoom,
    command: str,
    user: User | None,
    holder: str,
    locked: bool,
    said: str,
) -> None:
    name = OFFICER.name if holder else ""
    stands = Wall(name="Side", org="o", holder=holder or None, holder_name=name, locked=locked)
    action_room.put_wall("wall-2", stands)
    assert target.why_not(command, user, wall="wall-2") == said
    target.aim("wall-2")
    assert target.why_not(command, user) == said


def test_a_wall_that_the_platform_has_not_told_of_takes_no_command(target: WallTarget) -> None:
    assert target.why_not("wall.show", ROOM, wall="wall-9") == "The platform knows no such wall"
