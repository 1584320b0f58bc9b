from __future__ import annotations

from backend_client.endings import Ending
from backend_client.rotation import Rotation

A, B, C = "wss://a/feed", "wss://b/feed", "wss://c/feed"
AWAY = Ending("unreachable", "Nobody there.")
REFUSED = Ending("not_authenticated", "Sign in again.", final=True)
OLD = Ending("protocol", "Update.", final=True)
BUSY = Ending("too_many", "Full.", retry_after_s=30.0)


def test_addresses_are_tried_in_turn() -> None:
    turn = Rotation((A, B, C))
    tried = []
    for _ in range(5):
        tried.append(turn.address)
        turn.failed(AWAY, now=0.0, was_healthy=False)
    assert tried == [A, B, C, A, B]
    assert turn.wait_s(0.0) == 0.0


def test_a_platform_that_served_well_is_tried_once_more_first() -> None:
    turn = Rotation((A, B))
    turn.forget()
    turn.failed(AWAY, now=0.0, was_healthy=True)
    assert turn.address == A
    turn.failed(AWAY, now=0.0, was_healthy=False)
    assert turn.address == B


def test_one_that_said_to_stay_away_is_left_out() -> None:
    turn = Rotation((A, B))
    turn.failed(OLD, now=0.0, was_healthy=True)
    assert turn.address == B
    turn.failed(AWAY, now=0.0, was_healthy=False)
    assert turn.address == B
    assert turn.wait_s(0.0) == 0.0
    turn.failed(OLD, now=0.0, was_healthy=False)
    assert turn.wait_s(0.0) is None
    assert not turn.needs_sign_in


def test_time_asked_for_is_given_to_that_platform_only() -> None:
    turn = Rotation((A, B))
    turn.failed(BUSY, now=100.0, was_healthy=False)
    assert turn.address == B
    turn.failed(AWAY, now=101.0, was_healthy=False)
    assert turn.address == B
    turn.failed(Ending("too_many", retry_after_s=60.0), now=102.0, was_healthy=False)
    assert turn.address == A
    assert turn.wait_s(102.0) == 28.0
    assert turn.wait_s(200.0) == 0.0


def test_a_sign_in_is_asked_for_once_every_platform_has_been_tried() -> None:
    turn = Rotation((A, B))
    asked = [turn.needs_sign_in]
    for ending in (REFUSED, AWAY):
        turn.failed(ending, now=0.0, was_healthy=False)
        asked.append(turn.needs_sign_in)
    assert asked == [False, False, True]
    assert turn.verdict() == REFUSED
    assert turn.address == B


def test_when_somebody_else_signs_in_every_platform_is_tried_again() -> None:
    turn = Rotation((A,))
    turn.failed(REFUSED, now=0.0, was_healthy=False)
    assert turn.wait_s(0.0) is None
    turn.forget()
    assert not turn.needs_sign_in
    assert turn.wait_s(0.0) == 0.0


def test_whoever_is_served_needs_no_sign_in() -> None:
    turn = Rotation((A, B))
    turn.failed(REFUSED, now=0.0, was_healthy=False)
    turn.forget()
    turn.failed(AWAY, now=0.0, was_healthy=False)
    assert not turn.needs_sign_in
    assert turn.verdict() == AWAY


def test_without_any_verdict_there_is_nothing_to_tell() -> None:
    assert Rotation((A,)).verdict() == Ending("")
