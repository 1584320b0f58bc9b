from __future__ import annotations

import pytest

from console.video import playback_policy as policy
from console.video.messages import Source, Trouble
from console.video.playback_policy import HerdCap, Phase


def playing(now: float = 0.0) -> policy.Playback:
    return policy.counted(policy.opening(policy.started(now), now), 1, now)


def test_a_tile_starts_due_and_is_live_only_after_a_picture() -> None:
    playback = policy.started(0.0)
    assert playback.phase is Phase.DUE
    playback = policy.opening(playback, 0.1)
    assert not policy.is_live(playback, 0.2)
    assert policy.counted(playback, 0, 0.3) is playback
    playback = policy.counted(playback, 1, 0.5)
    assert policy.is_live(playback, 0.5)


def test_live_ends_when_pictures_stop_growing() -> None:
    playback = playing()
    same = policy.counted(playback, 1, 2.0)
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


def test_a_failed_tile_waits_keeps_its_trouble_while_tried_again_and_forgets_it_when_pictures_move() -> None:
    playback = policy.failed(policy.opening(policy.started(0.0), 0.0), Trouble.OFFLINE, "503", 1.0)
    assert policy.watch(playback, 1.9).phase is Phase.WAITING
    playback = policy.watch(playback, 2.0)
    assert (playback.phase, playback.trouble) == (Phase.DUE, Trouble.OFFLINE)
    playback = policy.opening(playback, 2.0)
    assert playback.trouble is Trouble.OFFLINE
    assert policy.counted(playback, 1, 3.0).trouble is None


def test_failures_are_forgotten_only_after_a_healthy_while() -> None:
    playback = policy.opening(policy.failed(policy.started(0.0), Trouble.ENDED, "", 0.0), 1.0)
    playback = policy.counted(playback, 1, 2.0)
    assert playback.failures == 1
    assert policy.counted(playback, 2, 11.9).failures == 1
    assert policy.counted(playback, 2, 12.0).failures == 0


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
