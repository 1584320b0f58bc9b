from __future__ import annotations

import asyncio

import pytest

from backend_client.protocol.commands import PTZ_HOLDS_S, Ptz
from backend_client.protocol.errors import Refused
from platform_backend.feed.ptz import HELD_S, PtzControl, StillCameras
from tests.waiting import until

LEFT, RIGHT, STOP = Ptz(pan=-0.5), Ptz(pan=0.5, tilt=0.1), Ptz()


class Motors:
    """Notes what the cameras are told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Ptz | None]] = []

    def drive(self, camera: str, move: Ptz) -> None:
        self.told.append((camera, move))

    def stop(self, camera: str) -> None:
        self.told.append((camera, None))


class Room:
    """A control room with motors and a clock of its own."""

    def __init__(self, *, holds_s: float = 60.0) -> None:
        self.steady = 100.0
        self.motors = Motors()
        self.control = PtzControl(
            motion=self.motors,
            now=lambda: 1_800_000_000.0 + self.steady,
            clock=lambda: self.steady,
            holds_s=holds_s,
        )

    def move(self, move: Ptz, *, user: str = "zhang", camera: str = "c1") -> None:
        self.control.move(camera, move, user=user, name=f"{user}'s name")


async def test_a_move_goes_on_until_it_is_ended() -> None:
    room = Room()
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
    room = Room(holds_s=0.3)
    loop = asyncio.get_running_loop()
    begun = loop.time()
    room.move(LEFT)
    renewals = 0
    while loop.time() - begun < 0.6:
        turn = asyncio.Event()
        loop.call_later(0.05, turn.set)
        await turn.wait()
        room.move(LEFT)
        renewals += 1
    assert [move for _, move in room.motors.told] == [LEFT] * (renewals + 1)
    await until(lambda: not room.control.driven)
    assert room.motors.told[-1] == ("c1", None)


async def test_a_preset_takes_the_place_of_a_move() -> None:
    room = Room(holds_s=0.05)
    room.move(LEFT)
    preset = Ptz(preset=3)
    room.move(preset)
    assert not room.control.driven
    room.control.close()
    assert room.motors.told == [("c1", LEFT), ("c1", preset)]


async def test_one_user_at_a_time() -> None:
    room = Room()
    room.move(LEFT)
    room.steady += 2.0
    room.move(RIGHT)
    room.steady += HELD_S - 0.5
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


def test_cameras_without_motors_take_everything() -> None:
    still = StillCameras()
    still.drive("c1", LEFT)
    still.stop("c1")
    assert PTZ_HOLDS_S == 1.0
