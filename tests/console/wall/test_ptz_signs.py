from __future__ import annotations

from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import Device
from backend_client.protocol.messages import Scope, User
from backend_client.protocol.ptz import AUTOMATIC, PtzHolder
from console.wall.ptz_signs import PtzSigns, holder_words
from tests.console.desk import NotedStreams, camera_tiles, make_tiles, street
from tests.widgets.district import ago

ZHANG = PtzHolder(user="zhang", name="张三", seat="坐席2", rank=1, since=ago(5), until=ago(-3))


def test_a_strip_says_who_turns_the_camera_and_the_tile_in_hand_how_fast(
    qtbot: QtBot, streams: NotedStreams
) -> None:
    made = street()
    tiles = make_tiles(qtbot, 2)
    cameras = camera_tiles(made, streams)
    for tile in tiles:
        cameras.add(f"t{tile.number}", tile)
        cameras.show(f"t{tile.number}", f"c{tile.number}")
    users = [User(id="li", name="李", roles=(), scope=Scope())]
    signs = PtzSigns(cameras=cameras, picture=made.picture, user=lambda: users[0])

    def told() -> list[str]:
        return [tile.aside for tile in tiles]

    signs.on_changes(made.put("device", "c1", Device(online=True, since=ago(9), ptz_by=ZHANG)))
    assert told() == ["PTZ 张三 (坐席2)", ""]
    signs.hold("t2", speed=3)
    assert told() == ["PTZ 张三 (坐席2)", "PTZ, speed 3 of 8"]
    signs.hold("t1", speed=3)
    assert told() == ["PTZ 张三 (坐席2)", ""]
    signs.on_changes(made.put("device", "c1", Device(online=True, since=ago(9))))
    assert told() == ["PTZ, speed 3 of 8", ""]
    signs.hold(None)
    assert told() == ["", ""]
    # Nobody is told that he himself turns it.
    users[0] = User(id="zhang", name="张三", roles=(), scope=Scope())
    signs.on_changes(made.put("device", "c1", Device(online=True, since=ago(9), ptz_by=ZHANG)))
    assert told() == ["", ""]


def test_who_has_no_seat_is_named_alone() -> None:
    nobody = PtzHolder(user="x", name="李四", seat="", rank=1, since=ago(5), until=ago(-3))
    assert holder_words(nobody) == "PTZ 李四"


def test_what_an_alarm_asked_for_is_nobodys() -> None:
    assert holder_words(replace(ZHANG, rank=AUTOMATIC)) == "PTZ by itself"
