from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from backend_client.protocol.recording_args import RecordingLook
from backend_client.protocol.times import format_time
from console.recordings.playback import ENGINE_KEY, Playback
from console.video.messages import Pace, Replay, ReplayStep, Source, ToWorker
from tests.console.desk import HTTP, NotedStreams, delete_now, session
from widgets.recordings.playback_window import PlaybackWindow
from widgets.recordings.track import RecordedSpan
from widgets.wall.tile_state import TileFigures, TileState

NOON = 1_800_000_000.0
ROUND = (1 << 33) / 90_000
SPANS = (RecordedSpan(NOON, NOON + 100), RecordedSpan(NOON + 200, NOON + 300, alarm=True))


class Streams(NotedStreams):
    def __init__(self) -> None:
        super().__init__()
        self.sources: list[Source] = []
        self.orders: list[ToWorker] = []

    def show(self, tile_key: str, window_id: int, source: Source, *, pace: Pace = Pace.FULL) -> None:
        super().show(tile_key, window_id, source, pace=pace)
        self.sources.append(source)

    def tell(self, tile_key: str, order: Callable[[int], ToWorker]) -> bool:
        self.orders.append(order(1))
        return True


class Room:
    def __init__(self, qtbot: QtBot) -> None:
        self.streams = Streams()
        self.window = PlaybackWindow(camera="北门", since=NOON, until=NOON + 600)
        self.window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(self.window)
        look = RecordingLook(camera="c1", since=format_time(NOON), until=format_time(NOON + 600), reason="x")
        self.playback = Playback(
            look=look,
            spans=SPANS,
            window=self.window,
            session=session(),
            supervisor=self.streams,
            parent=self.streams,
        )

    def shows(self, moment: float, state: TileState = TileState.LIVE) -> None:
        figures = TileFigures(state=state, frames=9, source_s=(NOON + moment) % ROUND, kept_s=10.0)
        self.streams.figures_changed.emit({ENGINE_KEY: figures})


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[Room]:
    one = Room(qtbot)
    one.playback.seek(NOON + 10)
    yield one
    one.window.reject()
    delete_now(one.streams)


def address(moment: float) -> str:
    return f"{HTTP}/recordings/c1/{format_time(NOON + moment)}/{format_time(NOON + 600)}.ts"


def test_it_plays_from_a_moment_at_its_own_pace(room: Room) -> None:
    (source,) = room.streams.sources
    assert (source.url, source.paced, source.rate) == (address(10), True, 1.0)
    room.shows(8.0)
    assert room.playback.moment == pytest.approx(NOON + 8.0, abs=0.001)
    assert room.window.track.at == room.playback.moment


def test_seeking_leads_to_what_is_recorded(room: Room) -> None:
    room.window.track.sought.emit(NOON + 150)
    assert room.streams.sources[-1].url == address(200)
    room.window.track.sought.emit(NOON + 500)
    assert ENGINE_KEY not in room.streams.playing
    assert room.window.track.at == NOON + 500


def test_faster_goes_on_from_where_it_stands(room: Room) -> None:
    room.shows(50.0)
    room.window._next_rate()
    source = room.streams.sources[-1]
    assert source.rate == 2.0
    assert source.url == address(50)


def test_it_stands_still_steps_and_goes_on(room: Room) -> None:
    room.shows(30.0)
    room.playback.hold()
    assert isinstance(room.streams.orders[-1], Replay)
    room.window.step_wanted.emit(-1)
    assert isinstance(room.streams.orders[-1], ReplayStep)
    # The stream behind it goes on; the moment does not.
    room.shows(40.0, TileState.REPLAY)
    assert room.playback.moment == pytest.approx(NOON + 30, abs=0.001)
    room.playback.hold()
    assert room.streams.sources[-1].url == address(30)


def test_at_its_end_it_is_over_and_can_begin_again(room: Room) -> None:
    room.shows(299.0)
    room.shows(299.5, TileState.RECONNECTING)
    assert ENGINE_KEY not in room.streams.playing
    room.playback.hold()
    assert room.streams.sources[-1].url == address(0)


def test_a_break_goes_on_where_it_was(room: Room) -> None:
    room.shows(60.0)
    room.shows(60.0, TileState.RECONNECTING)
    assert room.streams.sources[-1].url == address(60)


def test_where_nothing_new_comes_it_is_over(room: Room) -> None:
    room.shows(60.0)
    room.shows(60.0, TileState.RECONNECTING)
    room.shows(60.5)
    room.shows(60.5, TileState.RECONNECTING)
    assert ENGINE_KEY not in room.streams.playing


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (TileState.LIVE, TileState.REPLAY),
        (TileState.REPLAY, TileState.REPLAY),
        (TileState.NO_PERMISSION, TileState.NO_PERMISSION),
    ],
)
def test_a_recording_never_looks_live(room: Room, state: TileState, told: TileState) -> None:
    room.shows(30.0, state)
    assert room.window.tile.figures.state is told


def test_evidence_is_of_what_was_marked_or_of_what_is_around(room: Room) -> None:
    room.shows(50.0)
    assert [each - NOON for each in room.playback.range] == pytest.approx([20, 80], abs=0.01)
    room.window.track.mark((NOON + 1, NOON + 5))
    assert room.playback.range == (NOON + 1, NOON + 5)


def test_with_its_window_it_ends(room: Room) -> None:
    ended: list[bool] = []
    room.playback.ended.connect(lambda: ended.append(True))
    room.window.live_wanted.emit()
    assert ended == [True]
    assert ENGINE_KEY not in room.streams.playing
