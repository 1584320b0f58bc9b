"""Keeps the video within what the machine can do: measures, asks `budget`, says what is to change."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from console.video import allowance, budget
from console.video.allowance import Load, Machine
from console.video.budget import Plan, Reduction, Share, Want
from console.video.machine import Machine as Processors

_EVERY_MS: Final = 1000


class Engine(Protocol):
    """What the governor asks the video supervisor."""

    def load(self) -> Load:
        """What playing costs at present."""

    @property
    def uses_hardware(self) -> bool:
        """Whether a graphics card decodes and draws."""


class Governor(QObject):
    """Makes a plan once a second, and when it is told that something changed.

    Signals: `decided(Plan)` when any tile's share differs from the plan before.
    """

    decided = Signal(object)

    def __init__(
        self,
        *,
        engine: Engine,
        wants: Callable[[], Sequence[Want]],
        cores: int | None = None,
        busy: Callable[[], float] | None = None,
        now: Callable[[], float] = time.monotonic,
        parent: QObject,
    ) -> None:
        """`wants` gives every tile that has a camera. `cores`, and `busy`, the share of them that is spent:
        this machine's when None.
        """
        super().__init__(parent)
        self._engine = engine
        self._wants = wants
        self._now = now
        self._cores = cores or _cores()
        self._allowance = allowance.first_allowance(Machine(self._cores, engine.uses_hardware))
        self._busy = busy or Processors(now=now).busy
        self._plan = Plan()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._measure)
        self._timer.start()

    @property
    def reduction(self) -> Reduction:
        """How much less than they would the tiles show at present."""
        return budget.reduction(self._plan)

    def first_share(self, want: Want) -> Share:
        """What a tile gets that was just given a camera; say `look` soon after."""
        return budget.first_share(want, before=self._plan)

    def look(self) -> None:
        """Tiles came, went, or changed their size or place: plan anew at once."""
        before = self._plan
        self._plan = budget.plan(self._wants(), allowance=self._allowance, before=before, now=self._now())
        if self._plan.shares != before.shares:
            self.decided.emit(self._plan)

    def stop(self) -> None:
        """Measure and plan no more: the tiles are about to go."""
        self._timer.stop()

    def _measure(self) -> None:
        machine = Machine(self._cores, self._engine.uses_hardware)
        if machine != self._allowance.machine:
            self._allowance = allowance.first_allowance(machine)
        load = replace(self._engine.load(), machine=self._busy())
        cost = budget.cost_of(self._plan, load.playing)
        self._allowance = allowance.measured(self._allowance, load, cost=cost, now=self._now())
        self.look()


def _cores() -> int:
    """Those that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
