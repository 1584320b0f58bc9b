"""An incident while it is handled: units sign, ride out, arrive and settle; the room finishes or gives leave.

Nobody remembers anything: who acts next and how long that takes follows from how the incident stands.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from backend_client.protocol.commands import SetStatus
from backend_client.protocol.entities import AssigneeKind, Incident, Task, TaskState, UnitStatus
from backend_client.protocol.incident_args import (
    Assign,
    Assignee,
    Comment,
    DecideRequest,
    Finish,
    PutOnLedger,
    RequestExtension,
    Supervise,
    Suspend,
    TaskDone,
    TaskRef,
    TaskReturn,
    Words,
)
from backend_client.protocol.lifecycle import UNFINISHED_TASKS
from backend_client.protocol.times import format_time, parse_time
from platform_backend.districts.history import DONE_TEXTS
from platform_backend.simulation.clock import Clock
from platform_backend.simulation.habits import Delay, Habits
from platform_backend.simulation.hands import Hands, PictureView
from platform_backend.simulation.travel import Travel

#: Display names of the colleagues; steps they take bear them.
COLLEAGUES = ("示范值班员甲", "示范值班员乙", "示范派遣员丙")
LEADER, SUPERVISOR = "示范值班长", "示范督查员"
ASSIGN = "incident.assign"
#: For acts that only say what already is, such as having arrived.
_AT_ONCE = Delay(1.0)
#: Nobody sends back what he has been holding for longer than this, in seconds.
_RETURN_WITHIN_S = 1800.0
_HOUR = 3600.0
_RETURNS = ("不在本辖区，请改派。", "人手不足，请另派。", "非本部门职责。")
_WORDS = ("正在处置，预计半小时完成。", "现场较复杂，已联系权属单位。", "已设警示，等待材料。")


class Turn(enum.Enum):
    """Who has to do something about an incident that is handled."""

    APPROVER = "approver"
    SIGNER = "signer"
    TRAVELLER = "traveller"
    WORKER = "worker"
    #: Everybody sent it back: somebody else has to be given it.
    ASSIGNER = "assigner"
    FINISHER = "finisher"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class _Next:
    turn: Turn
    task: Task | None = None


class Handling:
    """What is done about incidents that are handled. `find_unit` answers who could be sent instead."""

    def __init__(
        self,
        *,
        habits: Habits,
        clock: Clock,
        picture: PictureView,
        hands: Hands,
        travel: Travel,
        find_unit: Callable[[Incident], str | None],
        rng: Random,
    ) -> None:
        self._habits = habits
        self._clock = clock
        self._picture = picture
        self._hands = hands
        self._travel = travel
        self._find_unit = find_unit
        self._rng = rng

    def stand(self, incident: Incident) -> tuple[str, ...]:
        """What the next act depends on."""
        units = self._picture.units()
        stand = ["" if incident.request is None else incident.request.at]
        for task in incident.tasks:
            unit = units.get(task.assignee)
            riding = unit is not None and self._travel.on_the_way(task.assignee)
            stand += [task.state.value, "" if unit is None else unit.status.value, str(riding)]
        return tuple(stand)

    def delay(self, incident: Incident) -> Delay:
        """How long the next act takes."""
        match self._next(incident).turn:
            case Turn.APPROVER:
                return self._habits.approve
            case Turn.SIGNER:
                return self._habits.sign
            case Turn.TRAVELLER:
                return _AT_ONCE
            case Turn.ASSIGNER:
                return self._habits.assign
            case Turn.FINISHER:
                given_by = next((step.by for step in reversed(incident.steps) if step.action == ASSIGN), "")
                for_desk = given_by not in COLLEAGUES
                return self._habits.finish_for_desk if for_desk else self._habits.finish
            case Turn.WORKER | Turn.NOBODY:
                return self._habits.on_scene

    async def act(self, id_: str, incident: Incident) -> None:
        """Do the next thing."""
        now = self._next(incident)
        match now:
            case _Next(turn=Turn.APPROVER):
                granted = self._chance(0.85)
                decide = DecideRequest(granted=granted, text="" if granted else "请克服困难，按期办结。")
                await self._hands.do(LEADER, "incident.decide_extension", id_, decide)
            case _Next(turn=Turn.SIGNER, task=Task() as task):
                await self._sign(id_, incident, task)
            case _Next(turn=Turn.TRAVELLER, task=Task() as task):
                await self._travel_on(id_, incident, task)
            case _Next(turn=Turn.WORKER, task=Task() as task):
                if not await self._something_else(id_, incident, task):
                    done = TaskDone(task=task.id, text=self._rng.choice(DONE_TEXTS))
                    await self._hands.do(task.name, "task.done", id_, done)
            case _Next(turn=Turn.ASSIGNER):
                unit = self._find_unit(incident)
                if unit is not None:
                    assign = Assign(assignees=(Assignee(kind=AssigneeKind.UNIT, id=unit),))
                    await self._hands.do(self._rng.choice(COLLEAGUES), ASSIGN, id_, assign)
            case _Next(turn=Turn.FINISHER):
                results = [task.result for task in incident.tasks if task.result]
                said = Finish(text=results[-1] if results else self._rng.choice(DONE_TEXTS))
                await self._hands.do(self._rng.choice(COLLEAGUES), "incident.finish", id_, said)
            case _:
                pass

    def _next(self, incident: Incident) -> _Next:
        if incident.request is not None:
            return _Next(Turn.APPROVER)
        units = self._picture.units()
        open_tasks = [task for task in incident.tasks if task.state in UNFINISHED_TASKS]
        riding = False
        for task in open_tasks:
            if task.state is TaskState.OFFERED:
                return _Next(Turn.SIGNER, task)
            unit = units.get(task.assignee)
            if unit is not None and unit.status in (UnitStatus.ASSIGNED, UnitStatus.EN_ROUTE):
                if not self._travel.on_the_way(task.assignee):
                    return _Next(Turn.TRAVELLER, task)
                riding = True
        if riding:
            return _Next(Turn.NOBODY)
        if open_tasks:
            return _Next(Turn.WORKER, open_tasks[0])
        last = incident.tasks[-1].state if incident.tasks else None
        return _Next(Turn.ASSIGNER if last is TaskState.RETURNED else Turn.FINISHER)

    async def _sign(self, id_: str, incident: Incident, task: Task) -> None:
        fresh = self._clock.now() - parse_time(task.offered_at) < _RETURN_WITHIN_S
        sent_back = any(each.state is TaskState.RETURNED for each in incident.tasks)
        if fresh and not sent_back and self._chance(self._habits.odds.returned):
            back = TaskReturn(task=task.id, reason=self._rng.choice(_RETURNS))
            await self._hands.do(task.name, "task.return", id_, back)
        else:
            await self._hands.do(task.name, "task.sign", id_, TaskRef(task=task.id))

    async def _travel_on(self, id_: str, incident: Incident, task: Task) -> None:
        unit_id, place = task.assignee, incident.position
        if place is None or self._travel.is_at(unit_id, place):
            if task.state is TaskState.SIGNED:
                await self._hands.do(task.name, "task.arrive", id_, TaskRef(task=task.id))
            else:
                there = SetStatus(status=UnitStatus.ON_SCENE)
                await self._hands.do(task.name, "unit.set_status", unit_id, there)
            return
        # A ride that a restart of the platform cut short is simply begun again.
        status = SetStatus(status=UnitStatus.EN_ROUTE)
        under_way = self._picture.units()[unit_id].status is UnitStatus.EN_ROUTE
        if under_way or await self._hands.do(task.name, "unit.set_status", unit_id, status):
            self._travel.send(unit_id, place)

    async def _something_else(self, id_: str, incident: Incident, task: Task) -> bool:
        """What happens now and then before the work is done, each of it once at most."""
        odds, seen = self._habits.odds, {step.action for step in incident.steps}
        until = format_time(self._clock.now() + 4 * _HOUR)
        runs_out = [parse_time(each.due_at) for each in incident.deadlines if each.runs]
        later = format_time(max([self._clock.now(), *runs_out]) + 4 * _HOUR)
        happenings = (
            (odds.told, task.name, "incident.feedback", Words(text=self._rng.choice(_WORDS))),
            (odds.urged, self._rng.choice(COLLEAGUES), "incident.urge", Comment(text="请尽快处置并反馈。")),
            (
                odds.supervised,
                SUPERVISOR,
                "incident.supervise",
                Supervise(demand="请查明原因，限期办结并书面回复。", due_at=until),
            ),
            (
                odds.extended,
                task.name,
                "incident.request_extension",
                RequestExtension(until=later, reason="需等待材料到场。"),
            ),
            (odds.suspended, LEADER, "incident.suspend", Suspend(until=until, reason="降雨，雨停后施工。")),
            (
                odds.ledgered,
                LEADER,
                "incident.ledger",
                PutOnLedger(reason="需列入改造计划。", owner="示范责任科室", review_at=until),
            ),
        )
        for part, who, act, args in happenings:
            if act not in seen and self._chance(part):
                return await self._hands.do(who, act, id_, args)
        return False

    def _chance(self, part: float) -> bool:
        return self._rng.random() < part
