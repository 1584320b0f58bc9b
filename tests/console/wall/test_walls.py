"""Several walls of one machine, one of which is at hand."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from backend_client.protocol.wall import Wall, WallTile
from tests.console.desk import NotedStreams, camera_tiles, street, walls_of_four


def test_each_wall_shows_its_own_and_the_one_clicked_last_is_at_hand(
    qtbot: QtBot, streams: NotedStreams
) -> None:
    made = street()
    walls = walls_of_four(qtbot, made, camera_tiles(made, streams), streams, "wall-1", "wall-2")
    for number in (1, 2):
        hall = Wall(name="Hall", org="o", tiles=(WallTile(tile=1, camera=f"c{number}"),))
        walls.on_changes(made.put("wall", f"wall-{number}", hall))
    first, second = walls.displays
    assert streams.playing[first.key_at(1)].endswith("/c1/sub")
    assert streams.playing[second.key_at(1)].endswith("/c2/sub")
    assert walls.current is first
    walls.windows[1].grid.activated.emit(3)
    assert walls.current is second
    assert second.chosen == 3


def test_the_tile_with_the_keyboard_is_the_chosen_one(qtbot: QtBot, streams: NotedStreams) -> None:
    made = street()
    walls = walls_of_four(qtbot, made, camera_tiles(made, streams), streams, "wall-1", "wall-2")
    window = walls.windows[1]
    window.resize(640, 360)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.grid.tile(4).setFocus()
    qtbot.waitUntil(lambda: walls.current is walls.displays[1])
    assert walls.current.chosen == 4


def test_a_closed_window_is_told_and_a_held_one_stays(qtbot: QtBot, streams: NotedStreams) -> None:
    made = street()
    walls = walls_of_four(qtbot, made, camera_tiles(made, streams), streams)
    (window,) = walls.windows
    window.show()
    walls.hold(True)
    assert not window.close()
    walls.hold(False)
    with qtbot.waitSignal(walls.closed):
        window.close()


def test_once_closed_nothing_is_shown_any_more(qtbot: QtBot, streams: NotedStreams) -> None:
    made = street()
    cameras = camera_tiles(made, streams)
    walls = walls_of_four(qtbot, made, cameras, streams)
    walls.on_changes(made.put("wall", "wall-1", Wall(name="Hall", org="o")))
    walls.close()
    made.change("wall", "wall-1", tiles=(WallTile(tile=1, camera="c1"),))
    walls.displays[0].alarms.changed.emit()
    assert streams.playing == {}
    assert not any(window.isVisible() for window in walls.windows)
