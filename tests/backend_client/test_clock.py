from __future__ import annotations

import pytest

from backend_client.clock import ServerClock


class Hands:
    """Two clocks set by hand."""

    def __init__(self) -> None:
        self.local_s = 1000.0
        self.steady_s = 50.0

    def clock(self) -> ServerClock:
        return ServerClock(local=lambda: self.local_s, steady=lambda: self.steady_s)


def test_before_any_platform_it_is_the_workstations_time() -> None:
    assert Hands().clock().now() == 1000.0


def test_a_hello_sets_it() -> None:
    hands = Hands()
    clock = hands.clock()
    clock.begin(server=5000.0)
    hands.steady_s += 2.0
    hands.local_s += 2.0
    assert clock.now() == pytest.approx(5002.0)
    assert clock.offset_s == pytest.approx(4000.0)


def test_the_quickest_round_trip_is_believed() -> None:
    hands = Hands()
    clock = hands.clock()
    clock.begin(server=5000.0)
    clock.sample(sent=50.0, received=50.2, server=6000.1)
    clock.sample(sent=51.0, received=55.0, server=6009.0)
    hands.steady_s = 60.0
    assert clock.now() == pytest.approx(6010.0)


def test_setting_the_workstations_clock_does_not_move_it() -> None:
    hands = Hands()
    clock = hands.clock()
    clock.begin(server=5000.0)
    hands.local_s -= 3600.0
    assert clock.now() == pytest.approx(5000.0)


def test_a_simulation_runs_faster() -> None:
    hands = Hands()
    clock = hands.clock()
    clock.begin(server=5000.0)
    clock.sample(sent=50.0, received=50.0, server=5000.0, rate=60.0)
    hands.steady_s += 1.0
    assert clock.now() == pytest.approx(5060.0)
