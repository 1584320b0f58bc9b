"""Cameras that go offline and come back."""

from __future__ import annotations

from random import Random

from backend_client.protocol.entities import Device
from backend_client.protocol.times import format_time
from platform_backend.districts.generate import District
from platform_backend.districts.rhythm import Rhythm
from platform_backend.simulation.agenda import Agenda
from platform_backend.simulation.clock import Clock
from platform_backend.simulation.habits import Habits
from platform_backend.simulation.hands import PublishState


class Devices:
    """Publishes reachability. Cameras of the prefilled wall stay: a first start shows all its pictures."""

    def __init__(
        self,
        *,
        district: District,
        habits: Habits,
        clock: Clock,
        agenda: Agenda,
        publish_state: PublishState,
        rng: Random,
    ) -> None:
        on_walls = {tile.camera for wall in district.walls.values() for tile in wall.tiles}
        self._candidates = [id_ for id_ in district.cameras if id_ not in on_walls]
        self._rhythm = Rhythm(habits.offline_per_day)
        self._habits = habits
        self._clock = clock
        self._agenda = agenda
        self._publish = publish_state
        self._rng = rng
        self._offline: set[str] = set()

    @property
    def offline(self) -> int:
        """How many cameras cannot be reached now."""
        return len(self._offline)

    def start(self) -> None:
        """Take a few offline at once and put the next one into the agenda."""
        for camera in self._rng.sample(self._candidates, self._habits.offline_at_start):
            self._lose(camera)
        self._plan()

    def _plan(self) -> None:
        self._agenda.at(self._rhythm.next_arrival(self._clock.now(), rng=self._rng), self._next)

    async def _next(self) -> None:
        self._plan()
        camera = self._rng.choice(self._candidates)
        if camera not in self._offline:
            self._lose(camera)

    def _lose(self, camera: str) -> None:
        self._offline.add(camera)
        self._tell(camera, online=False)

        async def come_back() -> None:
            self._offline.discard(camera)
            self._tell(camera, online=True)

        self._agenda.after(self._habits.offline.draw(self._rng), come_back)

    def _tell(self, camera: str, *, online: bool) -> None:
        self._publish("device", camera, Device(online=online, since=format_time(self._clock.now())))
