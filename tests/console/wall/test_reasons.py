"""Before a recording goes to a wall its reason is asked for, once, and only where none holds."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from backend_client.protocol.evidence import RecordingView
from backend_client.protocol.recording_args import RecordingLook
from backend_client.protocol.times import format_time
from backend_client.protocol.wall import Scene, TileKind, TilePlay, Wall, WallTile
from backend_client.protocol.wall_args import WallPlay, WallScene, WallShow
from console.commands.dispatching import CommandDone, CommandRefused
from layouts.document import encode
from layouts.shapes import usual
from tests.console.action_room import ROOM, ActionRoom
from widgets.dispatch.form_dialog import FormAnswer, FormDialog

HALL = Wall(name="Hall", org="o")


@pytest.fixture
def room(action_room: ActionRoom) -> ActionRoom:
    action_room.put_wall("wall-1", HALL)
    return action_room


def recording(room: ActionRoom, tile: int = 1, camera: str = "c1") -> WallTile:
    now = room.made.now()
    return WallTile(
        tile=tile,
        camera=camera,
        kind=TileKind.RECORDING,
        since=format_time(now - 600),
        until=format_time(now - 300),
    )


def answer(room: ActionRoom, text: str = "走失老人") -> FormDialog:
    (dialog,) = (each for each in room.window.findChildren(FormDialog) if each.isVisible())
    dialog.answered.emit(FormAnswer(text, {}))
    dialog.close()
    return dialog


def done(room: ActionRoom, key: str) -> None:
    result = CommandDone(name="recording.view", target="v", ver=1, at=0.0, data={}, key=key)
    room.commands.command_done.emit(result)


def look(tile: WallTile) -> RecordingLook:
    return RecordingLook(
        camera=tile.camera, since=tile.since or "", until=tile.until or "", reason="走失老人"
    )


def test_what_is_open_is_put_there_after_its_reason_and_goes_on_from_its_moment(room: ActionRoom) -> None:
    tile = recording(room)
    moment = room.made.now() - 400
    room.wall_room.put_recording(tile, moment)
    assert room.commands.given == []
    form = answer(room).form
    assert form.presets
    assert "audit" in form.warning
    assert room.commands.given == [("recording.view", None, look(tile))]
    done(room, "key-1")
    assert room.commands.given[1:] == [
        ("wall.show", "wall-1", WallShow(tiles=(tile,))),
        ("wall.play", "wall-1", WallPlay(tile=1, moment=format_time(moment))),
    ]
    assert room.wall_room.why_not_recording() == ""


def test_a_reason_of_ones_own_that_holds_is_enough(room: ActionRoom) -> None:
    tile, now = recording(room), room.made.now()
    view = RecordingView(
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
    room.made.put("recording_view", "v", replace(view, user="somebody"))
    room.wall_room.put_recording(tile, now)
    assert room.commands.given == []
    answer(room, "")
    room.commands.given.clear()
    room.made.put("recording_view", "v", view)
    room.wall_room.put_recording(tile, now)
    assert [name for name, _, _ in room.commands.given] == ["wall.show", "wall.play"]


def test_what_stands_there_already_needs_no_other(room: ActionRoom) -> None:
    tile = recording(room)
    play = TilePlay(view="v", moment=tile.since or "", at=tile.since or "")
    room.put_wall("wall-1", replace(HALL, tiles=(replace(tile, tile=3, play=play),)))
    room.wall_room.put_recording(tile, room.made.now())
    assert room.commands.given[0][0] == "wall.show"


def test_a_scene_waits_for_all_its_reasons_and_a_refusal_leaves_the_wall_alone(room: ActionRoom) -> None:
    tiles = (recording(room), recording(room, 2, "c2"), recording(room, 3), WallTile(tile=4, camera="c4"))
    scene = Scene(name="回看", org="o", layout=encode(usual("4")), tiles=tiles)
    room.made.put("scene", "s1", scene)
    room.wall_room.scenes.put("s1")
    # The same recording on two tiles is asked for once.
    assert answer(room).form.about.count("\n") == 1
    assert room.commands.given == [("recording.view", None, look(tile)) for tile in tiles[:2]]
    done(room, "key-2")
    assert len(room.commands.given) == 2
    done(room, "key-1")
    assert room.commands.given[-1] == ("wall.scene", "wall-1", WallScene(scene="s1"))
    room.wall_room.scenes.put("s1")
    answer(room)
    room.commands.command_refused.emit(
        CommandRefused("recording.view", None, "no", key="key-4", batch="")  # type: ignore[arg-type]
    )
    done(room, "key-5")
    assert [name for name, _, _ in room.commands.given[3:]] == ["recording.view"] * 2


def test_going_back_to_a_recording_asks_again_and_without_an_answer_nothing_is_lost(room: ActionRoom) -> None:
    tile = recording(room)
    play = TilePlay(view="v", moment=tile.since or "", at=tile.since or "")
    for tiles in ((replace(tile, play=play),), (WallTile(tile=1, camera="c2"),)):
        room.put_wall("wall-1", replace(HALL, tiles=tiles))
    room.actions.trigger("wall.back")
    (dialog,) = (each for each in room.window.findChildren(FormDialog) if each.isVisible())
    dialog.reject()
    QApplication.processEvents()
    assert room.commands.given == []
    assert room.actions.action("wall.back").why_not == ""
    room.actions.trigger("wall.back")
    answer(room)
    done(room, "key-1")
    assert room.commands.given[-1] == ("wall.show", "wall-1", WallShow(tiles=(tile,)))
