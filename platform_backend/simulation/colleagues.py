"""The other people at work: colleagues in the command room and the staff in the streets.

Nobody follows an incident by name. Every few seconds all open incidents are looked at as they are, and who
should act next takes a while and then does; whatever a person did in between is simply how things stand.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from backend_client.protocol.entities import (
    CLOSED_STATES,
    AssigneeKind,
    Incident,
    IncidentState,
    TaskState,
    Unit,
    UnitStatus,
)
from backend_client.protocol.incident_args import (
    Assign,
    Assignee,
    Comment,
    Empty,
    OnSupervision,
    Reason,
    ReportUp,
    Strike,
    Verify,
)
from platform_backend.districts.generate import District
from platform_backend.simulation.agenda import Agenda
from platform_backend.simulation.clock import Clock
from platform_backend.simulation.habits import Delay, Habits
from platform_backend.simulation.handling import ASSIGN, COLLEAGUES, LEADER, SUPERVISOR, Handling
from platform_backend.simulation.hands import Hands, PictureView
from platform_backend.simulation.travel import Travel

_LOOK_S = 5.0
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
        self._district_org = next(id_ for id_, org in district.orgs.items() if org.parent is None)
        self._kinds = {staff.letter: staff.kind for staff in district.spec.staff}
        self._habits = habits
        self._clock = clock
        self._agenda = agenda
        self._picture = picture
        self._hands = hands
        self._rng = rng
        self._handling = Handling(
            habits=habits,
            clock=clock,
            picture=picture,
            hands=hands,
            travel=travel,
            find_unit=self._best_unit,
            rng=rng,
        )
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
        if incident.state is not IncidentState.HANDLING:
            return (incident.state.value, incident.owner_org)
        return (incident.state.value, *self._handling.stand(incident))

    def _delay(self, incident: Incident) -> Delay:
        match incident.state:
            case IncidentState.PENDING:
                return self._habits.accept
            case IncidentState.TO_DISPATCH:
                return self._habits.assign
            case IncidentState.HANDLING:
                return self._handling.delay(incident)
            case IncidentState.SUSPENDED | IncidentState.LEDGERED:
                return self._habits.rest
            case _:
                return self._habits.verify

    async def _act(self, id_: str, incident: Incident) -> None:
        match incident.state:
            case IncidentState.PENDING:
                await self._receive(id_, incident)
            case IncidentState.TO_DISPATCH:
                await self._assign(id_, incident)
            case IncidentState.HANDLING:
                await self._handling.act(id_, incident)
            case IncidentState.SUSPENDED:
                await self._hands.do(LEADER, "incident.resume", id_, Comment(text="条件具备，恢复处置。"))
            case IncidentState.LEDGERED:
                strike = Strike(text="已列入计划并落实。", settled=self._chance(0.5))
                await self._hands.do(SUPERVISOR, "incident.strike", id_, strike)
            case IncidentState.TO_VERIFY:
                await self._verify(id_, incident)
            case _:
                pass

    async def _receive(self, id_: str, incident: Incident) -> None:
        odds, who = self._habits.odds, self._rng.choice(COLLEAGUES)
        if incident.reported_by and self._chance(odds.refused):
            reason = Reason(reason="属街道职权范围，请自行处置。")
            await self._hands.do(who, "incident.return_report", id_, reason)
        elif self._chance(odds.void):
            await self._hands.do(who, "incident.void", id_, Reason(reason="重复测试，作废。"))
        elif self._chance(odds.declined):
            await self._hands.do(who, "incident.reject", id_, Reason(reason="不属于受理范围。"))
        else:
            await self._hands.do(who, "incident.accept", id_, Empty())

    async def _assign(self, id_: str, incident: Incident) -> None:
        who = self._rng.choice(COLLEAGUES)
        once = all(step.action != "incident.report_up" for step in incident.steps)
        if once and incident.owner_org != self._district_org and self._chance(self._habits.odds.reported_up):
            await self._hands.do(
                who, "incident.report_up", id_, ReportUp(reason="超出街道职权，请区级协调。")
            )
            return
        unit_id = self._best_unit(incident)
        if unit_id is not None:
            assign = Assign(assignees=(Assignee(kind=AssigneeKind.UNIT, id=unit_id),))
            await self._hands.do(who, ASSIGN, id_, assign)

    async def _verify(self, id_: str, incident: Incident) -> None:
        for document in incident.supervisions:
            if document.stands:
                words = OnSupervision(number=document.number, text="已按要求办结，解除督办。")
                await self._hands.do(SUPERVISOR, "incident.release_supervision", id_, words)
        passed = not self._chance(self._habits.odds.failed)
        text = "核查通过。" if passed else "现场复查未达标，退回重办。"
        await self._hands.do(
            self._rng.choice(COLLEAGUES), "incident.verify", id_, Verify(passed=passed, text=text)
        )

    def _chance(self, part: float) -> bool:
        return self._rng.random() < part

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

        refused = {task.assignee for task in incident.tasks if task.state is TaskState.RETURNED}
        free = [
            item
            for item in self._picture.units().items()
            if item[1].status is UnitStatus.AVAILABLE and item[1].load == 0 and item[0] not in refused
        ]
        return min(free, key=cost)[0] if free else None
