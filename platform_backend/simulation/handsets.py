"""The handsets of units that stand still: they tell where they are, too, and some cannot be reached."""

from __future__ import annotations

from random import Random

from msgspec.structs import replace

from backend_client.protocol.entities import Position, UnitStatus
from backend_client.protocol.times import format_time, parse_time
from platform_backend.districts.generate import District
from platform_backend.simulation.agenda import Agenda
from platform_backend.simulation.clock import Clock
from platform_backend.simulation.habits import Habits
from platform_backend.simulation.hands import PictureView, PublishState

#: Each handset in reach tells where it is so often, in seconds; they take turns, so that it comes evenly.
_EVERY_S = 120.0
_TURNS = 120


class Handsets:
    """Publishes the position of every unit on duty now and then; whoever moves is told of by `Travel`."""

    def __init__(
        self,
        *,
        district: District,
        habits: Habits,
        clock: Clock,
        agenda: Agenda,
        picture: PictureView,
        publish_state: PublishState,
        rng: Random,
    ) -> None:
        reached = [id_ for id_ in sorted(district.units) if rng.random() >= habits.out_of_reach]
        self._turns = [reached[turn::_TURNS] for turn in range(_TURNS)]
        self._homes: dict[str | None, Position] = {place.grid: place.position for place in district.places}
        self._clock = clock
        self._agenda = agenda
        self._picture = picture
        self._publish = publish_state
        # In a fast simulation a second may be a few milliseconds: they keep to real seconds.
        self._step_s = _EVERY_S / _TURNS * max(1.0, clock.rate)
        self._turn = 0

    def start(self) -> None:
        """Put the first turn into the agenda."""
        self._agenda.after(self._step_s, self._tell)

    async def _tell(self) -> None:
        self._agenda.after(self._step_s, self._tell)
        now = self._clock.now()
        units, quiet = self._picture.units(), self._step_s * _TURNS / 2
        for id_ in self._turns[self._turn]:
            unit = units.get(id_)
            if unit is None or unit.status is UnitStatus.OFF:
                continue
            if unit.position_at is not None and now - parse_time(unit.position_at) < quiet:
                continue
            # Who has just come on duty begins in his own grid.
            position = unit.position or self._homes.get(unit.grid_code)
            if position is not None:
                self._publish("unit", id_, replace(unit, position=position, position_at=format_time(now)))
        self._turn = (self._turn + 1) % _TURNS
