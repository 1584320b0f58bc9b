"""A district at work: everything the simulation does, from one seed and in one task."""

from __future__ import annotations

from random import Random

from platform_backend.districts.generate import District
from platform_backend.simulation.agenda import Agenda
from platform_backend.simulation.alarms import Alarms
from platform_backend.simulation.arrivals import Arrivals
from platform_backend.simulation.clock import Clock
from platform_backend.simulation.colleagues import Colleagues
from platform_backend.simulation.devices import Devices
from platform_backend.simulation.habits import Habits
from platform_backend.simulation.hands import Execute, Hands, PictureView, PublishState
from platform_backend.simulation.handsets import Handsets
from platform_backend.simulation.shifts import Shifts
from platform_backend.simulation.travel import Travel


class Simulator:
    """Incidents arrive, colleagues and staff handle them, units move, sensors ring, cameras fail.

    It acts only through `execute` and `publish_state`. One seed and one clock give one sequence of acts: all
    is done by one task, one thing after the other, and each part draws from a source of its own.
    """

    def __init__(
        self,
        *,
        district: District,
        seed: int,
        clock: Clock,
        execute: Execute,
        publish_state: PublishState,
        picture: PictureView,
        habits: Habits | None = None,
    ) -> None:
        def chance(part: str) -> Random:
            # With the moment in it: a platform that is started again must not see the same hour once more.
            return Random(f"{district.spec.name}:{seed}:{clock.now():.0f}:simulated {part}")

        habits = habits if habits is not None else Habits()
        self._clock = clock
        self._agenda = Agenda(clock=clock)
        agenda, hands = self._agenda, Hands(execute=execute)
        self._devices = Devices(
            district=district,
            habits=habits,
            clock=clock,
            agenda=agenda,
            publish_state=publish_state,
            rng=chance("devices"),
        )
        self._arrivals = Arrivals(
            district=district, habits=habits, clock=clock, agenda=agenda, hands=hands, rng=chance("arrivals")
        )
        self._travel = Travel(
            district=district,
            habits=habits,
            clock=clock,
            agenda=agenda,
            picture=picture,
            publish_state=publish_state,
            rng=chance("travel"),
        )
        self._colleagues = Colleagues(
            district=district,
            habits=habits,
            clock=clock,
            agenda=agenda,
            picture=picture,
            hands=hands,
            travel=self._travel,
            rng=chance("colleagues"),
        )
        self._alarms = Alarms(
            district=district,
            habits=habits,
            clock=clock,
            agenda=agenda,
            picture=picture,
            hands=hands,
            rng=chance("alarms"),
        )
        self._handsets = Handsets(
            district=district,
            habits=habits,
            clock=clock,
            agenda=agenda,
            picture=picture,
            publish_state=publish_state,
            rng=chance("handsets"),
        )
        self._shifts = Shifts(
            habits=habits, clock=clock, agenda=agenda, picture=picture, hands=hands, rng=chance("shifts")
        )

    async def run(self) -> None:
        """Simulate until cancelled."""
        self._devices.start()
        self._arrivals.start()
        self._travel.start()
        self._colleagues.start()
        self._alarms.start()
        self._shifts.start()
        self._handsets.start()
        await self._agenda.run()
