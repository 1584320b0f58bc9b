from __future__ import annotations

import pytest

from console.video import playback_policy as policy
from console.video.messages import Opened, Pace, ReplayReport, TileReport, Trouble
from console.video.playback_policy import Progress
from console.video.telling import Meter, figures_of, state_of
from widgets.wall.tile_state import ReplayFigures, TileState


def report(
    displayed: int,
    *,
    run: int = 1,
    size: int = 0,
    packets: int = 1000,
    late: int = 2,
    pace: Pace = Pace.FULL,
    expected_s: float = 0.0,
) -> TileReport:
    return TileReport(
        tile="1",
        run=run,
        packets=packets,
        size=size,
        displayed=displayed,
        late=late,
        dropped=3,
        pace=pace,
        expected_s=expected_s,
    )


def test_rates_come_from_the_recent_reports() -> None:
    meter = Meter()
    assert meter.rates() == (0.0, 0.0)
    meter.add(report(0, packets=0), 10.0)
    meter.add(report(25, packets=25, size=100_000), 11.0)
    assert meter.rates() == (25.0, 800_000.0)


def test_a_picture_that_is_drawn_again_and_again_counts_once() -> None:
    slow = Meter()
    slow.add(report(0, packets=0), 10.0)
    slow.add(report(16, packets=2), 11.0)
    assert slow.rates()[0] == 2.0
    keyframes = Meter()
    keyframes.add(report(0, packets=0), 10.0)
    keyframes.add(report(12, packets=25, pace=Pace.KEYFRAMES, expected_s=2.0), 11.0)
    assert keyframes.rates()[0] == 0.5


def test_lateness_is_the_share_of_the_recent_pictures() -> None:
    meter = Meter()
    assert meter.lateness() == 0.0
    meter.add(report(100, late=10), 10.0)
    meter.add(report(175, late=35), 13.0)
    assert meter.lateness() == 0.25


def test_a_new_run_starts_its_rates_afresh() -> None:
    meter = Meter()
    meter.add(report(100), 10.0)
    meter.add(report(1, run=2), 10.5)
    assert meter.rates() == (0.0, 0.0)


def test_live_is_said_only_while_the_picture_moves_on() -> None:
    playback = policy.counted(policy.opening(policy.started(0.0), 0.0), Progress(1), 1.0)
    assert state_of(playback, 3.9) is TileState.LIVE
    assert state_of(playback, 4.0) is TileState.STALLED


@pytest.mark.parametrize("trouble", list(Trouble))
def test_every_trouble_has_a_state_and_keeps_it_while_the_stream_is_tried_again(trouble: Trouble) -> None:
    failed = policy.failed(policy.started(0.0), trouble, "why", 0.0)
    state = state_of(failed, 0.5)
    assert state not in (TileState.LIVE, TileState.CONNECTING, TileState.EMPTY)
    assert state_of(policy.opening(failed, 1.0), 1.0) is state


def test_the_first_attempt_connects_and_a_later_one_reconnects() -> None:
    assert state_of(policy.started(0.0), 0.0) is TileState.CONNECTING
    playing = policy.counted(policy.opening(policy.started(0.0), 0.0), Progress(1), 1.0)
    assert state_of(policy.worker_lost(playing, 2.0), 2.0) is TileState.RECONNECTING


def test_figures_hold_age_retry_and_losses() -> None:
    meter = Meter()
    meter.add(report(40), 1.0)
    playing = policy.counted(policy.opening(policy.started(0.0), 0.0), Progress(40), 1.0)
    failed = policy.failed(playing, Trouble.ENDED, "gone", 3.0)
    opened = Opened(tile="1", run=1, codec="hevc", width=320, height=180)
    figures = figures_of(failed, meter=meter, opened=opened, reconnects=2, now=3.5)
    assert figures.state is TileState.RECONNECTING
    assert (figures.codec, figures.size) == ("hevc", (320, 180))
    assert (figures.last_picture_age, figures.retry_in_s) == (2.5, 0.5)
    assert (figures.late, figures.dropped, figures.reconnects, figures.attempt) == (2, 3, 2, 1)
    assert figures.detail == "gone"


def test_a_replay_is_told_with_its_place_and_the_stream_s_evenness() -> None:
    meter = Meter()
    replay = ReplayReport(behind_s=12.0, rate=0.5, oldest_s=55.0)
    meter.add(
        TileReport(
            tile="1",
            run=1,
            packets=9,
            size=0,
            displayed=1,
            late=0,
            dropped=0,
            gaps=2,
            largest_gap_s=0.3,
            buffer_ms=40,
            latency_ms=60,
            kept_s=58.0,
            replay=replay,
        ),
        1.0,
    )
    playback = policy.counted(policy.opening(policy.started(0.0), 0.0), Progress(1, replaying=True), 1.0)
    figures = figures_of(playback, meter=meter, opened=None, reconnects=0, now=1.0)
    assert figures.state is TileState.REPLAY
    assert figures.replay == ReplayFigures(behind_s=12.0, rate=0.5, oldest_s=55.0)
    assert (figures.gaps, figures.largest_gap_s) == (2, 0.3)
    assert (figures.buffer_ms, figures.latency_ms, figures.kept_s) == (40, 60, 58.0)
    # Of a run that is over nothing is replayed any more.
    lost = policy.opening(policy.worker_lost(playback, 2.0), 2.0)
    assert figures_of(lost, meter=meter, opened=None, reconnects=0, now=2.0).replay is None
