from __future__ import annotations

from backend_client.protocol.errors import Error, ErrorCode
from backend_client.protocol.recording_args import RecordingLook
from backend_client.protocol.times import format_time
from backend_client.protocol.wall import TileKind
from tests.console.recordings.looking_desk import NOON, Desk
from tests.console.recordings.looking_desk import desk as desk


async def test_the_reason_comes_first_and_then_the_picture(desk: Desk) -> None:
    assert desk.room.why_not("recording.look") == ""
    assert desk.room.why_not("recording.evidence") != ""
    await desk.look()
    ((name, args),) = desk.connection.sent
    assert name == "recording.view"
    assert isinstance(args, RecordingLook)
    assert (args.camera, args.reason) == ("c1", "走失老人")
    assert f"/recordings/c1/{args.since}/" in desk.streams.playing["playback"]
    playback = desk.room.playback
    assert playback is not None
    assert desk.forms.announced == [playback.window]
    assert playback.window.isVisible()


async def test_a_refusal_is_told_and_nothing_opens(desk: Desk) -> None:
    desk.connection.error = Error(code=ErrorCode.FORBIDDEN, message="no", cause="scope")
    await desk.look()
    assert desk.told[0].startswith("No look back: ")
    assert desk.room.playback is None
    assert desk.room.why_not("recording.look") == ""


async def test_nothing_recorded_is_told(desk: Desk) -> None:
    desk.connection.parts = []
    await desk.look()
    assert desk.told[0].endswith("nothing is recorded of that time")


async def test_a_locked_desk_hides_it_and_the_next_person_does_not_get_it(desk: Desk) -> None:
    await desk.look()
    assert desk.room.playback is not None
    window = desk.room.playback.window
    desk.room.hide()
    assert not window.isVisible()
    desk.room.discard()
    assert desk.room.why_not("recording.evidence") == "Open the recording first"
    assert "playback" not in desk.streams.playing


async def test_what_is_open_goes_to_the_wall_from_where_it_stands(desk: Desk) -> None:
    assert desk.room.why_not("recording.to_wall") == "Open the recording first"
    desk.room.run("recording.to_wall")
    await desk.look()
    assert desk.room.playback is not None
    window = desk.room.playback.window
    desk.room.playback.seek(NOON - 800)
    window.wall_wanted.emit()
    window.track.mark((NOON - 800, NOON - 790))
    desk.room.run("recording.to_wall")
    spans = [(each.camera, each.kind, each.since, each.until, moment) for each, moment in desk.walls.put]
    assert spans == [
        ("c1", TileKind.RECORDING, format_time(NOON + since), format_time(NOON + until), NOON - 800)
        for since, until in ((-900, -300), (-800, -790))
    ]
    desk.walls.why_not = "The wall is locked"
    desk.room.run("recording.to_wall")
    assert len(desk.walls.put) == 2
