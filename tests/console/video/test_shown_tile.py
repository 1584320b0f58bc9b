"""What is known of a tile becomes its state and figures."""

from __future__ import annotations

from console.video.messages import Opened, Pace, ReplayReport, Source, TileReport
from console.video.playback_policy import counted, opening, started
from console.video.shown_tile import ShownTile, progress_of
from console.video.worker_pool import Place
from widgets.wall.tile_state import TileState

OPENED = Opened(tile="t", run=7, codec="h264", width=704, height=576)


def shown() -> ShownTile:
    return ShownTile(
        window=1,
        source=Source(url="rtsp://127.0.0.1:1/c1"),
        host="127.0.0.1",
        place=Place(),
        playback=started(100.0),
        spread=0.0,
    )


def report(packets: int, displayed: int) -> TileReport:
    return TileReport(tile="t", run=7, packets=packets, size=1000, displayed=displayed, late=0, dropped=0)


def test_only_what_is_opened_again_counts_as_a_reconnect() -> None:
    tile = shown()
    assert tile.figures(100.0).reconnects == 0
    for run, reconnects in ((7, 0), (8, 1), (9, 2)):
        tile.begin_run(run)
        assert (tile.run, tile.open, tile.figures(100.0).reconnects) == (run, True, reconnects)


def test_a_new_run_does_not_claim_the_stream_of_the_former_one() -> None:
    tile = shown()
    tile.begin_run(7)
    tile.opened = OPENED
    assert tile.figures(100.0).size == (704, 576)
    tile.begin_run(8)
    assert (tile.figures(100.0).codec, tile.figures(100.0).size) == ("", (0, 0))


def test_pictures_that_are_reported_make_it_live() -> None:
    tile = shown()
    assert tile.figures(100.0).state is TileState.CONNECTING
    tile.begin_run(7)
    tile.playback = opening(tile.playback, 100.0)
    tile.playback = counted(tile.playback, progress_of(report(30, 25)), 101.0)
    figures = tile.figures(101.0)
    assert (figures.state, figures.frames) == (TileState.LIVE, 25)


def test_a_report_says_how_far_the_tile_is() -> None:
    progress = progress_of(report(30, 25))
    assert (progress.pictures, progress.packets, progress.pace, progress.replaying) == (
        25,
        30,
        Pace.FULL,
        False,
    )
    back = ReplayReport(behind_s=10.0, rate=1.0, oldest_s=60.0)
    replaying = TileReport(tile="t", run=7, packets=1, size=1, displayed=1, late=0, dropped=0, replay=back)
    assert progress_of(replaying).replaying
