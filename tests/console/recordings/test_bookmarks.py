from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace

from backend_client.protocol.entities import Incident
from backend_client.protocol.evidence import RecordingBookmark
from backend_client.protocol.incident_args import Empty
from backend_client.protocol.recording_args import BookmarkDescribe, BookmarkPut, RecordingLook
from backend_client.protocol.times import format_time
from console.commands.dispatching import CommandDone, CommandRefused
from tests.console.recordings.looking_desk import LOOK, NOON, Desk
from tests.console.recordings.looking_desk import desk as desk
from tests.waiting import until
from widgets.dispatch.form_dialog import FormAnswer
from widgets.wall.pick_dialog import PickDialog
from widgets.wall.tile_state import ReplayFigures, TileFigures, TileState


def one(second: float, **more: Any) -> RecordingBookmark:
    """A bookmark of the person at the desk, so many seconds after what `Desk.look` looks at begins."""
    whole = RecordingBookmark(
        camera="c1",
        camera_name="北门",
        org="o",
        grid_code="1",
        moment=format_time(NOON - 900 + second),
        user="me",
        by="我",
        at=format_time(NOON - 900 + second + 1),
    )
    return replace(whole, **more)


def put(desk: Desk, id_: str, bookmark: RecordingBookmark) -> None:
    desk.room.on_changes(desk.made.put("recording_bookmark", id_, bookmark))


def asked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[PickDialog]:
    """Dialogs that are shown, as they come."""
    shown: list[PickDialog] = []
    monkeypatch.setattr(
        desk.forms, "show_dialog", lambda make: shown.append(make(desk.forms.window)), raising=False
    )
    return shown


def given(desk: Desk) -> BookmarkPut:
    name, target, args = desk.commands.given[-1]
    assert (name, target) == ("recording.bookmark", None)
    assert isinstance(args, BookmarkPut)
    return args


async def test_a_live_picture_is_kept_as_of_now(desk: Desk) -> None:
    desk.streams.figures_changed.emit({"wall-1": TileFigures(TileState.LIVE, frames=9, latency_ms=500)})
    assert desk.room.why_not("recording.bookmark") == ""
    desk.room.run("recording.bookmark")
    assert given(desk) == BookmarkPut(camera="c1", moment=format_time(NOON - 0.5))


async def test_a_replay_is_kept_as_of_what_it_shows(desk: Desk) -> None:
    replay = ReplayFigures(behind_s=12.0, rate=0.0, oldest_s=40.0)
    desk.streams.figures_changed.emit({"wall-1": TileFigures(TileState.REPLAY, frames=9, replay=replay)})
    desk.room.run("recording.bookmark")
    assert given(desk).moment == format_time(NOON - 12)


async def test_a_picture_that_stands_still_is_kept_as_of_when_it_came(desk: Desk) -> None:
    stalled = TileFigures(TileState.RECONNECTING, frames=9, last_picture_age=7.0)
    desk.streams.figures_changed.emit({"wall-1": stalled})
    desk.room.run("recording.bookmark")
    assert given(desk).moment == format_time(NOON - 7)


async def test_a_recording_on_a_wall_is_kept_where_it_stands(desk: Desk) -> None:
    assert desk.chosen.tile is not None
    content = SimpleNamespace(camera="c3")
    desk.on_tile[desk.chosen.tile] = SimpleNamespace(content=content, moment=NOON - 500)
    desk.room.run("recording.bookmark")
    assert given(desk) == BookmarkPut(camera="c3", moment=format_time(NOON - 500))


async def test_without_a_picture_there_is_nothing_to_keep(desk: Desk) -> None:
    desk.streams.figures_changed.emit({"wall-1": TileFigures(state=TileState.OFFLINE)})
    assert desk.room.why_not("recording.bookmark") == "No picture is seen on the tile"
    desk.room.run("recording.bookmark")
    assert desk.commands.given == []
    desk.sit("audit_administrator")
    for id_ in ("recording.bookmark", "recording.describe", "recording.bookmarks", "recording.unmark"):
        assert desk.room.why_not(id_) == "Your roles do not include it"


async def test_the_platforms_word_is_told_once(desk: Desk) -> None:
    for key in ("key-1", "key-2"):
        desk.room.run("recording.bookmark")
        refused = CommandRefused("recording.bookmark", "", "no", key=key, batch="")
        if key == "key-2":
            desk.commands.command_refused.emit(refused)
        done = CommandDone("recording.bookmark", "b1", 1, time.monotonic(), {}, key=key)
        desk.commands.command_done.emit(done)
    (told,) = desk.told
    assert told.endswith("(: for a text)")


async def test_the_open_recording_takes_and_shows_bookmarks(desk: Desk) -> None:
    put(desk, "b1", one(100, text="红车"))
    put(desk, "b2", one(2000))
    await desk.look()
    playback = desk.room.playback
    assert playback is not None
    window = playback.window
    assert [tick.moment for tick in window.track.ticks] == [NOON - 800]
    put(desk, "b3", one(50))
    assert [tick.moment for tick in window.track.ticks] == [NOON - 850, NOON - 800]
    playback.seek(NOON - 700)
    window.bookmark_wanted.emit()
    assert given(desk) == BookmarkPut(camera="c1", moment=format_time(NOON - 700))
    window.words_wanted.emit()
    # The last one that was put, not the last moment.
    assert desk.forms.asked[-1].title == "Write at the bookmark"


async def test_words_come_after_and_may_name_the_incident(desk: Desk) -> None:
    assert desk.room.why_not("recording.describe") == "No bookmark is yours"
    put(desk, "b1", one(100, at=format_time(NOON)))
    put(desk, "b2", one(200, at=format_time(NOON - 5)))
    put(desk, "b3", one(300, at=format_time(NOON + 5), user="other"))
    desk.forms.answers.append(FormAnswer("", {"text": " 红车  掉头 "}))
    desk.room.run("recording.describe")
    assert desk.commands.given[-1] == ("recording.describe", "b1", BookmarkDescribe(text="红车 掉头"))
    (incident,) = desk.made.picture.of(Incident)
    desk.situation.set_incident(incident)
    desk.forms.answers.append(FormAnswer("", {"text": "", "incident": True}))
    desk.room.run("recording.describe")
    assert desk.commands.given[-1][2] == BookmarkDescribe(text="", incident=incident)
    put(desk, "b1", one(100, at=format_time(NOON), incident=incident))
    desk.forms.answers.append(FormAnswer("", {"text": "", "incident": False}))
    desk.room.run("recording.describe")
    assert desk.commands.given[-1][2] == BookmarkDescribe(text="")


async def test_from_the_list_one_is_played_and_ones_own_deleted(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = asked(desk, monkeypatch)
    assert desk.room.why_not("recording.bookmarks") == "There is no bookmark"
    put(desk, "b1", one(100, text="红车"))
    put(desk, "b2", one(200, user="other", by="李"))
    desk.room.run("recording.bookmarks")
    assert shown[0].list.count() == 2
    desk.forms.answers.append(FormAnswer("走失老人", LOOK))
    shown[0].picked.emit("b1")
    await until(lambda: desk.room.playback is not None)
    ((name, args),) = desk.connection.sent
    assert name == "recording.view"
    assert isinstance(args, RecordingLook)
    assert args.reason == "走失老人"
    assert desk.forms.asked[-1].about.endswith("红车")
    assert f"/recordings/c1/{format_time(NOON - 800)}/" in desk.streams.playing["playback"]
    desk.room.run("recording.unmark")
    assert shown[1].list.count() == 1
    shown[1].picked.emit("b1")
    assert desk.commands.given[-1] == ("recording.unmark", "b1", Empty())


async def test_what_is_open_already_goes_there_without_another_reason(desk: Desk) -> None:
    put(desk, "b1", one(100))
    put(desk, "b2", one(100, camera="c2"))
    await desk.look()
    desk.room.play_bookmark("b1")
    assert f"/recordings/c1/{format_time(NOON - 800)}/" in desk.streams.playing["playback"]
    assert len(desk.forms.asked) == 1
    desk.room.play_bookmark("b2")
    assert len(desk.forms.asked) == 2
    desk.room.play_bookmark("gone")
    assert len(desk.forms.asked) == 2


async def test_what_is_not_recorded_at_the_moment_begins_where_it_is(desk: Desk) -> None:
    put(desk, "b1", one(100))
    # Another range than offered was typed.
    desk.forms.answers.append(FormAnswer("走失老人", {"since": NOON - 700, "minutes": "10"}))
    desk.room.play_bookmark("b1")
    await until(lambda: desk.room.playback is not None)
    assert f"/recordings/c1/{format_time(NOON - 700)}/" in desk.streams.playing["playback"]
