"""The alarm tiles show the alarm that matters most."""

from __future__ import annotations

from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import Alarm, AlarmState, Device
from console.alarms.tiles import AlarmTiles
from console.wall.nearby import Vicinity
from tests.console.desk import NotedStreams, camera_at, camera_tiles, cameras_on, make_tiles, street
from tests.widgets.district import District, ago, alarm

KEYS = ["alarm-1", "alarm-2"]


def with_cameras(priority: int, age: float, *cameras: str) -> Alarm:
    return replace(alarm(priority, age=age), cameras=cameras)


def alarm_tiles(
    qtbot: QtBot, made: District, streams: NotedStreams, *, kept_away: frozenset[str] = frozenset()
) -> AlarmTiles:
    return AlarmTiles(
        tiles=make_tiles(qtbot, 2),
        camera_tiles=camera_tiles(made, streams),
        picture=made.picture,
        vicinity=Vicinity(picture=made.picture),
        kept_away=lambda: kept_away,
        parent=streams,
    )


def test_the_newest_of_the_highest_priority_is_shown(qtbot: QtBot, streams: NotedStreams) -> None:
    made = street()
    alarms = alarm_tiles(qtbot, made, streams)
    alarms.on_changes(made.put("alarm", "a1", with_cameras(3, 10.0, "c1")))
    assert (alarms.shown, cameras_on(streams, KEYS)) == ("a1", ["c1", ""])
    alarms.on_changes(made.put("alarm", "a2", with_cameras(1, 60.0, "c2", "c3")))
    assert (alarms.shown, cameras_on(streams, KEYS)) == ("a2", ["c2", "c3"])
    alarms.on_changes(made.put("alarm", "a3", with_cameras(1, 5.0, "c4")))
    assert (alarms.shown, cameras_on(streams, KEYS)) == ("a3", ["c4", ""])
    alarms.on_changes(made.put("alarm", "a4", with_cameras(2, 1.0, "c5")))
    assert alarms.shown == "a3"


def test_when_it_is_dealt_with_the_next_follows_and_then_nothing(qtbot: QtBot, streams: NotedStreams) -> None:
    made = street()
    alarms = alarm_tiles(qtbot, made, streams)
    alarms.on_changes(made.put("alarm", "a1", with_cameras(3, 10.0, "c1")))
    alarms.on_changes(made.put("alarm", "a2", with_cameras(1, 10.0, "c2")))
    alarms.on_changes(made.change("alarm", "a2", state=AlarmState.ACKNOWLEDGED))
    assert alarms.shown == "a1"
    alarms.on_changes(made.delete("alarm", "a1"))
    assert alarms.shown == ""
    assert streams.playing == {}


def test_an_alarm_without_a_camera_does_not_read_as_no_alarm(qtbot: QtBot, streams: NotedStreams) -> None:
    made = street()
    tiles = make_tiles(qtbot, 2)
    alarms = AlarmTiles(
        tiles=tiles,
        camera_tiles=camera_tiles(made, streams),
        picture=made.picture,
        vicinity=Vicinity(picture=made.picture),
        parent=streams,
    )
    said = [[tile.empty for tile in tiles]]
    for id_, priority, cameras in (("a1", 3, ()), ("a2", 1, ("c1",))):
        alarms.on_changes(made.put("alarm", id_, with_cameras(priority, 9.0, *cameras)))
        said.append([tile.empty for tile in tiles])
    assert said == [
        ["No open alarm", "No open alarm"],
        ["No camera: 示范秋涛路口", "No further camera"],
        ["No further camera", "No further camera"],
    ]


def test_what_came_in_during_a_break_takes_no_tile(qtbot: QtBot, streams: NotedStreams) -> None:
    made = street()
    alarms = alarm_tiles(qtbot, made, streams, kept_away=frozenset({"missed"}))
    alarms.on_changes(made.put("alarm", "missed", with_cameras(1, 1.0, "c1")))
    assert alarms.shown == ""
    alarms.on_changes(made.put("alarm", "new", with_cameras(4, 1.0, "c2")))
    assert (alarms.shown, cameras_on(streams, KEYS)) == ("new", ["c2", ""])


def test_an_alarm_with_a_place_only_has_the_cameras_that_see_it(qtbot: QtBot, streams: NotedStreams) -> None:
    made = street()
    alarms = alarm_tiles(qtbot, made, streams)
    place = camera_at(4).position
    alarms.on_changes(made.put("alarm", "a1", replace(alarm(1), position=place)))
    assert cameras_on(streams, KEYS)[0] == "c4"


def test_a_camera_that_is_down_gives_way_and_comes_back(qtbot: QtBot, streams: NotedStreams) -> None:
    made = street()
    place = camera_at(4).position
    made.put("device", "c1", Device(online=False, since=ago(1)))
    alarms = alarm_tiles(qtbot, made, streams)
    alarms.on_changes(made.put("alarm", "a1", replace(with_cameras(1, 9.0, "c1"), position=place)))
    assert cameras_on(streams, KEYS)[0] == "c4"
    alarms.on_changes(made.put("device", "c4", Device(online=False, since=ago(1))))
    assert not {"c1", "c4"} & set(cameras_on(streams, KEYS))
    alarms.on_changes(made.put("device", "c1", Device(online=True, since=ago(0))))
    assert cameras_on(streams, KEYS)[0] == "c1"
