"""A wall has a holder; it is taken, released, locked, closed to alarms, and alarms are pinned on it."""

from __future__ import annotations

from typing import Any

import pytest

from backend_client.protocol.entities import AlarmState, Seat
from backend_client.protocol.times import format_time
from backend_client.protocol.wall import AlarmMode
from platform_backend.store.batch import Draft
from tests.platform_backend.commands.hall import DISTRICT, A, person
from tests.platform_backend.commands.wall_room import (
    CHIEF,
    LI,
    OTHER_CHIEF,
    STREET,
    WALL,
    WANG,
    WallRoom,
    alarm,
    on,
)

HELD = ("illegal_transition", "wall_held")


def test_a_free_wall_is_taken_and_released(walls: WallRoom) -> None:
    walls.hall.put({"seat-1": Seat(name="一号席", org=DISTRICT)})
    wall = walls.done(LI, "wall.take", seat="seat-1")
    at = format_time(walls.hall.now)
    assert (wall.holder, wall.holder_name, wall.holder_seat, wall.held_since) == ("li", "li", "seat-1", at)
    # Taking it again changes the seat and not since when.
    assert walls.done(LI, "wall.take").held_since == at
    wall = walls.done(LI, "wall.take", release=True)
    assert (wall.holder, wall.holder_name, wall.holder_seat, wall.held_since) == (None, "", "", None)
    assert walls.cause(LI, "wall.take", seat="none") == ("forbidden", "scope")


def test_a_held_wall_is_refused_to_others_and_says_whose_it_is(walls: WallRoom) -> None:
    walls.sign_in(LI)
    since = walls.done(LI, "wall.take").held_since
    asked: dict[str, dict[str, Any]] = {
        "wall.take": {},
        "wall.show": {"tiles": on({1: "k1"})},
        "wall.clear": {},
        "wall.pin": {"alarm": "x", "pinned": False},
    }
    for name, args in asked.items():
        error = walls.refused(WANG, name, **args)
        assert (error.code, error.cause, error.by, error.at) == (*HELD, "li", since), name
    scene, tour = walls.scene(), walls.tour()
    assert walls.cause(WANG, "wall.scene", scene=scene) == HELD
    assert walls.cause(WANG, "wall.tour", tour=tour, tiles=[1]) == HELD
    assert walls.cause(WANG, "wall.take", release=True) == HELD
    # A duty leader as well, until he has taken it.
    assert walls.cause(CHIEF, "wall.clear") == HELD
    walls.done(LI, "wall.show", tiles=on({1: "k1"}))


def test_what_is_held_by_somebody_who_has_gone_can_be_taken(walls: WallRoom) -> None:
    walls.done(LI, "wall.take")
    assert walls.cause(WANG, "wall.clear") == HELD
    assert walls.done(WANG, "wall.take").holder == "wang"
    assert walls.cause(LI, "wall.clear") == HELD


def test_a_duty_leader_takes_it_from_people_but_not_from_another_leader(walls: WallRoom) -> None:
    walls.sign_in(LI, CHIEF)
    walls.done(LI, "wall.take")
    assert walls.done(CHIEF, "wall.take").holder == "chief"
    assert walls.cause(OTHER_CHIEF, "wall.take") == HELD
    assert walls.cause(LI, "wall.take") == HELD


def test_a_locked_wall_is_changed_by_nobody_until_it_is_opened(walls: WallRoom) -> None:
    scene, tour = walls.scene(), walls.tour()
    walls.done(LI, "wall.take")
    assert walls.done(LI, "wall.lock", locked=True).locked
    locked = ("illegal_transition", "wall_locked")
    assert walls.cause(LI, "wall.show", tiles=[]) == locked
    assert walls.cause(LI, "wall.scene", scene=scene) == locked
    assert walls.cause(LI, "wall.tour", tour=tour, tiles=[1]) == locked
    assert walls.cause(LI, "wall.clear") == locked
    assert not walls.done(CHIEF, "wall.lock", locked=False).locked
    walls.done(LI, "wall.clear")


def test_a_wall_is_locked_by_its_holder_or_a_duty_leader_only(walls: WallRoom) -> None:
    barred = ("illegal_transition", "not_holder")
    assert walls.cause(LI, "wall.lock", locked=True) == barred
    walls.done(LI, "wall.take")
    error = walls.refused(WANG, "wall.lock", alarms=False)
    assert ((error.code, error.cause), error.by) == (barred, "li")
    wall = walls.done(LI, "wall.lock", alarms=False)
    assert (wall.alarms, wall.locked, wall.alarm_mode) == (False, False, AlarmMode.HOLD)
    wall = walls.done(CHIEF, "wall.lock", locked=True, alarm_mode="sequence")
    assert (wall.alarms, wall.locked, wall.alarm_mode) == (False, True, AlarmMode.SEQUENCE)


def test_alarms_are_pinned_once_and_let_go(walls: WallRoom) -> None:
    walls.hall.put({id_: alarm(1, walls.hall.now) for id_ in ("a1", "a2")})
    walls.done(LI, "wall.pin", alarm="a1")
    walls.done(LI, "wall.pin", alarm="a2")
    assert walls.done(LI, "wall.pin", alarm="a1").pinned == ("a2", "a1")
    assert walls.done(LI, "wall.pin", alarm="a2", pinned=False).pinned == ("a1",)
    assert walls.cause(LI, "wall.pin", alarm="none") == ("forbidden", "scope")
    # One that consoles do not see any more is let go with the next.
    with walls.hall.batch() as batch:
        row = batch.row("alarm", "a1")
        assert row is not None
        draft = Draft(batch, by="t")
        draft.leave_view(row)
        batch.merge(draft)
    assert walls.done(LI, "wall.pin", alarm="a2").pinned == ("a2",)
    assert walls.hall.get(type(alarm(1, 0.0)), "a2").state is AlarmState.OPEN


@pytest.mark.parametrize("role", ["leader", "supervisor", "device", "system_administrator"])
def test_walls_are_the_rooms(walls: WallRoom, role: str) -> None:
    outsider = person("out", role, org=DISTRICT)
    for name in ("wall.take", "wall.clear", "scene.delete", "tour.delete"):
        assert walls.cause(outsider, name, WALL) == ("forbidden", "role"), name


def test_a_street_holds_its_own_wall(walls: WallRoom) -> None:
    assert walls.done(STREET, "wall.take", "w-a").holder == "street"
    assert walls.wall("w-a").org == A
