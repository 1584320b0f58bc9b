"""A recording on a wall's tile: it plays as the wall says, never looks live, and says why where it cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from backend_client.protocol.times import format_time
from backend_client.protocol.wall import TileKind, TilePlay, WallTile
from console.people.session import Session
from console.video.messages import Pace, Replay, Source, ToWorker
from console.video.tile_services import TileServices
from console.wall.recording_tile import TilePlayback
from tests.console.desk import HTTP, NotedStreams, delete_now, make_tiles, session
from widgets.moments import clock_text
from widgets.recordings.tile_bar import RecordingBar
from widgets.wall.tile_state import TileFigures, TileState

NOON = 1_800_000_000.0
ROUND = (1 << 33) / 90_000
KEY = "recording-1"
CONTENT = WallTile(
    tile=0,
    camera="c1",
    kind=TileKind.RECORDING,
    since=format_time(NOON),
    until=format_time(NOON + 600),
)


def play(rate: float = 1.0) -> TilePlay:
    return TilePlay(view="v", moment=format_time(NOON), at=format_time(NOON), rate=rate)


class Streams(NotedStreams):
    def __init__(self) -> None:
        super().__init__()
        self.sources: list[Source] = []
        self.orders: list[ToWorker] = []

    def show(self, tile_key: str, window_id: int, source: Source, *, pace: Pace = Pace.FULL) -> None:
        super().show(tile_key, window_id, source, pace=pace)
        self.sources.append(source)
        # As the real one: the tile is cleared first.
        self.figures_changed.emit({tile_key: TileFigures()})

    def tell(self, tile_key: str, order: Callable[[int], ToWorker]) -> bool:
        self.orders.append(order(1))
        return True


class Room:
    def __init__(self, qtbot: QtBot) -> None:
        self.streams = Streams()
        self.session: Session = session("ws://127.0.0.1:2/feed")
        (self.tile,) = make_tiles(qtbot, 1)
        self.tile.resize(640, 400)
        self.tile.show()
        self.wanted: list[tuple[float, float]] = []
        self.playback = TilePlayback(
            key=KEY,
            tile=self.tile,
            content=CONTENT,
            name="北门",
            hands=True,
            session=self.session,
            supervisor=self.streams,
            services=TileServices(supervisor=self.streams, parent=self.streams),
            parent=self.streams,
        )
        self.playback.play_wanted.connect(
            lambda moment, rate: self.wanted.append((round(moment - NOON, 2), rate))
        )

    @property
    def bar(self) -> RecordingBar:
        return self.tile.findChildren(RecordingBar)[0]

    def shows(self, moment: float, state: TileState = TileState.LIVE, detail: str = "") -> None:
        figures = TileFigures(state=state, frames=9, source_s=(NOON + moment) % ROUND, detail=detail)
        self.streams.figures_changed.emit({KEY: figures})

    def address(self, moment: float) -> str:
        return f"{HTTP}/recordings/c1/{format_time(NOON + moment)}/{format_time(NOON + 600)}.ts"


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[Room]:
    one = Room(qtbot)
    one.playback.play(play(), moment=NOON + 10)
    yield one
    delete_now(one.streams)


def test_it_plays_from_where_the_wall_says_and_never_looks_live(room: Room) -> None:
    (source,) = room.streams.sources
    assert (source.url, source.paced, source.rate) == (room.address(10), True, 1.0)
    room.shows(12.0)
    assert room.tile.figures.state is TileState.RECORDING
    assert room.playback.moment == pytest.approx(NOON + 12, abs=0.01)
    assert clock_text(NOON + 12) in room.tile.name
    assert room.tile.name.startswith("Recording ")
    assert room.tile.name.endswith("北门")
    assert room.bar.line.at == room.playback.moment
    room.playback.rename("南门")
    assert room.tile.name.endswith("南门")


def test_hands_ask_the_wall_and_change_nothing_by_themselves(room: Room) -> None:
    room.shows(100.0)
    room.bar.hold.click()
    room.bar.back.click()
    room.bar.speed.click()
    room.bar.again.click()
    room.bar.line.sought.emit(NOON + 300)
    assert room.wanted == [(100, 0.0), (90, 1.0), (100, 2.0), (0, 1.0), (300, 1.0)]
    assert len(room.streams.sources) == 1


def test_it_stands_still_without_being_opened_again_and_goes_on(room: Room) -> None:
    room.shows(100.0)
    room.playback.play(play(0.0), moment=NOON + 100.2)
    (order,) = room.streams.orders
    assert isinstance(order, Replay)
    assert order.rate == 0.0
    # The stream behind goes on; the moment does not.
    room.shows(130.0, TileState.REPLAY)
    assert clock_text(NOON + 100) in room.tile.name
    assert "‖" in room.tile.name
    assert len(room.streams.sources) == 1
    room.bar.hold.click()
    assert room.wanted == [(100, 1.0)]
    room.playback.play(play(), moment=NOON + 100)
    assert room.streams.sources[-1].url == room.address(100)


def test_one_that_is_to_stand_still_elsewhere_is_held_at_its_first_picture(room: Room) -> None:
    room.playback.play(play(0.0), moment=NOON + 200)
    assert room.streams.sources[-1].url == room.address(200)
    assert room.streams.orders == []
    room.shows(199.0)
    assert len(room.streams.orders) == 1
    # A worker that went is followed by another: it is held there again.
    room.shows(199.0, TileState.RECONNECTING)
    room.shows(199.0)
    assert len(room.streams.orders) == 2


def test_faster_is_opened_anew_and_said(room: Room) -> None:
    room.shows(50.0)
    room.playback.play(play(4.0), moment=NOON + 50)
    assert (room.streams.sources[-1].rate, room.streams.sources[-1].url) == (4.0, room.address(50))
    assert "4×" in room.tile.name


def test_at_its_end_it_says_so_and_can_start_over(room: Room) -> None:
    room.shows(599.0)
    room.shows(599.5, TileState.RECONNECTING)
    assert KEY not in room.streams.playing
    assert room.tile.figures.state is TileState.ENDED
    assert "recording ended" in room.tile.accessibleName()
    assert room.playback.is_over
    # What comes from the stream that is being left tells nothing.
    room.shows(599.9)
    assert room.playback.is_over
    room.bar.again.click()
    assert room.wanted == [(0, 1.0)]
    room.playback.play(play(), moment=NOON)
    assert room.streams.sources[-1].url == room.address(0)


def test_where_a_wall_says_its_end_nothing_is_opened(room: Room) -> None:
    room.playback.play(play(), moment=NOON + 600)
    assert room.playback.is_over
    assert len(room.streams.sources) == 1


def test_a_break_goes_on_where_it_was_and_where_nothing_new_comes_it_is_over(room: Room) -> None:
    room.shows(60.0)
    room.shows(60.0, TileState.RECONNECTING)
    assert room.streams.sources[-1].url == room.address(60)
    room.shows(60.5)
    room.shows(60.5, TileState.RECONNECTING)
    assert room.playback.is_over


@pytest.mark.parametrize(
    ("state", "detail", "says"),
    [
        (TileState.UNREACHABLE, "HTTP 404", "Nothing of this time is kept in the recordings"),
        (TileState.NO_PERMISSION, "HTTP 403", "Its reason does not hold any more: put it on the wall again"),
    ],
)
def test_what_cannot_be_shown_is_said_and_not_waited_for(
    room: Room, state: TileState, detail: str, says: str
) -> None:
    room.shows(0.0, state, detail)
    assert room.tile.empty == says
    assert KEY not in room.streams.playing
    assert room.tile.figures.state is TileState.EMPTY
    assert room.bar.again.isVisible()
    # Put there again it is tried again.
    room.playback.play(play(), moment=NOON)
    assert room.tile.empty == ""
    assert KEY in room.streams.playing


def test_a_platform_that_is_away_is_said_and_tried_again(room: Room) -> None:
    figures = TileFigures(state=TileState.UNREACHABLE, detail="refused", retry_in_s=4.0, attempt=1)
    room.streams.figures_changed.emit({KEY: figures})
    assert room.tile.figures == figures
    assert KEY in room.streams.playing
    room.session.access.address = "ws://127.0.0.1:2/feed"
    room.streams.figures_changed.emit({KEY: figures})
    assert room.streams.sources[-1].url.startswith("http://127.0.0.1:2/recordings/c1/")


def test_without_a_reason_nothing_is_fetched(room: Room) -> None:
    room.playback.play(None, moment=NOON)
    assert room.tile.empty == "No reason was given for it: put it on the wall by hand"
    assert KEY not in room.streams.playing


def test_the_tile_is_left_as_it_was_found(room: Room) -> None:
    room.shows(33.0)
    assert room.playback.close() == pytest.approx(NOON + 33, abs=0.01)
    assert (room.tile.name, room.tile.empty) == ("", "")
    assert KEY not in room.streams.playing
    assert not room.bar.isVisible()
    room.shows(40.0)
    assert room.tile.figures.state is not TileState.RECORDING


def test_what_plays_is_what_was_put_there(room: Room) -> None:
    room.playback.play(play(2.0), moment=NOON)
    assert room.playback.content == replace(CONTENT, play=play(2.0))
    assert room.playback.tile is room.tile
