from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from backend_client.protocol.camera_args import Ptz
from backend_client.protocol.commands import PTZ_HOLDS_S
from backend_client.protocol.errors import Refused
from backend_client.protocol.ptz import AUTOMATIC, BY_HAND, IN_CHARGE, PTZ_HELD_S, PtzHolder
from platform_backend.feed.ptz import PtzControl, Turner
from platform_backend.log_types import PresetOrder
from tests.waiting import until

LEFT, RIGHT, STOP = Ptz(pan=-0.5), Ptz(pan=0.5, tilt=0.1), Ptz()


class Motors:
    """Notes what the cameras are told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Ptz | None]] = []
        self.presets: list[tuple[str, int]] = []

    def drive(self, camera: str, move: Ptz) -> None:
        self.told.append((camera, move))

    def stop(self, camera: str) -> None:
        self.told.append((camera, None))

    def store(self, camera: str, preset: int) -> None:
        self.presets.append((camera, preset))

    def forget(self, camera: str, preset: int) -> None:
        self.presets.append((camera, -preset))


class Room:
    """A control room with motors and a clock of its own."""

    def __init__(self, *, holds_s: float = 60.0) -> None:
        self.steady = 100.0
        self.motors = Motors()
        self.holders: list[tuple[str, PtzHolder | None]] = []
        self.control = PtzControl(
            motion=self.motors,
            now=lambda: 1_800_000_000.0 + self.steady,
            clock=lambda: self.steady,
            holds_s=holds_s,
            on_hold=lambda camera, holder: self.holders.append((camera, holder)),
        )

    def move(self, move: Ptz, *, user: str = "zhang", camera: str = "c1", rank: int = BY_HAND) -> None:
        self.control.move(camera, move, by=Turner(user, f"{user}'s name", f"{user}'s seat", rank))

    def refused(self, move: Ptz, *, user: str, rank: int = BY_HAND) -> str | None:
        with pytest.raises(Refused) as refused:
            self.move(move, user=user, rank=rank)
        return refused.value.error.by


@pytest.fixture
async def room() -> AsyncIterator[Room]:
    made = Room()
    yield made
    made.control.close()


async def test_a_move_goes_on_until_it_is_ended(room: Room) -> None:
    room.move(LEFT)
    assert dict(room.control.driven) == {"c1": LEFT}
    room.move(RIGHT)
    assert dict(room.control.driven) == {"c1": RIGHT}
    room.move(STOP)
    room.move(STOP)
    assert not room.control.driven
    assert room.motors.told == [("c1", LEFT), ("c1", RIGHT), ("c1", None)]


async def test_a_move_that_nobody_renews_stops_by_itself_once() -> None:
    room = Room(holds_s=0.05)
    room.move(LEFT)
    room.move(LEFT, camera="c2")
    await until(lambda: not room.control.driven)
    room.move(STOP)
    assert room.motors.told[2:] == [("c1", None), ("c2", None)]


async def test_a_renewal_prolongs_a_move() -> None:
    room = Room(holds_s=0.05)
    room.move(LEFT)
    first = room.control._stops["c1"]
    room.move(LEFT)
    assert first.cancelled()
    assert room.control._stops["c1"].when() > first.when()
    await until(lambda: not room.control.driven)
    assert room.motors.told == [("c1", LEFT), ("c1", LEFT), ("c1", None)]


async def test_a_preset_takes_the_place_of_a_move() -> None:
    room = Room(holds_s=0.05)
    room.move(LEFT)
    preset = Ptz(preset=3)
    room.move(preset)
    assert not room.control.driven
    room.control.close()
    assert room.motors.told == [("c1", LEFT), ("c1", preset)]


async def test_one_user_at_a_time(room: Room) -> None:
    room.move(LEFT)
    room.steady += 2.0
    room.move(RIGHT)
    room.steady += PTZ_HELD_S - 0.5
    with pytest.raises(Refused) as refused:
        room.move(LEFT, user="li")
    error = refused.value.error
    assert (error.code, error.by, error.at) == (
        "illegal_transition",
        "zhang's name",
        "2027-01-15T08:01:40.000Z",
    )
    room.move(LEFT, user="li", camera="c2")
    room.steady += 0.6
    room.move(LEFT, user="li")
    with pytest.raises(Refused):
        room.move(STOP)
    room.control.close()


async def test_nothing_moves_on_when_the_platform_goes() -> None:
    room = Room()
    room.move(LEFT)
    room.move(LEFT, camera="c2")
    room.control.close()
    room.control.close()
    assert room.motors.told[2:] == [("c1", None), ("c2", None)]
    assert not room.control.driven


async def test_the_duty_leader_takes_over_at_once_and_the_other_is_told_by_whom(room: Room) -> None:
    room.move(LEFT)
    room.move(RIGHT, user="leader", rank=IN_CHARGE)
    assert room.motors.told == [("c1", LEFT), ("c1", None), ("c1", RIGHT)]
    assert room.refused(LEFT, user="zhang") == "leader's name"
    assert room.refused(STOP, user="zhang") == "leader's name"
    assert room.refused(LEFT, user="second", rank=IN_CHARGE) == "leader's name"
    room.steady += PTZ_HELD_S
    room.move(LEFT)
    assert (holder := room.control.holder("c1")) is not None
    assert (holder.user, holder.seat, holder.rank) == ("zhang", "zhang's seat", BY_HAND)


async def test_a_stop_from_above_stops_what_somebody_else_does(room: Room) -> None:
    room.move(LEFT)
    room.move(STOP, user="leader", rank=IN_CHARGE)
    assert room.motors.told == [("c1", LEFT), ("c1", None)]
    assert room.refused(LEFT, user="zhang") == "leader's name"


async def test_what_an_alarm_asks_for_gives_way_to_every_hand(room: Room) -> None:
    preset = Ptz(preset=2, automatic=True)
    room.move(preset, rank=AUTOMATIC)
    room.move(LEFT)
    # Nor does it come between while the very same person turns it by hand.
    assert room.refused(preset, user="zhang", rank=AUTOMATIC) == "zhang's name"
    assert room.motors.told == [("c1", preset), ("c1", LEFT)]


async def test_what_every_display_of_a_wall_asks_for_is_done_once(room: Room) -> None:
    preset, other = Ptz(preset=2, automatic=True), Ptz(preset=3, automatic=True)
    for user in ("node-1", "node-2", "zhang"):
        room.move(preset, user=user, rank=AUTOMATIC)
    assert room.motors.told == [("c1", preset)]
    assert (holder := room.control.holder("c1")) is not None
    assert holder.user == "node-1"
    assert room.refused(other, user="node-2", rank=AUTOMATIC) == "node-1's name"
    room.move(other, user="node-1", rank=AUTOMATIC)
    room.move(other, user="node-2", rank=AUTOMATIC)
    room.steady += PTZ_HELD_S
    room.move(other, user="node-2", rank=AUTOMATIC)
    assert [move for _, move in room.motors.told] == [preset, other, other]
    # Who turns it by hand has it: nothing of theirs is done then.
    room.move(LEFT)
    assert room.refused(other, user="node-2", rank=AUTOMATIC) == "zhang's name"


async def test_a_preset_called_by_hand_twice_is_called_twice(room: Room) -> None:
    for _ in range(2):
        room.move(Ptz(preset=2))
    assert len(room.motors.told) == 2


async def test_a_stop_where_nobody_turned_keeps_nobody_away(room: Room) -> None:
    room.move(STOP)
    room.move(LEFT, user="li")
    assert room.control.holder("c2") is None


async def test_consoles_are_told_who_turns_a_camera_and_seldom_that_he_goes_on(room: Room) -> None:
    room.move(LEFT)
    for _ in range(4):
        room.steady += 0.4
        room.move(LEFT)
    assert len(room.holders) == 1
    room.steady += 0.5
    room.move(LEFT)
    (camera, first), (_, second) = room.holders
    assert first is not None
    assert second is not None
    assert (camera, first.name, first.seat, first.since) == (
        "c1",
        "zhang's name",
        "zhang's seat",
        "2027-01-15T08:01:40.000Z",
    )
    assert (first.until, second.until) == ("2027-01-15T08:01:43.000Z", "2027-01-15T08:01:45.100Z")
    assert second.since == first.since
    room.move(RIGHT, user="leader", rank=IN_CHARGE)
    assert [holder and holder.user for _, holder in room.holders] == ["zhang", "zhang", "leader"]


async def test_consoles_are_told_when_he_has_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform_backend.feed.ptz.PTZ_HELD_S", 0.05)
    told: list[PtzHolder | None] = []
    control = PtzControl(motion=Motors(), now=lambda: 0.0, on_hold=lambda _, holder: told.append(holder))
    control.move("c1", Ptz(preset=1), by=Turner("zhang", "张", "", BY_HAND))
    await until(lambda: told[-1] is None)
    assert control.holder("c1") is None
    assert len(told) == 2


async def test_presets_are_stored_where_the_camera_stands(room: Room) -> None:
    room.move(LEFT)
    room.control.carry_out(PresetOrder("c1", 4, keep=True))
    room.control.carry_out(PresetOrder("c1", 5, keep=False))
    assert room.motors.told == [("c1", LEFT), ("c1", None)]
    assert room.motors.presets == [("c1", 4), ("c1", -5)]


def test_a_move_lasts_as_long_as_the_contract_says() -> None:
    assert PTZ_HOLDS_S == 1.0
