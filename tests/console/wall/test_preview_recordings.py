"""The director's preview plays recordings for a reason of one's own, and says what is to stand there else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from backend_client.protocol.evidence import RecordingView
from backend_client.protocol.recording_args import RecordingLook
from backend_client.protocol.times import format_time
from backend_client.protocol.wall import Scene, TileKind, Wall, WallTile
from console.wall.director import Director
from console.wall.preview_recordings import PreviewRecordings, is_recording
from layouts.document import encode
from layouts.shapes import usual
from tests.console.action_room import ROOM, ActionRoom
from tests.console.desk import NotedStreams, camera_at
from widgets.dispatch.form_dialog import FormAnswer, FormDialog


@pytest.fixture
def director(qtbot: QtBot, action_room: ActionRoom) -> Iterator[Director]:
    made = action_room.wall_room.director
    qtbot.addWidget(made.sheet)
    made.sheet.resize(430, 380)
    tiles = (recording(action_room), WallTile(tile=2, camera="c2"))
    scene = Scene(name="回看", org="o", layout=encode(usual("4")), tiles=tiles)
    action_room.made.put("scene", "s1", scene)
    action_room.put_wall("wall-1", Wall(name="Hall", org="o"))
    with qtbot.waitExposed(made.sheet):
        made.sheet.show()
    made.prepare_scene("s1")
    yield made
    made.sheet.hide()


def recording(room: ActionRoom) -> WallTile:
    now = room.made.now()
    return WallTile(
        tile=1,
        camera="c1",
        kind=TileKind.RECORDING,
        since=format_time(now - 600),
        until=format_time(now - 300),
    )


def view(room: ActionRoom) -> RecordingView:
    now, tile = room.made.now(), recording(room)
    return RecordingView(
        camera="c1",
        camera_name="",
        org="o",
        user=ROOM.id,
        by="",
        at=format_time(now),
        since=tile.since or "",
        until=tile.until or "",
        reason="x",
        expires_at=format_time(now + 500),
    )


def played(streams: NotedStreams) -> list[str]:
    return [url for key, url in streams.playing.items() if url and key.startswith("preview-recording-")]


def test_without_a_reason_its_camera_and_times_are_said_and_one_is_asked_for(
    action_room: ActionRoom, director: Director, streams: NotedStreams
) -> None:
    told = director.sheet.grid.tile(1).empty
    assert told.startswith(f"Recording of {camera_at(1).name}, ")
    assert told.endswith("It plays here when a reason is given.")
    assert played(streams) == []
    assert [director.sheet.reason_button.isHidden()] == [False]
    director.sheet.reason_button.click()
    (dialog,) = (each for each in action_room.window.findChildren(FormDialog) if each.isVisible())
    dialog.answered.emit(FormAnswer("走失老人", {}))
    dialog.close()
    tile = recording(action_room)
    asked = RecordingLook(camera="c1", since=tile.since or "", until=tile.until or "", reason="走失老人")
    assert action_room.commands.given == [("recording.view", None, asked)]
    action_room.wall_room.on_changes(action_room.made.put("recording_view", "v", view(action_room)))
    (url,) = played(streams)
    assert f"/recordings/c1/{tile.since}/" in url
    assert [director.sheet.reason_button.isHidden()] == [True]


def test_it_plays_only_while_it_is_seen_and_gives_way_to_what_is_prepared_next(
    qtbot: QtBot, action_room: ActionRoom, director: Director, streams: NotedStreams
) -> None:
    action_room.wall_room.on_changes(action_room.made.put("recording_view", "v", view(action_room)))
    assert len(played(streams)) == 1
    director.sheet.hide()
    assert played(streams) == []
    with qtbot.waitExposed(director.sheet):
        director.sheet.show()
    assert len(played(streams)) == 1
    changes = action_room.made.change("scene", "s1", tiles=(WallTile(tile=1, camera="c3"),))
    action_room.wall_room.on_changes(changes)
    assert played(streams) == []
    assert director.sheet.grid.tile(1).name == camera_at(3).name


def test_a_machine_that_plays_none_says_so_and_asks_for_nothing(action_room: ActionRoom) -> None:
    recordings = PreviewRecordings(
        picture=action_room.made.picture,
        player=None,
        reasons=action_room.wall_room.reasons,
        now=action_room.made.now,
        rate=lambda: 1.0,
        parent=action_room.window,
    )
    tile = recording(action_room)
    assert [recordings.lacking(tile)] == [False]
    assert "reason" not in recordings.sentence(tile)


def test_what_says_no_times_is_none(action_room: ActionRoom) -> None:
    tile = recording(action_room)
    assert is_recording(tile)
    assert not is_recording(replace(tile, until=None))
    assert not is_recording(replace(tile, camera=""))
    assert not is_recording(WallTile(tile=1, camera="c1"))
