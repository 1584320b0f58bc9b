from __future__ import annotations

from platform_backend.commands.context import CameraNow
from platform_backend.log_types import PresetOrder
from tests.platform_backend.conftest import Running, StartPlatform
from tests.platform_backend.feed.test_momentary import Scene
from tests.platform_backend.feed.test_ptz import Motors


async def test_a_platform_of_its_own_counts_what_its_cameras_are_told(running: Running) -> None:
    async with running.console() as one:
        assert (await Scene(running, Motors()).turn(one, preset=1))["ok"]
    text, _ = running.platform.desk().metrics("")
    assert 'ccc_ptz_commands_total{kind="preset"} 1.0' in text.decode()


async def test_how_a_camera_is_now_and_what_it_is_told_in_the_end(start: StartPlatform) -> None:
    motors = Motors()
    async with start(motion=motors) as running, running.console() as one:
        scene, at_once = Scene(running, motors), running.platform.at_once
        assert at_once.look(scene.ptz) == CameraNow()
        await scene.turn(one, pan=1.0)
        assert (holder := at_once.look(scene.ptz).turned_by) is not None
        assert holder.user == "admin"
        at_once.carry_out((PresetOrder(scene.ptz, 3, keep=True),))
        await scene.turn(one, pan=-1.0)
    assert [move is None for _, move in motors.told] == [False, True, False, True]
    assert motors.presets == [(scene.ptz, 3)]
