"""The preview tiles follow the chosen place."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import Device
from console.wall.nearby import Vicinity
from console.wall.previews import Previews
from tests.console.desk import NotedStreams, camera_tiles, cameras_on, make_tiles, street
from tests.widgets.district import HERE, District, ago

KEYS = ["preview-1", "preview-2", "preview-3"]


def previews_of(qtbot: QtBot, made: District, streams: NotedStreams) -> Previews:
    tiles = camera_tiles(made, streams)
    return Previews(
        tiles=make_tiles(qtbot, 3),
        camera_tiles=tiles,
        picture=made.picture,
        vicinity=Vicinity(picture=made.picture),
        parent=streams,
    )


def test_the_nearest_cameras_are_shown_once_the_choice_has_settled(
    qtbot: QtBot, streams: NotedStreams
) -> None:
    made = street()
    previews = previews_of(qtbot, made, streams)
    for step in range(5, -1, -1):
        previews.show_place((HERE[0] + 0.001 * step, HERE[1]))
    assert previews.cameras == ("c1", "c2", "c3")
    assert streams.opened == 0
    qtbot.waitUntil(lambda: cameras_on(streams, KEYS) == ["c1", "c2", "c3"])
    assert streams.opened == 3


def test_a_chosen_camera_comes_first(qtbot: QtBot, streams: NotedStreams) -> None:
    made = street()
    previews = previews_of(qtbot, made, streams)
    previews.show_place(HERE, first="c5")
    assert previews.cameras == ("c5", "c1", "c2")
    previews.show_place(None, first="c4")
    assert list(previews.cameras) == ["c4"]


def test_one_that_fails_gives_way_to_the_next(qtbot: QtBot, streams: NotedStreams) -> None:
    made = street()
    previews = previews_of(qtbot, made, streams)
    previews.show_place(HERE)
    qtbot.waitUntil(lambda: streams.opened == 3)
    previews.on_changes(made.put("device", "c2", Device(online=False, since=ago(1))))
    assert cameras_on(streams, KEYS) == ["c1", "c3", "c4"]


def test_without_cameras_there_is_nothing(qtbot: QtBot, streams: NotedStreams) -> None:
    made = street(cameras=0)
    previews = previews_of(qtbot, made, streams)
    previews.show_place(HERE)
    assert previews.cameras == ()
