"""Cameras are turned to where a wall wants them to look."""

from __future__ import annotations

from typing import Any

from pytestqt.qtbot import QtBot

from backend_client.protocol.camera_args import Ptz
from backend_client.protocol.commands import Args
from backend_client.protocol.entities import AlarmState, Camera
from backend_client.protocol.messages import Result
from backend_client.protocol.ptz import Preset
from backend_client.protocol.wall import Wall, WallTile
from backend_client.tasks import TaskSet
from console.wall.preset_calls import PresetCalls
from layouts.document import encode
from layouts.layout import Layout, LayoutTile, Place
from tests.console.desk import NotedStreams, camera_tiles, street, walls_of_four
from tests.waiting import one_turn
from tests.widgets.district import District, alarm

RESERVED = encode(
    Layout(columns=2, rows=1, tiles=(LayoutTile(1, Place(0, 0)), LayoutTile(2, Place(1, 0), alarm=True)))
)
NORTH, SOUTH = Preset(number=3, name="北", direction=0.0), Preset(number=4, name="南", direction=180.0)


class Sent:
    """Notes what is sent about this moment."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, Args]] = []

    async def send_momentary(self, name: str, *, target: str, args: Args) -> Result:
        assert name == "camera.ptz"
        self.calls.append((target, args))
        return Result(cmd_id="1", ok=True)


def turnable(made: District, camera: str, **fields: Any) -> None:
    made.change("camera", camera, ptz=True, presets=(NORTH, SOUTH), **fields)


async def test_the_camera_of_an_alarm_is_turned_to_it_once(qtbot: QtBot, streams: NotedStreams) -> None:
    made, sent, tasks = street(), Sent(), TaskSet()
    turnable(made, "c5")
    walls = walls_of_four(qtbot, made, camera_tiles(made, streams), streams)
    calls = PresetCalls(
        displays=walls.displays, requests=sent, tasks=tasks, roles=lambda: ("dispatcher",), parent=streams
    )
    assert calls.parent() is streams
    walls.on_changes(made.put("wall", "wall-1", Wall(name="Hall", org="o", layout=RESERVED)))
    east, north = made.picture.of(Camera)["c5"].data.position
    fire = alarm(1, cameras=("c5",), position=(east, north - 0.0005))
    walls.on_changes(made.put("alarm", "fire", fire))
    await one_turn()
    assert sent.calls == [("c5", Ptz(preset=SOUTH.number, automatic=True))]
    walls.on_changes(made.change("alarm", "fire", title="…"))
    walls.on_changes(made.change("alarm", "fire", state=AlarmState.ACKNOWLEDGED))
    await one_turn()
    assert len(sent.calls) == 1
    await tasks.close()


async def test_what_stood_there_before_the_display_began_is_not_called(
    qtbot: QtBot, streams: NotedStreams
) -> None:
    made, sent, tasks = street(), Sent(), TaskSet()
    walls = walls_of_four(qtbot, made, camera_tiles(made, streams), streams)
    PresetCalls(
        displays=walls.displays, requests=sent, tasks=tasks, roles=lambda: ("device",), parent=streams
    )
    stood, new = WallTile(tile=1, camera="c1", preset=7), WallTile(tile=2, camera="c2", preset=3)
    hall = Wall(name="Hall", org="o", tiles=(stood,))
    walls.on_changes(made.snapshot("walls", {("wall", "wall-1"): hall}))
    await one_turn()
    assert sent.calls == []
    walls.on_changes(made.change("wall", "wall-1", tiles=(stood, new)))
    await one_turn()
    assert sent.calls == [("c2", Ptz(preset=3, automatic=True))]
    await tasks.close()


async def test_a_tile_may_name_the_place_and_a_screen_without_a_role_calls_nothing(
    qtbot: QtBot, streams: NotedStreams
) -> None:
    made, sent, tasks = street(), Sent(), TaskSet()
    roles: tuple[str, ...] = ("leader",)
    walls = walls_of_four(qtbot, made, camera_tiles(made, streams), streams)
    PresetCalls(displays=walls.displays, requests=sent, tasks=tasks, roles=lambda: roles, parent=streams)
    tile = WallTile(tile=1, camera="c1", preset=7)
    walls.on_changes(made.put("wall", "wall-1", Wall(name="Hall", org="o", tiles=(tile,))))
    await one_turn()
    assert sent.calls == []
    roles = ("device",)
    other = WallTile(tile=1, camera="c1", preset=8)
    walls.on_changes(made.change("wall", "wall-1", tiles=(other,)))
    await one_turn()
    assert sent.calls == [("c1", Ptz(preset=8, automatic=True))]
    await tasks.close()
