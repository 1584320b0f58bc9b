"""What is known of a tile becomes its state and figures."""

from __future__ import annotations

from msgspec.structs import replace

from console.video.messages import Opened, Pace, ReplayReport, Source, TileReport, Trouble
from console.video.playback_policy import counted, failed, opening, started
from console.video.shown_tile import Leaving, ShownTile, begun_by, load_of, progress_of
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
        tile.begin_run(run, 100.0)
        assert (tile.run, tile.open, tile.figures(100.0).reconnects) == (run, True, reconnects)


def test_a_new_run_does_not_claim_the_stream_of_the_former_one() -> None:
    tile = shown()
    tile.begin_run(7, 100.0)
    tile.opened = OPENED
    assert tile.figures(100.0).size == (704, 576)
    tile.begin_run(8, 101.0)
    assert (tile.figures(100.0).codec, tile.figures(100.0).size) == ("", (0, 0))


def test_pictures_that_are_reported_make_it_live() -> None:
    tile = shown()
    assert tile.figures(100.0).state is TileState.CONNECTING
    tile.begin_run(7, 100.0)
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


def test_a_window_is_drawn_in_until_its_worker_has_left_or_died() -> None:
    tile, other = shown(), Place()
    tile.begin_run(7, 100.0)
    leaving = Leaving()
    leaving.add(tile, 101.0)
    assert leaving.windows == 1
    assert leaving.is_drawn_in(1, by_other_than=other)
    assert not leaving.is_drawn_in(1, by_other_than=tile.place)
    assert not leaving.is_drawn_in(2, by_other_than=other)
    assert leaving.lost(other, before=200.0) == []
    assert leaving.done(tile.place, 7)
    assert not leaving.done(tile.place, 7)
    leaving.add(tile, 101.0)
    assert leaving.lost(tile.place, before=102.0) == [tile.source.url], "it could not be closed"
    assert leaving.windows == 0


def test_what_is_open_began_when_its_latest_tile_did() -> None:
    first, second, third = shown(), shown(), shown()
    first.begin_run(1, 100.0)
    second.begin_run(2, 105.0)
    assert begun_by([first, second, third]) == {first.source.url: 105.0}


def test_the_load_names_what_is_live() -> None:
    tile = shown()
    assert load_of({"t": tile}, cores=1.5, now=100.0).playing == frozenset()
    tile.playback = counted(opening(tile.playback, 100.0), progress_of(report(30, 29)), 101.0)
    load = load_of({"t": tile}, cores=1.5, now=101.0)
    assert (load.cores, load.late, load.playing) == (1.5, 0.0, frozenset("t"))


def test_a_tile_that_has_just_begun_is_no_lasting_load_and_one_in_trouble_none_at_all() -> None:
    tiles = {"a": shown(), "b": shown()}
    assert load_of(tiles, cores=3.0, now=100.0).opening == 1.0
    for tile in tiles.values():
        tile.playback = counted(opening(tile.playback, 100.0), progress_of(report(30, 29)), 101.0)
        tile.meter.add(report(30, 29), 101.0)
        tile.meter.add(replace(report(60, 40), late=20), 102.0)
        tile.playback = counted(tile.playback, progress_of(report(60, 40)), 102.0)
    young, old = load_of(tiles, cores=3.0, now=102.0), load_of(tiles, cores=3.0, now=104.0)
    assert (young.opening, young.late) == (1.0, 0.0)
    assert (old.opening, old.late) == (0.0, 1.0)
    tiles["b"].playback = failed(tiles["b"].playback, Trouble.UNREACHABLE, "", 104.0)
    assert load_of(tiles, cores=3.0, now=104.0).opening == 0.0
