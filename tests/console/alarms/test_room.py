"""The parts of the alarms together: a desk whose feed breaks, under a mute."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from backend_client.changes import Changes
from backend_client.protocol.messages import Scope, User
from backend_client.status import FeedState, FeedStatus
from backend_client.tasks import TaskSet
from console.alarm_settings import AlarmSettings
from console.alarms.room import AlarmOptions, AlarmRoom
from console.commands.dialogs import Dialogs
from console.situation import Situation
from console.wall.nearby import Vicinity
from tests.console.alarm_room import AlarmParts
from tests.console.desk import NotedStreams, camera_tiles, make_tiles, street
from tests.widgets.district import alarm
from widgets.dispatch.status_strip import SoundLight
from widgets.initials import Initials

ZHANG = User(id="zhang", name="Zhang", roles=("duty_officer",), scope=Scope())


class Room:
    """Everything about alarms over a small district; tones are noted."""

    def __init__(
        self, qtbot: QtBot, streams: NotedStreams, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.parts = AlarmParts(qtbot, street())
        self.made = self.parts.made
        self.parts.window.alarm_tiles = make_tiles(qtbot, 2)
        self.state = FeedState.LIVE
        requests: Any = None
        self.room = AlarmRoom(
            desk=self.parts.window,
            picture=self.made.picture,
            requests=requests,
            tasks=TaskSet(),
            dispatching=self.parts.commands,
            dialogs=Dialogs(
                window=self.parts.room,
                picture=self.made.picture,
                initials=Initials(),
                now=self.made.now,
                new_place=lambda: ("", None),
            ),
            situation=Situation(picture=self.made.picture, parent=self.parts.room),
            cameras=camera_tiles(self.made, streams),
            vicinity=Vicinity(picture=self.made.picture),
            feed_state=lambda: self.state,
            now=self.made.now,
            show_incident=lambda _id: None,
            options=AlarmOptions(sounds=AlarmSettings(), folder=folder, seat=""),
            parent=streams,
        )
        self.tones: list[int] = []
        monkeypatch.setattr(self.room.sound, "play", self.tones.append)
        self.feed(FeedState.LIVE)

    def feed(self, state: FeedState) -> None:
        self.state = state
        self.room.on_feed(FeedStatus(state=state, since=0.0, user=ZHANG))

    def take(self, changes: Changes) -> None:
        self.parts.take(changes)
        self.room.on_changes(changes)


@pytest.fixture
def room(qtbot: QtBot, streams: NotedStreams, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    return Room(qtbot, streams, tmp_path, monkeypatch)


def test_after_a_break_there_is_one_tone_and_no_tile(room: Room) -> None:
    room.feed(FeedState.RECONNECTING)
    room.made.time += 100.0
    changes = room.made.put_all("alarm", {f"m{number}": alarm(2, cameras=("c1",)) for number in range(30)})
    room.take(changes)
    room.feed(FeedState.LIVE)
    room.take(changes)
    assert room.tones == [], "the timer looks within a second"
    room.take(room.made.put("alarm", "new", alarm(2, age=-100.0, cameras=("c2",))))
    assert room.tones == [2]
    assert room.room.tiles.shown == "new"
    assert any("was away: 30" in text for text in room.parts.banners.texts)
    room.room.stop()


def test_the_light_says_whether_alarms_are_heard(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(room.room.sound), "is_possible", True)
    lights = [room.room.light]
    room.room.muting.begin(reason="x", by="y", minutes=5)
    lights.append(room.room.light)
    monkeypatch.setattr(type(room.room.sound), "is_possible", False)
    lights.append(room.room.light)
    assert lights == [SoundLight.ON, SoundLight.MUTED, SoundLight.IMPOSSIBLE]
    room.room.close()


def test_a_console_that_starts_again_is_muted_as_before(
    qtbot: QtBot, streams: NotedStreams, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Room(qtbot, streams, tmp_path, monkeypatch)
    before.room.muting.begin(reason="fire drill", by="Zhang", minutes=15)
    again = Room(qtbot, streams, tmp_path, monkeypatch)
    (muted,) = again.room.desk.silenced
    assert "fire drill (Zhang)" in muted
    again.room.muting.end()
    assert Room(qtbot, streams, tmp_path, monkeypatch).room.muting.mute is None
