from __future__ import annotations

from backend_client.protocol.camera_args import Ptz
from backend_client.protocol.commands import PTZ_HOLDS_S
from console.wall.ptz_pace import LEAST_S, RENEW_S, STILL, PtzPace

LEFT, FASTER = Ptz(pan=-0.5), Ptz(pan=-0.6)


def test_a_movement_is_sent_at_once_renewed_and_stopped_once() -> None:
    pace = PtzPace()
    assert pace.want(LEFT, now=10.0) == LEFT
    assert pace.beat(now=10.0 + RENEW_S - 0.01) is None
    assert pace.beat(now=10.0 + RENEW_S) == LEFT
    assert pace.is_moving
    assert pace.want(STILL, now=10.5) == STILL
    assert pace.want(STILL, now=10.6) is None
    assert pace.beat(now=20.0) is None
    assert pace.want(LEFT, now=10.61) == LEFT
    assert RENEW_S * 2 < PTZ_HOLDS_S


def test_a_hand_that_goes_on_moving_is_followed_ten_times_a_second() -> None:
    pace = PtzPace()
    assert pace.want(LEFT, now=0.0) == LEFT
    assert pace.want(FASTER, now=0.02) is None
    assert pace.beat(now=0.05) is None
    assert pace.beat(now=LEAST_S) == FASTER
    assert pace.want(LEFT, now=LEAST_S + 0.01) is None
    assert pace.want(STILL, now=LEAST_S + 0.02) == STILL


def test_what_was_refused_is_not_sent_until_the_key_is_let_go() -> None:
    pace = PtzPace()
    pace.want(LEFT, now=0.0)
    pace.bar()
    assert pace.beat(now=5.0) is None
    assert pace.want(FASTER, now=6.0) is None
    assert pace.want(STILL, now=7.0) is None
    assert pace.want(LEFT, now=8.0) == LEFT


def test_a_refusal_that_comes_late_bars_nothing() -> None:
    pace = PtzPace()
    pace.want(LEFT, now=0.0)
    pace.want(STILL, now=0.1)
    pace.bar()
    assert pace.want(LEFT, now=0.2) == LEFT


def test_it_says_whether_somebody_moves_and_whether_he_was_refused() -> None:
    pace = PtzPace()
    said = [(pace.is_moving, pace.is_barred)]
    pace.want(LEFT, now=0.0)
    said.append((pace.is_moving, pace.is_barred))
    pace.bar()
    said.append((pace.is_moving, pace.is_barred))
    pace.want(STILL, now=0.1)
    said.append((pace.is_moving, pace.is_barred))
    assert said == [(False, False), (True, False), (True, True), (False, False)]
