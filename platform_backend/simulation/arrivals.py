"""New incidents, in the rhythm of the day."""

from __future__ import annotations

from random import Random

from backend_client.protocol.incident_args import IncidentCreate
from backend_client.protocol.times import format_time
from platform_backend.districts.generate import District
from platform_backend.districts.rhythm import Rhythm
from platform_backend.simulation.agenda import Agenda
from platform_backend.simulation.clock import Clock
from platform_backend.simulation.habits import Habits
from platform_backend.simulation.hands import Hands


class Arrivals:
    """Reports new incidents through `incident.create`."""

    def __init__(
        self,
        *,
        district: District,
        habits: Habits,
        clock: Clock,
        agenda: Agenda,
        hands: Hands,
        rng: Random,
    ) -> None:
        per_day = district.spec.simulated_per_day if habits.per_day is None else habits.per_day
        self._rhythm = Rhythm(per_day)
        self._matters = district.matters
        self._clock = clock
        self._agenda = agenda
        self._hands = hands
        self._rng = rng

    def start(self) -> None:
        """Put the first arrival into the agenda."""
        self._agenda.at(self._rhythm.next_arrival(self._clock.now(), rng=self._rng), self._report)

    async def _report(self) -> None:
        now = self._clock.now()
        self._agenda.at(self._rhythm.next_arrival(now, rng=self._rng), self._report)
        matter = self._matters.draw(self._matters.place(rng=self._rng), rng=self._rng)
        create = IncidentCreate(
            type_code=matter.kind.code,
            severity=matter.severity,
            title=matter.title,
            source=matter.source,
            position=matter.place.position,
            place=matter.place.name,
            description=matter.description,
            occurred_at=format_time(now - self._rng.uniform(30.0, 600.0)),
        )
        await self._hands.do(matter.source, "incident.create", None, create)
