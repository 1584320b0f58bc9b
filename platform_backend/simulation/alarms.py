"""Alarms of sensors and cameras, and colleagues who see to the ones that nobody has acknowledged.

What they have acknowledged they look into: some were false, some become incidents, most are left at that.
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass
from random import Random

from backend_client.protocol.alarm_args import AlarmToIncident
from backend_client.protocol.entities import Alarm, AlarmState, Position
from backend_client.protocol.incident_args import Empty, Words
from backend_client.protocol.times import parse_time
from platform_backend.commands.alarms import AlarmCreate
from platform_backend.districts.generate import District
from platform_backend.districts.rhythm import Rhythm
from platform_backend.simulation.agenda import Agenda
from platform_backend.simulation.clock import Clock
from platform_backend.simulation.habits import Habits
from platform_backend.simulation.handling import COLLEAGUES
from platform_backend.simulation.hands import Hands, PictureView

_CAMERAS = 4
_LOOK_S = 30.0
#: How long a colleague looks into what he has acknowledged, in seconds.
_LOOKED_INTO_S = 90.0
_FALSE_SHARE = 0.12
#: Of those of the two upper priorities; the others are none of a room's business.
_INCIDENT_SHARE = 0.35
_FALSE_TEXTS = (
    "电话核实，现场无异常。",
    "探头积灰误报，已通知维保。",
    "施工扰动引起，无险情。",
    "画面核查，无异常。",
)
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
        self._looked_into: set[str] = set()

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
        alarms = sorted(self._picture.alarms().items(), key=lambda item: (item[1].raised_at, item[0]))
        waiting = [id_ for id_, alarm in alarms if alarm.state is AlarmState.OPEN]
        for id_ in waiting[: max(0, len(waiting) - self._habits.alarm_backlog)]:
            await self._hands.do(self._rng.choice(COLLEAGUES), "alarm.acknowledge", id_, Empty())
        self._looked_into &= {id_ for id_, _ in alarms}
        for id_, alarm in alarms:
            if id_ not in self._looked_into and self._has_been_looked_into(alarm):
                self._looked_into.add(id_)
                await self._conclude(id_, alarm)

    def _has_been_looked_into(self, alarm: Alarm) -> bool:
        """Whether a colleague, and no person at a desk, has had the alarm for long enough."""
        if alarm.state is not AlarmState.ACKNOWLEDGED or alarm.acknowledged_at is None:
            return False
        mine = alarm.acknowledged_by in COLLEAGUES
        return mine and parse_time(alarm.acknowledged_at) <= self._clock.now() - _LOOKED_INTO_S

    async def _conclude(self, id_: str, alarm: Alarm) -> None:
        chance, text = self._rng.random(), self._rng.choice(_FALSE_TEXTS)
        if chance < _FALSE_SHARE:
            await self._hands.do(alarm.acknowledged_by or "", "alarm.false_alarm", id_, Words(text=text))
        elif alarm.priority <= 2 and chance < _FALSE_SHARE + _INCIDENT_SHARE:
            await self._hands.do(alarm.acknowledged_by or "", "alarm.to_incident", id_, AlarmToIncident())
