"""The wall shows what the platform says of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import AlarmState
from backend_client.protocol.times import format_time
from backend_client.protocol.wall import RunningTour, Scene, Tour, TourStep, Wall, WallTile
from console.video.messages import Pace
from console.wall.alarm_standing import AlarmStanding
from console.wall.display import WallDisplay
from console.wall.nearby import Vicinity
from console.wall.window import WallWindow
from layouts.document import encode
from layouts.layout import Layout, LayoutTile, Place
from layouts.shapes import usual
from layouts.spans import Part
from tests.console.desk import (
    NotedStreams,
    camera_tiles,
    cameras_on,
    contents_of,
    street,
    walls_of_four,
)
from tests.widgets.district import District, alarm
from widgets.wall.tile_state import TileFigures, TileState

LIVE = TileFigures(state=TileState.LIVE, frames=5)
KEYS = [f"wall-wall-1-{number}" for number in range(1, 5)]


def shown(*cameras: str) -> tuple[WallTile, ...]:
    return tuple(WallTile(tile=number, camera=camera) for number, camera in enumerate(cameras, start=1))


def display(qtbot: QtBot, made: District, streams: NotedStreams) -> tuple[WallDisplay, WallWindow]:
    window = WallWindow(tiles=4, now=made.now)
    qtbot.addWidget(window)
    tiles = camera_tiles(made, streams)
    return WallDisplay(
        wall="wall-1",
        window=window,
        tiles=tiles,
        picture=made.picture,
        alarms=alarms_of(made, streams),
        contents=contents_of(made, streams),
        parent=streams,
    ), window


def alarms_of(made: District, streams: NotedStreams) -> AlarmStanding:
    """Which alarms stand on wall-1."""
    return AlarmStanding(
        wall="wall-1",
        picture=made.picture,
        vicinity=Vicinity(picture=made.picture),
        now=made.now,
        parent=streams,
    )


def test_tiles_follow_the_platform(qtbot: QtBot, streams: NotedStreams) -> None:
    made = street()
    wall, _ = display(qtbot, made, streams)
    assert wall.wall is None
    wall.on_changes(made.put("wall", "wall-1", Wall(name="Hall", org="jianggan", tiles=shown("c1", "c2"))))
    assert cameras_on(streams, KEYS) == ["c1", "c2", "", ""]
    wall.on_changes(made.change("wall", "wall-1", tiles=shown("c3", "c2")))
    assert cameras_on(streams, KEYS) == ["c3", "c2", "", ""]
    assert streams.opened == 3


def test_tiles_come_and_go_with_the_layout_and_pictures_play_on_where_they_went(
    qtbot: QtBot, streams: NotedStreams
) -> None:
    made = street()
    wall, window = display(qtbot, made, streams)
    wall.on_changes(
        made.put("wall", "wall-1", Wall(name="Hall", org="jianggan", tiles=shown("c1", "c2", "c3", "c4")))
    )
    first = window.grid.tile(1)
    windows = {tile.native_id() for tile in window.grid.tiles}
    opened = streams.opened
    # Its first camera becomes the third of six, one camera is new, one has no tile any more.
    wall.on_changes(
        made.change(
            "wall", "wall-1", layout=encode(usual("1+5")), tiles=shown("c5", "c2", "c1", "c4", "", "c3")
        )
    )
    assert [tile.number for tile in window.grid.tiles] == [1, 2, 3, 4, 5, 6]
    assert window.grid.tile(3) is first
    assert streams.opened == opened + 1
    at = [streams.playing.get(wall.key_at(number), "//").rsplit("/", 2)[-2] for number in range(1, 7)]
    assert at == ["c5", "c2", "c1", "c4", "", "c3"]
    wall.on_changes(made.change("wall", "wall-1", layout=None, tiles=shown("c1", "c2", "c3", "c4")))
    assert window.grid.tile(1) is first
    assert streams.opened == opened + 1
    assert sorted(streams.playing) == sorted(wall.key_at(number) for number in range(1, 5))
    assert windows == {tile.native_id() for tile in window.grid.tiles}


def test_a_tour_goes_on_by_itself_over_what_lies_beneath(qtbot: QtBot, streams: NotedStreams) -> None:
    made = street()
    began = 1_700_000_000.0
    clock = [began + 2.95]
    window = WallWindow(tiles=4, now=made.now)
    qtbot.addWidget(window)
    wall = WallDisplay(
        wall="wall-1",
        window=window,
        tiles=camera_tiles(made, streams),
        picture=made.picture,
        alarms=alarms_of(made, streams),
        contents=contents_of(made, streams),
        now=lambda: clock[0],
        parent=streams,
    )
    steps = tuple(TourStep(camera=f"c{number}") for number in (4, 5, 6))
    made.put("tour", "t1", Tour(name="Crossings", org="o", dwell_s=3.0, steps=steps))
    running = RunningTour(tour="t1", started_at=format_time(began), tiles=(2,))
    wall.on_changes(
        made.put("wall", "wall-1", Wall(name="Hall", org="o", tiles=shown("c1", "c2"), tours=(running,)))
    )
    assert cameras_on(streams, KEYS[:2]) == ["c1", "c4"]
    assert any("Tour: Crossings 1/3" in label.text() for label in window.findChildren(QLabel))
    clock[0] = began + 3.01
    qtbot.waitUntil(lambda: cameras_on(streams, KEYS[:2]) == ["c1", "c5"])
    wall.on_changes(made.change("wall", "wall-1", tours=()))
    assert cameras_on(streams, KEYS[:2]) == ["c1", "c2"]


def test_a_tours_next_camera_is_opened_once_and_stays_open_until_it_is_shown(
    qtbot: QtBot, streams: NotedStreams
) -> None:
    made = street()
    began = 1_700_000_000.0
    clock = [began + 4.5]
    window = WallWindow(tiles=4, now=made.now)
    qtbot.addWidget(window)
    tiles = camera_tiles(made, streams)
    wall = WallDisplay(
        wall="wall-1",
        window=window,
        tiles=tiles,
        picture=made.picture,
        alarms=alarms_of(made, streams),
        contents=contents_of(made, streams),
        now=lambda: clock[0],
        parent=streams,
    )
    window.resize(1280, 760)
    window.show()
    qtbot.waitExposed(window)
    steps = tuple(TourStep(camera=f"c{number}") for number in (4, 5, 6))
    made.put("tour", "t1", Tour(name="Crossings", org="o", dwell_s=10.0, steps=steps))
    running = RunningTour(tour="t1", started_at=format_time(began), tiles=(1,))
    wall.on_changes(made.put("wall", "wall-1", Wall(name="Hall", org="o", tours=(running,))))
    front, behind = KEYS[0], f"{KEYS[0]}~"
    qtbot.waitUntil(lambda: streams.paces.get(front) is Pace.FULL)
    streams.figures_changed.emit({front: LIVE})
    assert cameras_on(streams, [front, behind]) == ["c4", ""]
    decided: list[object] = []
    tiles._governor.decided.connect(decided.append)
    clock[0] = began + 5.1
    wall.on_changes(made.change("wall", "wall-1", name="Lobby"))
    assert cameras_on(streams, [front, behind]) == ["c4", "c5"]
    qtbot.waitUntil(lambda: bool(decided))
    streams.figures_changed.emit({behind: LIVE})
    opened = streams.opened
    for second in (6, 7, 8, 9):
        clock[0] = began + second
        wall.on_changes(made.change("wall", "wall-1", name=f"Lobby {second}"))
        QCoreApplication.processEvents()
        assert cameras_on(streams, [front, behind]) == ["c4", "c5"]
    clock[0] = began + 10.01
    wall.on_changes(made.change("wall", "wall-1", name="Hall"))
    assert cameras_on(streams, [front, behind]) == ["", "c5"]
    assert streams.opened == opened


def test_of_a_tour_of_scenes_every_camera_to_come_is_opened_ahead(
    qtbot: QtBot, streams: NotedStreams
) -> None:
    made = street(9)
    began = 1_700_000_000.0
    clock = [began + 1.0]
    window = WallWindow(tiles=4, now=made.now)
    qtbot.addWidget(window)
    wall = WallDisplay(
        wall="wall-1",
        window=window,
        tiles=camera_tiles(made, streams),
        picture=made.picture,
        alarms=alarms_of(made, streams),
        contents=contents_of(made, streams),
        now=lambda: clock[0],
        parent=streams,
    )
    window.resize(1280, 760)
    window.show()
    qtbot.waitExposed(window)
    made.put("scene", "few", Scene(name="Few", org="o", layout=encode(usual("4")), tiles=shown("c1", "c2")))
    # The first stays; the second makes room for one of the seven new ones, six of which are on no tile yet.
    many = shown("c1", "c3", "c4", "c2", "c5", "c6", "c7", "c8", "c9")
    made.put("scene", "many", Scene(name="Many", org="o", layout=encode(usual("9")), tiles=many))
    steps = (TourStep(scene="few"), TourStep(scene="many"))
    made.put("tour", "t1", Tour(name="Round", org="o", dwell_s=10.0, steps=steps))
    running = RunningTour(tour="t1", started_at=format_time(began), tiles=())
    wall.on_changes(made.put("wall", "wall-1", Wall(name="Hall", org="o", tours=(running,))))
    first, second = wall.key_at(1), wall.key_at(2)
    qtbot.waitUntil(lambda: {streams.paces.get(key) for key in (first, second)} == {Pace.FULL})
    streams.figures_changed.emit({first: LIVE, second: LIVE})
    clock[0] = began + 5.1
    wall.on_changes(made.change("wall", "wall-1", name="Lobby"))
    coming = [f"ahead-c{number}" for number in range(3, 10)]
    assert sorted(streams.playing) == sorted([first, second, *coming])
    assert streams.windows[coming[0]] == 0
    clock[0] = began + 10.01
    wall.on_changes(made.change("wall", "wall-1", name="Hall"))
    keys = [wall.key_at(number) for number in range(1, 10)]
    assert cameras_on(streams, keys) == [tile.camera for tile in many]
    assert set(coming) < set(streams.playing), "until the tiles have their pictures"
    streams.figures_changed.emit(dict.fromkeys(keys, LIVE))
    assert sorted(streams.playing) == sorted(keys)


def test_a_part_of_a_wall_opens_ahead_what_it_is_to_show(qtbot: QtBot, streams: NotedStreams) -> None:
    made = street(8)
    began = 1_700_000_000.0
    window = WallWindow(tiles=4, now=made.now)
    qtbot.addWidget(window)
    window.grid.set_part(Part(0.0, 0.0, 0.5, 1.0))
    wall = WallDisplay(
        wall="wall-1",
        window=window,
        tiles=camera_tiles(made, streams),
        picture=made.picture,
        alarms=alarms_of(made, streams),
        contents=contents_of(made, streams),
        now=lambda: began + 6,
        parent=streams,
    )
    layout = encode(usual("4"))
    made.put("scene", "s1", Scene(name="A", org="o", layout=layout, tiles=shown("c1", "c2", "c3", "c4")))
    made.put("scene", "s2", Scene(name="B", org="o", layout=layout, tiles=shown("c5", "c6", "c7", "c8")))
    steps = (TourStep(scene="s1"), TourStep(scene="s2"))
    made.put("tour", "t1", Tour(name="Round", org="o", dwell_s=10.0, steps=steps))
    running = RunningTour(tour="t1", started_at=format_time(began), tiles=())
    wall.on_changes(made.put("wall", "wall-1", Wall(name="Hall", org="o", tours=(running,))))
    assert sorted(streams.playing) == sorted([wall.key_at(1), wall.key_at(3), "ahead-c5", "ahead-c7"])
    wall.close()
    assert sorted(streams.playing) == sorted([wall.key_at(1), wall.key_at(3)])


def test_in_a_district_that_is_sped_up_a_tour_stays_for_peoples_seconds(
    qtbot: QtBot, streams: NotedStreams
) -> None:
    made = street()
    began = 1_700_000_000.0
    window = WallWindow(tiles=4, now=made.now)
    qtbot.addWidget(window)
    wall = WallDisplay(
        wall="wall-1",
        window=window,
        tiles=camera_tiles(made, streams),
        picture=made.picture,
        alarms=alarms_of(made, streams),
        contents=contents_of(made, streams),
        now=lambda: began + 60 * 4.0,
        rate=lambda: 60.0,
        parent=streams,
    )
    steps = tuple(TourStep(camera=f"c{number}") for number in (4, 5, 6))
    made.put("tour", "t1", Tour(name="Crossings", org="o", dwell_s=10.0, steps=steps))
    running = RunningTour(tour="t1", started_at=format_time(began), tiles=(2,))
    wall.on_changes(made.put("wall", "wall-1", Wall(name="Hall", org="o", tours=(running,))))
    assert cameras_on(streams, KEYS[:2]) == ["", "c4"]
    assert any("in 6 s" in label.text() for label in window.findChildren(QLabel))


def test_where_there_are_several_walls_addresses_begin_with_the_walls_number(
    qtbot: QtBot, streams: NotedStreams
) -> None:
    made = street()
    walls = walls_of_four(qtbot, made, camera_tiles(made, streams), streams)
    tile = walls.windows[0].grid.tile(3)
    walls.on_changes(made.put("wall", "wall-1", Wall(name="Hall", org="o")))
    assert tile.address == "3"
    walls.on_changes(made.put("wall", "wall-2", Wall(name="Other", org="o")))
    assert tile.address == "1-3"


def test_a_layout_that_cannot_be_read_leaves_the_usual_tiles(qtbot: QtBot, streams: NotedStreams) -> None:
    made = street()
    wall, _ = display(qtbot, made, streams)
    wall.on_changes(
        made.put("wall", "wall-1", Wall(name="Hall", org="o", layout={"version": 99}, tiles=shown("c1")))
    )
    assert wall.tile_count == 4
    assert streams.playing[wall.key_at(1)].endswith("/c1/sub")


def test_another_wall_is_not_shown(qtbot: QtBot, streams: NotedStreams) -> None:
    made = street()
    wall, _ = display(qtbot, made, streams)
    wall.on_changes(made.put("wall", "wall-2", Wall(name="Other", org="jianggan", tiles=shown("c1"))))
    assert streams.playing == {}


def test_a_borrowed_wall_says_for_what(qtbot: QtBot, streams: NotedStreams) -> None:
    made = street()
    wall, window = display(qtbot, made, streams)
    wall.on_changes(made.put("wall", "wall-1", Wall(name="Hall", org="jianggan", incident="i1")))
    texts = [label.text() for label in window.findChildren(QLabel)]
    assert "Hall" in texts
    assert any(text.startswith("Showing: 330104002-2026-000001") for text in texts)


def test_an_alarm_takes_a_reserved_tile_and_gives_it_back(qtbot: QtBot, streams: NotedStreams) -> None:
    made = street()
    wall, window = display(qtbot, made, streams)
    reserved = (LayoutTile(1, Place(0, 0)), LayoutTile(2, Place(1, 0), alarm=True))
    layout = encode(Layout(columns=2, rows=1, tiles=reserved))
    wall.on_changes(
        made.put("wall", "wall-1", Wall(name="Hall", org="o", tiles=shown("c1", "c2"), layout=layout))
    )
    wall.on_changes(made.put("alarm", "fire", alarm(1, cameras=("c5", "c6"))))
    wall.on_changes(made.put("alarm", "smoke", alarm(2, cameras=("c3",))))
    key = wall.key_at(2)
    assert cameras_on(streams, [wall.key_at(1), key]) == ["c1", "c5"]
    assert window.grid.tile(2).name.startswith("[Alarm] +1 waiting 烟感报警  ")
    wall.on_changes(made.change("alarm", "fire", state=AlarmState.ACKNOWLEDGED))
    assert cameras_on(streams, [key]) == ["c3"]
    wall.on_changes(made.change("alarm", "smoke", state=AlarmState.CLOSED))
    assert cameras_on(streams, [wall.key_at(1), wall.key_at(2)]) == ["c1", "c2"]
