"""Alarms of sensors and cameras, and colleagues who see to the ones that nobody has acknowledged."""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass
from random import Random

from backend_client.protocol.entities import AlarmState, Position
from backend_client.protocol.incident_args import Empty
from platform_backend.commands.alarms import AlarmCreate
from platform_backend.districts.generate import District
from platform_backend.districts.rhythm import Rhythm
from platform_backend.simulation.agenda import Agenda
from platform_backend.simulation.clock import Clock
from platform_backend.simulation.colleagues import COLLEAGUES
from platform_backend.simulation.habits import Habits
from platform_backend.simulation.hands import Hands, PictureView

_CAMERAS = 4
_LOOK_S = 30.0
#: Priority -> weight: four fifths low, a few in a hundred high, as alarm management practice asks for.
_PRIORITIES = {4: 45.0, 3: 35.0, 2: 15.0, 1: 5.0}


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of alarm and what raises it."""

    name: str
    source: str


_KINDS = {
    1: (_Kind("烟感报警", "消防物联网"), _Kind("燃气泄漏报警", "燃气监测"), _Kind("一键求助", "求助桩")),
    2: (_Kind("水位超限", "水位监测"), _Kind("电梯困人报警", "电梯物联网"), _Kind("水压异常", "消防物联网")),
    3: (_Kind("路面积水识别", "视频分析"), _Kind("通道占用识别", "视频分析"), _Kind("线路过热", "用电监测")),
    4: (_Kind("井盖位移", "井盖传感器"), _Kind("垃圾满溢识别", "视频分析"), _Kind("设备电量低", "设备运维")),
}


class Alarms:
    """Raises alarms with the nearest cameras; acknowledges the oldest when too many are open."""

    def __init__(
        self,
        *,
        district: District,
        habits: Habits,
        clock: Clock,
        agenda: Agenda,
        picture: PictureView,
        hands: Hands,
        rng: Random,
    ) -> None:
        self._rhythm = Rhythm(habits.alarms_per_day)
        self._matters = district.matters
        self._cameras = [(camera.position, id_) for id_, camera in district.cameras.items()]
        self._habits = habits
        self._clock = clock
        self._agenda = agenda
        self._picture = picture
        self._hands = hands
        self._rng = rng

    def start(self) -> None:
        """Put the first alarm and the rounds into the agenda."""
        self._agenda.at(self._rhythm.next_arrival(self._clock.now(), rng=self._rng), self._raise)
        self._agenda.after(_LOOK_S, self._look)

    async def _raise(self) -> None:
        self._agenda.at(self._rhythm.next_arrival(self._clock.now(), rng=self._rng), self._raise)
        priority = self._rng.choices(tuple(_PRIORITIES), weights=tuple(_PRIORITIES.values()))[0]
        kind = self._rng.choice(_KINDS[priority])
        place = self._matters.place(rng=self._rng)
        create = AlarmCreate(
            priority=priority,
            kind=kind.name,
            title=f"{place.spot}{kind.name}",
            source=kind.source,
            position=place.position,
            place=place.name,
            cameras=self._nearest(place.position),
        )
        await self._hands.do(kind.source, "alarm.create", None, create)

    def _nearest(self, position: Position) -> tuple[str, ...]:
        nearest = heapq.nsmallest(_CAMERAS, self._cameras, key=lambda item: math.dist(item[0], position))
        return tuple(id_ for _, id_ in nearest)

    async def _look(self) -> None:
        self._agenda.after(_LOOK_S, self._look)
        waiting = sorted(
            (alarm.raised_at, id_)
            for id_, alarm in self._picture.alarms().items()
            if alarm.state is AlarmState.OPEN
        )
        for _, id_ in waiting[: max(0, len(waiting) - self._habits.alarm_backlog)]:
            await self._hands.do(self._rng.choice(COLLEAGUES), "alarm.acknowledge", id_, Empty())
