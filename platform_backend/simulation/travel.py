"""Units on the move: to an incident by the shortest way, or on patrol from crossing to crossing."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate, pairwise
from random import Random

from msgspec.structs import replace

from backend_client.protocol.entities import Position, Unit, UnitStatus
from backend_client.protocol.times import format_time
from platform_backend.districts.generate import District
from platform_backend.districts.geometry import Point
from platform_backend.simulation.agenda import Agenda
from platform_backend.simulation.clock import Clock
from platform_backend.simulation.habits import Habits
from platform_backend.simulation.hands import PictureView, PublishState

#: Metres per second by electric bicycle or car, and on foot.
_RIDE = (5.0, 8.5)
_WALK = (1.3, 2.4)
_IN_SIGHT_M = 80.0
#: A moving unit is told of every 2 s; the units take turns in quarters of it, so that updates come evenly.
_UPDATE_S = 2.0
_TURNS = 4


@dataclass(frozen=True, slots=True)
class _Trip:
    """A way with the length up to each point, begun at `started` and travelled at `speed`."""

    points: tuple[Point, ...]
    lengths: tuple[float, ...]
    started: float
    speed: float
    turn: int
    patrol_from: int | None = None

    def at(self, moment: float) -> Point:
        """Where the traveller is at `moment`; at the end once he has arrived."""
        gone = (moment - self.started) * self.speed
        if gone >= self.lengths[-1]:
            return self.points[-1]
        index = max(1, bisect_right(self.lengths, gone))
        (ax, ay), (bx, by) = self.points[index - 1], self.points[index]
        span = self.lengths[index] - self.lengths[index - 1]
        part = (gone - self.lengths[index - 1]) / span if span > 0.0 else 1.0
        return (ax + (bx - ax) * part, ay + (by - ay) * part)

    def arrived(self, moment: float) -> bool:
        """Whether the way is over."""
        return (moment - self.started) * self.speed >= self.lengths[-1]


class Travel:
    """Moves units along the roads and publishes where they are."""

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
        self._plane = district.tiling.plane
        self._net = district.net
        self._habits = habits
        self._clock = clock
        self._agenda = agenda
        self._picture = picture
        self._publish = publish_state
        self._rng = rng
        self._trips: dict[str, _Trip] = {}
        self._next_turn = 0
        # In a fast simulation 2 s of its time may be a few milliseconds: updates keep to real seconds.
        self._step_s = _UPDATE_S / _TURNS * max(1.0, clock.rate)

    def start(self) -> None:
        """Put the rounds into the agenda."""
        self._agenda.after(self._step_s, self._round)

    def send(self, unit_id: str, destination: Position) -> None:
        """Let a unit ride to `destination`."""
        unit = self._picture.units()[unit_id]
        goal = self._plane.to_metres(destination)
        here = self._plane.to_metres(unit.position) if unit.position is not None else goal
        way = self._net.way(self._net.nearest(here), self._net.nearest(goal))
        self._begin(unit_id, (here, *way, goal), self._rng.uniform(*_RIDE))

    def on_the_way(self, unit_id: str) -> bool:
        """Whether the unit is on a trip to an incident that is not over yet."""
        trip = self._trips.get(unit_id)
        return trip is not None and trip.patrol_from is None and not trip.arrived(self._clock.now())

    def is_at(self, unit_id: str, place: Position) -> bool:
        """Whether the unit stands within sight of `place`."""
        position = self._picture.units()[unit_id].position
        if position is None:
            return True
        return math.dist(self._plane.to_metres(position), self._plane.to_metres(place)) < _IN_SIGHT_M

    def _begin(
        self, unit_id: str, points: tuple[Point, ...], speed: float, patrol_from: int | None = None
    ) -> None:
        lengths = tuple(accumulate((math.dist(a, b) for a, b in pairwise(points)), initial=0.0))
        known = self._trips.get(unit_id)
        turn = known.turn if known is not None else self._next_turn % _TURNS
        if known is None:
            self._next_turn += 1
        self._trips[unit_id] = _Trip(points, lengths, self._clock.now(), speed, turn, patrol_from)

    async def _round(self) -> None:
        now = self._clock.now()
        turn = int(now / self._step_s) % _TURNS
        self._agenda.after(self._step_s, self._round)
        units = self._picture.units()
        for unit_id, trip in list(self._trips.items()):
            if trip.turn != turn:
                continue
            unit = units.get(unit_id)
            if unit is None or not self._goes_on(trip, unit):
                del self._trips[unit_id]
                continue
            position = self._plane.to_degrees(trip.at(now))
            self._publish("unit", unit_id, replace(unit, position=position, position_at=format_time(now)))
            if trip.arrived(now):
                self._arrive(unit_id, trip)
        self._send_on_patrol()

    @staticmethod
    def _goes_on(trip: _Trip, unit: Unit) -> bool:
        """A patrol ends when the unit gets a task or leaves; a ride to an incident when it is called off."""
        if trip.patrol_from is not None:
            return unit.status is UnitStatus.AVAILABLE
        return unit.status in (UnitStatus.ASSIGNED, UnitStatus.EN_ROUTE)

    def _arrive(self, unit_id: str, trip: _Trip) -> None:
        if trip.patrol_from is not None:
            self._walk_on(unit_id, trip.patrol_from, trip.speed)
        else:
            del self._trips[unit_id]

    def _walk_on(self, unit_id: str, junction: int, speed: float) -> None:
        index = self._rng.choice(self._net.at[junction])
        stretch = self._net.stretches[index]
        end = stretch.end if stretch.start == junction else stretch.start
        self._begin(unit_id, self._net.line_from(index, junction), speed, patrol_from=end)

    def _send_on_patrol(self) -> None:
        patrols = sum(trip.patrol_from is not None for trip in self._trips.values())
        if patrols >= self._habits.walkers:
            return
        idle = [
            (id_, unit)
            for id_, unit in self._picture.units().items()
            if unit.status is UnitStatus.AVAILABLE and unit.position is not None and id_ not in self._trips
        ]
        # A few at a time: the first round of a fresh start must not take longer than any other.
        for id_, unit in self._rng.sample(idle, min(len(idle), self._habits.walkers - patrols, 8)):
            if unit.position is not None:
                here = self._plane.to_metres(unit.position)
                junction = self._net.nearest(here)
                way = (here, self._net.junctions[junction])
                self._begin(id_, way, self._rng.uniform(*_WALK), patrol_from=junction)
