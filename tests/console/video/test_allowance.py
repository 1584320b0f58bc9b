"""What video may use, from load alone; and how a wall settles that is too large for its machine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from console.video import allowance
from console.video.allowance import Allowance, Load, Machine
from tests.console.video.machine_model import Wall

FOUR = allowance.first_allowance(Machine(cores=4))


def after(made: Allowance, load: Load, *, seconds: int, since: int = 0, cost: float = 0.0) -> Allowance:
    for second in range(since, since + seconds + 1):
        made = allowance.measured(made, load, cost=cost, now=float(second))
    return made


def test_pictures_that_come_late_on_a_busy_machine_lower_the_allowance() -> None:
    overload = Load(cores=2.5, late=0.6)
    assert after(FOUR, overload, seconds=2).cores == FOUR.cores
    assert after(FOUR, overload, seconds=3).cores == pytest.approx(2.25)
    assert after(FOUR, Load(cores=3.9), seconds=3).cores < FOUR.cores, (
        "no room for the desk is too much as well"
    )


def test_one_late_camera_or_a_bad_network_lowers_nothing() -> None:
    assert after(FOUR, Load(cores=2.5, late=0.02), seconds=60).cores == FOUR.cores
    assert after(FOUR, Load(cores=0.4, late=0.9, machine=0.5), seconds=60).cores == FOUR.cores


def test_what_opens_is_no_lasting_load_but_not_for_ever() -> None:
    opening = Load(cores=3.3, late=1.0, machine=1.0, opening=0.5)
    made = after(FOUR, opening, seconds=14, cost=1.0)
    assert (made.cores, made.factor) == (FOUR.cores, FOUR.factor)
    assert after(made, opening, seconds=10, since=15, cost=1.0).cores < FOUR.cores


def test_video_gives_way_to_whatever_else_keeps_the_machine_busy() -> None:
    beset = Load(cores=0.8, late=0.9, machine=1.0)
    lowered = after(FOUR, beset, seconds=3)
    assert lowered.cores == pytest.approx(0.72)
    assert after(lowered, Load(cores=0.5, machine=1.0), seconds=60, since=4).cores == lowered.cores
    assert after(FOUR, Load(cores=0.8, machine=1.0), seconds=60).cores == FOUR.cores, "nothing is late"


def test_what_can_be_carried_is_sought_quickly_and_tried_rarely_beyond() -> None:
    lowered = after(FOUR, Load(cores=2.5, late=0.6), seconds=3)
    calm = Load(cores=2.2)
    assert after(lowered, calm, seconds=4, since=4, cost=2.2).cores == lowered.cores
    raised = after(lowered, calm, seconds=5, since=4, cost=2.2)
    assert raised.cores == pytest.approx(2.375), "half way to what was too much"
    back = after(raised, Load(cores=2.4, late=0.6), seconds=3, since=10, cost=2.3)
    assert back.cores == pytest.approx(lowered.cores), "it had been carried"
    assert after(back, calm, seconds=28, since=14, cost=2.2).cores == back.cores, "near enough"
    assert after(back, calm, seconds=30, since=14, cost=2.2).cores > 2.5


def test_an_allowance_that_is_not_used_comes_back_slowly_and_more_so_when_that_did_not_last() -> None:
    lowered = after(FOUR, Load(cores=2.5, late=0.6), seconds=3)
    calm = Load(cores=1.5)
    assert after(lowered, calm, seconds=14, since=4).cores == lowered.cores
    raised = after(lowered, calm, seconds=15, since=4)
    assert raised.cores == pytest.approx(lowered.cores * 1.15)
    again = after(raised, Load(cores=2.5, late=0.6), seconds=3, since=20)
    assert again.cores < raised.cores
    assert again.calm_for_s == 2 * allowance.CALM_FOR_S
    assert after(again, calm, seconds=29, since=24).cores == again.cores
    assert after(again, calm, seconds=600, since=24).cores == again.most
    assert after(again, calm, seconds=1200, since=24).calm_for_s == allowance.CALM_FOR_S


def test_what_the_workers_use_corrects_the_reckoning() -> None:
    cheap = after(FOUR, Load(cores=0.5), seconds=1, cost=1.0)
    assert 0.85 < cheap.factor < 1.0
    dear = after(FOUR, Load(cores=1.6), seconds=1, cost=0.8)
    assert dear.factor > 1.0
    assert after(FOUR, Load(cores=0.0), seconds=60, cost=2.0).factor == 1.0, "nothing plays yet"


def test_who_uses_more_than_is_allowed_was_reckoned_too_low() -> None:
    lowered = replace(FOUR, cores=2.0, measured_at=0.0)
    made = after(lowered, Load(cores=2.8, late=1.0), seconds=3, since=1, cost=1.4)
    assert made.cores == 2.0
    assert made.factor > 2.0


def test_a_graphics_card_is_believed_to_help_until_measured() -> None:
    assert allowance.first_allowance(Machine(cores=4, hardware=True)).factor < FOUR.factor


@pytest.mark.parametrize(("full", "others"), [(0.012, 1.5), (0.017, 0.8), (0.024, 0.8)])
def test_a_wall_that_the_machine_carries_is_whole_as_soon_as_it_is_open(full: float, others: float) -> None:
    wall = Wall(tiles=128, full=full, keyframes=0.006, others=others)
    wall.pass_seconds(120)
    assert set(wall.whole[10:]) == {128}, "opening it is no reason to show less"


@pytest.mark.parametrize(
    ("full", "keyframes", "others"), [(0.030, 0.007, 1.0), (0.036, 0.007, 1.2), (0.050, 0.010, 1.0)]
)
def test_a_wall_too_large_for_the_machine_settles_near_what_it_carries(
    full: float, keyframes: float, others: float
) -> None:
    wall = Wall(tiles=128, full=full, keyframes=keyframes, others=others)
    wall.pass_seconds(240)
    opened = 10  # seconds until the last tile has begun
    settled = wall.shown[opened + 10 : opened + 20]
    assert sum(settled) / len(settled) >= 0.75 * wall.best
    assert min(wall.shown[opened:]) >= 0.65 * wall.best
    assert sum(wall.shown[60:]) / len(wall.shown[60:]) >= 0.85 * wall.best
    # Tiles that go to and fro between moving and standing still are worse than too few that move.
    assert wall.turns(since=60) <= 6
