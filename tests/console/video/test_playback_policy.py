from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec.structs import replace

from console.video import playback_policy as policy
from console.video.messages import Pace, Source, Trouble
from console.video.playback_policy import HerdCap, Phase, Progress


def playing(now: float = 0.0) -> policy.Playback:
    return policy.counted(policy.opening(policy.started(now), now), Progress(1), now)


def test_a_tile_starts_due_and_is_live_only_after_a_picture() -> None:
    playback = policy.started(0.0)
    assert playback.phase is Phase.DUE
    playback = policy.opening(playback, 0.1)
    assert not policy.is_live(playback, 0.2)
    assert policy.counted(playback, Progress(0), 0.3) is playback
    playback = policy.counted(playback, Progress(1), 0.5)
    assert policy.is_live(playback, 0.5)


def test_live_ends_when_pictures_stop_growing() -> None:
    playback = playing()
    same = policy.counted(playback, Progress(1), 2.0)
    assert policy.is_live(same, 2.9)
    assert not policy.is_live(same, 3.0)


def test_the_watchdog_restarts_after_six_still_seconds() -> None:
    playback = playing()
    assert policy.watch(playback, 5.9) is playback
    failed = policy.watch(playback, 6.0)
    assert (failed.phase, failed.trouble, failed.due_at) == (Phase.WAITING, Trouble.STALLED, 7.0)


def test_the_watchdog_gives_up_without_a_first_picture() -> None:
    playback = policy.opening(policy.started(0.0), 0.0)
    assert policy.watch(playback, 11.9) is playback
    assert policy.watch(playback, 12.0).trouble is Trouble.NO_PICTURE


def test_backoff_grows_to_a_quarter_minute_then_every_minute_for_ever() -> None:
    assert [policy.backoff(n) for n in range(8)] == [1, 2, 4, 8, 15, 60, 60, 60]


def test_tiles_that_failed_together_are_not_all_tried_together_for_ever() -> None:
    def dues(failures: int) -> list[float]:
        failing = replace(playing(), failures=failures)
        tiles = [policy.failed(failing, Trouble.UNREACHABLE, "", 0.0, spread=n / 64) for n in range(64)]
        return sorted(tile.due_at for tile in tiles)

    assert set(dues(0)) == {1.0}
    assert set(dues(2)) == {4.0}
    for failures, longest in ((3, 8.0), (4, 15.0), (5, 60.0)):
        due = dues(failures)
        assert due[-1] == longest
        assert max(after - before for before, after in pairwise(due)) < 1.0
    assert set(dues(6)) == {60.0}, "from then on every minute, each at its own time"


def test_a_failed_tile_waits_keeps_its_trouble_while_tried_again_and_forgets_it_when_pictures_move() -> None:
    playback = policy.failed(policy.opening(policy.started(0.0), 0.0), Trouble.OFFLINE, "503", 1.0)
    assert policy.watch(playback, 1.9).phase is Phase.WAITING
    playback = policy.watch(playback, 2.0)
    assert (playback.phase, playback.trouble) == (Phase.DUE, Trouble.OFFLINE)
    playback = policy.opening(playback, 2.0)
    assert playback.trouble is Trouble.OFFLINE
    assert policy.counted(playback, Progress(1), 3.0).trouble is None


def test_failures_are_forgotten_only_after_a_healthy_while() -> None:
    playback = policy.opening(policy.failed(policy.started(0.0), Trouble.ENDED, "", 0.0), 1.0)
    playback = policy.counted(playback, Progress(1), 2.0)
    assert playback.failures == 1
    assert policy.counted(playback, Progress(2), 11.9).failures == 1
    assert policy.counted(playback, Progress(2), 12.0).failures == 0


def test_a_lost_worker_is_no_fault_of_the_stream() -> None:
    lost = policy.worker_lost(playing(), 5.0)
    assert (lost.phase, lost.failures, lost.trouble) == (Phase.DUE, 0, None)
    waiting = policy.failed(playing(), Trouble.ENDED, "", 5.0)
    assert policy.worker_lost(waiting, 5.1) is waiting


@pytest.mark.parametrize(
    ("trouble", "tried_at_once"),
    [
        (Trouble.UNREACHABLE, True),
        (Trouble.OFFLINE, True),
        (Trouble.WRONG_CODEC, False),
        (Trouble.GARBAGE, False),
    ],
)
def test_a_recovered_host_resets_the_backoff_of_its_other_tiles(
    trouble: Trouble, tried_at_once: bool
) -> None:
    waiting = policy.failed(playing(), trouble, "", 5.0)
    again = policy.host_recovered(waiting, 5.1)
    assert (again.phase is Phase.DUE) is tried_at_once
    assert again.failures == (0 if tried_at_once else 1)


def test_the_host_of_an_address_leaves_out_name_and_password() -> None:
    assert policy.host_of(Source(url="rtsp://user:word@10.0.0.7:554/s/1")) == "10.0.0.7:554"


def test_the_herd_cap_spaces_the_openings_of_a_host() -> None:
    herd = HerdCap()
    assert herd.try_open("a", "1", 0.0)
    assert not herd.try_open("a", "2", 0.04)
    assert herd.try_open("b", "3", 0.04)
    assert herd.try_open("a", "2", 0.05)


def test_the_herd_cap_bounds_what_is_in_flight() -> None:
    herd = HerdCap()
    opened = [herd.try_open("a", str(n), n * 1.0) for n in range(9)]
    assert opened == [True] * 8 + [False]
    herd.landed("a", "0")
    herd.landed("a", "0")
    assert herd.try_open("a", "8", 10.0)
    assert not herd.try_open("a", "9", 11.0)


@pytest.mark.parametrize(
    ("pace", "expected_s", "stalled_s", "restart_s"),
    [
        (Pace.FULL, 0.04, 3.0, 6.0),
        (Pace.FULL, 2.0, 4.0, 7.0),  # a camera of one picture in two seconds is no fault
        (Pace.KEYFRAMES, 1.0, 3.0, 6.0),
        (Pace.KEYFRAMES, 4.0, 8.0, 11.0),
        (Pace.STILL, 7.0, 14.0, 17.0),
    ],
)
def test_a_mode_that_brings_few_pictures_has_twice_its_interval_before_it_is_stalled(
    pace: Pace, expected_s: float, stalled_s: float, restart_s: float
) -> None:
    playback = policy.opening(policy.started(0.0, pace=pace), 0.0)
    playback = policy.counted(playback, Progress(1, expected_s=expected_s, pace=pace), 0.0)
    assert policy.is_live(playback, stalled_s - 0.01)
    assert not policy.is_live(playback, stalled_s)
    assert policy.watch(playback, restart_s - 0.01) is playback
    assert policy.watch(playback, restart_s).trouble is Trouble.STALLED


def test_the_interval_of_another_pace_than_the_one_in_force_says_nothing() -> None:
    playback = policy.paced(playing(), Pace.KEYFRAMES, 0.0)
    playback = policy.counted(playback, Progress(2, expected_s=0.04, pace=Pace.FULL), 0.0)
    assert policy.is_live(playback, 7.9)


def test_a_new_pace_has_its_own_time_from_then_on() -> None:
    playback = policy.counted(policy.paced(playing(), Pace.STILL, 0.0), Progress(2, pace=Pace.STILL), 1.0)
    playback = policy.paced(playback, Pace.FULL, 15.0)
    assert policy.is_live(playback, 17.9)
    assert not policy.is_live(playback, 18.0)
    assert policy.picture_age(playback, 18.0) == 17.0


def test_what_is_not_drawn_is_paused_while_its_packets_come_and_live_only_with_its_next_picture() -> None:
    playback = policy.paced(playing(), Pace.OFF, 1.0)
    playback = policy.counted(playback, Progress(1, packets=250, pace=Pace.OFF), 10.0)
    assert policy.is_paused(playback, 10.0)
    assert not policy.is_live(playback, 10.0)
    playback = policy.paced(playback, Pace.FULL, 10.0)
    playback = policy.counted(playback, Progress(1, packets=275), 11.0)
    assert policy.is_paused(playback, 11.0)
    assert not policy.is_live(playback, 11.0)
    assert policy.is_live(policy.counted(playback, Progress(2, packets=276), 11.2), 11.2)
    assert not policy.is_paused(playback, 13.0)
    assert policy.watch(playback, 16.0).trouble is Trouble.STALLED


def test_a_stream_that_is_not_drawn_is_opened_anew_when_its_packets_stop() -> None:
    playback = policy.opening(policy.started(0.0, pace=Pace.OFF), 0.0)
    playback = policy.counted(playback, Progress(0, packets=1, pace=Pace.OFF), 1.0)
    assert playback.phase is Phase.PLAYING
    assert policy.watch(playback, 6.9) is playback
    assert policy.watch(playback, 7.0).trouble is Trouble.STALLED


def test_the_age_of_the_last_packet_tells_when_the_last_picture_was_shown() -> None:
    playback = policy.counted(playing(), Progress(2, packets=2, idle_s=0.45), 10.0)
    age = policy.picture_age(playback, 10.0)
    assert age is not None
    assert 0.3 < age < 0.45


def test_a_replay_is_neither_live_nor_stalled_and_after_it_a_new_picture_is_waited_for() -> None:
    playback = policy.counted(playing(), Progress(1, replaying=True), 1.0)
    assert not policy.is_live(playback, 1.0)
    assert policy.watch(playback, 60.0) is playback
    back = policy.counted(playback, Progress(1), 60.0)
    assert not policy.is_live(back, 60.0)
    assert policy.is_live(policy.counted(back, Progress(2), 60.2), 60.2)
    assert policy.watch(back, 66.0).trouble is Trouble.STALLED
    assert not policy.opening(playback, 2.0).replaying


def test_pictures_that_the_count_has_not_got_yet_are_shown_all_the_same_but_not_for_long() -> None:
    playback = policy.counted(playing(), Progress(10, packets=10), 10.0)
    lagging = policy.counted(playback, Progress(10, packets=17, idle_s=0.2), 10.5)
    assert policy.picture_age(lagging, 10.5) == pytest.approx(0.1)
    stuck = policy.counted(lagging, Progress(10, packets=100), 13.0)
    assert policy.picture_age(stuck, 13.0) == pytest.approx(2.5)
    assert not policy.is_live(stuck, 13.6)


def test_a_stream_that_crashes_its_decoder_waits_for_its_own_time_whatever_its_host_does() -> None:
    playback = policy.crashes(playing(), until=61.0, now=1.0)
    assert (playback.phase, playback.trouble, playback.failures) == (Phase.WAITING, Trouble.CRASHES, 1)
    assert policy.host_recovered(playback, 2.0) is playback
    assert policy.worker_lost(playback, 2.0) is playback
    assert policy.watch(playback, 60.9) is playback
    assert policy.watch(playback, 61.0).phase is Phase.DUE


def test_a_tile_without_room_stays_due_and_says_why() -> None:
    playback = policy.without_room(policy.started(0.0))
    assert (playback.phase, playback.trouble) == (Phase.DUE, Trouble.NO_ROOM)
    shown = policy.counted(policy.opening(playback, 1.0), Progress(1), 2.0)
    assert shown.trouble is None
