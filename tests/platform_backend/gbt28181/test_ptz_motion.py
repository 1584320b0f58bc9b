from __future__ import annotations

import logging
from collections import Counter

import pytest

from backend_client.protocol.camera_args import Ptz
from platform_backend.gbt28181.ptz_command import STOP, Move, Preset, PresetAct, decode
from platform_backend.gbt28181.ptz_motion import PtzCommands, instruction_of


@pytest.mark.parametrize(
    ("move", "instruction"),
    [
        (Ptz(), STOP),
        (Ptz(pan=-1.0), Move(pan=-1, pan_speed=255)),
        (Ptz(pan=1.0, tilt=-0.5), Move(pan=1, tilt=-1, pan_speed=255, tilt_speed=128)),
        (Ptz(tilt=0.25, zoom=-1.0), Move(tilt=1, zoom=-1, tilt_speed=64, zoom_speed=15)),
        (Ptz(zoom=0.5), Move(zoom=1, zoom_speed=8)),
        # However gently somebody pushes: speed 0 would be none.
        (Ptz(pan=0.001, zoom=0.001), Move(pan=1, zoom=1, pan_speed=1, zoom_speed=1)),
        (Ptz(preset=200, pan=1.0), Preset(PresetAct.CALL, 200)),
    ],
)
def test_parts_of_the_full_speed_become_steps(move: Ptz, instruction: Move | Preset) -> None:
    assert instruction_of(move) == instruction


def test_each_act_becomes_one_command(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="platform_backend.gbt28181.ptz_motion")
    gone: list[tuple[str, bytes]] = []
    sent: Counter[str] = Counter()
    motors = PtzCommands(send=lambda camera, command: gone.append((camera, command)), sent=sent)
    motors.drive("c1", Ptz(pan=-31 / 255))
    motors.stop("c1")
    motors.drive("c2", Ptz(preset=5))
    motors.store("c2", 6)
    motors.forget("c2", 7)
    assert [(camera, command.hex().upper()) for camera, command in gone] == [
        ("c1", "A50F01021F0000D6"),
        ("c1", "A50F0100000000B5"),
        ("c2", "A50F01820005003C"),
        ("c2", "A50F01810006003C"),
        ("c2", "A50F01830007003F"),
    ]
    assert list(motors.latest) == gone
    assert sent == {"move": 2, "preset": 3}
    assert "c1 is told A50F01021F0000D6" in caplog.text


def test_only_the_newest_are_kept() -> None:
    motors = PtzCommands()
    for number in range(300):
        motors.drive(f"c{number}", Ptz(preset=number % 255 + 1))
    assert len(motors.latest) == 256
    assert motors.latest[-1][0] == "c299"
    assert decode(motors.latest[0][1]) == Preset(PresetAct.CALL, 45)
