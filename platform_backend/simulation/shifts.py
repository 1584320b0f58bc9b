"""Staff who come on duty and go off."""

from __future__ import annotations

from random import Random

from backend_client.protocol.commands import SetStatus
from backend_client.protocol.entities import UnitStatus
from platform_backend.districts.rhythm import Rhythm
from platform_backend.simulation.agenda import Agenda
from platform_backend.simulation.clock import Clock
from platform_backend.simulation.habits import Habits
from platform_backend.simulation.hands import Hands, PictureView


class Shifts:
    """Changes the status of units without work; as many come as go."""

    def __init__(
        self,
        *,
        habits: Habits,
        clock: Clock,
        agenda: Agenda,
        picture: PictureView,
        hands: Hands,
        rng: Random,
    ) -> None:
        self._rhythm = Rhythm(habits.shift_changes_per_day)
        self._clock = clock
        self._agenda = agenda
        self._picture = picture
        self._hands = hands
        self._rng = rng
        self._leaving = True

    def start(self) -> None:
        """Put the first change into the agenda."""
        self._agenda.at(self._rhythm.next_arrival(self._clock.now(), rng=self._rng), self._change)

    async def _change(self) -> None:
        self._agenda.at(self._rhythm.next_arrival(self._clock.now(), rng=self._rng), self._change)
        before, after = UnitStatus.AVAILABLE, UnitStatus.OFF
        if not self._leaving:
            before, after = after, before
        self._leaving = not self._leaving
        ready = [
            (id_, unit.name)
            for id_, unit in self._picture.units().items()
            if unit.status is before and unit.load == 0
        ]
        if ready:
            id_, name = self._rng.choice(ready)
            await self._hands.do(name, "unit.set_status", id_, SetStatus(status=after))
