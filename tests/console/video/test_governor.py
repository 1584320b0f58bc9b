"""The plan follows the load and the tiles."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from console.video.allowance import Load
from console.video.budget import Plan, Reduction, Want
from console.video.governor import Governor
from console.video.messages import Pace


class Noted:
    """An engine whose load the test sets; a clock that the test moves; a wall of any number of tiles."""

    def __init__(self) -> None:
        self.parent = QObject()
        self.uses_hardware = False
        self.measured = Load()
        self.time = 0.0
        self.tiles = 4
        self.plans: list[Plan] = []
        self.governor = Governor(
            engine=self,
            wants=self.wants,
            cores=4,
            busy=lambda: 0.5,
            now=lambda: self.time,
            parent=self.parent,
        )
        self.governor.decided.connect(self.plans.append)

    def load(self) -> Load:
        return self.measured

    def wants(self) -> list[Want]:
        return [Want(key=str(n), camera=f"c{n}", width=236, height=132) for n in range(self.tiles)]

    def pass_seconds(self, count: int) -> None:
        for _ in range(count):
            self.time += 1.0
            self.governor._measure()


@pytest.fixture
def noted(qtbot: QtBot) -> Noted:
    return Noted()


def test_a_plan_is_told_when_it_differs_from_the_one_before(noted: Noted) -> None:
    noted.governor.look()
    noted.governor.look()
    assert len(noted.plans) == 1
    assert {share.pace for share in noted.plans[0].shares.values()} == {Pace.FULL}
    noted.tiles = 5
    noted.governor.look()
    assert len(noted.plans) == 2
    assert noted.governor.first_share(noted.wants()[0]).pace is Pace.FULL


def test_too_much_load_reduces_tiles_until_it_is_gone(noted: Noted) -> None:
    noted.tiles = 64
    noted.governor.look()
    playing = frozenset(noted.plans[0].shares)
    noted.measured = Load(cores=2.5, late=0.5, playing=playing)
    noted.pass_seconds(12)
    assert noted.governor.reduction.keyframes > 0
    noted.measured = Load(cores=0.3, playing=playing)
    noted.pass_seconds(400)
    assert noted.governor.reduction == Reduction()


def test_a_graphics_card_that_is_found_later_is_taken_in(noted: Noted) -> None:
    noted.tiles = 64 * 4
    noted.pass_seconds(1)
    assert noted.governor.reduction != Reduction()
    noted.uses_hardware = True
    noted.pass_seconds(120)
    assert noted.governor.reduction == Reduction()
