"""The other people at work: colleagues in the command room and the staff in the streets.

Nobody follows an incident by name. Every few seconds all open incidents are looked at as they are, and who
should act next takes a while and then does; whatever a person did in between is simply how things stand.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from backend_client.protocol.commands import SetStatus
from backend_client.protocol.entities import (
    CLOSED_STATES,
    AssigneeKind,
    Incident,
    IncidentState,
    Task,
    TaskState,
    Unit,
    UnitStatus,
)
from backend_client.protocol.incident_args import Assign, Assignee, Empty, TaskRef, Verify, Words
from backend_client.protocol.lifecycle import UNFINISHED_TASKS
from platform_backend.districts.generate import District
from platform_backend.districts.history import DONE_TEXTS
from platform_backend.simulation.agenda import Agenda
from platform_backend.simulation.clock import Clock
from platform_backend.simulation.habits import Delay, Habits
from platform_backend.simulation.hands import Hands, PictureView
from platform_backend.simulation.travel import Travel

#: Display names of the colleagues; steps they take bear them.
COLLEAGUES = ("示范值班员甲", "示范值班员乙", "示范派遣员丙")
_LOOK_S = 5.0
_ASSIGN = "incident.assign"
#: For acts that only say what already is, such as having arrived.
_AT_ONCE = Delay(1.0)
_UNTOUCHED = (IncidentState.PENDING, IncidentState.TO_DISPATCH)


@dataclass(frozen=True, slots=True)
class _Next:
    """Since when an incident stands as it does (`stand`), and when somebody acts."""

    stand: tuple[str, ...]
    due: float


class Colleagues:
    """Takes incidents through their life, but leaves most new ones to the people at the desk."""

    def __init__(
        self,
        *,
        district: District,
        habits: Habits,
        clock: Clock,
        agenda: Agenda,
        picture: PictureView,
        hands: Hands,
        travel: Travel,
        rng: Random,
    ) -> None:
        self._types = district.types
        self._kinds = {staff.letter: staff.kind for staff in district.spec.staff}
        self._habits = habits
        self._clock = clock
        self._agenda = agenda
        self._picture = picture
        self._hands = hands
        self._travel = travel
        self._rng = rng
        self._next: dict[str, _Next] = {}
        self._for_desk: dict[str, bool] = {}

    def start(self) -> None:
        """Put the rounds into the agenda."""
        self._agenda.after(_LOOK_S, self._look)

    async def _look(self) -> None:
        self._agenda.after(_LOOK_S * max(1.0, self._clock.rate / 10.0), self._look)
        incidents = {
            id_: incident
            for id_, incident in sorted(
                self._picture.incidents().items(), key=lambda item: (item[1].reported_at, item[0])
            )
            if incident.state not in CLOSED_STATES
        }
        for gone in self._next.keys() - incidents.keys():
            del self._next[gone]
        for gone in self._for_desk.keys() - incidents.keys():
            del self._for_desk[gone]
        spare = self._beyond_backlog(incidents)
        now = self._clock.now()
        for id_, incident in incidents.items():
            if self._is_for_desk(id_) and id_ not in spare and incident.state in _UNTOUCHED:
                continue
            stand = self._stand(incident)
            planned = self._next.get(id_)
            if planned is None or planned.stand != stand:
                self._next[id_] = _Next(stand, now + self._delay(incident).draw(self._rng))
            elif planned.due <= now:
                # Whatever comes of it, the next look is at new facts or takes a new while.
                del self._next[id_]
                await self._act(id_, incident)

    def _is_for_desk(self, id_: str) -> bool:
        if id_ not in self._for_desk:
            self._for_desk[id_] = self._rng.random() < self._habits.left_to_desk
        return self._for_desk[id_]

    def _beyond_backlog(self, incidents: dict[str, Incident]) -> set[str]:
        waiting = [
            id_
            for id_, incident in incidents.items()
            if incident.state in _UNTOUCHED and self._is_for_desk(id_)
        ]
        return set(waiting[: max(0, len(waiting) - self._habits.desk_backlog)])

    def _stand(self, incident: Incident) -> tuple[str, ...]:
        """What an incident's next act depends on."""
        units = self._picture.units()
        stand = [incident.state.value]
        for task in incident.tasks:
            unit = units.get(task.assignee)
            riding = unit is not None and self._travel.on_the_way(task.assignee)
            stand += [task.state.value, "" if unit is None else unit.status.value, str(riding)]
        return tuple(stand)

    def _delay(self, incident: Incident) -> Delay:
        match incident.state:
            case IncidentState.PENDING:
                return self._habits.accept
            case IncidentState.TO_DISPATCH:
                return self._habits.assign
            case IncidentState.HANDLING:
                return self._work_delay(incident)
            case _:
                return self._habits.verify

    def _work_delay(self, incident: Incident) -> Delay:
        task = self._task_in_turn(incident)
        if task is None:
            given_by = next((step.by for step in reversed(incident.steps) if step.action == _ASSIGN), "")
            return self._habits.on_scene if given_by in COLLEAGUES else self._habits.on_scene_for_desk
        return self._habits.sign if task.state is TaskState.OFFERED else _AT_ONCE

    def _task_in_turn(self, incident: Incident) -> Task | None:
        """The first task whose unit still has to sign, to set out or to arrive; None when all are at work."""
        units = self._picture.units()
        for task in incident.tasks:
            if task.state not in UNFINISHED_TASKS:
                continue
            if task.state is TaskState.OFFERED:
                return task
            unit = units.get(task.assignee)
            if unit is not None and unit.status in (UnitStatus.ASSIGNED, UnitStatus.EN_ROUTE):
                if self._travel.on_the_way(task.assignee):
                    continue
                return task
        return None

    async def _act(self, id_: str, incident: Incident) -> None:
        match incident.state:
            case IncidentState.PENDING:
                await self._hands.do(self._rng.choice(COLLEAGUES), "incident.accept", id_, Empty())
            case IncidentState.TO_DISPATCH:
                await self._assign(id_, incident)
            case IncidentState.HANDLING:
                await self._work(id_, incident)
            case IncidentState.TO_VERIFY:
                passed = self._rng.random() < 0.96
                text = "核查通过。" if passed else "现场复查未达标，退回重办。"
                verify = Verify(passed=passed, text=text)
                await self._hands.do(self._rng.choice(COLLEAGUES), "incident.verify", id_, verify)
            case _:
                pass

    async def _assign(self, id_: str, incident: Incident) -> None:
        unit_id = self._best_unit(incident)
        if unit_id is not None:
            assign = Assign(assignees=(Assignee(kind=AssigneeKind.UNIT, id=unit_id),))
            await self._hands.do(self._rng.choice(COLLEAGUES), _ASSIGN, id_, assign)

    async def _work(self, id_: str, incident: Incident) -> None:
        task = self._task_in_turn(incident)
        if task is None:
            if any(self._travel.on_the_way(task.assignee) for task in incident.tasks):
                return
            lead = next((task for task in incident.tasks if task.lead), None)
            if lead is not None:
                words = Words(text=self._rng.choice(DONE_TEXTS))
                await self._hands.do(lead.name, "incident.finish", id_, words)
            return
        if task.state is TaskState.OFFERED:
            await self._hands.do(task.name, "task.sign", id_, TaskRef(task=task.id))
            return
        unit_id, place = task.assignee, incident.position
        there = place is None or self._travel.is_at(unit_id, place)
        status = UnitStatus.ON_SCENE if there else UnitStatus.EN_ROUTE
        known = self._picture.units()[unit_id].status
        # A ride that a restart of the platform cut short is simply begun again.
        done = known is status or await self._hands.do(
            task.name, "unit.set_status", unit_id, SetStatus(status=status)
        )
        if done and place is not None and not there:
            self._travel.send(unit_id, place)

    def _best_unit(self, incident: Incident) -> str | None:
        """The nearest unit that is free, one of the kinds that this type of incident asks for if possible."""
        kind = self._types.get(incident.type_code)
        wanted = [self._kinds.get(letter, "") for letter in kind.staff] if kind is not None else []
        position = incident.position

        def cost(item: tuple[str, Unit]) -> tuple[float, str]:
            id_, unit = item
            detour = 1.0 + 0.4 * wanted.index(unit.kind) if unit.kind in wanted else 3.0
            if position is None or unit.position is None:
                return (math.inf, id_)
            return (math.dist(unit.position, position) * detour, id_)

        free = [
            item
            for item in self._picture.units().items()
            if item[1].status is UnitStatus.AVAILABLE and item[1].load == 0
        ]
        return min(free, key=cost)[0] if free else None
